"""How fast legal time is counted: operations per second on the reviewed calendar of 13 years."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from lienthong.office.worktime import public as worktime

SEED = 2018
SAMPLES = 20_000
ROUNDS = 5


@dataclass(frozen=True)
class Row:
    """One line of the table of `make bench`."""

    name: str
    value: float
    unit: str
    note: str = ""


def run() -> list[Row]:
    """Measure add, between, deadline and the building of a calendar; best of five rounds each."""
    started = time.perf_counter()
    cal = worktime.shipped_calendar()
    built = time.perf_counter() - started
    years = cal.definition
    cases = _cases(cal)
    limit = worktime.Limit(5, worktime.LimitUnit.WORKING_DAY)
    note = f"{years.first_year}-{years.last_year}, spans up to 100,000 minutes"
    return [
        Row("worktime add", _rate(lambda case: worktime.add(case[0], case[2], cal), cases), "ops/s", f"{note}, bisection"),
        Row("worktime between", _rate(lambda case: worktime.between(case[0], case[1], cal), cases), "ops/s", f"{note}, O(1)"),
        Row(
            "worktime deadline",
            _rate(lambda case: worktime.deadline(case[0], limit, cal), cases),
            "ops/s",
            "5 working days, with reasons",
        ),
        Row("worktime read and build", built * 1000, "ms", "reviewed file with 13 years, once a process"),
    ]


Case = tuple[datetime, datetime, worktime.WorkMinutes]


def _cases(cal: worktime.Calendar) -> list[Case]:
    draw = random.Random(SEED)
    first = cal.at(date(cal.definition.first_year, 1, 5), 0)
    minutes = (cal.definition.last_year - cal.definition.first_year) * 365 * 24 * 60

    def instant() -> datetime:
        return first + timedelta(minutes=draw.randrange(minutes))

    return [(instant(), instant(), worktime.WorkMinutes(draw.randrange(1, 100_000))) for _ in range(SAMPLES)]


def _rate(count: Callable[[Case], Any], cases: list[Case]) -> float:
    best = 0.0
    for _ in range(ROUNDS):
        started = time.process_time()
        for case in cases:
            count(case)
        best = max(best, len(cases) / (time.process_time() - started))
    return best
