"""What people do with a letter of apology: mend the draft, sign it once, record how it went out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.deadlines import access
from lienthong.casework.deadlines.errors import (
    ApologyAlreadySent,
    ApologyAlreadySigned,
    ApologyCancelled,
    ApologyNeedsReason,
    ApologyNotSigned,
    ApologyUnknown,
    ChannelUnknown,
    NewDateWrong,
)
from lienthong.casework.deadlines.models import Alert, Apology
from lienthong.casework.deadlines.queries import finding
from lienthong.casework.deadlines.queries.ladder import ladder
from lienthong.casework.deadlines.rules import ladder as rules
from lienthong.casework.deadlines.services.drafting import CAUSES
from lienthong.casework.dossiers import public as dossiers
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.formats import text as formats


@dataclass(frozen=True)
class Words:
    """What a letter says: a reason of the list, what is written besides, the new date (aware, in office time)."""

    reason_code: str
    note: str
    new_due_at: datetime


@contextmanager
def _letter(actor: Actor, apology_uid: UUID, duties: tuple[str, ...], act: str) -> Iterator[tuple[Apology, dossiers.Dossier]]:
    """Open the transaction of an act on a letter: context, lock of the dossier, right.  Raises ApologyUnknown, NotYourApology."""
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        found = Apology.objects.filter(uid=apology_uid).values_list("dossier__uid", flat=True).first()
        if found is None:
            raise ApologyUnknown(apology=str(apology_uid))
        dossier = dossiers.lock(found)
        access.must(actor, duties, unit_id=dossier.unit_id, unit=org.unit(dossier.unit_id).name, act=act)
        yield Apology.objects.get(uid=apology_uid), dossier


def revise(*, actor: Actor, at: datetime, apology_uid: UUID, words: Words) -> None:
    """Mend a draft; a reason may still be missing.

    Raises ApologyUnknown, NotYourApology, ApologyCancelled, ApologyAlreadySigned, NewDateWrong, ApologyNeedsReason (no such one).
    """
    with _letter(actor, apology_uid, access.WRITERS, "sửa thư xin lỗi") as (letter, dossier):
        _must_be_draft(letter, dossier)
        if words.reason_code and ladder().reason(words.reason_code) is None:
            raise ApologyNeedsReason
        _write(letter, dossier, words, at)
        letter.revised_by = actor.name
        letter.save(update_fields=["reason_code", "note", "new_due_at", "revised_by"])


def sign(*, actor: Actor, at: datetime, apology_uid: UUID, words: Words) -> None:
    """Sign a letter, once: from now on its words stand, and the citizen has a new date.  The promise itself stays.

    Raises ApologyUnknown, NotYourApology, ApologyCancelled, ApologyAlreadySigned, NewDateWrong, ApologyNeedsReason.
    """
    with _letter(actor, apology_uid, access.SIGNERS, "ký thư xin lỗi") as (letter, dossier):
        _must_be_draft(letter, dossier)
        reason = ladder().reason(words.reason_code)
        if reason is None or (reason.needs_note and not words.note.strip()):
            raise ApologyNeedsReason
        _write(letter, dossier, words, at)
        hands = finding.hands_of([dossier.uid]).get(dossier.uid)
        letter.late_unit_id = hands[0].unit_id if hands else letter.late_unit_id
        letter.signed_at, letter.signer_uid = at, actor.person_uid
        letter.signer_name, letter.signer_title = actor.name, actor.signs_as(*access.SIGNERS)
        letter.save()
        Alert.objects.filter(dossier=dossier, level=rules.APOLOGY, closed_at=None).update(closed_at=at)
        body = {
            "verb": "apology_signed",
            "due_at": letter.due_at,
            "new_due_at": letter.new_due_at,
            "reason_code": reason.code,
            "reason": rules.explanation(reason, letter.note),
        }
        dossiers.note(dossier, actor=actor, at=at, activity="apology", body=body)


def mark_sent(*, actor: Actor, at: datetime, apology_uid: UUID, channel: str) -> None:
    """Record that a signed letter went to the citizen, and how; once.

    Raises ApologyUnknown, NotYourApology, ApologyNotSigned, ApologyAlreadySent, ChannelUnknown.
    """
    with _letter(actor, apology_uid, access.WRITERS, "gửi thư xin lỗi") as (letter, dossier):
        if letter.signed_at is None:
            raise ApologyNotSigned(dossier=dossier.code)
        if letter.sent_at is not None:
            raise ApologyAlreadySent(dossier=dossier.code, day=formats.day(letter.sent_at.astimezone(VIETNAM).date()))
        if channel not in ladder().channels:
            raise ChannelUnknown(channel=channel)
        letter.sent_at, letter.sent_channel, letter.sent_by = at, channel, actor.name
        letter.save(update_fields=["sent_at", "sent_channel", "sent_by"])
        body = {"verb": "apology_sent", "note": ladder().channels[channel]}
        dossiers.note(dossier, actor=actor, at=at, activity="apology_sent", body=body)


def _must_be_draft(letter: Apology, dossier: dossiers.Dossier) -> None:
    """Raise unless the letter can still be written: not signed, not taken back, the dossier open with the same promise."""
    if letter.signed_at is not None:
        raise ApologyAlreadySigned(dossier=dossier.code)
    if letter.cancelled_at is not None:
        raise ApologyCancelled(dossier=dossier.code, cause=CAUSES[letter.cancel_cause])
    if dossier.ended_at is not None or dossier.due_at != letter.due_at:
        cause = "finished" if dossier.ended_at is not None else "paused" if dossier.due_at is None else "moved"
        raise ApologyCancelled(dossier=dossier.code, cause=CAUSES[cause])


def _write(letter: Apology, dossier: dossiers.Dossier, words: Words, at: datetime) -> None:
    calendar = worktime.calendar(dossier.calendar)
    if words.new_due_at <= max(letter.due_at, at) or calendar.at_work(words.new_due_at) is None:
        raise NewDateWrong(due=formats.moment(letter.due_at))
    letter.reason_code, letter.note, letter.new_due_at = words.reason_code, words.note.strip()[:500], words.new_due_at
