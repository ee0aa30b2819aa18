"""How much of the demonstration is there, and building the next of it: first its parts, then its older days."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Func, IntegerField, Q, QuerySet, Value

from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.site.demo import evenings, parts, stage
from lienthong.site.demo.plan import Offer, Planned, register_opens
from lienthong.site.demo.playing import Player
from lienthong.site.demo.scenes import SCENES, Scene
from lienthong.site.models import DemoProgress

log = logging.getLogger("lienthong.demo")
COUNTER = "counter:"
"""Before the key of a counter whose present year is played by the worker, among the parts that wait."""


def _counters_in(waiting: Sequence[str]) -> list[str]:
    return [key for key in waiting if key.startswith(COUNTER)]


def history_pending() -> tuple[int, int] | None:
    """Return (dossiers played, dossiers planned) while some of the demonstration still wait, else None.

    One statement in a demo installation, none elsewhere.
    """
    if not settings.DEMO:
        return None
    rows = DemoProgress.objects.filter(Q(finished=False) | ~Q(waiting=[]))
    row = rows.order_by("pk").values_list("played", "planned").first()
    return row if row and row[0] < row[1] else None


def pending_days() -> tuple[date, date] | None:
    """Return the days [first, end) that are not played yet: a report that covers one of them is not whole.  None: all are."""
    row = DemoProgress.objects.filter(Q(finished=False) | ~Q(waiting=[])).order_by("pk").first()
    if row is None or row.played >= row.planned:
        return None
    first = row.fresh_from if row.finished else row.next_day
    return first, org.local_day(row.until) + timedelta(days=1) if _counters_in(row.waiting) else row.fresh_from


def parts_pending() -> int:
    """Return how many parts of the demonstration wait for the worker; one statement in a demo installation, none elsewhere."""
    return len(waiting_parts())


def parts_left(place: str) -> QuerySet[Any, tuple[Any, int]]:
    """Return one row (place, size) while parts wait, for who counts other things in the same statement."""
    size = Func(F("waiting"), function="jsonb_array_length", output_field=IntegerField())
    rows = DemoProgress.objects.exclude(waiting=[]).annotate(place=Value(place), size=size)
    return rows.values_list("place", "size")


def waiting_parts() -> list[str]:
    """Return the keys of the parts that wait for the worker, in their order; statements as `parts_pending`."""
    if not settings.DEMO:
        return []
    waiting: list[str] | None = DemoProgress.objects.exclude(waiting=[]).order_by("pk").values_list("waiting", flat=True).first()
    return waiting or []


def registers_pending() -> bool:
    """Return whether the present year of some counter waits: nothing may be filed there meanwhile; as `parts_pending`."""
    return bool(_counters_in(waiting_parts()))


def begin(scene: Scene, *, count: int, most: int, until: datetime) -> None:
    """Play the present year of the counters at which somebody signs in, in one transaction; note what waits.

    A register begins anew each year, so its lines follow time although the older years are played later, whatever is
    received at those counters meanwhile.  At the others nobody can: the worker plays their year first.  Nothing when done before.
    count  dossiers of the history; fewer when the year of the present alone would have more than about `most`.
    """
    with transaction.atomic(), ledger.seeing_everything():
        if DemoProgress.objects.select_for_update().exists():
            return
        edge = register_opens(until)
        planned = stage.history(scene, count, until=until, seed=scene.seed)
        fresh = [one for one in planned if one.day >= edge]
        if len(fresh) > most:
            planned = stage.history(scene, count * most // len(fresh), until=until, seed=scene.seed)
            fresh = [one for one in planned if one.day >= edge]
        first = [one for one in fresh if one.unit in scene.manned]
        _player(scene, until, scene.seed).play(first)
        older = [one.day for one in planned if one.day < edge]
        others = dict.fromkeys(one.unit for one in fresh if one.unit not in scene.manned)
        DemoProgress.objects.create(
            seed=scene.seed, until=until, planned=len(planned), played=len(first), fresh_from=edge,
            next_day=min(older, default=edge), finished=not older,
            waiting=[*(COUNTER + unit for unit in others), *parts.keys(until, scene)],
        )  # fmt: skip


def play_on(*, seconds: float) -> int:
    """Build the next parts, then play the next days, oldest first; return how many parts and dossiers there are more.

    Each part, and each day with all that follows from it, is one transaction.  Ends after about `seconds` of real time, or
    when all is there.  Killed at any moment, it goes on where it was: a part or day is whole or absent.
    """
    ends = time.monotonic() + seconds
    played = 0
    while time.monotonic() < ends:
        done = _next_part() or _next_day()
        if done is None:
            break
        played += done
    return played


def _next_part() -> int:
    """Build the next part that waits; return 1, or 0 when none does."""
    with transaction.atomic(), ledger.seeing_everything():
        row = DemoProgress.objects.select_for_update().exclude(waiting=[]).order_by("pk").first()
        if row is None:
            return 0
        began = time.monotonic()
        key, *row.waiting = row.waiting
        if key.startswith(COUNTER):
            row.played += _play_counter(row, key.removeprefix(COUNTER))
        else:
            parts.build(key, row.until, SCENES[settings.DEMO_SCENE])
        row.save(update_fields=["waiting", "played"])
        if row.finished and not row.waiting:
            _close_tills(row)
    log.info("built %s in %.1f s, %d parts wait", key, time.monotonic() - began, len(row.waiting))
    return 1


def _play_counter(row: DemoProgress, unit: str) -> int:
    """Play the present year of one counter, in the order of time; return how many dossiers."""
    scene = SCENES[settings.DEMO_SCENE]
    planned = _planned(scene.key, tuple(stage.offered_by(scene, row.until)), row.planned, row.until, row.seed)
    return _player(scene, row.until, row.seed).play(one for one in planned if one.day >= row.fresh_from and one.unit == unit)


def _close_tills(row: DemoProgress) -> None:
    evenings.close_tills(before=org.local_day(row.until), at=row.until)


def _next_day() -> int | None:
    with transaction.atomic(), ledger.seeing_everything():
        row = DemoProgress.objects.select_for_update(skip_locked=True).filter(finished=False).order_by("pk").first()
        if row is None:
            return None
        scene = SCENES[settings.DEMO_SCENE]
        offers = tuple(stage.offered_by(scene, row.until))
        waiting = _waiting(scene.key, offers, row.planned, row.until, row.seed, row.fresh_from)
        later = [(day, list(group)) for day, group in groupby(waiting, key=lambda one: one.day) if day >= row.next_day]
        today = later[0][1]
        _player(scene, row.until, row.seed).play(today)
        row.played += len(today)
        row.next_day = later[1][0] if len(later) > 1 else row.fresh_from
        row.finished = row.next_day == row.fresh_from
        row.save(update_fields=["played", "next_day", "finished"])
        if row.finished:
            _close_tills(row)
        return len(today)


def _waiting(scene: str, offers: tuple[Offer, ...], count: int, until: datetime, seed: int, edge: date) -> Sequence[Planned]:
    """Return the dossiers of the older days, by day of reception and then in the order of the plan."""
    return sorted((one for one in _planned(scene, offers, count, until, seed) if one.day < edge), key=lambda one: one.day)


@lru_cache(maxsize=1)
def _planned(scene: str, offers: tuple[Offer, ...], count: int, until: datetime, seed: int) -> Sequence[Planned]:
    return stage.history(SCENES[scene], count, until=until, seed=seed, offers=offers)


def _player(scene: Scene, until: datetime, seed: int) -> Player:
    calendar = worktime.calendar(stage.CALENDAR)
    return Player(until=until, seed=seed, units=stage.counters(scene), homes=stage.homes(scene), calendar=calendar)


def whole_half_hour(at: datetime) -> datetime:
    """Return the last half hour before or at an instant: the plan's present, whenever in it the start comes."""
    return at - timedelta(minutes=at.minute % 30, seconds=at.second, microseconds=at.microsecond)
