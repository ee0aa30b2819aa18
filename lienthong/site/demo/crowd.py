"""Who writes to whom in the demonstration's past: some thirty letters a month, drawn from a seed.  No database.

The same scene, present and seed give the same letters, so that the worker can build the months one by one.  Which unit a desk is
says `mail`; here desks are named: district, council, party, «commune:3», «division.land», or who is no unit of ours.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lienthong.office.worktime import public as worktime
from lienthong.site.demo import subjects
from lienthong.site.demo.subjects import Matter

COMMUNES = 8
QUIET = 3
"""So many working days before the present nobody of the crowd writes any more: what waits today is told by hand elsewhere."""


@dataclass(frozen=True)
class Mail:
    """A letter of the crowd.

    day, minute  when it is issued: minutes after the opening.   sender, to  names of desks.   symbol  of who is outside.
    """

    day: date
    minute: int
    sender: str
    type_key: str
    subject: str
    to: tuple[str, ...]
    areas: tuple[str, ...]
    symbol: str = ""


def months(first: date, last: date) -> list[tuple[int, int]]:
    """Return (year, month) of every month from that of one day to that of another."""
    found, at = [], (first.year, first.month)
    while at <= (last.year, last.month):
        found.append(at)
        at = (at[0] + at[1] // 12, at[1] % 12 + 1)
    return found


def letters_of(year: int, month: int, days: Sequence[date], *, seed: int) -> list[Mail]:
    """Return the letters that are written on the working days of a month, in the order in which they are issued.

    days  those of the month on which people write: fewer of them, fewer letters.
    """
    chance = random.Random(f"{seed}/{year}/{month}")
    share = min(1.0, len(days) / 20)
    made: list[Mail] = []
    for sender, matter, to, symbol in _drawn(chance, month):
        at = days[chance.randrange(len(days))] if days else None
        if at is not None and chance.random() < share:
            said = matter.words.format(m=f"{month:02d}/{year}", q=f"{_roman(month)}/{year}", y=year)
            made.append(Mail(at, chance.randrange(150), sender, matter.type_key, said, to, matter.areas, symbol))
    return sorted(made, key=lambda one: (one.day, one.minute, one.sender, one.subject))


def working_days(calendar: worktime.Calendar, year: int, month: int, first: date, last: date) -> list[date]:
    """Return the working days of a month between two days, both included."""
    start = max(first, date(year, month, 1))
    end = min(last, date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1))
    days = (start + timedelta(days=ahead) for ahead in range(max((end - start).days + 1, 0)))
    return [day for day in days if calendar.is_working_day(day)]


_Draw = tuple[str, Matter, tuple[str, ...], str]


def _drawn(chance: random.Random, month: int) -> Iterator[_Draw]:
    """Yield (sender, matter, receivers, symbol) of a whole month."""
    for number, matter in zip(range(COMMUNES), _some(chance, subjects.REPORTS, month, COMMUNES), strict=True):
        yield f"commune:{number}", matter, ("district",), ""
    for matter in _some(chance, subjects.REQUESTS, month, 3):
        yield f"commune:{chance.randrange(COMMUNES)}", matter, ("district",), ""
    for number, matter in enumerate(_some(chance, subjects.DOWN, month, 7)):
        yield "district", matter, _communes(chance, COMMUNES if number < 2 else 3), ""
    for matter in _some(chance, subjects.DIVISIONS, month, 3):
        yield f"division.{matter.areas[0]}", matter, _communes(chance, 2), ""
    for matter in _some(chance, subjects.ADVICE, month, 2):
        yield f"division.{matter.areas[0]}", matter, ("district",), ""
    for matter in _some(chance, subjects.PARTY, month, 2):
        yield "party", matter, ("district",), ""
    for matter in _some(chance, subjects.TO_PARTY, month, 1):
        yield "district", matter, ("party",), ""
    for matter in _some(chance, subjects.COUNCIL, month, 1):
        yield "council", matter, ("district", *_communes(chance, 2)), ""
    for issuer, notation, matter in chance.sample(subjects.PROVINCE, 3):
        yield issuer, matter, ("district",), f"{chance.randrange(200, 4000)}/{notation}"
    issuer, notation, matter = chance.choice(subjects.HIGHER_PARTY)
    yield issuer, matter, ("party",), f"{chance.randrange(20, 900)}-{notation}"


def _some(chance: random.Random, known: Sequence[Matter], month: int, count: int) -> list[Matter]:
    """Return so many matters of a month, none twice while there are others."""
    fitting = [one for one in known if not one.months or month in one.months]
    return [*chance.sample(fitting, min(count, len(fitting))), *chance.choices(fitting, k=max(count - len(fitting), 0))]


def _communes(chance: random.Random, most: int) -> tuple[str, ...]:
    count = most if most == COMMUNES else chance.randint(1, most)
    return tuple(f"commune:{number}" for number in sorted(chance.sample(range(COMMUNES), count)))


def _roman(month: int) -> str:
    return ("I", "II", "III", "IV")[(month - 1) // 3]
