"""How fast the ledger writes, seals and verifies, beside bare inserts of the same bytes in the same run.

Run it against a database of its own: it writes `EVENTS` events and seals them.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from django.db import connections
from django.test.utils import override_settings

from bench.rows import Row
from lienthong.office.ledger import public as ledger
from lienthong.office.ledger.rules import rows
from lienthong.office.ledger.testing import HOANH_MO, an_entry
from lienthong.toolkit import clock
from lienthong.toolkit.identity import new_uid

APPENDS = 1_000
EVENTS = 60_000
PER_STREAM = 6


def run() -> list[Row]:
    """Measure appends and bare inserts (one transaction each), bulk rows, sealing and verification."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = override_settings(CHECKPOINT_DIR=folder / "out", LEDGER_KEY_FILE=folder / "key")
        with settings:
            return [*_appends(), *_log()]


def _appends() -> list[Row]:
    stream = new_uid()
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS bench_ledger_raw (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text)"
        )
        cursor.execute("GRANT ALL ON bench_ledger_raw TO lienthong_web")
    body = "x" * 500

    def linked() -> None:
        with ledger.seeing([HOANH_MO]):
            ledger.append(an_entry(stream))

    def bare() -> None:
        with ledger.seeing([HOANH_MO]), connections["default"].cursor() as cursor:
            cursor.execute("INSERT INTO bench_ledger_raw (body) VALUES (%s)", [body])

    raw, full = _rate(bare), _rate(linked)
    with connections["owner"].cursor() as cursor:
        cursor.execute("DROP TABLE bench_ledger_raw")
    return [
        Row("ledger bare insert", raw, "tx/s", "one row of 500 bytes under the same context"),
        Row(
            "ledger append",
            full,
            "tx/s",
            f"1 SQL statement; {raw / full:.1f} times a bare insert; one stream, object, personal value",
        ),
    ]


def _rate(act: Callable[[], None]) -> float:
    started = time.perf_counter()
    for _ in range(APPENDS):
        act()
    return APPENDS / (time.perf_counter() - started)


def _log() -> list[Row]:
    loaded = _timed(_load)
    sealed = _timed(_seal_all)
    started = time.perf_counter()
    report = ledger.verify()
    took = time.perf_counter() - started
    if not report.ok:
        raise SystemExit(f"sổ cái đo thử không kiểm tra được: {report.first_fault}")
    return [
        Row("ledger bulk load", EVENTS / loaded, "events/s", "canonical bytes and chain in Python, COPY"),
        Row("ledger seal", EVENTS / sealed, "events/s", "batches of 4,096, one signed checkpoint each"),
        Row("ledger verify", report.events / took, "events/s", f"{report.events} events, everything recomputed"),
    ]


def _timed(act: Callable[[], None]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _seal_all() -> None:
    while ledger.seal_pending():
        pass


def _load() -> None:
    now = clock.real_now()
    with connections["owner"].cursor() as cursor:
        for _ in range(0, EVENTS, 3_000):
            entries = []
            for _ in range(3_000 // PER_STREAM):
                first = an_entry()
                later = first._replace(activity="dossiers.advance", personal={}, participants=(), edge=ledger.Edge(3600, 1))
                entries += [first, *[later] * (PER_STREAM - 1)]
            cursor.execute("SELECT nextval('ledger_event_id_seq') FROM generate_series(1, %s)", [len(entries)])
            states: dict[UUID, ledger.StreamState] = {}
            made = ledger.bulk_rows(
                entries,
                first_event_id=cursor.fetchone()[0],
                states=states,
                recorded_at=lambda _: now,
                uid=lambda _: new_uid(),
                salt=ledger.fresh_salt,
            )
            for table, lines in [*made.rows.items(), (rows.STREAM, ledger.stream_rows(states.values()))]:
                with cursor.copy(f"COPY {table.name} ({', '.join(table.columns)}) FROM STDIN") as copy:
                    for line in lines:
                        copy.write_row(line)
        cursor.execute("ANALYZE")
