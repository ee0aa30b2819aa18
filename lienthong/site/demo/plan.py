"""The plan of the demonstration's history: which dossier comes to which counter, when, under which procedure.

Pure and seeded: the same seed, offers and calendar give the same plan.  What becomes of each dossier is drawn later
from a chance of its own (`fate`), so that a part of the history can be played alone.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from lienthong.office.worktime import public as worktime

SEED = 2018
FIRST_DAY = date(2017, 1, 3)
COMMUNES = ("binh_lieu", "hoanh_mo", "dong_tam", "dong_van", "tinh_huc", "vo_ngai", "luc_hon", "huc_dong")
CENTRE = "service_centre"
UNIT_WEIGHTS = {
    "binh_lieu": 17, "hoanh_mo": 15, "luc_hon": 12, "dong_tam": 11, "tinh_huc": 10, "vo_ngai": 10, "dong_van": 9, "huc_dong": 8,
    CENTRE: 14,
}  # fmt: skip
PROCEDURE_WEIGHTS = {
    "1.001193": 22, "2.000815": 22, "2.000635": 18, "2.000884": 9, "1.004873": 7, "1.000894": 5, "1.000656": 5, "2.000986": 5,
    "1.011607": 4, "1.001776": 4, "2.001035": 4, "2.000908": 3, "1.004222": 3, "1.004884": 2, "1.004859": 2, "2.001023": 2,
    "1.004194": 2, "1.001699": 2, "1.001731": 1, "1.001612": 14, "1.013225": 10, "1.012783": 6, "1.013978": 5, "1.012784": 4,
    "2.000720": 4, "1.013949": 2,
}  # fmt: skip
"""How often a procedure is asked for [P]; any other in force counts `RARE`."""
RARE = 0.4
OUTAGES = 6
OUTAGE_REASON = "Mất điện từ 13 giờ 30 đến hết giờ làm việc, ghi sổ giấy rồi nhập lại sáng hôm sau"
LIVING = ("overdue", "due_soon", "in_time", "paused")
LIVING_BACK = 30
"""Working days before the present in which the dossiers that are shown open were received."""

Promised = Callable[[str, UUID, str, str, datetime], datetime | None]
"""(key of the unit, version, case, channel, received at) -> the date on the slip, None when there is none."""


@dataclass(frozen=True)
class Offer:
    """A version of a procedure that a kind of counter (communes or the centre) may receive on the days [since, until).

    cases   (key, whether the result is given at once), the usual one first.
    """

    code: str
    version_uid: UUID
    since: date
    until: date | None
    at_centre: bool
    cases: tuple[tuple[str, bool], ...]
    channels: tuple[str, ...]


@dataclass(frozen=True)
class Planned:
    """A dossier of the plan.  `living` names how it must stand at the present (empty: as chance will have it)."""

    number: int
    unit: str
    code: str
    version_uid: UUID
    case: str
    channel: str
    received_at: datetime
    entered_at: datetime
    living: str = ""

    @property
    def day(self) -> date:
        """Return the day of reception."""
        return self.received_at.date()


def plan(
    count: int, *, until: datetime, offers: Sequence[Offer], calendar: worktime.Calendar, promised: Promised, seed: int = SEED
) -> list[Planned]:
    """Return `count` dossiers in the order in which they are entered, all before `until`."""
    chance = random.Random(seed)
    living = _living(min(count // 4, len(UNIT_WEIGHTS) * len(LIVING)), until, offers, calendar, promised)
    days = _days(count - len(living), until, calendar, chance)
    found = list(living)
    for day, share in days:
        found += [_one(day, until, offers, calendar, chance) for _ in range(share)]
    found = _outages(found, until, calendar, chance)
    found.sort(key=lambda one: (one.entered_at, one.received_at, one.unit, one.code))
    return [replace(one, number=number) for number, one in enumerate(found, 1)]


def fresh_from(planned: Sequence[Planned], first: int) -> date:
    """Return the day from which on the last `first` or a few more dossiers are received: whole days."""
    if len(planned) <= first:
        return min((one.day for one in planned), default=FIRST_DAY)
    days = sorted((one.day for one in planned), reverse=True)
    return days[first - 1] if first else days[0] + timedelta(days=1)


def _days(count: int, until: datetime, calendar: worktime.Calendar, chance: random.Random) -> list[tuple[date, int]]:
    """Return the working days up to `until` and how many dossiers each gets: more every month, few round Tết."""
    length = (until.date() - FIRST_DAY).days + 1
    days = [day for number in range(length) if calendar.is_working_day(day := FIRST_DAY + timedelta(days=number))]
    weights = []
    for number, day in enumerate(days):
        season = 0.35 if (calendar.working_day_after(day, 1) - day).days > 4 or not calendar.is_working_day(day) else 1.0
        part = 0.25 if day == until.date() else 1.0
        weights.append(
            (0.8 + 0.9 * number / len(days)) * (1.3 if day.weekday() == 0 else 1.0) * season * part * chance.uniform(0.6, 1.4)
        )
    total, sums = sum(weights), itertools.accumulate(weights)
    edges = [0, *(round(count * sum_ / total) for sum_ in sums)]
    return [(day, after - before) for day, (before, after) in zip(days, itertools.pairwise(edges), strict=True)]


def _one(day: date, until: datetime, offers: Sequence[Offer], calendar: worktime.Calendar, chance: random.Random) -> Planned:
    unit = chance.choices(tuple(UNIT_WEIGHTS), tuple(UNIT_WEIGHTS.values()))[0]
    there = _offered(offers, unit, day)
    offer = chance.choices(there, [PROCEDURE_WEIGHTS.get(one.code, RARE) for one in there])[0]
    case = offer.cases[0] if chance.random() < 0.85 else chance.choice(offer.cases)
    others = [channel for channel in offer.channels if channel != "direct"]
    channel = chance.choice(others) if (others and chance.random() < 0.05) or "direct" not in offer.channels else "direct"
    at = _moment(day, until, calendar, chance)
    return Planned(0, unit, offer.code, offer.version_uid, case[0], channel, at, at)


def _offered(offers: Iterable[Offer], unit: str, day: date) -> list[Offer]:
    at_centre = unit == CENTRE
    return [one for one in offers if one.at_centre == at_centre and one.since <= day and (one.until is None or day < one.until)]


def _moment(day: date, until: datetime, calendar: worktime.Calendar, chance: random.Random) -> datetime:
    sessions = calendar.sessions(day)
    opens, closes = sessions[0] if len(sessions) == 1 or chance.random() < 0.62 else sessions[-1]
    minute = opens + int((closes - opens) * min(chance.betavariate(1.6, 2.2), 0.999))
    at = calendar.at(day, minute)
    if at < until:
        return at
    opening = calendar.day_opening(day)
    return opening + timedelta(minutes=int((until - opening) / timedelta(minutes=1) * chance.random()))


def _outages(found: Sequence[Planned], until: datetime, calendar: worktime.Calendar, chance: random.Random) -> list[Planned]:
    """Let what came to some counters in an afternoon without power be entered the next morning."""
    halves = sorted({(one.day, one.unit) for one in found if one.received_at.hour >= 14 and not one.living})
    dark = set(chance.sample(halves, min(OUTAGES, len(halves))))
    moved = []
    for one in found:
        if (one.day, one.unit) in dark and one.received_at.hour >= 14:
            later = calendar.day_opening(calendar.working_day_after(one.day, 1)) + timedelta(minutes=20 + one.received_at.minute)
            one = replace(one, entered_at=later) if later < until else one
        moved.append(one)
    return moved


def _living(
    wanted: int, until: datetime, offers: Sequence[Offer], calendar: worktime.Calendar, promised: Promised
) -> list[Planned]:
    """Return dossiers that stand open at `until`: for each unit one overdue, one due soon, one in time, one paused."""
    found: list[Planned] = []
    for number, (unit, state) in enumerate(itertools.product(UNIT_WEIGHTS, LIVING)):
        if len(found) < wanted and (one := _shown(state, unit, number, until, offers, calendar, promised)):
            found.append(one)
    return found


def _shown(
    state: str, unit: str, number: int, until: datetime, offers: Sequence[Offer], calendar: worktime.Calendar, promised: Promised
) -> Planned | None:
    day = until.date()
    slow = [one for one in _offered(offers, unit, day) if not one.cases[0][1] and "direct" in one.channels]
    slow.sort(key=lambda one: (-PROCEDURE_WEIGHTS.get(one.code, RARE), one.code))
    for offer in slow[number % 2 :] + slow[: number % 2]:
        for back in range(1, LIVING_BACK):
            there = calendar.at(day, 0) - timedelta(days=back)
            if not calendar.is_working_day(there.date()) or there.date() < offer.since:
                continue
            at = calendar.at(there.date(), 8 * 60 + 10 * (number % 12) + 5)
            due = promised(unit, offer.version_uid, offer.cases[0][0], "direct", at)
            if due is not None and _stands(due, until, back, number) == state:
                return Planned(0, unit, offer.code, offer.version_uid, offer.cases[0][0], "direct", at, at, state)
    return None


def _stands(due: datetime, until: datetime, back: int, number: int) -> str:
    if due < until:
        return "overdue"
    if due < until + timedelta(days=1):
        return "due_soon"
    if back >= 6 + number % 5:
        return "paused"
    return "in_time" if back >= 1 + number % 5 else ""
