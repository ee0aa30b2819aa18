"""Who acts, with which duties."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from lienthong.toolkit.actor import Actor, Capacity

PERSON, POST, UNIT = (UUID(int=number) for number in (1, 2, 3))


CLERK = Actor(person_uid=PERSON, post_uid=POST, unit_id=7, unit_uid=UNIT, duties=frozenset({"counter_clerk", "cashier"}))


def test_an_actor_has_any_of_the_duties_asked_for() -> None:
    assert CLERK.has("counter_clerk")
    assert CLERK.has("unit_head", "cashier")
    assert not CLERK.has("unit_head", "records_clerk")
    assert not CLERK.has()


def test_an_actor_acts_for_the_state_unless_said_otherwise() -> None:
    assert CLERK.capacity is Capacity.STATE
    assert replace(CLERK, capacity=Capacity.PARTY) != CLERK


def test_the_account_behind_an_actor_does_not_make_another_actor() -> None:
    assert replace(CLERK, account_id=1) == replace(CLERK, account_id=2)
    assert hash(replace(CLERK, account_id=1)) == hash(replace(CLERK, account_id=2))


def test_an_actor_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        CLERK.unit_id = 8  # type: ignore[misc]  # the fault under test


@pytest.mark.parametrize(
    ("duties", "title"),
    [
        (("counter_clerk",), "Công chức một cửa"),
        (("unit_head",), "TUQ. Chủ tịch UBND xã / Công chức một cửa"),
        (("unit_head", "cashier"), "Công chức một cửa"),
        (("records_clerk",), "Công chức một cửa"),
        ((), "Công chức một cửa"),
    ],
)
def test_who_stands_in_signs_for_the_absent_post_only_where_no_duty_of_its_own_allows_the_act(
    duties: tuple[str, ...], title: str
) -> None:
    lent = (("unit_head", "TUQ. Chủ tịch UBND xã / Công chức một cửa"),)
    actor = replace(CLERK, post="Công chức một cửa", duties=CLERK.duties | {"unit_head"}, titles=lent)

    assert actor.signs_as(*duties) == title
