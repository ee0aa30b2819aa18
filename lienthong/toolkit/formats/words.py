"""Numbers in Vietnamese words."""

from __future__ import annotations

from typing import Final

from lienthong.toolkit.quantities import Dong

GREATEST: Final = 10**15
_BILLION = 10**9
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu")


def number_in_words(number: int) -> str:
    """Return a whole number in words: 21 → «hai mươi mốt», 1.005 → «một nghìn không trăm linh năm».

    Raises   ValueError: beyond ±10^15.
    """
    if abs(number) > GREATEST:
        raise ValueError(f"{number} is too great to be written in words")
    if number < 0:
        return f"âm {number_in_words(-number)}"
    return " ".join(_words(number, leads=True)) or _DIGITS[0]


def amount_in_words(dong: Dong) -> str:
    """Return an amount as receipts write it: «Một trăm mười tám tỷ đồng»."""
    words = number_in_words(dong)
    return f"{words[0].upper()}{words[1:]} đồng"


def _words(number: int, *, leads: bool) -> list[str]:
    """Return the words of 0 … 10^15; `leads` tells that nothing stands before, so no «không trăm» is said."""
    billions, rest = divmod(number, _BILLION)
    said = [*_words(billions, leads=leads), "tỷ"] if billions else []
    for power in (2, 1, 0):
        group = rest // 1000**power % 1000
        if group:
            said += _hundreds(group, leads=leads and not said)
            said += [_GROUPS[power]] if power else []
    return said


def _hundreds(group: int, *, leads: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    said = [] if leads and not hundreds else [_DIGITS[hundreds], "trăm"]
    tens, ones = divmod(rest, 10)
    if tens == 0 and ones and said:
        said.append("linh")
    elif tens == 1:
        said.append("mười")
    elif tens > 1:
        said += [_DIGITS[tens], "mươi"]
    return said + ([_one(tens, ones)] if ones else [])


def _one(tens: int, ones: int) -> str:
    if ones == 1 and tens > 1:
        return "mốt"
    if ones == 4 and tens > 1:
        return "tư"
    if ones == 5 and tens > 0:
        return "lăm"
    return _DIGITS[ones]
