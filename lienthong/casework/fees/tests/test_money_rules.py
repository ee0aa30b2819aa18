"""Sums of a day and amounts in words."""

from __future__ import annotations

import pytest

from lienthong.casework.fees.rules.money import Sums, in_words, sums
from lienthong.toolkit.quantities import Dong


def test_a_day_is_summed_by_method_and_what_was_given_back_is_told_apart() -> None:
    told = sums([("cash", 8_000), ("cash", 75_000), ("transfer", 30_000), ("cash", -8_000), ("online", 5_000)])
    assert told == Sums(Dong(75_000), Dong(30_000), Dong(5_000), Dong(8_000), 4, 1)
    assert told.total == 110_000


def test_a_day_without_money_is_nought() -> None:
    assert sums([]) == Sums(Dong(0), Dong(0), Dong(0), Dong(0), 0, 0)


@pytest.mark.parametrize(
    ("dong", "words"),
    [
        (0, "Không đồng"),
        (5, "Năm đồng"),
        (10, "Mười đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (105, "Một trăm linh năm đồng"),
        (2_000, "Hai nghìn đồng"),
        (8_050, "Tám nghìn không trăm năm mươi đồng"),
        (75_000, "Bảy mươi lăm nghìn đồng"),
        (105_000, "Một trăm linh năm nghìn đồng"),
        (1_001_001, "Một triệu không trăm linh một nghìn không trăm linh một đồng"),
        (1_000_000, "Một triệu đồng"),
        (118_000_000_000, "Một trăm mười tám tỷ đồng"),
        (2_000_000_005, "Hai tỷ không trăm linh năm đồng"),
    ],
)
def test_an_amount_is_spelled_as_receipts_spell_it(dong: int, words: str) -> None:
    assert in_words(dong) == words


def test_less_than_nothing_is_not_spelled() -> None:
    with pytest.raises(ValueError, match="-1"):
        in_words(-1)
