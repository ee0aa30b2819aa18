"""What the fees app does about its own announcements, outside the act that made them."""

from __future__ import annotations

from uuid import UUID

from lienthong.casework.fees import public as fees
from lienthong.toolkit import clock, outbox


@outbox.handles(fees.LevyTaken, name="fees.issue_e_receipt")
def issue(event: fees.LevyTaken, delivery_uid: UUID) -> None:
    """Let the provider issue the electronic receipt of a payment; it fails and is tried again while the provider is away."""
    fees.issue_e_receipt(payment_uid=event.payment_uid, unit_id=event.unit_id, at=clock.now())
