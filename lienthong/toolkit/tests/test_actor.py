"""Who acts, with which duties."""

from __future__ import annotations

from uuid import UUID

import pytest

from lienthong.toolkit.actor import Actor, Capacity

PERSON, POST, UNIT = (UUID(int=number) for number in (1, 2, 3))


def a_clerk(**facts: object) -> Actor:
    """Return a counter clerk of unit 7."""
    return Actor(
        person_uid=PERSON, post_uid=POST, unit_id=7, unit_uid=UNIT, duties=frozenset({"counter_clerk", "cashier"}), **facts
    )  # type: ignore[arg-type]  # facts of the test


def test_an_actor_has_any_of_the_duties_asked_for() -> None:
    assert a_clerk().has("counter_clerk")
    assert a_clerk().has("unit_head", "cashier")
    assert not a_clerk().has("unit_head", "records_clerk")
    assert not a_clerk().has()


def test_an_actor_acts_for_the_state_unless_said_otherwise() -> None:
    assert a_clerk().capacity is Capacity.STATE
    assert a_clerk(capacity=Capacity.PARTY) != a_clerk()


def test_the_account_behind_an_actor_does_not_make_another_actor() -> None:
    assert a_clerk(account_id=1) == a_clerk(account_id=2)
    assert hash(a_clerk(account_id=1)) == hash(a_clerk(account_id=2))


def test_an_actor_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        a_clerk().unit_id = 8  # type: ignore[misc]  # the fault under test
