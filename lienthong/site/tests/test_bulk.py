"""The bulk load writes what the services write, and what it writes holds together."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, connections, transaction

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.casework.procedures import public as procedures
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.worktime import public as worktime
from lienthong.site.demo.bulk import copytext, indexes, loading, province
from lienthong.site.demo.bulk.story import Teller
from lienthong.site.demo.staff import Staff
from lienthong.site.errors import LoadNeedsEmpty
from lienthong.toolkit.actor import Actor

COUNT = 200
UNTIL = loading.PRESENT
PRIVATE = {"id", "uid", "lookup_key", "recorded_at", "object_uid", "dossier_id", "stream_uid", "parent_id"}
"""Columns that differ from one writing to the next."""
UIDS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
AROUND = ("dossiers_party", "dossiers_paperline", "dossiers_feeline", "dossiers_duedate", "dossiers_supplement")


class ThroughServices(dossiers.Builder):
    """Tells the same stories through the real services."""

    def receive(self, **facts: Any) -> dossiers.Carried:
        made = dossiers.receive(actor=facts["actor"], at=facts["at"], application=facts["application"])
        return self._again(made.dossier_uid)

    def take_over(self, carried: dossiers.Carried, *, actor: Actor, at: datetime, token: int) -> None:
        dossiers.take_over(actor=actor, at=at, dossier_uid=carried.dossier.uid, token=token)
        self._refresh(carried)

    def advance(
        self, carried: dossiers.Carried, *, actor: Actor, at: datetime, token: int, outcome: str, result_number: str = ""
    ) -> None:
        uid = carried.dossier.uid
        dossiers.advance(actor=actor, at=at, dossier_uid=uid, token=token, outcome=outcome, result_number=result_number)
        self._refresh(carried)

    def pay(self, carried: dossiers.Carried, *, actor: Actor, at: datetime, fee: Any, method: str) -> None:
        dossiers.pay(actor=actor, at=at, dossier_uid=carried.dossier.uid, fee_keys=[fee.key], method=method)

    def request_supplement(self, carried: dossiers.Carried, *, at: datetime, **facts: Any) -> None:
        dossiers.request_supplement(at=at, dossier_uid=carried.dossier.uid, **facts)
        self._refresh(carried)

    def receive_supplement(self, carried: dossiers.Carried, *, at: datetime, **facts: Any) -> None:
        dossiers.receive_supplement(at=at, dossier_uid=carried.dossier.uid, **facts)
        self._refresh(carried)

    def return_result(self, carried: dossiers.Carried, *, actor: Actor, at: datetime, receiver: str) -> None:
        dossiers.return_result(actor=actor, at=at, dossier_uid=carried.dossier.uid, receiver=receiver)

    def _again(self, uid: UUID) -> dossiers.Carried:
        with ledger.seeing_everything():
            row = dossiers.Dossier.objects.get(uid=uid)
            open_ = list(tasks.Task.objects.filter(object_uid=uid, closed_at=None).order_by("token"))
            fees = list(row.fees.order_by("pk"))
        version: Any = None
        return dossiers.Carried(row, version, [], [], fees, [], open=open_)

    def _refresh(self, carried: dossiers.Carried) -> None:
        known = {one.dossier.uid: one for one in carried.family}
        root = carried.family[0]
        with ledger.seeing_everything():
            legs = list(
                dossiers.Dossier.objects.filter(parent__uid=root.dossier.uid).order_by("pk").values_list("uid", flat=True)
            )
        for uid in [root.dossier.uid, *legs]:
            now = self._again(uid)
            if uid in known:
                known[uid].dossier, known[uid].open, known[uid].fees = now.dossier, now.open, now.fees
            else:
                now.parent = root
                root.legs.append(now)


@pytest.fixture
def worker(committed_db: None) -> Any:
    """Let the default connection act as the owner, as a load does."""
    of_the_web = connections["default"]
    connections["default"] = connections["owner"]
    yield
    connections["default"] = of_the_web


def built() -> province.Province:
    """Return the province with its calendars and the procedures of the load."""
    worktime.load_calendars()
    procedures.load_library(at=UNTIL)
    return province.build()


def arrivals(made: province.Province, count: int = COUNT) -> list[Any]:
    """Return the last arrivals before a present three weeks after the first of them."""
    calendar = worktime.calendar(worktime.DEFAULT_CALENDAR)
    found = list(loading.arrivals(made, count, UNTIL - timedelta(days=21), calendar, loading.Counters().take))
    return sorted(found, key=lambda one: one.at)


def teller(builder: dossiers.Builder | None = None, take: Any = None) -> Teller:
    """Return a teller at the benchmark's present."""
    calendar = worktime.calendar(worktime.DEFAULT_CALENDAR)
    return Teller(until=UNTIL, staff=Staff(UNTIL), calendar=calendar, builder=builder, take=take)


def rows(sql: str) -> list[dict[str, Any]]:
    """Return the rows of a statement by column."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        names = [one[0] for one in cursor.description]
        return [dict(zip(names, line, strict=True)) for line in cursor.fetchall()]


def public(row: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return what must be equal in both writings."""
    return tuple(sorted((name, UIDS.sub("", str(value))) for name, value in row.items() if name not in PRIVATE))


def body_of(text: str) -> str:
    """Return the hashed body without identities, instants of recording and salted digests."""
    body = json.loads(text)
    for name in ("uid", "stream", "recorded_at"):
        del body[name]
    body["objects"] = [[kind, qualifier] for kind, _, qualifier in body["objects"]]
    body["personal"] = sorted(body["personal"])
    return json.dumps(body, sort_keys=True)


def written() -> dict[str, Counter[Any]]:
    """Return everything that is in the database, table by table, without what differs by nature."""
    own = {"dossiers_dossier": "SELECT * FROM dossiers_dossier", "dossiers_dailynumber": "SELECT * FROM dossiers_dailynumber"}
    own |= {name: f"SELECT d.code, t.* FROM {name} t JOIN dossiers_dossier d ON d.id = t.dossier_id" for name in AROUND}
    own["tasks_task"] = "SELECT * FROM tasks_task"
    own["participation"] = (
        "SELECT d.code, p.unit_id, p.since, p.until FROM ledger_participation p JOIN dossiers_dossier d ON d.uid = p.object_uid"
    )
    own["stream"] = "SELECT d.code, s.next_seq, s.variant, s.head_at, s.head_activity, s.prev_at FROM ledger_stream s"
    own["stream"] += " JOIN dossiers_dossier d ON d.uid = s.uid"
    found = {name: Counter(public(one) for one in rows(sql)) for name, sql in own.items()}
    events = rows(
        "SELECT d.code, e.seq, e.body, e.person_uid, e.post_uid, e.unit_uid, g.previous_activity, g.elapsed_us,"
        " g.working_seconds, g.calendar_version, g.variant, (SELECT array_agg(p.name || p.value ORDER BY p.name)"
        "   FROM ledger_event_personal p WHERE p.event_id = e.id) AS personal,"
        " (SELECT count(*) FROM ledger_event_object o WHERE o.event_id = e.id) AS objects"
        " FROM ledger_event e JOIN ledger_edge g ON g.event_id = e.id JOIN dossiers_dossier d ON d.uid = e.stream_uid"
    )
    found["events"] = Counter(public({**one, "body": body_of(one["body"])}) for one in events)
    return found


@pytest.mark.long
def test_the_load_writes_what_the_services_write(worker: None) -> None:
    coming = arrivals(built())
    services = teller(ThroughServices())
    with transaction.atomic():
        for one in coming:
            services.tell(one, UUID(int=0))
        by_services = written()
        transaction.set_rollback(True)
    counters = loading.Counters()
    for one in coming:
        counters.take(one.unit_id, one.at.date())
    loading.write(teller(take=counters.take), coming)
    loading.write_numbers(counters)
    by_load = written()
    assert by_services.keys() == by_load.keys()
    for name, expected in by_services.items():
        assert by_load[name] == expected, (name, list((by_load[name] - expected).items())[:1], list(expected - by_load[name])[:1])
    assert sum(by_load["dossiers_dossier"].values()) > COUNT, "with the legs"
    assert sum(by_load["events"].values()) > 6 * COUNT
    assert asked_for() == {"open": True, "in time": True, "late": True}
    assert fees.carry_over() > 0
    assert fees.carry_over() == 0
    while ledger.seal_pending():  # what the services told before; the load lists nothing as waiting
        pass
    assert ledger.seal_loaded(limit=10**6) == sum(by_load["events"].values())
    _holds_together()


def asked_for() -> dict[str, bool]:
    """Return whether supplements are among the rows that wait, that came by the day that was set, that came later."""
    found = rows("SELECT reply_by, (received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS came FROM dossiers_supplement")
    return {
        "open": any(one["came"] is None for one in found),
        "in time": any(one["came"] is not None and one["came"] <= one["reply_by"] for one in found),
        "late": any(one["came"] is not None and one["came"] > one["reply_by"] for one in found),
    }


def _holds_together() -> None:
    assert ledger.verify().first_fault is None
    with ledger.seeing_everything():
        for check in [*dossiers.invariants(), *fees.invariants()]:
            assert check.run() == [], check.title
        units = list(dossiers.Dossier.objects.order_by("unit_id").values_list("unit_id", flat=True).distinct())
        for line in dossiers.report_06a(units, date(2020, 5, 1), date(2020, 5, 31)):
            assert line.faults() == []


def _made_of(tables: list[str]) -> set[tuple[str, str]]:
    """Return indexes and constraints of tables as they are defined."""
    found = rows(
        "SELECT c.conname AS name, pg_get_constraintdef(c.oid) AS words FROM pg_constraint c"
        f" WHERE c.conrelid = ANY (ARRAY{tables}::regclass[]) AND c.convalidated"
        " UNION ALL SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
        f" WHERE i.indrelid = ANY (ARRAY{tables}::regclass[]) AND i.indisvalid"
    )
    return {(one["name"], one["words"]) for one in found}


def test_indexes_set_aside_for_a_load_come_back_as_they_were_even_when_it_fails(worker: None) -> None:
    tables = [table.name for table in (*dossiers.TABLES, *ledger.BULK_TABLES)]
    before = _made_of(tables)

    with pytest.raises(RuntimeError, match="killed"), indexes.set_aside(tables):
        during = _made_of(tables)
        raise RuntimeError("killed")

    assert before - during > {("dossier_unit_received", dict(before)["dossier_unit_received"])}
    assert not any(words.startswith("FOREIGN KEY") for _, words in during)
    assert _made_of(tables) == before


def test_rows_come_back_from_copy_as_they_went_in(worker: None) -> None:
    at = datetime(2018, 3, 12, 8, 0, 0, 5, tzinfo=loading.PRESENT.tzinfo)
    sent = [
        ("a\tb\\c\nd\re", UUID(int=7), 1, at, b"\x00\xff", True, None, "\\N"),
        ("Tằng Dảu Tình", None, -5, at, b"", False, "x", "\\."),
        ("", UUID(int=2**127), 2**40, None, b"\\", None, "", " "),
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE sent (a text, b uuid, c bigint, d timestamptz, e bytea, f bool, g text, h text) ON COMMIT DROP"
        )
        with cursor.copy("COPY sent FROM STDIN") as copy:
            copy.write(copytext.lines(sent))
        cursor.execute("SELECT * FROM sent")
        found = [tuple(bytes(cell) if isinstance(cell, memoryview) else cell for cell in line) for line in cursor.fetchall()]
    assert found == sent


def test_more_dossiers_make_a_longer_history_at_the_same_rate() -> None:
    calendar = worktime.shipped_calendar(worktime.DEFAULT_CALENDAR)
    short, long = (list(loading._days(count, UNTIL, calendar)) for count in (2_500, 25_000))
    assert [share for _, share in short] == [500, 1_000, 1_000]
    assert len(long) == 25
    assert long[-3:][1:] == short[1:]
    assert all(day < UNTIL.date() and calendar.is_working_day(day) for day, _ in long)


def test_a_load_into_a_database_with_dossiers_is_refused(db: None) -> None:
    world = given.a_world()
    given.received(world)
    with ledger.seeing(world.head.sees), pytest.raises(LoadNeedsEmpty):
        loading.fill(count=10, say=lambda text: None)


def test_minutes_of_arrival_lie_in_the_sessions() -> None:
    import random

    drawn = {loading._minute(random.Random(seed)) for seed in range(2_000)}
    assert min(drawn) >= 420
    assert max(drawn) < 1020
    assert not any(690 <= minute < 810 for minute in drawn)
