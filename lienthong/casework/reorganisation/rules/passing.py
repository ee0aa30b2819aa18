"""Where a dossier goes when its unit ends, and the words of a reorganisation.  No tables, no clock."""

from __future__ import annotations

from collections.abc import Sequence

STATES = {"planned": "Chưa thực hiện", "executed": "Đã thực hiện, chờ xác nhận", "confirmed": "Đã xác nhận"}


def seat_of(named: Sequence[int], *, by_address: Sequence[int], whole: bool) -> tuple[int | None, tuple[int, ...]]:
    """Return (the unit that takes a dossier over, between which units somebody must choose); one of the two is empty.

    named       the units that follow the dossier's own unit.
    by_address  the units that follow the unit in which its owner lives, where that lay below the dossier's own unit; else none.
    whole       the dossier's own unit was one whole territory: what follows it follows by address where that is known.
    """
    found = by_address if whole and by_address else named
    return (found[0], ()) if len(found) == 1 else (None, tuple(found))
