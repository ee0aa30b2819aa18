"""What apps above keep at units: asked when a unit ends, so that nothing is left where nobody works any more.

Apps register in their `handlers`; this storey knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

Counting = Callable[[Collection[int]], Mapping[int, int]]


@dataclass(frozen=True)
class Holding:
    """Something that units have in hand.

    name     stable, `app.things`.  words: what it is, in Vietnamese, to stand behind a number: «3 hồ sơ chưa xong».
    count    returns how many each of some units has, in the context of the caller; units without any may be left out.
    follows  goes by itself to who took over as soon as somebody opens it, and so keeps no unit from ending.
    """

    name: str
    words: str
    count: Counting
    follows: bool = False


_known: dict[str, Holding] = {}
NOTHING: Mapping[str, Mapping[int, int]] = {}


def register_holding(name: str, words: str, count: Counting, *, follows: bool = False) -> None:
    """Let units be asked for something before they end; the same name again replaces what was registered under it."""
    _known[name] = Holding(name, words, count, follows)


def counted(rows: QuerySet[Any], unit: str = "unit_id") -> dict[int, int]:
    """Return how many rows each unit has, by the column that names it; one statement."""
    return dict(rows.order_by().values_list(unit).annotate(Count("pk")))


def held_at(
    unit_ids: Collection[int],
    *,
    follows: bool = False,
    stays: Mapping[str, Mapping[int, int]] = NOTHING,
    only: Collection[str] = (),
) -> list[tuple[int, str, int]]:
    """Return what some units have in hand as (unit, words, how many), by what it is; one statement for each kind.

    follows  ask for what goes over by itself instead of what does not.
    stays    how many of what each unit may keep, by the name of the kind and the unit: they are not counted.
    only     the names of the kinds that are asked; none: all.
    """
    told = []
    for name in sorted(_known):
        if (one := _known[name]).follows is follows and (not only or name in only):
            may = stays.get(name, {})
            left = {unit_id: number - may.get(unit_id, 0) for unit_id, number in one.count(unit_ids).items()}
            told += [(unit_id, one.words, number) for unit_id, number in sorted(left.items()) if number > 0]
    return told
