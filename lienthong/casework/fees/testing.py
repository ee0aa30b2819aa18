"""Factories for tests: a permit that owes its levy, an account of the service centre, what the bank tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.quantities import Dong

PRICE = Dong(75_000)
"""The levy of a building permit."""
MONDAY = datetime(2026, 1, 5, 8, 0, tzinfo=VIETNAM)
"""A day on which citizens may pay by bank."""


def a_permit(world: given.World) -> UUID:
    """Receive a building permit at the service centre."""
    return given.received(world, given.PERMIT, actor=world.centre_clerk)


def code_of(world: given.World, uid: UUID) -> str:
    """Return the code of a dossier."""
    return given.dossier(world.centre_clerk, uid).code


def chairman(world: given.World) -> Actor:
    """Return the head of the service centre."""
    return replace(world.district.actor("district", "unit_head"), unit_id=world.centre_clerk.unit_id)


def an_account(world: given.World, **facts: Any) -> UUID:
    """Give the service centre an account."""
    told: dict[str, Any] = {
        "actor": chairman(world), "at": MONDAY, "bank_bin": "970415", "bank_name": "VietinBank", "number": "1133 6666 8888",
        "holder": "TRUNG TAM HANH CHINH CONG BINH LIEU", "since": date(2026, 1, 1),
    }  # fmt: skip
    return fees.set_account(**(told | facts))


def told(content: str, *, amount: int = PRICE, transaction_id: str = "FT26005000001", **facts: Any) -> fees.Told:
    """Return what the bank tells."""
    said: dict[str, Any] = {"bank_bin": "970415", "account": "113366668888", "paid_at": MONDAY}
    return fees.Told(transaction=transaction_id, amount=Dong(amount), content=content, **(said | facts))


def heard(world: given.World) -> list[fees.NoticeRow]:
    """Return the notices of the centre."""
    with ledger.seeing({world.centre_clerk.unit_id}):
        return fees.notices_of(world.centre_clerk.unit_id)
