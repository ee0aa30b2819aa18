"""The clerk presents a letter to a leader, or puts it with the file when nobody needs to handle it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.documents import public as documents
from lienthong.casework.handling import access
from lienthong.casework.handling.errors import AlreadyEnded, AlreadyPresented, LeaderUnknown, NotALetterThatCame
from lienthong.casework.handling.events import LetterFinished
from lienthong.casework.handling.models import Letter, Part
from lienthong.casework.handling.queries.choosing import Leader, leaders_for
from lienthong.casework.handling.rules.words import OPEN, STATES
from lienthong.casework.handling.services import tasking
from lienthong.casework.handling.services.frame import close, locked, must_stand, must_write, told
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import outbox
from lienthong.toolkit.actor import Actor

FOR_LEADER = "Trình lãnh đạo bút phê"


def present(*, actor: Actor, at: datetime, document_uid: UUID, leader_uid: UUID) -> None:
    """Present a registered letter to a leader of the body or of the unit that keeps the register.

    Presented to one and not yet instructed it goes to another; to the same one again changes nothing.
    Raises DocumentUnknown, NotALetterThatCame, NotYourPart, LeaderUnknown, AlreadyPresented, AlreadyEnded, DocumentReplaced, and
    of documents DocumentRecalled.
    """
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        sheet = _came(actor, document_uid)
        must_stand(documents.Document.objects.select_related("entry", "replaced_by").get(uid=document_uid))
        chosen = next((one for one in leaders_for(document_uid, at) if one.person_uid == leader_uid), None)
        if chosen is None:
            raise LeaderUnknown
        letter = _letter(actor, document_uid)
        before = letter.leader_name if letter else ""
        if letter is None:
            letter = _new(document_uid, sheet, actor, at, chosen)
        elif letter.state not in OPEN:
            raise AlreadyEnded(state=STATES[letter.state])
        elif letter.state != "presented" or letter.parts.exists():
            raise AlreadyPresented
        elif letter.leader_uid == leader_uid:
            return
        else:
            tasking.end(letter, [tasking.INSTRUCT], at, actor, "presented")
            letter.leader_unit_id, letter.leader_uid, letter.leader_name = chosen.unit_id, chosen.person_uid, chosen.name
            letter.save(update_fields=["leader_unit", "leader_uid", "leader_name"])
        facts = {"leader": chosen.person_uid, "unit": chosen.unit_id}
        _write_into_register(actor, at, sheet, chosen, before)
        told(letter, "letter_presented", actor=actor, at=at, participants=(sheet.keeper_id, chosen.unit_id), **facts)
        if chosen.unit_id != sheet.keeper_id:
            documents.share(
                actor=actor, at=at, document_uid=document_uid, unit_id=chosen.unit_id, person_uid=chosen.person_uid,
                reason=FOR_LEADER,
            )  # fmt: skip
        tasking.ask_leader(letter, at, actor)


def _write_into_register(actor: Actor, at: datetime, sheet: documents.DocumentSheet, to: Leader, before: str) -> None:
    """Write into the register to whom a letter was given («Đơn vị hoặc người nhận»), unless somebody else stands there."""
    there, uid = sheet.line.moved_to, sheet.line.document_uid
    if uid is not None and (not there or (before and there.startswith(f"{before}, "))):
        documents.move_on(actor=actor, at=at, document_uid=uid, moved_to=f"{to.name}, {to.title}"[: documents.MOST["moved_to"]])


def _came(actor: Actor, document_uid: UUID) -> documents.DocumentSheet:
    """Return a letter that its clerk keeps.  Raises DocumentUnknown, NotYourPart, NotALetterThatCame."""
    sheet = documents.document(actor, document_uid)
    keeps = sheet.register is not None and sheet.keeper_id == actor.unit_id and sheet.body.system == actor.capacity
    access.must(keeps and actor.has(*documents.REGISTRARS), access.CLERK)
    if sheet.direction != "in" or sheet.line.state != "used":
        raise NotALetterThatCame
    return sheet


def _letter(actor: Actor, document_uid: UUID) -> Letter | None:
    """Return the letter of a document, locked, if it was presented before."""
    there = Letter.objects.filter(document__uid=document_uid).exists()
    return locked(actor, document_uid) if there else None


def _new(
    document_uid: UUID, sheet: documents.DocumentSheet, actor: Actor, at: datetime, leader: Leader | None, **facts: object
) -> Letter:
    made = Letter(
        document=documents.Document.objects.get(uid=document_uid),
        keeper_id=sheet.keeper_id, system=sheet.body.system, presented_at=at,
        presented_by=actor.name, leader_unit_id=leader.unit_id if leader else None,
        leader_uid=leader.person_uid if leader else None, leader_name=leader.name if leader else "", **facts,
    )  # fmt: skip
    made.save(force_insert=True)
    return made


def file_away(*, actor: Actor, at: datetime, document_uid: UUID, reason: str) -> None:
    """Put a letter that needs no handling with the file («lưu»): its clerk before it is instructed on, its leader at any time.

    What was asked of others is withdrawn.  Raises LetterUnknown, DocumentUnknown, NotALetterThatCame, NotYourPart, AlreadyEnded,
    WordsMissing, WordsTooLong.
    """
    why = must_write(reason, "reason")
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        letter = _letter(actor, document_uid)
        if letter is None:
            sheet = _came(actor, document_uid)
            ended = {"state": "filed", "closed_at": at, "closed_by": actor.name, "closing": why}
            letter = _new(document_uid, sheet, actor, at, None, **ended)
            told(letter, "letter_filed", actor=actor, at=at, participants=(letter.keeper_id,))
        else:
            end_without_handling(letter, actor, at, why)
        outbox.announce(LetterFinished(document_uid, at))


def end_without_handling(letter: Letter, actor: Actor, at: datetime, why: str) -> None:
    """End a locked letter for a reason: its leader at any time, its clerk before the first instruction.

    Raises AlreadyEnded, NotYourPart.
    """
    if letter.state not in OPEN:
        raise AlreadyEnded(state=STATES[letter.state])
    waits = letter.state == "presented" and not letter.parts.exists()
    access.must(access.may_instruct(actor, letter) or (waits and access.may_keep(actor, letter)), access.LEADER_SAID)
    open_ = list(Part.objects.filter(letter=letter, state="open").exclude(role="info"))
    close(open_, state="withdrawn", at=at, by=actor.name, reason=why)
    letter.state, letter.closed_at, letter.closed_by, letter.closing = "filed", at, actor.name, why
    letter.save(update_fields=["state", "closed_at", "closed_by", "closing"])
    told(letter, "letter_filed", actor=actor, at=at)
    tasking.end_all(letter, at, actor, "filed")
