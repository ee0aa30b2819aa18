"""The figures of a month, counted by the engine of reports, and the prose that says them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from lienthong.casework.monthly.rules import prose
from lienthong.casework.monthly.rules.prose import Figure, Prose, Section, Slot
from lienthong.casework.reports import public as reports
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats

FILE = Path(__file__).parent.parent / "data" / "monthly.yaml"


@cache
def the_prose() -> Prose:
    """Return the reviewed prose."""
    return prose.prose_of(yaml.safe_load(FILE.read_text(encoding="utf-8")))


UNKNOWN = "chưa có số liệu"


def written(slot: Slot, value: Figure) -> str:
    """Return a figure as people read it; how much more or less always without a sign, the sentence says which."""
    if value is None:
        return UNKNOWN
    if slot.way in {"share", "change"}:
        return formats.percent(Decimal(abs(value)) / 1000)
    return f"{formats.amount(value)} đồng" if slot.kind == "dong" else formats.amount(value)


def composed(figures: Mapping[str, Figure]) -> tuple[Section, ...]:
    """Return the sections that the figures write."""
    return prose.compose(the_prose(), figures, written)


def days_of(year: int, month: int) -> tuple[date, date]:
    """Return the first and the last day of a month."""
    first = date(year, month, 1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def question_of(actor: Actor, unit_id: int, year: int, month: int, at: datetime) -> reports.Question:
    """Return what a month is asked of: the unit and all below it that the actor sees; a statement for the tree."""
    first, last = days_of(year, month)
    below = org.subtree_ids(unit_id, last) | {unit_id}
    return reports.Question(frozenset(below) & (actor.sees | {actor.unit_id}), first, last, at)


def count(question: reports.Question) -> dict[str, Figure]:
    """Return every figure of the month, and of the month before where the prose compares; one statement."""
    earlier = question.first - timedelta(days=1)
    before = reports.Question(question.unit_ids, earlier.replace(day=1), earlier, question.at)
    told = the_prose()
    asks = sorted({(slot.report, slot.before) for slot in told.slots.values() if slot.counted})
    asked = [before if is_before else question for _, is_before in asks]
    found = reports.totals([(reports.report_on(key, one.last), one) for (key, _), one in zip(asks, asked, strict=True)])
    counted = dict(zip(asks, found, strict=True))
    return prose.reckoned(
        told, {key: counted[slot.report, slot.before][slot.column] for key, slot in told.slots.items() if slot.counted}
    )


def seal_of(figures: Mapping[str, Figure]) -> str:
    """Return a short text that is another when any figure is."""
    return hashlib.sha256(json.dumps(figures, sort_keys=True).encode()).hexdigest()[:16]
