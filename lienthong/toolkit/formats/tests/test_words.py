"""Amounts in words, with the small words that change: linh, mốt, tư, lăm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.toolkit.formats.text import amount_in_words, number_in_words
from lienthong.toolkit.quantities import Dong

VALUES = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (115, "một trăm mười lăm"),
        (131, "một trăm ba mươi mốt"),
        (1_000, "một nghìn"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_050, "một nghìn không trăm năm mươi"),
        (8_000, "tám nghìn"),
        (50_000, "năm mươi nghìn"),
        (1_000_005, "một triệu không trăm linh năm"),
        (21_000_000, "hai mươi mốt triệu"),
        (118_000_000_000, "một trăm mười tám tỷ"),
        (1_000_005_000, "một tỷ không trăm linh năm nghìn"),
        (1_200_000_000_000, "một nghìn hai trăm tỷ"),
        (10**15, "một triệu tỷ"),
        (-15, "âm mười lăm"),
    ],
)
def test_numbers_are_read_as_people_read_them(number: int, words: str) -> None:
    assert number_in_words(number) == words


def test_an_amount_begins_with_a_capital_and_ends_with_dong() -> None:
    assert amount_in_words(Dong(118_000_000_000)) == "Một trăm mười tám tỷ đồng"
    assert amount_in_words(Dong(0)) == "Không đồng"


@pytest.mark.parametrize("number", [10**15 + 1, -(10**15) - 1])
def test_beyond_ten_to_the_fifteenth_there_are_no_words(number: int) -> None:
    with pytest.raises(ValueError, match="too great"):
        number_in_words(number)


def heard(words: str) -> int:
    """Return the number of what was said: the other way round, written apart from the code under test."""
    if " tỷ" in f" {words}":
        head, _, tail = words.partition("tỷ")
        return heard(head.strip()) * 10**9 + heard(tail.strip())
    total = group = digit = 0
    for word in words.split():
        match word:
            case "triệu" | "nghìn":
                total, group, digit = total + (group + digit) * {"triệu": 10**6, "nghìn": 1000}[word], 0, 0
            case "trăm":
                group, digit = group + digit * 100, 0
            case "mươi":
                group, digit = group + digit * 10, 0
            case "mười":
                group += 10
            case "linh":
                pass
            case _:
                digit = VALUES[word]
    return total + group + digit


@given(st.integers(min_value=0, max_value=10**15) | st.integers(min_value=0, max_value=2000))
def test_whoever_hears_the_words_can_write_the_number(number: int) -> None:
    assert heard(number_in_words(number)) == number
