"""Sums of a cashier's day, and the ways of paying in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lienthong.toolkit.quantities import Dong

METHOD_NAMES = {"cash": "Tiền mặt", "transfer": "Chuyển khoản", "online": "Trực tuyến"}


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
