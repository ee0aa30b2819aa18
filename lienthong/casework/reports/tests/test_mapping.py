"""In whose line the rows of a unit are, on the map of then and of now."""

from __future__ import annotations

import pytest

from lienthong.casework.reports.rules.mapping import seats

TOWN, OLD, SPLIT, NEW, OTHER = 1, 2, 3, 4, 5
THEN = {OLD: (OLD, True), SPLIT: (SPLIT, True), TOWN: (TOWN, True)}
NOW = {OLD: (NEW, True), TOWN: (NEW, True), SPLIT: (NEW, False)}


@pytest.mark.parametrize(
    ("asked", "heirs", "expected"),
    [
        ({OTHER}, {}, {OTHER: OTHER}),
        ({TOWN, OLD}, THEN, {TOWN: TOWN, OLD: OLD}),
        ({NEW, OTHER}, NOW, {NEW: NEW, OTHER: OTHER, OLD: NEW, TOWN: NEW, SPLIT: SPLIT}),
        ({OTHER}, NOW, {OTHER: OTHER}),
        ({OLD}, NOW, {}),
        ({SPLIT}, NOW, {SPLIT: SPLIT}),
    ],
    ids=["nothing reformed", "then", "now", "beside it", "a unit that is gone", "a unit that was split keeps a line"],
)
def test_rows_are_in_the_line_of_who_has_all_that_was_there(
    asked: set[int], heirs: dict[int, tuple[int, bool]], expected: dict[int, int]
) -> None:
    assert seats(asked, heirs) == expected
