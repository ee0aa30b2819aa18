"""The plan of the demonstration's history: which dossier comes to which counter, when, under which procedure.

Pure and seeded: the same seed, offers and calendar give the same plan.  What becomes of each dossier is drawn later
from a chance of its own (`fate`), so that a part of the history can be played alone.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from lienthong.office.worktime import public as worktime
from lienthong.site.demo.scenes import Scene

PROCEDURE_WEIGHTS = {
    "1.001193": 22, "2.000815": 22, "2.000635": 18, "2.000884": 9, "1.004873": 7, "1.000894": 5, "1.000656": 5, "2.000986": 5,
    "1.011607": 4, "1.001776": 4, "2.001035": 4, "2.000908": 3, "1.004222": 3, "1.004884": 2, "1.004859": 2, "2.001023": 2,
    "1.004194": 2, "1.001699": 2, "1.001731": 1, "1.001612": 14, "1.013225": 10, "1.012783": 6, "1.013978": 5, "1.012784": 4,
    "2.000720": 4, "1.013949": 2, "2.002621": 5, "1.010041": 4, "2.002622": 2,
}  # fmt: skip
"""How often a procedure is asked for [P]; any other in force counts `RARE`."""
RARE = 0.4
OUTAGES = 6
ENTRY = timedelta(minutes=5)
"""How long it takes to enter a dossier from the paper book."""
OUTAGE_REASON = "Mất điện từ 13 giờ 30 đến hết giờ làm việc, ghi sổ giấy rồi nhập lại sáng hôm sau"
LIVING = ("overdue", "due_soon", "in_time", "paused")
LINKED = ("2.000986", "2.002621")
LINKED_LIVING = ("leg_sent", "leg_working", "leg_asking", "leg_given_back", "leg_refused")
ASKED, ASKED_LIVING = "1.013225", (("leg_opinion", 4), ("leg_silent", 18))
"""Interlinked dossiers that are shown open, each in another state of its first leg; an opinion is asked for, one was not given
in time: so many working days before the present."""
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


@dataclass(frozen=True)
class Stand:
    """What a plan stands on: the scene, its present, what is offered, the working calendar, what a slip would promise."""

    scene: Scene
    until: datetime
    offers: Sequence[Offer]
    calendar: worktime.Calendar
    promised: Promised

    def offered(self, unit: str, day: date) -> list[Offer]:
        """Return what a counter may receive on a day."""
        at_centre = unit == self.scene.centre
        return [
            one
            for one in self.offers
            if one.at_centre == at_centre and one.since <= day and (one.until is None or day < one.until)
        ]


def plan(count: int, stand: Stand, *, seed: int) -> list[Planned]:
    """Return `count` dossiers in the order in which they are entered, all before the present."""
    chance = random.Random(seed)
    living = _living(min(count // 4, len(stand.scene.weights) * len(LIVING)), stand)
    living += _linked(stand) if count >= 300 else []
    days = _days(count - len(living), stand, chance)
    found = list(living)
    for day, share in days:
        found += [_one(day, stand, chance) for _ in range(share)]
    found = _outages(found, stand.until, stand.calendar, chance)
    found.sort(key=lambda one: (one.entered_at, one.received_at, one.unit, one.code))
    return [replace(one, number=number) for number, one in enumerate(found, 1)]


def register_opens(until: datetime) -> date:
    """Return the day on which the registers of the present's year open: what lies before it takes no line of that year."""
    return date(until.year, 1, 1)


def _days(count: int, stand: Stand, chance: random.Random) -> list[tuple[date, int]]:
    """Return the working days up to the present and how many dossiers each gets: more every month, few round Tết."""
    calendar, until, first = stand.calendar, stand.until, stand.scene.first_day
    length = (until.date() - first).days + 1
    days = [day for number in range(length) if calendar.is_working_day(day := first + timedelta(days=number))]
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


def _one(day: date, stand: Stand, chance: random.Random) -> Planned:
    weights = stand.scene.weights
    unit = chance.choices(tuple(weights), tuple(weights.values()))[0]
    there = stand.offered(unit, day)
    offer = chance.choices(there, [PROCEDURE_WEIGHTS.get(one.code, RARE) for one in there])[0]
    case = offer.cases[0] if chance.random() < 0.85 else chance.choice(offer.cases)
    others = [channel for channel in offer.channels if channel != "direct"]
    channel = chance.choice(others) if (others and chance.random() < 0.05) or "direct" not in offer.channels else "direct"
    at = _moment(day, stand.until, stand.calendar, chance)
    return Planned(0, unit, offer.code, offer.version_uid, case[0], channel, at, at)


def _moment(day: date, until: datetime, calendar: worktime.Calendar, chance: random.Random) -> datetime:
    sessions = calendar.sessions(day)
    opens, closes = sessions[0] if len(sessions) == 1 or chance.random() < 0.62 else sessions[-1]
    minute = opens + int((closes - opens) * min(chance.betavariate(1.6, 2.2), 0.999))
    at = calendar.at(day, minute)
    if at < until:
        return at
    opening = calendar.day_opening(day)
    return opening + timedelta(minutes=int((until - opening) / timedelta(minutes=1) * chance.random()))


def _outages(found: list[Planned], until: datetime, calendar: worktime.Calendar, chance: random.Random) -> list[Planned]:
    """Let what came to some counters in an afternoon without power be entered the next morning, before anybody comes there."""
    afternoons: dict[tuple[date, str], list[Planned]] = {}
    first: dict[tuple[date, str], datetime] = {}
    for one in sorted(found, key=lambda one: (one.received_at, one.code)):
        first.setdefault((one.day, one.unit), one.received_at)
        if one.received_at.hour >= 14 and not one.living:
            afternoons.setdefault((one.day, one.unit), []).append(one)
    later: dict[tuple[date, str], datetime] = {}
    for (day, unit), those in sorted(afternoons.items()):
        opening = calendar.day_opening(calendar.working_day_after(day, 1))
        done = opening + (len(those) + 1) * ENTRY
        if done < min(until, first.get((opening.date(), unit), until)):
            later[day, unit] = opening
    for dark in chance.sample(list(later), min(OUTAGES, len(later))):
        for place, one in enumerate(afternoons[dark], 1):
            found[found.index(one)] = replace(one, entered_at=later[dark] + place * ENTRY)
    return found


def _living(wanted: int, stand: Stand) -> list[Planned]:
    """Return dossiers that stand open at the present: for each unit one overdue, one due soon, one in time, one paused."""
    found: list[Planned] = []
    for number, (unit, state) in enumerate(itertools.product(stand.scene.weights, LIVING)):
        if len(found) < wanted and (one := _shown(state, unit, number, stand)):
            found.append(one)
    return found


def _linked(stand: Stand) -> list[Planned]:
    """Return interlinked dossiers for the first counters that receive them, one for each state of a leg."""
    found: list[Planned] = []
    day, calendar = stand.until.date(), stand.calendar
    wanted = [(code, state, 2) for state in LINKED_LIVING for code in LINKED]
    wanted += [(ASKED, state, back) for state, back in ASKED_LIVING]
    for number, (code, state, back) in enumerate(wanted):
        units = [(unit, one) for unit in stand.scene.weights for one in stand.offered(unit, day) if one.code == code]
        if not units:
            continue
        unit, offer = units[number // 2 % 2 % len(units)]
        there = day
        for _ in range(back):
            there -= timedelta(days=1)
            while not calendar.is_working_day(there):
                there -= timedelta(days=1)
        at = calendar.at(there, 8 * 60 + 3 * number)
        if there >= offer.since and "direct" in offer.channels:
            found.append(Planned(0, unit, code, offer.version_uid, offer.cases[0][0], "direct", at, at, state))
    return found


def _shown(state: str, unit: str, number: int, stand: Stand) -> Planned | None:
    day, calendar = stand.until.date(), stand.calendar
    slow = [one for one in stand.offered(unit, day) if not one.cases[0][1] and "direct" in one.channels]
    slow.sort(key=lambda one: (-PROCEDURE_WEIGHTS.get(one.code, RARE), one.code))
    for offer in slow[number % 2 :] + slow[: number % 2]:
        for back in range(1, LIVING_BACK):
            there = calendar.at(day, 0) - timedelta(days=back)
            if not calendar.is_working_day(there.date()) or there.date() < offer.since:
                continue
            at = calendar.at(there.date(), 8 * 60 + 10 * (number % 12) + 5)
            due = stand.promised(unit, offer.version_uid, offer.cases[0][0], "direct", at)
            if due is not None and _stands(due, stand.until, back, number) == state:
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
