"""What delivery does when intake and handling announce something, when a packet is due, and before a unit ends."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lienthong.casework.delivery import public as delivery
from lienthong.casework.delivery.events import PacketDue, StatusDue
from lienthong.casework.handling import public as handling
from lienthong.casework.intake import public as intake
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit import clock, outbox

org.register_holding(
    "delivery.open", "văn bản đã gửi chưa đến nơi nhận, yêu cầu thu hồi chưa trả lời", delivery.open_at, follows=True
)


@outbox.handles(PacketDue, name="delivery.send_packet")
def send_packet(event: PacketDue, delivery_uid: UUID) -> None:
    """Hand a packet to the transport."""
    with ledger.seeing_everything():
        delivery.send_packet(event, at=clock.now())


@outbox.handles(StatusDue, name="delivery.send_status")
def send_status(event: StatusDue, delivery_uid: UUID) -> None:
    """Hand a status packet to the transport."""
    delivery.send_status(event)


@outbox.handles(intake.ArrivalRegistered, name="delivery.registered")
def registered(event: intake.ArrivalRegistered, delivery_uid: UUID) -> None:
    """Write that what was sent stands in the receiver's register."""
    with ledger.seeing_everything():
        delivery.registered(
            arrival_uid=event.arrival_uid, document_uid=event.document_uid, number=event.number, at=clock.now()
        )  # fmt: skip


@outbox.handles(intake.ArrivalRefused, name="delivery.refused")
def refused(event: intake.ArrivalRefused, delivery_uid: UUID) -> None:
    """Write that the receiver did not take what was sent."""
    with ledger.seeing_everything():
        delivery.refused(arrival_uid=event.arrival_uid, reason=event.reason, at=clock.now())


@outbox.handles(handling.LetterInstructed, name="delivery.assigned")
def assigned(event: handling.LetterInstructed, delivery_uid: UUID) -> None:
    """Write that the receiver's leader assigned the document."""
    _handled(event.document_uid, "assigned", event.at)


@outbox.handles(handling.LetterTaken, name="delivery.processing")
def processing(event: handling.LetterTaken, delivery_uid: UUID) -> None:
    """Write that somebody works on the document."""
    _handled(event.document_uid, "processing", event.at)


@outbox.handles(handling.LetterFinished, name="delivery.done")
def done(event: handling.LetterFinished, delivery_uid: UUID) -> None:
    """Write that the document is handled."""
    _handled(event.document_uid, "done", event.at)


def _handled(document_uid: UUID, state: str, at: datetime) -> None:
    with ledger.seeing_everything():
        delivery.handled(document_uid=document_uid, state=state, at=at)
