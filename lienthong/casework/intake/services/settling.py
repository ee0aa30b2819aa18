"""What arrived is registered under the next number, joined to its twin, refused with a reason, or taken back from that."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from lienthong.casework.documents import public as documents
from lienthong.casework.intake import access
from lienthong.casework.intake.errors import (
    AlreadySettled,
    ArrivalUnknown,
    FilesNotLookedAt,
    NotATwin,
    NotItsFile,
    NotRefused,
    RefusalNeedsReason,
)
from lienthong.casework.intake.events import ArrivalRefused, ArrivalRegistered
from lienthong.casework.intake.models import Arrival, ArrivalText
from lienthong.casework.intake.rules.arrivals import LONGEST, STATES
from lienthong.casework.intake.services.telling import told
from lienthong.casework.intake.services.watching import settled
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import outbox
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.sentences import Words

SLOT = "arrival"
_MOMENT = timedelta(hours=1)
"""So long are files held at most: they are adopted in the transaction that holds them."""


def register(
    *,
    actor: Actor,
    at: datetime,
    arrival_uid: UUID,
    new: documents.Incoming,
    reason: str = "",
    files_uids: Collection[UUID] | None = None,
) -> documents.Numbered:
    """Register what arrived under the next incoming number of its body; its files become those of the document, stored once.

    new         as the clerk confirmed it, without files.   reason: as of `documents.register_incoming`.
    files_uids  which of the arrival's checked files; None: all of them.  None of a secret document's.
    Sent again it is the number that it got.
    Raises NotYours, ArrivalUnknown, AlreadySettled (joined or refused), NotItsFile, and as `documents.register_incoming`.
    """
    with _acting(actor, arrival_uid) as row:
        if row.state in ("joined", "refused"):
            raise _settled(row)
        chosen = [] if new.secrecy or row.state == "registered" else _checked(row, files_uids)
        until = at + _MOMENT
        held = [files.hold_stored(uid, actor=actor, held_for=row.uid, slot=SLOT, until=until).uid for uid in chosen]
        taken = documents.register_incoming(
            actor=actor, at=at, body_key=row.body_key, new=replace(new, files=(), held=tuple(dict.fromkeys(held))),
            reason=reason, key=row.uid,
        )  # fmt: skip
        if row.state == "waiting" and taken.document_uid is not None:
            _settle(row, "registered", actor, at, taken.document_uid, taken.label)
            hand_text(row, at)
        return taken


def join(*, actor: Actor, at: datetime, arrival_uid: UUID, document_uid: UUID) -> str:
    """Join what arrived to the incoming document that it is once more, and return that one's number.

    Paper joins as `documents.join_paper` says; what came by another way adds the files that the document lacks.
    Raises NotYours, ArrivalUnknown, AlreadySettled, NotATwin, documents.DocumentUnknown, and what `documents.join_paper` raises.
    """
    with _acting(actor, arrival_uid) as row:
        if row.state != "waiting":
            raise _settled(row)
        sheet = documents.document(actor, document_uid)
        book, line = sheet.register, sheet.line
        if book is None or (book.keeper_id, book.body_key) != (actor.unit_id, row.body_key):
            raise NotATwin
        if sheet.direction != "in" or line.state != "used":
            raise NotATwin
        there = {one.sha256 for one in sheet.files}
        fresh = [] if line.secrecy else [one for one in map(files.find, _checked(row, None)) if one.sha256 not in there]
        if row.channel == "paper":
            until = at + _MOMENT
            held = [files.hold_stored(one.uid, actor=actor, held_for=row.uid, slot=SLOT, until=until).uid for one in fresh]
            documents.join_paper(
                actor=actor, at=at, document_uid=document_uid, came_at=row.received_at, held=tuple(dict.fromkeys(held))
            )
        else:
            for one in {one.sha256: one for one in fresh}.values():
                files.share(one.uid, object_uid=document_uid, unit_id=actor.unit_id, at=at)
        _settle(row, "joined", actor, at, document_uid, line.label)
        return line.label


def refuse(*, actor: Actor, at: datetime, arrival_uid: UUID, reason: str) -> None:
    """Refuse what arrived: it stays with its files and the reason, and who sent it is told.

    Raises NotYours, ArrivalUnknown, AlreadySettled, RefusalNeedsReason.
    """
    said = " ".join(reason.split())[: LONGEST["reason"]]
    with _acting(actor, arrival_uid) as row:
        if row.state != "waiting":
            raise _settled(row)
        if not said:
            raise RefusalNeedsReason
        row.state, row.reason, row.settled_at, row.settled_by = "refused", said, at, actor.name
        row.save(update_fields=["state", "reason", "settled_at", "settled_by"])
        told(row, "arrival_refused", actor=actor, at=at, reason=said)
        settled(row, at, "refused", actor)
        outbox.announce(ArrivalRefused(row.uid, row.origin, said))


def take_back(*, at: datetime, keeper_id: int, arrival_uid: UUID, reason: str) -> bool:
    """Take back what waits and was sent by mistake: its sender recalls it; return whether it did wait.

    A system's act, of who put it there: nobody is told that it was refused.  reason: what stands there instead.
    """
    with transaction.atomic(), ledger.seeing({keeper_id}):
        rows = Arrival.objects.select_for_update(of=("self",), no_key=True)
        row = rows.filter(uid=arrival_uid, keeper_id=keeper_id, state="waiting").first()
        if row is None:
            return False
        row.state, row.reason, row.settled_at, row.settled_by = "refused", reason[: LONGEST["reason"]], at, row.sender[:200]
        row.save(update_fields=["state", "reason", "settled_at", "settled_by"])
        told(row, "arrival_taken_back", actor=None, at=at, reason=row.reason)
        settled(row, at, "taken_back", None)
        return True


def restore(*, actor: Actor, at: datetime, arrival_uid: UUID) -> None:
    """Let what was refused wait again; the ledger keeps that it was refused and why.

    Raises NotYours, ArrivalUnknown, NotRefused.
    """
    with _acting(actor, arrival_uid) as row:
        if row.state != "refused":
            raise NotRefused
        row.state, row.reason, row.settled_at, row.settled_by = "waiting", "", None, ""
        row.save(update_fields=["state", "reason", "settled_at", "settled_by"])
        told(row, "arrival_restored", actor=actor, at=at)


@contextmanager
def _acting(actor: Actor, arrival_uid: UUID) -> Iterator[Arrival]:
    """Open the transaction of an act on what arrived at the actor's unit, locked.  Raises NotYours, ArrivalUnknown."""
    access.must(actor)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        rows = Arrival.objects.select_for_update(of=("self",), no_key=True).filter(access.in_sight(actor))
        row = rows.filter(uid=arrival_uid).first()
        if row is None:
            raise ArrivalUnknown
        yield row


def _settled(row: Arrival) -> AlreadySettled:
    when = formats.moment(row.settled_at) if row.settled_at else ""
    return AlreadySettled(state=Words(STATES[row.state]), who=row.settled_by, when=when)


def _checked(row: Arrival, wanted: Collection[UUID] | None) -> list[UUID]:
    """Return those of the arrival's files that may be registered, in their order.  Raises NotItsFile, FilesNotLookedAt."""
    passed = row.files.filter(carrier=False, file_uid__isnull=False).order_by("position")
    if row.files.filter(pending=True).exists():
        raise FilesNotLookedAt
    good = [uid for uid in passed.values_list("file_uid", flat=True) if uid is not None]
    if wanted is None:
        return good
    if not set(wanted) <= set(good):
        raise NotItsFile
    return [uid for uid in good if uid in set(wanted)]


def hand_text(row: Arrival, at: datetime) -> None:
    """Let the search of documents find what the files of a registered arrival say; of a secret document nothing is kept."""
    read = ArrivalText.objects.filter(arrival=row).first()
    if read is not None and read.text and row.document is not None and not row.document.secrecy:
        documents.keep_text(at=at, document_uid=row.document.uid, text=read.text)


def _settle(row: Arrival, state: str, actor: Actor, at: datetime, document_uid: UUID, number: str) -> None:
    """Write down under which document and number an arrival stands now, and announce it."""
    row.state, row.settled_at, row.settled_by = state, at, actor.name
    row.document = documents.Document.objects.only("pk", "uid", "secrecy").get(uid=document_uid)
    row.save(update_fields=["state", "settled_at", "settled_by", "document"])
    about = (ledger.ObjectRef("document", document_uid),)
    told(row, f"arrival_{state}", actor=actor, at=at, objects=about, number=number)
    settled(row, at, state, actor)
    outbox.announce(ArrivalRegistered(row.uid, row.origin, document_uid, number))
