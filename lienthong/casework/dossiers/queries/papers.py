"""The data of official papers: receipt slip (form 01), control slip (form 05), register (form 06), hand-over note.

Keys are the identifiers of handbook domain.md 1.7; templates lie in `data/papers`.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from lienthong.casework.dossiers.errors import NotALeg
from lienthong.casework.dossiers.models import Dossier, HandOverNote
from lienthong.casework.dossiers.queries.legs import LegRow, limit_words
from lienthong.casework.dossiers.queries.reading import DossierPage
from lienthong.casework.dossiers.rules.forms import Form, form_on, forms_of
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit import paper
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.formats import text as formats

FILE = Path(__file__).resolve().parents[1] / "data" / "forms.yaml"
DELIVERY = {"counter": "Bộ phận tiếp nhận và trả kết quả", "post": "Qua bưu chính công ích", "online": "Trực tuyến"}


@cache
def forms() -> dict[str, tuple[Form, ...]]:
    """Return the forms of every paper of a dossier, by kind and period, as the reviewed file holds them."""
    return forms_of(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def form_of(kind: str, received_at: datetime) -> Form:
    """Return the form of a paper for a dossier received at an instant; KeyError for an unknown kind."""
    return form_on(forms()[kind], received_at.astimezone(VIETNAM).date())


def template_of(form: Form) -> str:
    """Return the name of a form's template as `paper.render` takes it."""
    return f"dossiers/{form.template}.typ"


def receipt_slip(page: DossierPage, *, lookup_url: str) -> dict[str, Any]:
    """Return the fields of the receipt slip of a dossier; `lookup_url` goes into the QR code."""
    dossier, unit = page.dossier, org.unit(page.dossier.unit_id)
    submitter, owner = page.submitter, page.owner
    other = owner.pk != submitter.pk
    slip: dict[str, Any] = {
        **head(unit),
        "sample": form_of("receipt_slip", dossier.received_at).sample,
        "unit": f"Bộ phận tiếp nhận và trả kết quả {unit.name}",
        "slip_no": f"{dossier.book_line:04d}",
        "dossier_code": dossier.code,
        "qr": paper.qr_svg(lookup_url),
        "lookup_key": f"{dossier.lookup_key[:4]} {dossier.lookup_key[4:]}",
        "lookup_address": lookup_url.split("?")[0],
        "procedure_name": page.definition.name,
        "submitter_name": submitter.name,
        "address": submitter.address,
        "phone": submitter.phone,
        "email": submitter.email,
        "id_number": submitter.id_number,
        "owner_name": owner.name if other else "",
        "owner_address": owner.address if other else "",
        "subject": dossier.subject,
        "components": components_of(page),
        "sets": dossier.sets,
        "legal_duration": _durations(dossier.limits),
        "received_at": dossier.received_at,
        "received_on": dossier.received_at.astimezone(VIETNAM).date(),
        "result_delivery": DELIVERY.get(dossier.result_delivery, DELIVERY["counter"]),
        "fee_method": fee_words(page),
        "book_no": f"{dossier.received_at.astimezone(VIETNAM):%Y}",
        "line_no": f"{dossier.book_line}",
        "clerk_name": dossier.received_by,
        "late_entry": dossier.late_reason,
    }
    if dossier.original_due_at is not None:
        slip["due_at"] = dossier.original_due_at
    return slip


def _durations(limits: dict[str, Any]) -> str:
    """Return the legal limit, and after it the shorter one that the office promises."""
    legal, promised = limit_words(limits.get("legal")), limit_words(limits.get("committed"))
    return legal if legal == promised else f"{legal} (đơn vị cam kết {promised})"


def head(unit: org.UnitRow) -> dict[str, Any]:
    """Return the common head of a paper: agencies and place name."""
    parent = org.unit(unit.parent_id).name if unit.parent_id else ""
    place = unit.short_name or unit.name
    for kind in ("UBND ", "xã ", "thị trấn ", "phường ", "huyện ", "tỉnh "):
        place = place.removeprefix(kind)
    return {"agency_parent": parent, "agency_name": unit.name, "place": place}


def fee_words(page: DossierPage) -> str:
    """Return what is paid, when and how, in words; a levy whose amount the file leaves to another text is named with it."""
    parts = [
        f"{fee.name}: {formats.amount(fee.amount)} đồng" + (" (đã thu)" if fee.paid >= fee.amount else "") for fee in page.fees
    ]
    left = [
        fee
        for fee in page.definition.fees_for(page.dossier.case, page.dossier.channel)
        if fee.amount is None and not fee.tiers and fee.text
    ]
    parts += [f"{fee.name}: {fee.text}" for fee in left]
    return "; ".join(parts) or "Không thu phí, lệ phí"


def control_slip(page: DossierPage, *, printed_on: date, lookup_url: str) -> dict[str, Any]:
    """Return the fields of the control slip (form 05): one row for each hand-over, as the tasks and the ledger prove it."""
    dossier, unit = page.dossier, org.unit(page.dossier.unit_id)
    units = {unit.id: unit.name, **{one.id: one.name for one in org.units({task.unit_id for task in page.tasks}).values()}}
    giver, giver_name = "Bộ phận tiếp nhận và trả kết quả", dossier.received_by
    rows = []
    for task in page.tasks:
        if task.kind == "leg":
            continue  # the hand-over is that of the leg, below
        receiver = f"{units.get(task.unit_id, '')}: {task.title}"
        row: dict[str, Any] = {
            "giver": giver,
            "giver_name": task.handed_by or giver_name,
            "receiver": receiver,
            "receiver_name": task.holder_name,
            "given_at": task.opened_at,
            "verdict": step_verdict(task.closed_at, task.due_at),
            "note": task.outcome if task.outcome == "sent_back" else "",
        }
        if task.claimed_at is not None:
            row["received_at"] = task.claimed_at
        rows.append(row)
        giver, giver_name = receiver, task.holder_name
    rows = sorted([*rows, *(_leg_handed_over(leg) for leg in page.legs)], key=lambda row: row["given_at"])
    form = form_of("control_slip", dossier.received_at)
    slip = {
        **head(unit),
        "title": form.title,
        "sample": form.sample,
        "printed_on": printed_on,
        "dossier_code": dossier.code,
        "qr": paper.qr_svg(lookup_url),
        "lead_agency": unit.name,
        "co_agencies": sorted({*(name for key, name in units.items() if key != unit.id), *(leg.unit for leg in page.legs)}),
        "owner_name": dossier.owner_name,
        "procedure_name": page.definition.name,
        "received_at": dossier.received_at,
        "hand_overs": rows,
    }
    if dossier.original_due_at is not None:
        slip["due_at"] = dossier.original_due_at
    return slip


def _leg_handed_over(leg: LegRow) -> dict[str, Any]:
    """Return the hand-over of a leg to its agency: given when it was sent, taken when somebody there took it."""
    told = [leg.state_name, f"mã {leg.code}", f"số kết quả {leg.number}" if leg.number else "", leg.basis]
    row: dict[str, Any] = {
        "giver": "Bộ phận tiếp nhận và trả kết quả", "giver_name": "", "receiver": f"{leg.unit}: {leg.name}",
        "receiver_name": leg.accepted_by, "given_at": leg.sent_at, "verdict": leg.verdict,
        "note": "; ".join(part for part in told if part),
    }  # fmt: skip
    if leg.accepted_at is not None:
        row["received_at"] = leg.accepted_at
    return row


def step_verdict(closed_at: datetime | None, due_at: datetime | None) -> str:
    """Return «early», «on_time» or «overdue» for a step, or nothing while it is open or has no date."""
    if closed_at is None or due_at is None:
        return ""
    return worktime.judge(closed_at, due_at, worktime.LimitUnit.WORKING_HOUR).value


def hand_over_note(note_uid: UUID) -> dict[str, Any]:
    """Return the fields of a hand-over note; empty when the context may not see it."""
    note = HandOverNote.objects.filter(uid=note_uid).first()
    if note is None:
        return {}
    giver, receiver = org.unit(note.from_unit_id), org.unit(note.to_unit_id)
    return {
        **head(giver),
        "note_no": f"{note.number:04d}",
        "handed_on": note.made_at.astimezone(VIETNAM).date(),
        "handed_at": note.made_at,
        "giver_unit": giver.name,
        "giver_name": note.made_by,
        "receiver_unit": receiver.name,
        "receiver_name": note.accepted_by,
        "items": [_item(line.dossier) for line in note.lines.select_related("dossier").order_by("pk")],
    }


def giver_of(note_uid: UUID) -> int:
    """Return the key of the unit that gives by a hand-over note, whose form it is printed in; the note is there."""
    return HandOverNote.objects.values_list("from_unit_id", flat=True).get(uid=note_uid)


def _item(dossier: Dossier) -> dict[str, Any]:
    item: dict[str, Any] = {
        "dossier_code": dossier.code,
        "subject": dossier.subject,
        "owner_name": dossier.owner_name,
        "sets": dossier.sets,
        "shelf": dossier.shelf,
    }
    if dossier.due_at is not None:
        item["due_at"] = dossier.due_at
    return item


def leg_receipt(page: DossierPage, *, printed_on: date) -> dict[str, Any]:
    """Return the fields of the receipt of a leg, printed by the unit that got it: one for the sender, one for the leg."""
    dossier, unit, sender = page.dossier, org.unit(page.dossier.unit_id), page.sender
    if sender is None:
        raise NotALeg(dossier=dossier.code, act="in giấy tiếp nhận liên thông")
    receipt: dict[str, Any] = {
        **head(unit),
        "sample": True,
        "slip_no": f"{dossier.book_line:04d}",
        "dossier_code": dossier.code,
        "parent_code": sender.code,
        "sender_unit": sender.unit,
        "sender_name": sender.sent_by,
        "leg_name": sender.leg,
        "procedure_name": page.definition.name,
        "owner_name": dossier.owner_name,
        "components": components_of(page),
        "duration": limit_words(dossier.limits.get("legal")),
        "received_at": dossier.received_at,
        "received_on": dossier.received_at.astimezone(VIETNAM).date(),
        "printed_on": printed_on,
        "book_no": f"{dossier.received_at.astimezone(VIETNAM):%Y}",
        "line_no": f"{dossier.book_line}",
        "clerk_name": dossier.received_by or "Tiếp nhận điện tử, chưa có người nhận việc",
        "silence": f"Quá hạn không trả lời thì coi như đồng ý, căn cứ {sender.basis}." if sender.silent else "",
        "result_delivery": f"Trả về {sender.unit}, {DELIVERY['online'].lower()}",
    }
    if dossier.original_due_at is not None:
        receipt["due_at"] = dossier.original_due_at
    return receipt


def components_of(page: DossierPage) -> list[dict[str, Any]]:
    """Return the papers of a dossier as the tables of slips list them."""
    return [{"name": p.name, "n_original": p.originals, "n_certified": p.certified, "n_copy": p.copies} for p in page.papers]
