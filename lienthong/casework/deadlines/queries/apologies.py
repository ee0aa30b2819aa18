"""Letters of apology: lists, one letter with its printed fields, what other pages and the citizen are told."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from lienthong.casework.deadlines.errors import ApologyNotSigned, ApologyUnknown
from lienthong.casework.deadlines.models import Apology
from lienthong.casework.deadlines.queries.ladder import ladder
from lienthong.casework.deadlines.rules.ladder import explanation, signer_lines
from lienthong.casework.dossiers import public as dossiers
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.sentences import Figure, Sentence

MOST = 200


@dataclass(frozen=True)
class ApologyRow:
    """A letter as pages show it.  state: draft | signed | sent | cancelled."""

    uid: UUID
    state: str
    dossier_uid: UUID
    unit_id: int
    code: str
    owner_name: str
    subject: str
    late_unit: str
    drafted_at: datetime
    due_at: datetime
    new_due_at: datetime
    reason_code: str
    reason: str
    note: str
    revised_by: str
    signed_at: datetime | None
    signer_name: str
    signer_title: str
    sent_at: datetime | None
    sent_channel: str
    sent_by: str
    cancel_cause: str


def _row(letter: Apology) -> ApologyRow:
    told = ladder()
    reason = told.reason(letter.reason_code)
    state = "cancelled" if letter.cancelled_at else "sent" if letter.sent_at else "signed" if letter.signed_at else "draft"
    return ApologyRow(
        uid=letter.uid, state=state, dossier_uid=letter.dossier.uid, unit_id=letter.dossier.unit_id, code=letter.dossier.code,
        owner_name=letter.dossier.owner_name, subject=letter.dossier.subject, late_unit=letter.late_unit.name,
        drafted_at=letter.drafted_at, due_at=letter.due_at, new_due_at=letter.new_due_at, reason_code=letter.reason_code,
        reason=explanation(reason, letter.note) if reason else "", note=letter.note, revised_by=letter.revised_by,
        signed_at=letter.signed_at, signer_name=letter.signer_name, signer_title=letter.signer_title, sent_at=letter.sent_at,
        sent_channel=told.channels.get(letter.sent_channel, ""), sent_by=letter.sent_by, cancel_cause=letter.cancel_cause,
    )  # fmt: skip


_LETTERS = Apology.objects.select_related("dossier", "late_unit").defer("dossier__marking", "dossier__legs", "dossier__limits")


def apologies(actor: Actor) -> list[ApologyRow]:
    """Return the letters of the actor's unit that wait: drafts first, then signed ones that were not sent; one statement."""
    found = _LETTERS.all().filter(dossier__unit_id=actor.unit_id, cancelled_at=None)
    drafts = list(found.filter(sent_at=None).order_by("signed_at", "due_at", "pk")[:MOST])
    drafts.sort(key=lambda letter: (letter.signed_at is not None, letter.due_at, letter.pk))
    return [_row(letter) for letter in drafts]


def sent(actor: Actor, *, limit: int = 50) -> list[ApologyRow]:
    """Return the latest letters that the actor's unit sent; one statement."""
    found = _LETTERS.all().filter(dossier__unit_id=actor.unit_id, sent_at__isnull=False)
    return [_row(letter) for letter in found.order_by("-sent_at", "pk")[:limit]]


def apology(uid: UUID) -> ApologyRow:
    """Return a letter, if the present context may see its dossier.  Raises ApologyUnknown."""
    letter = _LETTERS.all().filter(uid=uid).first()
    if letter is None:
        raise ApologyUnknown(apology=str(uid))
    return _row(letter)


def apology_of(dossier_uid: UUID) -> ApologyRow | None:
    """Return the letter of a dossier, drafted or signed; None when there is none or it was taken back; one statement."""
    letter = _LETTERS.all().filter(dossier__uid=dossier_uid, cancelled_at=None).first()
    return _row(letter) if letter else None


def new_date(events: Iterable[ledger.EventRow]) -> datetime | None:
    """Return the date that the signed letter among a dossier's events told the citizen, or None; no statement."""
    bodies = (one.facts.get("body", one.facts) for one in events if one.activity == "apology")
    told = next((str(body["new_due_at"]) for body in bodies if body.get("verb") == "apology_signed"), "")
    return datetime.fromisoformat(told) if told else None


def printed(row: ApologyRow, page: dossiers.DossierPage, *, lookup_url: str) -> dict[str, Any]:
    """Return the fields of form 04 of a signed letter.  Raises ApologyNotSigned."""
    if row.signed_at is None:
        raise ApologyNotSigned(dossier=row.code)
    data = dossiers.notice(page, "apology_notice", at=row.signed_at, reason=row.reason, lookup_url=lookup_url)
    return data | {
        "due_at": row.due_at,
        "new_due_at": row.new_due_at,
        "late_agency": row.late_unit,
        "signer_lines": signer_lines(row.signer_title),
        "signer_name": row.signer_name,
    }


def register_notes(dossier_uids: Collection[UUID]) -> dict[UUID, str]:
    """Return what the register adds to the note of dossiers whose apology is signed, by uid; one statement."""
    signed = Q(dossier__uid__in=list(dossier_uids), signed_at__isnull=False)
    rows = Apology.objects.filter(signed).order_by("pk").values_list("dossier__uid", "new_due_at")
    return {uid: _told_anew(new) for uid, new in rows}


def _told_anew(new: datetime) -> str:
    return Sentence("đã xin lỗi, hẹn lại %(moment)s", moment=Figure(formats.moment(new), new, "moment"))


def public_apology(code: str, key: str) -> datetime | None:
    """Return the new date that a signed letter told the citizen, by code and key of the slip, or None; needs no context."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlines_public_apology(%s, %s)", [code.strip().upper(), key])
        found: datetime | None = cursor.fetchone()[0]
    return found
