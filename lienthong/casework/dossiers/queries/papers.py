"""The data of official papers: receipt slip (form 01), control slip (form 05), register (form 06), hand-over note.

Keys are the identifiers of handbook domain.md 1.7; templates lie in `data/papers`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from lienthong.casework.dossiers.models import HandOverNote
from lienthong.casework.dossiers.queries.reading import DossierPage
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.formats import text as formats

FORM_01_SINCE = date(2018, 11, 23)
"""From this day the receipt slip has the form of TT 01/2018/TT-VPCP; before it a plain slip marked as such.

Source: law:01/2018/TT-VPCP [V date].
"""
DELIVERY = {"counter": "Bộ phận tiếp nhận và trả kết quả", "post": "Qua bưu chính công ích", "online": "Trực tuyến"}
UNIT_WORDS = {"working_hour": "giờ làm việc", "working_day": "ngày làm việc", "calendar_day": "ngày", "month": "tháng"}


def slip_template(received_at: datetime) -> str:
    """Return which slip template holds for a reception."""
    modern = received_at.astimezone(VIETNAM).date() >= FORM_01_SINCE
    return "dossiers/receipt_slip.typ" if modern else "dossiers/receipt_slip_plain.typ"


def receipt_slip(page: DossierPage, *, lookup_url: str) -> dict[str, Any]:
    """Return the fields of the receipt slip of a dossier; `lookup_url` goes into the QR code."""
    dossier, unit = page.dossier, org.unit(page.dossier.unit_id)
    submitter, owner = page.submitter, page.owner
    return {
        **head(unit, dossier.received_at),
        "slip_no": f"{dossier.book_line}/TNHS",
        "dossier_code": dossier.code,
        "unit": f"Bộ phận tiếp nhận và trả kết quả {unit.name}",
        "submitter_name": submitter.name,
        "address": submitter.address,
        "phone": submitter.phone,
        "email": submitter.email,
        "id_number": submitter.id_number,
        "owner_name": owner.name if owner.pk != submitter.pk else "",
        "owner_address": owner.address if owner.pk != submitter.pk else "",
        "subject": dossier.subject,
        "procedure": page.definition.name,
        "components": [
            {"name": p.name, "n_original": p.originals, "n_certified": p.certified, "n_copy": p.copies} for p in page.papers
        ],
        "sets": dossier.sets,
        "legal_duration": limit_words(dossier.limits.get("legal")),
        "committed_duration": limit_words(dossier.limits.get("committed")),
        "received_at": formats.moment_long(dossier.received_at),
        "due_at": formats.moment_long(dossier.original_due_at) if dossier.original_due_at else "",
        "result_delivery": DELIVERY.get(dossier.result_delivery, DELIVERY["counter"]),
        "fee_method": fee_words(page),
        "book_no": f"{dossier.received_at.astimezone(VIETNAM):%Y}",
        "line_no": dossier.book_line,
        "receiver_name": dossier.received_by,
        "lookup_key": f"{dossier.lookup_key[:4]} {dossier.lookup_key[4:]}",
        "lookup_url": lookup_url,
        "late_entry": dossier.late_reason,
        "thumbprint": submitter.signs_by == "thumbprint",
        "witness": submitter.witness,
    }


def head(unit: org.UnitRow, at: datetime) -> dict[str, Any]:
    """Return the common head of a paper: agencies, place and date."""
    local = at.astimezone(VIETNAM)
    parent = org.unit(unit.parent_id).name if unit.parent_id else ""
    return {
        "agency_parent": parent.upper(),
        "agency_name": unit.name.upper(),
        "place": unit.short_name or unit.name,
        "place_and_date": f"{unit.short_name or unit.name}, ngày {local:%d} tháng {local:%m} năm {local:%Y}",
    }


def limit_words(limit: dict[str, Any] | None) -> str:
    """Return a limit in words: `05 ngày làm việc`, `trong ngày`."""
    if not limit:
        return "không ấn định"
    read = worktime.Limit.from_dict(limit)
    if read.start is worktime.StartRule.SAME_DAY and read.value == 1:
        return "trong ngày làm việc"
    return f"{read.value + read.area_extra:02d} {UNIT_WORDS[read.unit.value]}"


def fee_words(page: DossierPage) -> str:
    """Return what is paid, when and how, in words."""
    if not page.fees:
        return "Không thu phí, lệ phí"
    parts = [
        f"{fee.name}: {formats.amount(fee.amount)} đồng" + (" (đã thu)" if fee.paid >= fee.amount else "") for fee in page.fees
    ]
    return "; ".join(parts)


def control_slip(page: DossierPage) -> dict[str, Any]:
    """Return the fields of the control slip (form 05): one row for each hand-over, as the ledger proves it."""
    dossier, unit = page.dossier, org.unit(page.dossier.unit_id)
    names = {unit.id: unit.name}
    done = sorted((step for step in page.path if step.opened_at), key=lambda one: one.opened_at or dossier.received_at)
    rows = []
    giver = f"Bộ phận tiếp nhận và trả kết quả ({dossier.received_by})"
    for number, step in enumerate(done, 1):
        receiver = f"{step.unit or names[unit.id]} - {step.name}" + (f" ({step.person})" if step.person else "")
        rows.append(
            {
                "no": number,
                "from": giver,
                "to": receiver,
                "at": formats.moment_long(step.opened_at) if step.opened_at else "",
                "finished": formats.moment_long(step.closed_at) if step.closed_at else "",
                "verdict": step_verdict(step.closed_at, step.due_at),
                "note": formats.work_span(step.used_minutes),
            }
        )
        giver = receiver
    return {
        **head(unit, dossier.received_at),
        "dossier_code": dossier.code,
        "agency": unit.name,
        "co_agencies": ", ".join(sorted({s.unit for s in page.path if s.unit and s.unit != unit.name})),
        "owner_name": page.owner.name,
        "procedure": page.definition.name,
        "received_at": formats.moment_long(dossier.received_at),
        "due_at": formats.moment_long(dossier.original_due_at) if dossier.original_due_at else "",
        "rows": rows,
    }


def step_verdict(closed_at: datetime | None, due_at: datetime | None) -> str:
    """Return «early», «on_time» or «overdue» for a step, or nothing while it is open or has no date."""
    if closed_at is None or due_at is None:
        return ""
    return worktime.judge(closed_at, due_at, worktime.LimitUnit.WORKING_HOUR).value


def hand_over_note(note_uid: UUID) -> dict[str, Any]:
    """Return the fields of a hand-over note; empty when the context may not see it."""
    note = HandOverNote.objects.filter(uid=note_uid).select_related("from_unit", "to_unit").first()
    if note is None:
        return {}
    from_unit, to_unit = org.unit(note.from_unit_id), org.unit(note.to_unit_id)
    lines = note.lines.select_related("dossier__version__procedure").order_by("pk")
    return {
        **head(from_unit, note.made_at),
        "number": f"{note.number:02d}/{note.year}",
        "from_unit": from_unit.name,
        "to_unit": to_unit.name,
        "made_at": formats.moment_long(note.made_at),
        "made_by": note.made_by,
        "accepted_by": note.accepted_by,
        "accepted_at": formats.moment_long(note.accepted_at) if note.accepted_at else "",
        "rows": [
            {
                "no": number, "code": line.dossier.code, "subject": line.dossier.subject, "owner": line.dossier.owner_name,
                "sets": line.dossier.sets, "procedure": line.dossier.version.procedure.name,
            }
            for number, line in enumerate(lines, 1)
        ],
    }  # fmt: skip
