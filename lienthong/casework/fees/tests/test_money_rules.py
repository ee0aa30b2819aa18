"""Sums of a day."""

from __future__ import annotations

from lienthong.casework.fees.rules.money import Sums, sums
from lienthong.toolkit.quantities import Dong


def test_a_day_is_summed_by_method_and_what_was_given_back_is_told_apart() -> None:
    told = sums([("cash", 8_000), ("cash", 75_000), ("transfer", 30_000), ("cash", -8_000), ("online", 5_000)])
    assert told == Sums(Dong(75_000), Dong(30_000), Dong(5_000), Dong(8_000), 4, 1)
    assert told.total == 110_000


def test_a_day_without_money_is_nought() -> None:
    assert sums([]) == Sums(Dong(0), Dong(0), Dong(0), Dong(0), 0, 0)
