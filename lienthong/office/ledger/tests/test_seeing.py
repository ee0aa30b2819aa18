"""Row-level security: the same question asked with different eyes."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from lienthong.office.ledger import public as ledger
from lienthong.office.ledger.testing import BINH_LIEU, HOANH_MO, MONDAY_8AM, an_entry
from lienthong.toolkit.identity import new_uid

pytestmark = pytest.mark.usefixtures("committed_db")
TABLES = ("ledger_event", "ledger_event_object", "ledger_event_personal", "ledger_edge")
OTHER = 12


def _three_streams() -> tuple[UUID, UUID, UUID]:
    """Return a stream of the commune alone, one shared with the district, one of another commune."""
    alone, shared, other = new_uid(), new_uid(), new_uid()
    with ledger.seeing([HOANH_MO]):
        ledger.append(an_entry(alone))
        ledger.append(an_entry(shared, participants=(HOANH_MO, BINH_LIEU)))
    with ledger.seeing([OTHER]):
        ledger.append(an_entry(other, participants=(OTHER,)))
    return alone, shared, other


def _seen(table: str, using: str = "default") -> set[UUID]:
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT stream_uid FROM {table}")
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.parametrize("table", TABLES)
def test_each_eye_sees_exactly_its_own(table: str) -> None:
    alone, shared, other = _three_streams()

    with ledger.seeing([HOANH_MO]):
        assert _seen(table) == {alone, shared}
    with ledger.seeing([BINH_LIEU]):
        assert _seen(table) == {shared}
    with ledger.seeing([BINH_LIEU, OTHER]):
        assert _seen(table) == {shared, other}
    with ledger.seeing([]):
        assert _seen(table) == set()
    assert _seen(table) == set()
    with ledger.seeing_everything():
        assert _seen(table) == set()
    with ledger.seeing_everything(using="worker"):
        assert _seen(table, "worker") == {alone, shared, other}
    with ledger.seeing([OTHER], using="worker"):
        assert _seen(table, "worker") == {other}


@pytest.mark.parametrize("table", [*TABLES, "ledger_participation", "ledger_stream", "ledger_leaf"])
def test_the_public_sees_no_table(table: str) -> None:
    _three_streams()

    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE lienthong_lookup")
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(using="owner"):
            cursor.execute(f"SELECT count(*) FROM {table}")


def test_the_sealer_reads_hashes_but_no_personal_value() -> None:
    streams = _three_streams()

    assert _seen("ledger_event", "sealer") == set(streams)
    with pytest.raises(DatabaseError, match="permission denied"):
        _seen("ledger_event_personal", "sealer")


def test_participation_shows_only_units_of_the_context() -> None:
    _three_streams()

    with ledger.seeing([BINH_LIEU]), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT unit_id FROM ledger_participation")
        assert cursor.fetchall() == [(BINH_LIEU,)]


def test_a_unit_that_is_invited_sees_the_whole_past() -> None:
    alone, _, _ = _three_streams()

    with ledger.seeing([HOANH_MO]):
        ledger.take_part(alone, [BINH_LIEU, HOANH_MO], MONDAY_8AM)
    with ledger.seeing([BINH_LIEU]):
        assert len(ledger.history(alone)) == 1
        assert ledger.leave(alone, BINH_LIEU, MONDAY_8AM.replace(hour=9))
        assert not ledger.leave(alone, BINH_LIEU, MONDAY_8AM.replace(hour=10))
        assert len(ledger.history(alone)) == 1


def test_the_same_context_inside_costs_nothing() -> None:
    with ledger.seeing([BINH_LIEU, HOANH_MO]), CaptureQueriesContext(connection) as seen, ledger.seeing([HOANH_MO, BINH_LIEU]):
        pass

    assert len(seen) == 0


def test_the_outer_context_is_given_back() -> None:
    alone, shared, _ = _three_streams()

    with ledger.seeing([HOANH_MO]):
        with ledger.seeing([BINH_LIEU]):
            assert _seen("ledger_event") == {shared}
        assert _seen("ledger_event") == {alone, shared}
        with pytest.raises(KeyError), ledger.seeing([BINH_LIEU]):
            raise KeyError
        assert _seen("ledger_event") == {alone, shared}


def test_a_transaction_that_was_open_before_sees_nothing_afterwards() -> None:
    _three_streams()

    with transaction.atomic():
        with ledger.seeing([HOANH_MO]):
            assert _seen("ledger_event")
        assert _seen("ledger_event") == set()


def test_the_feed_holds_only_what_the_context_sees() -> None:
    _, shared, other = _three_streams()
    ledger.seal_pending()

    with ledger.seeing([BINH_LIEU, OTHER]):
        rows = ledger.feed()
        assert [row.event.stream for row in rows] == [shared, other]
        assert [row.leaf_index for row in rows] == [1, 2]
        assert ledger.feed(rows[0].leaf_index)[0].event.stream == other
        assert len(ledger.feed(limit=1)) == 1
    with ledger.seeing([HOANH_MO]):
        assert [row.leaf_index for row in ledger.feed()] == [0, 1]
