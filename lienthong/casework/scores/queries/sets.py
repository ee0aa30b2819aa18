"""The index sets, from their reviewed file, and for which periods they may be asked."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import yaml

from lienthong.casework.scores.errors import AfterTheLaw, BeforeTheLaw, NotBegun
from lienthong.casework.scores.rules.sets import IndexSet, sets_of
from lienthong.toolkit.formats import text as formats

FILE = Path(__file__).parent.parent / "data" / "index_sets.yaml"


@cache
def sets() -> tuple[IndexSet, ...]:
    """Return every set in the order of the file."""
    return sets_of(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def must_cover(index_set: IndexSet, first: date, last: date, today: date) -> None:
    """Raise BeforeTheLaw, AfterTheLaw or NotBegun unless the set may be asked for the days `first`..`last`."""
    if first < index_set.since:
        raise BeforeTheLaw(number=index_set.number, since=formats.day(index_set.since), first=formats.day(first))
    if index_set.until is not None and last >= index_set.until:
        raise AfterTheLaw(number=index_set.number, until=formats.day(index_set.until), last=formats.day(last))
    if first > today:
        raise NotBegun(first=formats.day(first), today=formats.day(today))
