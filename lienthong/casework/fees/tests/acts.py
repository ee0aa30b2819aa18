"""Acts on the money of a building permit, as the tests of the till let them happen."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.casework.fees.testing import chairman
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.quantities import Dong


def collect(world: given.World, uid: UUID, *, actor: Actor | None = None, **facts: Any) -> fees.Collected:
    """Take the levy of a permit."""
    told: dict[str, Any] = {"at": world.at, "fee_keys": ["house_fee"], "method": "cash"}
    return fees.collect(actor=actor or world.centre_clerk, dossier_uid=uid, **(told | facts))


def the_till(world: given.World, day: date | None = None) -> fees.TillRow:
    """Return the till of the centre's clerk."""
    clerk = world.centre_clerk
    with ledger.seeing({clerk.unit_id}):
        found = fees.till_of(clerk.unit_id, clerk.person_uid, day or world.at.date())
    assert found is not None
    return found


def faults(world: given.World) -> list[str]:
    """Return what the invariants of money say of the centre."""
    with ledger.seeing({world.centre_clerk.unit_id}):
        return [said for check in fees.invariants() for said in check.run()]


def close(world: given.World, counted: int, reason: str = "", **facts: Any) -> fees.Closed:
    """Close the till of the centre's clerk."""
    told: dict[str, Any] = {"actor": world.centre_clerk, "at": world.at + timedelta(hours=9), "till_uid": the_till(world).uid}
    return fees.close_day(**(told | facts), counted_cash=Dong(counted), reason=reason)


def refund(world: given.World, payment: UUID, **facts: Any) -> fees.Receipt:
    """Give a payment back two days later."""
    told: dict[str, Any] = {"actor": chairman(world), "at": world.at + timedelta(days=2), "reason": "Được miễn theo hộ nghèo"}
    return fees.refund(payment_uid=payment, **(told | facts))
