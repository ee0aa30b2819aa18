"""Sums of a cashier's day, and amounts in Vietnamese words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lienthong.toolkit.quantities import Dong

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ("", "nghìn", "triệu")


@dataclass(frozen=True)
class Sums:
    """What a till should hold, by method, and how much of it was given back (a positive figure)."""

    cash: Dong
    transfer: Dong
    online: Dong
    returned: Dong
    taken_count: int
    returned_count: int

    @property
    def total(self) -> Dong:
        """Return what came in, less what was given back."""
        return Dong(self.cash + self.transfer + self.online)


def sums(moves: Iterable[tuple[str, int]]) -> Sums:
    """Return the sums of (method, amount) pairs; an amount below 0 was given back."""
    by_method, returned, counts = {"cash": 0, "transfer": 0, "online": 0}, 0, [0, 0]
    for method, amount in moves:
        by_method[method] += amount
        returned += max(-amount, 0)
        counts[amount < 0] += 1
    cash, transfer, online = (Dong(by_method[name]) for name in ("cash", "transfer", "online"))
    return Sums(cash, transfer, online, Dong(returned), counts[0], counts[1])


def in_words(dong: int) -> str:
    """Return an amount as receipts spell it: `Một trăm linh năm nghìn đồng`.  ValueError below 0.

    Source: the common way of reading (linh, mươi, lăm, mốt, tư stays bốn), domain.md 1.7 «bằng chữ» [I].
    """
    if dong < 0:
        raise ValueError(dong)
    words = _read(dong) or "không"
    return f"{words[:1].upper()}{words[1:]} đồng"


def _read(number: int, *, full: bool = False) -> str:
    billions, rest = divmod(number, 10**9)
    parts = [f"{_read(billions, full=full)} tỷ"] if billions else []
    for place in (2, 1, 0):
        group = rest // 1000**place % 1000
        if group:
            parts.append(f"{_group(group, full=full or bool(parts))} {SCALES[place]}".strip())
    return " ".join(parts)


def _group(number: int, *, full: bool) -> str:
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = [f"{DIGITS[hundreds]} trăm"] if hundreds or full else []
    if tens > 1:
        words.append(f"{DIGITS[tens]} mươi")
    elif tens == 1:
        words.append("mười")
    elif ones and words:
        words.append("linh")
    if ones:
        words.append("mốt" if ones == 1 and tens > 1 else "lăm" if ones == 5 and tens else DIGITS[ones])
    return " ".join(words)
