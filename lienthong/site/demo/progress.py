"""How much of the demonstration's history is there, and playing the next of it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import groupby

from django.conf import settings
from django.db import transaction

from lienthong.office.ledger import public as ledger
from lienthong.office.worktime import public as worktime
from lienthong.site.demo import evenings, stage
from lienthong.site.demo.plan import Offer, Planned, register_opens
from lienthong.site.demo.playing import Player
from lienthong.site.demo.scenes import SCENES, Scene
from lienthong.site.models import DemoProgress
from lienthong.toolkit.clock import VIETNAM


def history_pending() -> tuple[int, int] | None:
    """Return (dossiers played, dossiers planned) while days of the demonstration still wait, else None.

    One statement in a demo installation, none elsewhere.
    """
    if not settings.DEMO:
        return None
    row = DemoProgress.objects.filter(finished=False).order_by("pk").values_list("played", "planned").first()
    return (row[0], row[1]) if row else None


def pending_days() -> tuple[date, date] | None:
    """Return the days [first, end) that are not played yet: a report that covers one of them is not whole.  None: all are."""
    row = DemoProgress.objects.filter(finished=False).order_by("pk").values_list("next_day", "fresh_from").first()
    return (row[0], row[1]) if row else None


def begin(scene: Scene, *, count: int, most: int, until: datetime) -> None:
    """Play the whole year of the present in one transaction, and note what waits; nothing when done before.

    A register begins anew each year, so its lines follow time although the older years are played later, whatever is
    received at the counters meanwhile.
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
        _player(scene, until, scene.seed).play(fresh)
        waiting = [one.day for one in planned if one.day < edge]
        DemoProgress.objects.create(
            seed=scene.seed, until=until, planned=len(planned), played=len(fresh), fresh_from=edge,
            next_day=min(waiting, default=edge), finished=not waiting,
        )  # fmt: skip


def play_on(*, seconds: float) -> int:
    """Play the next days, oldest first, each with all that follows from it in one transaction; return how many dossiers.

    Ends after about `seconds` of real time, or when all is played.  Killed at any moment, it goes on where it was:
    a day is whole or absent.
    """
    ends = time.monotonic() + seconds
    played = 0
    while time.monotonic() < ends:
        done = _next_day()
        if done is None:
            break
        played += done
    return played


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
            evenings.close_tills(before=row.until.astimezone(VIETNAM).date(), at=row.until)
        return len(today)


@lru_cache(maxsize=1)
def _waiting(scene: str, offers: tuple[Offer, ...], count: int, until: datetime, seed: int, edge: date) -> Sequence[Planned]:
    """Return the dossiers of the older days, by day of reception and then in the order of the plan."""
    planned = stage.history(SCENES[scene], count, until=until, seed=seed, offers=offers)
    return sorted((one for one in planned if one.day < edge), key=lambda one: one.day)


def _player(scene: Scene, until: datetime, seed: int) -> Player:
    calendar = worktime.calendar(stage.CALENDAR)
    return Player(until=until, seed=seed, units=stage.counters(scene), homes=stage.homes(scene), calendar=calendar)


def whole_half_hour(at: datetime) -> datetime:
    """Return the last half hour before or at an instant: the plan's present, whenever in it the start comes."""
    return at - timedelta(minutes=at.minute % 30, seconds=at.second, microseconds=at.microsecond)
