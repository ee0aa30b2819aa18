"""Appending: one statement, linked under the stream's lock, never changed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lienthong.office.ledger import public as ledger
from lienthong.office.ledger.models import Event
from lienthong.office.ledger.rules import entries, rows
from lienthong.office.ledger.testing import BINH_LIEU, HOANH_MO, MONDAY_8AM, an_actor, an_entry
from lienthong.toolkit.identity import new_uid

pytestmark = pytest.mark.usefixtures("committed_db")
GUARDED = ("ledger_event", "ledger_event_object", "ledger_event_personal", "ledger_edge", "ledger_stream")


def test_an_entry_costs_one_statement() -> None:
    with ledger.seeing([HOANH_MO]), CaptureQueriesContext(connection) as seen:
        ledger.append(an_entry())

    assert len(seen) == 1


def test_many_entries_cost_two_statements() -> None:
    stream = new_uid()

    with ledger.seeing([HOANH_MO]), CaptureQueriesContext(connection) as seen:
        made = ledger.append_many([an_entry(stream), an_entry(), an_entry(stream), an_entry(stream)])

    assert len(seen) == 2
    assert [item.seq for item in made] == [1, 1, 2, 3]


def test_the_database_computes_the_same_chain_as_the_rules() -> None:
    stream, prev = new_uid(), entries.ZERO
    with ledger.seeing([HOANH_MO]):
        made = [ledger.append(an_entry(stream)), *ledger.append_many([an_entry(stream)] * 2), ledger.append(an_entry(stream))]
        bodies = list(Event.objects.filter(stream_uid=stream).order_by("seq").values_list("body", flat=True))

    for item, body in zip(made, bodies, strict=True):
        prev = entries.link_hash(stream, item.seq, prev, sha256(body.encode()).digest())
        assert item.hash == prev
    assert [item.seq for item in made] == [1, 2, 3, 4]


def test_history_tells_what_was_recorded() -> None:
    stream = new_uid()
    later = MONDAY_8AM + timedelta(hours=2)
    with ledger.seeing([HOANH_MO]):
        ledger.append(an_entry(stream))
        ledger.append(an_entry(stream, "dossiers.advance", occurred_at=later, edge=ledger.Edge(7200, 3), cause="cho"))
        first, second = ledger.history(stream)

    assert (first.activity, first.facts, first.personal) == (
        "dossiers.receive",
        {"code": "BL-2018-0001", "papers": 3},
        {"owner": "Trần Thị Lý"},
    )
    assert first.objects == (ledger.ObjectRef("dossier", stream, "subject"),)
    assert (first.elapsed_us, first.working_seconds) == (None, None)
    assert (second.elapsed_us, second.working_seconds, second.cause) == (7_200_000_000, 7200, "cho")
    assert (first.unit_uid, first.capacity) == (an_actor().unit_uid, "state")


def test_twenty_clerks_on_one_stream_leave_no_gap() -> None:
    stream = new_uid()

    def clerk(number: int) -> None:
        try:
            for turn in range(10):
                with ledger.seeing([HOANH_MO]):
                    if turn % 3:
                        ledger.append(an_entry(stream))
                    else:
                        ledger.append_many([an_entry(stream), an_entry()])
                    if turn == number % 10:
                        transaction.set_rollback(True)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(clerk, range(20)))

    seqs = list(Event.objects.using("owner").filter(stream_uid=stream).order_by("id").values_list("seq", flat=True))
    assert seqs == list(range(1, 181))
    assert ledger.verify().ok


@pytest.mark.parametrize("table", GUARDED)
def test_the_web_may_not_delete(table: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), ledger.seeing([HOANH_MO]), connection.cursor() as cursor:
        ledger.append(an_entry())
        cursor.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("column", ["ledger_event SET body", "ledger_event_object SET type", "ledger_event_personal SET value"])
def test_the_web_may_not_change_what_happened(column: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), ledger.seeing([HOANH_MO]), connection.cursor() as cursor:
        ledger.append(an_entry())
        cursor.execute(f"UPDATE {column} = 'x'")


@pytest.mark.parametrize("table", GUARDED)
def test_even_the_owner_is_stopped_by_a_trigger(table: str) -> None:
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        ledger.append(an_entry(), using="owner")
        with pytest.raises(DatabaseError, match=r"không|chỉ"), transaction.atomic(using="owner"):
            cursor.execute(f"DELETE FROM {table}")
        if table not in {"ledger_stream", "ledger_edge"}:
            with pytest.raises(DatabaseError, match="chỉ"), transaction.atomic(using="owner"):
                cursor.execute(f"UPDATE {table} SET stream_uid = stream_uid")


def test_a_unit_that_takes_no_part_may_not_append() -> None:
    stream = new_uid()
    with ledger.seeing([HOANH_MO]):
        ledger.append(an_entry(stream))

        with pytest.raises(DatabaseError, match="row-level security"), ledger.seeing([BINH_LIEU]):
            ledger.append(an_entry(stream, participants=()))
        with pytest.raises(DatabaseError, match="row-level security"), ledger.seeing([BINH_LIEU]):
            ledger.take_part(stream, [BINH_LIEU], MONDAY_8AM)

        assert len(ledger.history(stream)) == 1


REFERENCES = st.builds(entries.ObjectRef, st.sampled_from(["dossier", "task"]), st.uuids(), st.sampled_from(["", "subject"]))
ENTRIES = st.lists(
    st.builds(
        lambda stream, **changes: an_entry(UUID(int=2**100 + stream), **changes),
        st.integers(0, 3),
        activity=st.sampled_from(["dossiers.receive", "dossiers.advance", "tasks.claim"]),
        lifecycle=st.sampled_from(list(entries.Lifecycle)),
        body=st.dictionaries(st.sampled_from(["mã", "code", "n"]), st.integers(0, 9) | st.text('ăđ"\\\n', max_size=5)),
        personal=st.dictionaries(st.sampled_from(["owner", "submitter"]), st.text("Lý ế'", max_size=6)),
        objects=st.lists(REFERENCES, max_size=3).map(tuple),
        edge=st.none() | st.just(entries.Edge(60, 1)) | st.just(entries.Edge()),
        participants=st.sampled_from([(), (HOANH_MO,), (HOANH_MO, BINH_LIEU)]),
        actor=st.none() | st.just(an_actor()),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=ENTRIES)
def test_a_bulk_load_makes_the_same_rows_as_append(wanted: list[entries.Entry]) -> None:
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        made = [ledger.append(entry, using="owner") for entry in wanted]
        stored = {table: _stored(cursor, table) for table in (*rows.EVENT_TABLES, rows.PARTICIPATION, rows.STREAM)}
        transaction.set_rollback(True, using="owner")
    events = {row[1]: row for row in stored[rows.EVENT]}
    salts = iter([bytes(row[3]) for item in made for row in stored[rows.PERSONAL] if row[0] == item.event_id])
    uids = iter([item.uid for item in made])
    times = iter([events[item.uid][14] for item in made])

    states: dict[UUID, entries.StreamState] = {}
    bulk = ledger.bulk_rows(
        wanted,
        first_event_id=made[0].event_id,
        states=states,
        recorded_at=lambda _: next(times),
        uid=lambda _: next(uids),
        salt=lambda: next(salts),
    )

    bulk.rows[rows.STREAM] = ledger.stream_rows(states.values())
    for table, found in stored.items():
        computed = [tuple(_plain(value) for value in row) for row in bulk.rows[table]]
        assert sorted(map(repr, found)) == sorted(map(repr, computed)), table.name


def _stored(cursor: Any, table: rows.Table) -> list[tuple[Any, ...]]:
    cursor.execute(f"SELECT {', '.join(table.columns)} FROM {table.name}")
    return [tuple(_plain(value) for value in row) for row in cursor.fetchall()]


def _plain(value: Any) -> Any:
    if isinstance(value, memoryview):
        return bytes(value)
    return value.astimezone(UTC) if isinstance(value, datetime) else value
