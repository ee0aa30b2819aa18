"""A sender takes a document back or corrects it; who has it already agrees or refuses."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.delivery import access
from lienthong.casework.delivery.errors import AnswerNeedsReason, DispatchUnknown, NobodyHasIt, NothingAsked
from lienthong.casework.delivery.events import PacketDue
from lienthong.casework.delivery.models import Dispatch
from lienthong.casework.delivery.queries.letters import letter
from lienthong.casework.delivery.rules.words import OVER
from lienthong.casework.delivery.services import tasking
from lienthong.casework.delivery.services.addressing import cleaned
from lienthong.casework.delivery.services.following import write_answer
from lienthong.casework.delivery.services.sending import put_inside
from lienthong.casework.delivery.services.writing import locked, told, went
from lienthong.casework.documents import public as documents
from lienthong.casework.intake import public as intake
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit import outbox
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats


def recall(*, actor: Actor, at: datetime, document_uid: UUID, reason: str) -> tuple[int, int]:
    """Recall a document of the actor's unit (thu hồi): it is frozen; return from how many it is back, how many are asked.

    Where it was not registered yet it is taken back at once; who registered it, or got it by the axis or on paper, is asked.
    Source: law:qcvn-102-2016 [V: codes 13, 15, 16; type 1].
    Raises NotYourPost, NotOutgoing, TooLong, and of documents DocumentUnknown, AlreadyVoid, DocumentRecalled, RecallNeedsReason.
    """
    access.must(actor)
    said = cleaned(reason, "reason")
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        letter(actor, document_uid, org.local_day(at))
        documents.recall(actor=actor, at=at, document_uid=document_uid, reason=said)
        rows = _live(document_uid)
        back = sum(_taken_back(row, at, said, actor) for row in rows)
        for row in rows:
            if row.state not in OVER:
                ask(row, "recall", at, said, actor)
        return back, len(rows) - back


def _live(document_uid: UUID) -> list[Dispatch]:
    rows = Dispatch.objects.select_for_update(no_key=True).filter(document_uid=document_uid)
    return list(rows.exclude(state__in=OVER).order_by("pk"))


def _taken_back(row: Dispatch, at: datetime, reason: str, actor: Actor | None) -> bool:
    """Take a document back where nobody registered it; return whether that was done."""
    if row.means == "axis" and row.sender_id is not None:
        return row.state == "queued" and went(row, "recalled", at, actor=actor, note=reason)
    if row.state != "arrived" or row.receiver_id is None or row.arrival_uid is None:
        return False
    if not intake.take_back(at=at, keeper_id=row.receiver_id, arrival_uid=row.arrival_uid, reason=reason):
        return False
    return went(row, "recalled", at, actor=actor, note=reason)


def ask(row: Dispatch, what: str, at: datetime, reason: str, actor: Actor | None, by: str = "") -> None:
    """Write what is asked of who has a document; asked anew, the earlier answer stands in the ledger alone.

    A recall lies before the clerks who answer it from now on, an update when its files do.
    """
    if row.asked and not row.answer:
        tasking.end(row, at, "asked_anew")
    row.asked, row.asked_at, row.asked_by, row.asked_why = what, at, by or (actor.name if actor else ""), reason
    row.answer, row.answered_at, row.answered_by, row.answer_why, row.asked_arrival = "", None, "", "", None
    row.save(
        update_fields=[
            "asked", "asked_at", "asked_by", "asked_why", "asked_arrival", "answer", "answered_at", "answered_by", "answer_why",
        ]
    )  # fmt: skip
    told(row, f"{what}_asked", at, actor=actor, reason=reason)
    if what == "recall":
        tasking.lay(row, at)
    if row.means == "axis" and row.sender_id is not None and what == "recall":
        outbox.announce(PacketDue(row.uid, what, at, reason))


def recalled_outside(row: Dispatch, at: datetime, reason: str, by: str) -> None:
    """Take in that a sender outside recalls what came by the axis: back at once, or asked of who registered it."""
    if row.state in OVER:
        return
    ask(row, "recall", at, reason, None, by)
    if _taken_back(row, at, reason, None):
        write_answer(row, "agreed", at)


def answer(*, actor: Actor, at: datetime, dispatch_uid: UUID, agree: bool, reason: str = "") -> None:
    """Answer a recall: agreed, the document of the actor's register is frozen; refused, with a reason, it goes on.

    Of a paper that an agency gives back, the sender's clerk writes the answer.  For a unit that ended who took it over answers.
    Raises NotYourPost, DispatchUnknown, NothingAsked, AnswerNeedsReason, TooLong, and as `documents.recall`.
    """
    access.must(actor)
    said = cleaned(reason, "reason")
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = locked(access.answers(actor), dispatch_uid)
        whose = [row.receiver_id, row.sender_id if row.means == "paper" else None]
        mine = next((unit for unit in whose if access.follows(actor, unit, org.local_day(at))), None)
        if mine is None:
            raise DispatchUnknown
        if row.asked != "recall" or row.answer:
            raise NothingAsked
        if not agree and not said:
            raise AnswerNeedsReason
        write_answer(row, "agreed" if agree else "refused", at, by=actor.name, reason=said)
        if agree:
            got = _received(row, actor, mine)
            if got is not None:
                documents.recall(actor=actor, at=at, document_uid=got, reason=row.asked_why, keeper_id=mine)
            went(row, "recalled", at, actor=actor, received_uid=got)


def _received(row: Dispatch, actor: Actor, mine: int) -> UUID | None:
    """Return the document under which the receiver registered what came: intake may not have told of it yet.

    mine  the unit for which the actor answers.
    """
    if row.receiver_id != mine or row.received_uid is not None or row.arrival_uid is None:
        return row.received_uid if row.receiver_id == mine else None
    return intake.arrival(actor, row.arrival_uid).row.document_uid


def update(*, actor: Actor, at: datetime, document_uid: UUID, reason: str, uploads: tuple[documents.Upload, ...]) -> int:
    """Send who has a document its corrected files (cập nhật); each joins them to the document or refuses; return how many.

    Raises NotYourPost, NotOutgoing, NobodyHasIt, AnswerNeedsReason, TooLong, of documents DocumentUnknown, AlreadyVoid and
    DocumentRecalled, and of the files a FileRefused.
    """
    access.must(actor)
    said = cleaned(reason, "reason")
    if not said:
        raise AnswerNeedsReason
    today = org.local_day(at)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        sent = letter(actor, document_uid, today)
        if sent.line.recalled_at is not None:
            raise documents.DocumentRecalled(symbol=sent.line.symbol, day=formats.day(sent.line.recalled_at))
        rows = [row for row in _live(document_uid) if row.means != "paper" and row.state != "queued"]
        if not rows:
            raise NobodyHasIt
        kept = tuple(
            files.store(one.content, name=one.name, actor=actor, object_uid=document_uid, at=at) for one in uploads
        )  # fmt: skip
        receivers = {(one.keeper_id, one.body_key): one for one in documents.receivers_on(today)}
        for row in rows:
            ask(row, "update", at, said, actor)
            to = receivers.get((row.receiver_id or 0, row.receiver_key))
            if row.means == "axis":
                outbox.announce(PacketDue(row.uid, "update", at, said, tuple(one.uid for one in kept)))
            elif to is not None:
                origin = f"dispatch:{row.uid}:update:{at:%Y%m%d%H%M%S%f}"
                row.asked_arrival = put_inside(row, to, sent.line, kept, sent.sender, at, origin=origin)
                row.save(update_fields=["asked_arrival"])
                tasking.lay(row, at)
        return len(rows)
