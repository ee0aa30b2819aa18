"""Numbers of pre-printed receipts, without a database."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.casework.fees.rules.receipts import Fate, free_blocks, joined, next_after, quarter, size, use_in, words

DAYS = st.dates(date(2018, 1, 1), date(2018, 12, 31))


@pytest.mark.parametrize(
    ("number", "blocks", "following"),
    [(1, [], 1), (1, [(1, 1)], 2), (1, [(2, 5), (1, 1)], 6), (1, [(3, 9)], 1), (4, [(1, 3), (4, 4), (6, 8)], 5)],
)
def test_the_next_number_is_the_first_that_nothing_has_become_of(
    number: int, blocks: list[tuple[int, int]], following: int
) -> None:
    assert next_after(number, blocks) == following


def test_what_is_left_is_told_as_blocks() -> None:
    assert free_blocks(1, 50, [(1, 3), (10, 19), (50, 50)]) == ((4, 9), (20, 49))
    assert free_blocks(1, 5, [(1, 5)]) == ()
    assert words(((4, 9), (20, 20))) == "0000004-0000009; 0000020"
    assert joined([(3, 3), (1, 1), (2, 2), (9, 9)]) == ((1, 3), (9, 9))


@pytest.mark.parametrize(
    ("number", "first", "end"),
    [(1, date(2018, 1, 1), date(2018, 4, 1)), (2, date(2018, 4, 1), date(2018, 7, 1)), (4, date(2018, 10, 1), date(2019, 1, 1))],
)
def test_a_quarter_has_three_months(number: int, first: date, end: date) -> None:
    assert quarter(2018, number) == (first, end)


@pytest.mark.parametrize("number", [0, 5])
def test_there_are_four_quarters(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        quarter(2018, number)


def test_a_quarter_says_what_was_there_what_came_and_what_became_of_it() -> None:
    fates = [
        Fate(1, 1, "used", date(2018, 3, 1)), Fate(2, 2, "void", date(2018, 4, 2)), Fate(3, 4, "used", date(2018, 5, 1)),
        Fate(8, 9, "lost", date(2018, 6, 30)), Fate(5, 5, "used", date(2018, 7, 1)),
    ]  # fmt: skip
    use = use_in(1, 10, date(2018, 2, 1), fates, *quarter(2018, 2))
    assert use is not None
    assert (use.opening, use.loaded, use.used, use.void, use.lost) == (((2, 10),), (), ((3, 4),), ((2, 2),), ((8, 9),))
    assert use.closing == ((5, 7), (10, 10))


def test_a_range_that_came_later_or_was_used_up_before_is_not_in_the_report() -> None:
    assert use_in(1, 2, date(2018, 4, 1), [], *quarter(2018, 1)) is None
    assert use_in(1, 2, date(2018, 1, 1), [Fate(1, 2, "lost", date(2018, 1, 2))], *quarter(2018, 2)) is None


@given(
    loaded=DAYS,
    fates=st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["used", "void", "lost"]), DAYS), max_size=12),
    number=st.integers(1, 4),
)
def test_what_was_there_and_came_is_what_went_and_is_left(loaded: date, fates: list[tuple[int, str, date]], number: int) -> None:
    low, told = 1, []
    for many, fate, day in fates:
        told.append(Fate(low, low + many - 1, fate, max(day, loaded)))
        low += many + 1
    use = use_in(1, low + 5, loaded, told, *quarter(2018, number))
    if use is not None:
        gone = size(use.used) + size(use.void) + size(use.lost)
        assert size(use.opening) + size(use.loaded) == gone + size(use.closing)
