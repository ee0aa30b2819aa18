"""What the fees app does about its own announcements, outside the act that made them; what a unit has in hand here."""

from __future__ import annotations

from uuid import UUID

from lienthong.casework.fees import public as fees
from lienthong.office.org import public as org
from lienthong.toolkit import clock, outbox

for things, (words, count) in fees.HELD.items():
    org.register_holding(f"fees.{things}", words, count)


@outbox.handles(fees.LevyTaken, name="fees.issue_e_receipt")
def issue(event: fees.LevyTaken, delivery_uid: UUID) -> None:
    """Let the provider issue the electronic receipt of a payment; it fails and is tried again while the provider is away."""
    fees.issue_e_receipt(payment_uid=event.payment_uid, unit_id=event.unit_id, at=clock.now())
