"""What hangs on a unit is known before it ends: whoever keeps things registered how they are counted."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from lienthong.office.org import public as org
from lienthong.office.org import testing
from lienthong.office.org.models import Post, Unit
from lienthong.office.org.testing import merge_units, split_unit
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid

ON = date(2020, 1, 1)


@pytest.fixture
def registry() -> Iterator[None]:
    """Let nothing be known but what a test registers, and that be forgotten after it."""
    with testing.holdings(empty=True):
        yield


def test_what_a_unit_has_in_hand_is_counted_by_kind_and_what_goes_by_itself_apart(db: None, registry: None) -> None:
    unit, other = testing.a_unit(), testing.a_unit()

    def seals(unit_ids: Collection[int]) -> dict[int, int]:
        return {key: number for key, number in {unit.pk: 2, other.pk: 0}.items() if key in unit_ids}

    org.register_holding("test.seals", "con dấu", seals)
    org.register_holding("test.chairs", "ghế", lambda _: {unit.pk: 3})
    org.register_holding("test.letters", "thư tự chuyển", lambda _: {unit.pk: 9}, follows=True)

    assert org.held_at([unit.pk, other.pk]) == [(unit.pk, "ghế", 3), (unit.pk, "con dấu", 2)]
    assert org.held_at([unit.pk], follows=True) == [(unit.pk, "thư tự chuyển", 9)]
    assert org.held_at([unit.pk], only=["test.seals", "test.letters"]) == [(unit.pk, "con dấu", 2)]


def test_what_a_test_registers_is_forgotten_after_it_and_what_was_known_stays(db: None) -> None:
    unit = testing.a_unit()
    with testing.holdings(empty=True):
        org.register_holding("test.chairs", "ghế", lambda ids: dict.fromkeys(ids, 3))
        with testing.holdings():
            org.register_holding("test.chairs", "ghế", lambda ids: dict.fromkeys(ids, 4))
            org.register_holding("test.seals", "con dấu", lambda ids: dict.fromkeys(ids, 2))
            assert org.held_at([unit.pk]) == [(unit.pk, "ghế", 4), (unit.pk, "con dấu", 2)]
        assert org.held_at([unit.pk]) == [(unit.pk, "ghế", 3)]
    assert "ghế" not in {words for _, words, _ in org.held_at([unit.pk])}


def test_what_may_stay_at_a_unit_is_not_counted(db: None, registry: None) -> None:
    org.register_holding("test.seals", "con dấu", lambda ids: dict.fromkeys(ids, 2))

    assert org.held_at([1, 2, 3], stays={"test.seals": {1: 2, 2: 1}}) == [(2, "con dấu", 1), (3, "con dấu", 2)]


def test_rows_are_counted_by_the_column_that_names_their_unit(db: None) -> None:
    one, two = testing.a_unit(), testing.a_unit()
    for unit in (one, one, two):
        testing.a_post(unit, "specialist")

    assert org.counted(Post.objects.filter(unit__in=[one, two])) == {one.pk: 2, two.pk: 1}


def test_a_line_of_units_holds_everything_that_came_to_one_of_them(db: None) -> None:
    first, second, third = (testing.a_unit() for _ in range(3))
    merge_units(unit_ids=[first.pk], into=second.pk, on=ON, legal_document="NQ")
    merge_units(unit_ids=[second.pk], into=third.pk, on=date(2021, 1, 1), legal_document="NQ")

    assert org.line_of([third.pk], date(2021, 1, 1)) == {first.pk, second.pk, third.pk}
    assert org.line_of([third.pk], ON) == {third.pk}
    assert org.line_of([second.pk], ON) == {first.pk, second.pk}


def test_an_actors_unit_follows_the_units_of_which_the_largest_part_came_to_it(db: None, query_count: Any) -> None:
    first, second, large, small = (testing.a_unit() for _ in range(4))
    merge_units(unit_ids=[first.pk], into=second.pk, on=ON, legal_document="NQ")
    parts = [(large.pk, Decimal("0.7")), (small.pk, Decimal("0.3"))]
    split_unit(unit_id=second.pk, into=parts, on=date(2021, 1, 1), legal_document="NQ")

    def seeing(*units: Unit) -> Actor:
        return Actor(new_uid(), new_uid(), units[0].pk, units[0].uid, sees=frozenset(unit.pk for unit in units))

    assert org.followed_by(seeing(large, first, second), date(2021, 1, 1)) == {large.pk, second.pk, first.pk}
    assert org.followed_by(seeing(small, first, second), date(2021, 1, 1)) == {small.pk}
    assert org.followed_by(seeing(large, first, second), ON) == {large.pk}
    with query_count() as counted:
        assert org.followed_by(seeing(large), ON) == {large.pk}
    assert counted.statements == 0
