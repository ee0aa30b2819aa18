"""How far receivers are: told by intake and handling for those inside, by status packets for those outside."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lienthong.casework.delivery.models import Dispatch
from lienthong.casework.delivery.services import tasking
from lienthong.casework.delivery.services.writing import tell_sender, told, went
from lienthong.casework.documents import public as documents


def registered(*, arrival_uid: UUID, document_uid: UUID, number: str, at: datetime) -> None:
    """Write that what arrived stands in the receiver's register; an update that was joined is agreed to.

    A document that replaces others is linked with them there.  The context sees every unit.
    """
    row = Dispatch.objects.select_for_update(no_key=True).filter(arrival_uid=arrival_uid).first()
    if row is None:
        _answered(arrival_uid, "agreed", "", at)
        return
    went(row, "registered", at, received_uid=document_uid, number=number)
    if row.replaces_key:
        whose = {"receiver": row.receiver_id, "receiver_key": row.receiver_key, "document_key": row.replaces_key}
        old = Dispatch.objects.filter(**whose, received_uid__isnull=False).exclude(received_uid=document_uid).first()
        if old is not None and old.received_uid is not None:
            documents.link_replacement(old_uid=old.received_uid, new_uid=document_uid)


def refused(*, arrival_uid: UUID, reason: str, at: datetime) -> None:
    """Write that the receiver did not take what arrived; an update that is not taken is refused."""
    row = Dispatch.objects.select_for_update(no_key=True).filter(arrival_uid=arrival_uid).first()
    if row is None:
        _answered(arrival_uid, "refused", reason, at)
        return
    went(row, "refused", at, note=reason)


def handled(*, document_uid: UUID, state: str, at: datetime) -> None:
    """Write how far the handling of a received document is: assigned, processing, done."""
    for row in Dispatch.objects.select_for_update(no_key=True).filter(received_uid=document_uid).order_by("pk"):
        went(row, state, at)


def _answered(arrival_uid: UUID, answer: str, reason: str, at: datetime) -> None:
    row = Dispatch.objects.select_for_update(no_key=True).filter(asked_arrival=arrival_uid, answer="").first()
    if row is not None:
        write_answer(row, answer, at, reason=reason)


def write_answer(row: Dispatch, answer: str, at: datetime, *, by: str = "", reason: str = "") -> None:
    """Write what a receiver answered to what was asked; a sender outside is told 15 or 16."""
    row.answer, row.answered_at, row.answered_by, row.answer_why = answer, at, by, reason[:500]
    row.save(update_fields=["answer", "answered_at", "answered_by", "answer_why"])
    tasking.end(row, at, answer)
    told(row, f"{row.asked}_{answer}", at, actor=None, **({"reason": reason} if reason else {}))
    if row.sender_id is None:
        tell_sender(row, "15" if answer == "agreed" else "16", at, reason)
