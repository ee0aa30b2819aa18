"""Fills a benchmark database: dossiers told in memory, copied as the owner, sealed in bulk."""

from __future__ import annotations

import gc
import multiprocessing
import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, connections, transaction

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.fees import public as fees
from lienthong.casework.procedures import public as procedures
from lienthong.office.ledger import public as ledger
from lienthong.office.worktime import public as worktime
from lienthong.site.demo.bulk import copytext, indexes
from lienthong.site.demo.bulk.province import Province, build
from lienthong.site.demo.bulk.story import AT_CENTRES, AT_COMMUNES, Arrival, Teller
from lienthong.site.demo.staff import Staff
from lienthong.site.errors import LoadNeedsEmpty
from lienthong.toolkit import clock
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.identity import new_uid

PRESENT = datetime(2020, 6, 1, 8, 0, tzinfo=VIETNAM)
"""The benchmark's present: four years after the versions that it uses began."""
PER_DAY = 1_000
"""Dossiers that the province receives on a working day, however many are loaded: more dossiers make a longer history."""
BATCH = 400
SEAL = 50_000
KEY_LOCK = 0x4C54_4255_4C4B
Say = Callable[[str], None]


@dataclass(frozen=True)
class Filled:
    """What a load did."""

    dossiers: int
    events: int
    units: int
    seconds: float


@dataclass
class Counters:
    """Numbers of the days and of the years, by (unit, series)."""

    last: dict[tuple[int, str], int] = field(default_factory=dict)

    def take(self, unit_id: int, day: date) -> tuple[int, int]:
        """Return the next number of the unit's day and line of its year."""
        return self._next(unit_id, day.isoformat()), self._next(unit_id, f"{day:%Y}")

    def _next(self, unit_id: int, series: str) -> int:
        number = self.last.get((unit_id, series), 0) + 1
        self.last[unit_id, series] = number
        return number


def fill(*, count: int, say: Say, processes: int = 2, until: datetime = PRESENT) -> Filled:
    """Load `count` dossiers into an empty database and seal the ledger.  Runs as the owner.  Raises LoadNeedsEmpty."""
    began = time.monotonic()
    if dossiers.Dossier.objects.exists():
        raise LoadNeedsEmpty
    worktime.load_calendars()
    procedures.load_library(at=until)
    province = build()
    say(f"Đã lập {1 + 20 * len(province.districts)} đơn vị; nạp {count} hồ sơ.")
    while ledger.seal_pending(limit=SEAL):  # what was told before the load, by the services
        pass
    asked = (*(table.name for table in dossiers.TABLES), ledger.PARTICIPATION.name)
    with ThreadPoolExecutor(1) as beside:
        with indexes.set_aside([table.name for table in (*dossiers.TABLES, *ledger.BULK_TABLES)], vacuumed=asked):
            _in_processes(province, count, until, max(1, processes), say)
            say("Đang niêm phong và lập lại chỉ mục.")
            sealed = beside.submit(_seal)
        sealed.result()
    fees.carry_over()
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute("SELECT (SELECT count(*) FROM dossiers_dossier), (SELECT count(*) FROM ledger_event)")
        made, events = cursor.fetchone()
    return Filled(made, events, 20 * len(province.districts), time.monotonic() - began)


def _in_processes(province: Province, count: int, until: datetime, processes: int, say: Say) -> None:
    context = multiprocessing.get_context("fork")
    done = [context.Value("q", 0) for _ in range(processes)]
    connections.close_all()
    children = [
        context.Process(target=_load, args=(province, count, until, part, processes, done[part])) for part in range(processes)
    ]
    for child in children:
        child.start()
    began, told = time.monotonic(), time.monotonic()
    while any(child.is_alive() for child in children):
        time.sleep(0.5)
        if time.monotonic() - told >= 5:
            told, loaded = time.monotonic(), sum(one.value for one in done)
            say(f"{loaded}/{count} hồ sơ, {loaded / (told - began):.0f} hồ sơ mỗi giây.")
    if any(child.exitcode for child in children):
        raise RuntimeError("a loading process failed; its message stands above")


def _seal() -> None:
    """Seal what was loaded, in a thread of its own: while indexes are made, the server works and Python does not."""
    try:
        while ledger.seal_loaded(limit=SEAL):
            pass
    finally:
        connections.close_all()


def _load(province: Province, count: int, until: datetime, part: int, parts: int, done: Any) -> None:
    """Load every `parts`-th district: a counter belongs to one process, so its numbers are counted in memory.

    Rows hold no circles, so nothing is left to a collector that would look at a batch again and again.
    """
    gc.freeze()
    gc.disable()
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    counters = Counters()
    calendar = worktime.calendar(worktime.DEFAULT_CALENDAR)
    teller = Teller(until=until, staff=Staff(until), calendar=calendar, take=counters.take)
    batch: list[Arrival] = []
    for arrival in arrivals(province, count, until, calendar, counters.take, part=part, parts=parts):
        batch.append(arrival)
        if len(batch) == BATCH:
            write(teller, batch)
            done.value += len(batch)
            batch = []
    write(teller, batch)
    write_numbers(counters)
    done.value += len(batch)
    connections.close_all()


def arrivals(
    province: Province, count: int, until: datetime, calendar: worktime.Calendar,
    take: Callable[[int, date], tuple[int, int]], *, part: int = 0, parts: int = 1,
) -> Iterator[Arrival]:  # fmt: skip
    """Yield the dossiers that come to the counters of a part of the province, day by day, in the order of their numbers."""
    counters = [(unit, AT_COMMUNES) for communes, _ in province.districts for unit in communes]
    counters += [(centre, AT_CENTRES) for _, centre in province.districts]
    mine = {
        unit
        for place, (communes, centre) in enumerate(province.districts)
        if place % parts == part
        for unit in (*communes, centre)
    }
    versions = {code: procedures.version_in_force(code, until.date()) for code in (*AT_COMMUNES, *AT_CENTRES)}
    serial = 0
    for day, share in _days(count, until, calendar):
        chance = random.Random(f"{day.isoformat()}")
        today = sorted((_minute(chance), (serial + n) % len(counters), serial + n) for n in range(share))
        serial += share
        for minute, place, number in today:
            unit, weights = counters[place]
            code = chance.choices(tuple(weights), tuple(weights.values()))[0]
            if unit in mine:
                yield Arrival(number, unit, calendar.at(day, minute), versions[code], take(unit, day))


def _days(count: int, until: datetime, calendar: worktime.Calendar) -> Iterator[tuple[date, int]]:
    """Yield the working days and how many dossiers come on each: PER_DAY, ending the day before the present."""
    day, left, found = until.date(), count, []
    while left > 0:
        day -= timedelta(days=1)
        if calendar.is_working_day(day):
            found.append((day, min(PER_DAY, left)))
            left -= PER_DAY
    yield from reversed(found)


def _minute(chance: random.Random) -> int:
    """Return a minute of the day in the sessions 07:00-11:30 and 13:30-17:00."""
    minute = chance.randrange(480)
    return 420 + minute if minute < 270 else 810 + minute - 270


def write(teller: Teller, batch: list[Arrival]) -> None:
    """Tell the dossiers of a batch and copy all their rows, in one transaction."""
    told = [leg for one in batch for leg in teller.tell(one, new_uid(int(one.at.timestamp() * 1000))).family]
    if not told:
        return
    entries = [entry for carried in told for entry in carried.entries]
    keys, events = _reserve(dossiers.DOSSIER_KEYS, len(told)), _reserve("ledger_event_id_seq", len(entries))
    with transaction.atomic(), connection.cursor() as cursor:
        tables: dict[dossiers.Table, list[Any]] = {}
        for key, carried in zip(keys, told, strict=True):
            for table, rows in dossiers.rows_of(carried, key).items():
                tables.setdefault(table, []).extend(rows)
        for table, rows in tables.items():
            _copy(cursor, table, rows)
        recorded = clock.real_now()
        made = ledger.bulk_rows(
            entries, first_event_id=events.start, states={}, recorded_at=lambda entry: recorded,
            uid=lambda entry: new_uid(int(entry.occurred_at.timestamp() * 1000)), salt=ledger.fresh_salt,
        )  # fmt: skip
        for journal, rows in made.rows.items():
            if journal is not ledger.UNSEALED:  # sealed at the end, from the events themselves (`ledger.seal_loaded`)
                _copy(cursor, journal, rows)
        _copy(cursor, ledger.STREAM, ledger.stream_rows(made.states.values()))


def write_numbers(counters: Counters) -> None:
    """Copy the counters, so that the services go on with the next numbers."""
    with transaction.atomic(), connection.cursor() as cursor:
        rows = dossiers.number_rows((unit, series, last) for (unit, series), last in counters.last.items())
        _copy(cursor, dossiers.NUMBER, rows)


def _reserve(sequence: str, many: int) -> range:
    """Return `many` consecutive numbers of a sequence that nobody else gets."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KEY_LOCK])
        cursor.execute(f"SELECT setval('{sequence}', nextval('{sequence}') + %s)", [many - 1])
        last = int(cursor.fetchone()[0])
    return range(last - many + 1, last + 1)


def _copy(cursor: Any, table: Any, rows: list[Any]) -> None:
    if rows:
        columns = ", ".join(f'"{name}"' for name in table.columns)
        with cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
            copy.write(copytext.lines(rows))
