"""The ladder by which late parts rise, as a rule: the file is sound, the rungs come in time, nobody is told twice at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from lienthong.casework.handling import public as handling
from lienthong.casework.handling.rules import ladder as rules

GIVEN = 5 * 480
"""Office minutes of a week."""


def levels(left: int, *, passed: bool = False, total: int = GIVEN) -> list[int]:
    return [one.level for one in rules.reached(handling.ladder(), left=left, passed=passed, total=total)]


def test_the_shipped_ladder_goes_from_the_head_over_who_instructed_to_the_leader_and_says_that_it_is_ours() -> None:
    told = handling.ladder()

    assert [one.to for one in told.rungs] == ["head", "head", "giver", "leader"]
    assert {one.mark for one in told.rungs} == {"P"}


@pytest.mark.parametrize(
    ("left", "passed", "climbed"),
    [
        (481, False, []), (480, False, [1]), (0, False, [1]), (0, True, [1, 2]), (-479, True, [1, 2]), (-480, True, [1, 2, 3]),
        (-1439, True, [1, 2, 3]), (-1440, True, [1, 2, 3, 4]),
    ],
)  # fmt: skip
def test_a_rung_comes_a_day_before_on_the_day_one_and_three_working_days_after(
    left: int, passed: bool, climbed: list[int]
) -> None:
    assert levels(left, passed=passed) == climbed


def test_what_was_given_for_a_day_only_does_not_rise_before_half_of_it_is_over() -> None:
    assert levels(241, total=480) == []
    assert levels(240, total=480) == [1]
    assert levels(-1, passed=True, total=-30) == [1, 2], "a part that was given when it was late already"


RUNG = {"level": 1, "hours": 0, "to": "head", "words": "Quá hạn", "mark": "P"}


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        ({"share": 50, "rungs": [RUNG | {"level": 2}]}, "levels"),
        ({"share": 50, "rungs": [RUNG, RUNG | {"level": 2, "hours": -8}]}, "order of time"),
        ({"share": 50, "rungs": [RUNG | {"to": "mayor"}]}, "names nobody"),
        ({"share": 50, "rungs": [RUNG | {"words": ""}]}, "says nothing"),
        ({"share": 0, "rungs": [RUNG]}, "percentage"),
    ],
)
def test_a_file_that_is_no_ladder_is_told_of(file: dict[str, Any], fault: str) -> None:
    with pytest.raises(rules.BadLadder, match=fault):
        rules.ladder_of(file)


def test_a_part_waits_for_its_unit_unless_somebody_else_has_it_in_hand() -> None:
    here = rules.Waiting("lead", below=False, asked=False, owing=False)

    assert rules.waits_here(here)
    assert rules.waits_here(replace(here, role="co"))
    for elsewhere in ({"role": "info"}, {"below": True}, {"asked": True}, {"owing": True}):
        assert not rules.waits_here(replace(here, **elsewhere))


def test_who_is_on_two_rungs_that_come_at_once_is_told_the_last() -> None:
    one, two, three, four = handling.ladder().rungs

    assert rules.last_of_each([(one, "head"), (two, "head"), (three, "chairman")]) == [(two, "head"), (three, "chairman")]
    assert rules.last_of_each([(three, "chairman"), (four, "chairman")]) == [(four, "chairman")]
