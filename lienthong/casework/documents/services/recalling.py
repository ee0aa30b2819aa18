"""A document is taken back by its issuer, or another takes its place: kept, marked, and nothing is done with it any more."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lienthong.casework.documents.errors import AlreadyVoid, RecallNeedsReason
from lienthong.casework.documents.events import DocumentWithdrawn
from lienthong.casework.documents.models import Document
from lienthong.casework.documents.rules.letters import MOST
from lienthong.casework.documents.services.joining import acting, must_be_live, told_of
from lienthong.toolkit import outbox
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.vietnamese import one_line


def recall(*, actor: Actor, at: datetime, document_uid: UUID, reason: str, keeper_id: int | None = None) -> None:
    """Freeze a document that the actor's unit keeps: its issuer took it back (thu hồi).

    keeper_id  a unit that ended and that the actor's unit took over, when it keeps the document: the caller has checked that.
    Of the issuer the outgoing one, of who received it the incoming one.   Source: law:nd-30-2020 [V: domain 2.1].
    Raises NotYourRegister, DocumentUnknown, WrongCapacity, DocumentRecalled, AlreadyVoid, RecallNeedsReason.
    """
    with acting(actor, document_uid, keeper_id) as row:
        must_be_live(row)
        if row.entry.state == "void":
            raise AlreadyVoid(number=row.entry.label)
        said = one_line(reason)[: MOST["reason"]]
        if not said:
            raise RecallNeedsReason
        row.recalled_at, row.recalled_by, row.recall_reason = at, actor.name, said
        row.save(update_fields=["recalled_at", "recalled_by", "recall_reason"])
        told_of(actor, at, row, "document_recalled", {"reason": said})
        outbox.announce(DocumentWithdrawn(row.uid))


def replace(*, actor: Actor, at: datetime, document_uid: UUID, by_uid: UUID) -> None:
    """Write that a document of the actor's unit was replaced by another of its documents.

    Raises NotYourRegister, DocumentUnknown, WrongCapacity.
    """
    with acting(actor, by_uid), acting(actor, document_uid) as row:
        link_replacement(old_uid=row.uid, new_uid=by_uid)
        told_of(actor, at, row, "document_replaced", {"by": by_uid})


def link_replacement(*, old_uid: UUID, new_uid: UUID) -> None:
    """Write that a received document was replaced by another received one; the context sees both.  The first stands."""
    if Document.objects.filter(uid=old_uid, replaced_by=None).exclude(uid=new_uid).update(replaced_by_id=new_uid):
        outbox.announce(DocumentWithdrawn(old_uid))
