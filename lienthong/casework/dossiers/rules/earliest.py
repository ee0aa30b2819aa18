"""The due instant of a dossier: the earlier of what the law gives and what the unit promised (domain 1.6, DESIGN 7.7).

Every count of a due date asks here which limits may rule and which of them does: at reception, after a pause, on another
calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any


def may_rule(committed: Any, legal: Any | None) -> tuple[Any, ...]:
    """Return the limits of which either may come to its end first, the committed one before the legal one.

    committed, legal   Limits of the worktime app (given, so that this stays pure); legal None: nothing is known of it.
    Of limits counted alike (same unit, start and cut-off) the shorter one is taken to rule alone: while nothing stands still it
    ends first.  Two pauses whose remainders round differently can turn that round, by hours of one day as a rule: 96 of 60,000
    pairs on made-up calendars full of half days, one of them over a night.  Hours and days do overtake each other: seven hours
    begun on a half day end after one working day.
    """
    if legal is None:
        return (committed,)
    alike = replace(legal, value=committed.value, area_extra=committed.area_extra) == committed
    shorter = committed.value + committed.area_extra <= legal.value + legal.area_extra
    return (committed,) if alike and shorter else (committed, legal)


def ruling(said: Mapping[str, Any], worktime: Any) -> tuple[Any, ...]:
    """Return what `may_rule` says of a dossier's limits as its row keeps them; nothing when it has no due date.

    worktime   the door of the worktime app (given, so that this stays pure).
    """
    committed, legal = said.get("committed"), said.get("legal")
    if not committed:
        return ()
    return may_rule(worktime.Limit.from_dict(committed), worktime.Limit.from_dict(legal) if legal else None)


def first_due(found: Iterable[tuple[datetime, Any]]) -> tuple[datetime, Any]:
    """Return the pair (due instant, what it was counted from) that is due first; of equal ones the first."""
    return min(found, key=lambda pair: pair[0])


def worst(verdicts: Iterable[Any]) -> Any:
    """Return the latest of some verdicts (early < on_time < overdue): what keeps several limits is as late as by the worst."""
    return max(verdicts, key=("early", "on_time", "overdue").index)
