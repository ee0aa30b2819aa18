"""A unit does not end by itself while something hangs on it: whoever keeps things registered how they are counted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import pytest

from lienthong.office.org import public as org
from lienthong.office.org import testing
from lienthong.office.org.models import Post
from lienthong.office.org.queries import holding

ON = date(2020, 1, 1)


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what a test registers be forgotten after it."""
    monkeypatch.setattr(holding, "_known", {})


def abolish(unit_id: int) -> None:
    """End a unit by itself."""
    org.abolish_unit(unit_id=unit_id, on=ON, legal_document="QĐ 1/QĐ-UBND")


def test_a_unit_with_things_in_hand_is_not_abolished_and_the_refusal_counts_them(db: None, registry: None) -> None:
    unit, other = testing.a_unit(), testing.a_unit()

    def seals(unit_ids: Collection[int]) -> dict[int, int]:
        return {key: number for key, number in {unit.pk: 2, other.pk: 0}.items() if key in unit_ids}

    org.register_holding("test.seals", "con dấu", seals)
    org.register_holding("test.chairs", "ghế", lambda _: {unit.pk: 3})
    org.register_holding("test.letters", "thư tự chuyển", lambda _: {unit.pk: 9}, follows=True)

    with pytest.raises(org.StillHeld) as no:
        abolish(unit.pk)

    assert no.value.facts == {"unit": unit.name, "left": "3 ghế; 2 con dấu", "count": 5}
    assert "Sắp xếp đơn vị" in no.value.message
    assert org.unit(unit.pk).until is None
    assert org.held_at([unit.pk], follows=True) == [(unit.pk, "thư tự chuyển", 9)]


def test_a_unit_with_empty_hands_is_abolished(db: None, registry: None) -> None:
    unit = testing.a_unit()
    org.register_holding("test.seals", "con dấu", lambda _: {})

    abolish(unit.pk)

    assert org.unit(unit.pk).until == ON


def test_rows_are_counted_by_the_column_that_names_their_unit(db: None) -> None:
    one, two = testing.a_unit(), testing.a_unit()
    for unit in (one, one, two):
        testing.a_post(unit, "specialist")

    assert org.counted(Post.objects.filter(unit__in=[one, two])) == {one.pk: 2, two.pk: 1}


def test_a_line_of_units_holds_everything_that_came_to_one_of_them(db: None) -> None:
    first, second, third = (testing.a_unit() for _ in range(3))
    org.merge_units(unit_ids=[first.pk], into=second.pk, on=ON, legal_document="NQ")
    org.merge_units(unit_ids=[second.pk], into=third.pk, on=date(2021, 1, 1), legal_document="NQ")

    assert org.line_of([third.pk], date(2021, 1, 1)) == {first.pk, second.pk, third.pk}
    assert org.line_of([third.pk], ON) == {third.pk}
    assert org.line_of([second.pk], ON) == {first.pk, second.pk}
