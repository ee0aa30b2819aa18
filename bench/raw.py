"""The same rows by raw psycopg: what the database alone costs, without the product.

One finished dossier is read, act by act: the rows that each act inserted, and those that it changed.  They are then
written again and again into copies of the tables (same columns, indexes and checks; no policy, no trigger), one
transaction per act, prepared statements, one connection.
"""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.db import connections
from psycopg.types.json import Jsonb

SCHEMA = "bench_raw"
BY_DOSSIER = ("dossiers_party", "dossiers_paperline", "dossiers_feeline", "dossiers_duedate")
BY_EVENT = ("ledger_edge", "ledger_event_object", "ledger_event_personal")


@dataclass(frozen=True)
class Plain:
    """What the raw writing cost."""

    rate: float
    rows: int
    statements: int
    acts: int


@dataclass
class Write:
    """One statement and how its values are made for a copy: `{id}` columns get new keys."""

    sql: str
    values: list[Any]


@dataclass
class Script:
    """The writes of each act."""

    acts: list[list[Write]] = field(default_factory=list)

    def add(self, act: int, sql: str, values: list[Any]) -> None:
        """Add a statement to an act."""
        while len(self.acts) <= act:
            self.acts.append([])
        self.acts[act].append(Write(sql, values))


def run(uid: str, count: int, server_cpu: Callable[[], float]) -> Plain:
    """Write the rows of the dossier `count` times; return how many dossiers a second of processor (ours + the server's)."""
    script = _read(uid)
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], prepare_threshold=1) as connection:
        _copies(connection, script)
        keys = itertools.count(1_000_000)
        for _ in range(10):
            _write(connection, script, keys)
        before, own = server_cpu(), time.process_time()
        for _ in range(count):
            _write(connection, script, keys)
        used = server_cpu() - before + time.process_time() - own
        connection.execute(f"DROP SCHEMA {SCHEMA} CASCADE")
    statements = sum(len(act) for act in script.acts)
    return Plain(count / used, sum(_rows_of(write) for act in script.acts for write in act), statements, len(script.acts))


def _rows_of(write: Write) -> int:
    return write.sql.count("), (") + 1


def _write(connection: psycopg.Connection[Any], script: Script, keys: itertools.count[int]) -> None:
    """Write one dossier: every uid and key of the pattern is replaced by a fresh one, the same each time it occurs."""
    fresh: dict[Any, Any] = {}
    for act in script.acts:
        with connection.transaction():
            for write in act:
                connection.execute(write.sql, [_fresh(value, fresh, keys) for value in write.values])


@dataclass(frozen=True)
class Key:
    """A key of the pattern."""

    table: str
    value: Any


def _fresh(value: Any, fresh: dict[Any, Any], keys: itertools.count[int]) -> Any:
    if not isinstance(value, Key):
        return value
    if value not in fresh:
        fresh[value] = uuid4() if isinstance(value.value, UUID) else str(uuid4()) if isinstance(value.value, str) else next(keys)
    return fresh[value]


def _copies(connection: psycopg.Connection[Any], script: Script) -> None:
    connection.execute(f"CREATE SCHEMA {SCHEMA}")
    tables = {write.sql.split()[2 if write.sql.startswith("INSERT") else 1] for act in script.acts for write in act}
    for table in sorted(tables):
        name = table.split(".")[1]
        connection.execute(
            f"CREATE TABLE {table} (LIKE public.{name} INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES)"
        )
    connection.commit()


# --- reading the pattern -------------------------------------------------------------------------------------


def _read(uid: str) -> Script:
    with connections["owner"].cursor() as cursor:
        reader = _Reader(cursor, UUID(uid))
        return reader.script()


class _Reader:
    """Turns the rows of one dossier into writes."""

    def __init__(self, cursor: Any, uid: UUID) -> None:
        self.cursor = cursor
        self.uid = uid
        self.made = Script()

    def rows(self, table: str, where: str, *values: Any) -> list[dict[str, Any]]:
        self.cursor.execute(f"SELECT * FROM {table} WHERE {where} ORDER BY 1", values)
        names = [column.name for column in self.cursor.description]
        return [dict(zip(names, row, strict=True)) for row in self.cursor.fetchall()]

    def types(self, table: str) -> dict[str, str]:
        self.cursor.execute(
            "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0", [table]
        )
        return dict(self.cursor.fetchall())

    def insert(self, act: int, table: str, rows: list[dict[str, Any]]) -> None:
        """Insert all rows of a table in one statement."""
        if not rows:
            return
        types = self.types(table)
        cells = ", ".join(["(" + ", ".join(["%s"] * len(rows[0])) + ")"] * len(rows))
        values = [_value(table, name, value, types[name]) for row in rows for name, value in row.items()]
        self.made.add(act, f"INSERT INTO {SCHEMA}.{table} ({', '.join(map(_quoted, rows[0]))}) VALUES {cells}", values)

    def update(self, act: int, table: str, row: dict[str, Any], names: list[str], key: str) -> None:
        """Change columns of one row, found by its key."""
        types = self.types(table)
        sets = ", ".join(f"{_quoted(name)} = %s" for name in names)
        values = [_value(table, name, row[name], types[name]) for name in [*names, key]]
        self.made.add(act, f"UPDATE {SCHEMA}.{table} SET {sets} WHERE {key} = %s", values)

    def script(self) -> Script:
        from lienthong.casework.dossiers.services.frame import CHANGEABLE

        dossier = self.rows("dossiers_dossier", "uid = %s", self.uid)[0]
        changed = [{"version": "version_id"}.get(name, name) for name in CHANGEABLE]
        events = self.rows("ledger_event", "stream_uid = %s", self.uid)
        stream = self.rows("ledger_stream", "uid = %s", self.uid)[0]
        for act in range(len(events)):
            self._request(act)
            if act == 0:
                self.insert(0, "dossiers_dossier", [dossier])
                for table in BY_DOSSIER:
                    self.insert(0, table, self.rows(table, "dossier_id = %s", dossier["id"]))
                self.insert(0, "dossiers_dailynumber", [{"id": 1, "unit_id": 0, "series": "2018-03-12", "last": 1}])
                self.insert(0, "ledger_stream", [stream])
            else:
                self.update(act, "dossiers_dossier", dossier, changed, "uid")
                self.update(act, "ledger_stream", stream, [name for name in stream if name != "uid"], "uid")
            self._task(act)
            self._event(act, events[act])
        return self.made

    def _request(self, act: int) -> None:
        found = self.rows("dossiers_donerequest", "dossier_uid = %s", self.uid)
        self.insert(act, "dossiers_donerequest", [found[act]])

    def _task(self, act: int) -> None:
        tasks = {task["token"]: task for task in self.rows("tasks_task", "object_uid = %s", self.uid)}
        if act in tasks:
            names = ["state", "closed_at", "outcome", "claimed_at", "holder_uid", "holder_name"]
            self.update(act, "tasks_task", tasks[act], names, "uid")
        if act + 1 in tasks:
            opened = {**tasks[act + 1], "state": "offered", "closed_at": None}
            self.insert(act, "tasks_task", [opened])

    def _event(self, act: int, event: dict[str, Any]) -> None:
        self.insert(act, "ledger_event", [event])
        for table in BY_EVENT:
            self.insert(act, table, self.rows(table, "event_id = %s", event["id"]))
        self.insert(act, "ledger_unsealed", [{"event_id": event["id"], "recorded_at": event["recorded_at"]}])
        parts = self.rows("ledger_participation", "object_uid = %s AND since = %s", self.uid, event["occurred_at"])
        self.insert(act, "ledger_participation", parts)
        sent = [row for row in self._deliveries() if row["announced_at"] and self._belongs(row, act)]
        self.insert(act, "outbox_delivery", sent)
        for row in sent[:1]:
            job = {"id": row["id"], "queue_name": "outbox", "task_name": "outbox.deliver", "args": Jsonb({})}
            self.insert(act, "procrastinate_jobs", [job])

    def _deliveries(self) -> list[dict[str, Any]]:
        return self.rows("outbox_delivery", "payload->>'dossier_uid' = %s", str(self.uid))

    def _belongs(self, row: dict[str, Any], act: int) -> bool:
        """Return whether a delivery was announced by an act: its `at` is the act's business time."""
        self.cursor.execute(
            "SELECT seq - 1 FROM ledger_event WHERE stream_uid = %s AND occurred_at = (%s::jsonb->>'at')::timestamptz",
            [self.uid, row["payload"] if isinstance(row["payload"], str) else Jsonb(row["payload"])],
        )
        return act in {found for (found,) in self.cursor.fetchall()}


def _quoted(name: str) -> str:
    return f'"{name}"'


KEYS = {"id", "uid", "dossier_id", "event_id", "dossier_uid", "object_uid", "stream_uid", "code", "key", "previous_event",
        "prev_event", "head_event", "unit_id"}  # fmt: skip
OF = {"dossier_id": "dossiers_dossier", "event_id": "ledger_event"}


def _value(table: str, name: str, value: Any, kind: str) -> Any:
    if kind == "jsonb" and value is not None:
        return value if isinstance(value, Jsonb) else _json(value)
    keyed = name in KEYS and value is not None and not (name == "code" and table != "dossiers_dossier")
    if name == "key" and table != "dossiers_donerequest":
        keyed = False
    if name == "unit_id" and table != "dossiers_dailynumber":
        keyed = False
    if not keyed:
        return value
    if isinstance(value, UUID):
        return Key("uid", value)
    return Key(OF.get(name, table), value)


def _json(value: Any) -> Any:
    import json

    return Jsonb(json.loads(value) if isinstance(value, str) else value)
