"""What repeats or follows from the hashed bodies is compared with them: quickly where the body reads as its rows say."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connections, transaction

from lienthong.office.ledger import public as ledger
from lienthong.office.ledger.rules import entries
from lienthong.office.ledger.services import consistency
from lienthong.office.ledger.testing import HOANH_MO, an_entry
from lienthong.office.ledger.tests.test_tampering import a_ledger, guards, recompute_chain_only

pytestmark = pytest.mark.usefixtures("committed_db")
LAST = "(SELECT max(event_id) FROM ledger_unsealed)"
FACTS = """UPDATE ledger_event SET body = replace(body, '"facts":{', '"facts":{NEW') WHERE id = LAST"""

TWICE = """UPDATE ledger_event SET body = replace(body, ',"leg":', ',NEW,"leg":') WHERE id = LAST"""
"""A key that stands there already, written again behind the facts: a reader takes the last one."""


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (FACTS.replace("NEW", '"a":"\\u0000",'), "unreadable"),
        (FACTS.replace("NEW", ","), "unreadable"),
        (TWICE.replace("NEW", '"activity":"forged"'), "columns"),
        (TWICE.replace("NEW", '"actor":null'), "columns"),
        (TWICE.replace("NEW", '"cause" : "forged"'), "columns"),
        ("UPDATE ledger_event SET unit_uid = post_uid WHERE id = LAST", "columns"),
        ("UPDATE ledger_event SET recorded_at = recorded_at + interval '1 microsecond' WHERE id = LAST", "columns"),
        ("UPDATE ledger_event_object SET stream_uid = gen_random_uuid() WHERE event_id = LAST", "objects"),
        ("UPDATE ledger_event_object SET position = 2 WHERE event_id = LAST", "objects"),
        ("UPDATE ledger_edge SET elapsed_us = elapsed_us + 1 WHERE event_id = LAST", "edge"),
        (
            "UPDATE ledger_stream s SET next_seq = e.seq, head_hash = e.before, head_event = e.uid_before FROM ("
            "  SELECT id, stream_uid, seq, lag(hash) OVER w AS before, lag(uid) OVER w AS uid_before FROM ledger_event"
            "  WINDOW w AS (PARTITION BY stream_uid ORDER BY seq)) e WHERE e.stream_uid = s.uid AND e.id = LAST",
            "stream_head",
        ),
        ("DELETE FROM ledger_stream WHERE uid = (SELECT stream_uid FROM ledger_event WHERE id = LAST)", "stream_head"),
    ],
)  # fmt: skip
def test_a_change_that_no_hash_gives_away_is_named(change: str, kind: str) -> None:
    a_ledger()
    with connections["owner"].cursor() as cursor:
        guards(cursor, "DISABLE")
        cursor.execute(change.replace("LAST", LAST))
        with transaction.atomic(using="owner"):
            recompute_chain_only(cursor)
        guards(cursor, "ENABLE")

    report = ledger.verify()

    assert report.first_fault is not None
    assert report.first_fault.kind == kind


def test_a_body_that_reads_as_its_rows_say_is_not_taken_apart() -> None:
    other = entries.ObjectRef("land", UUID(int=9))
    plain = [an_entry(UUID(int=2**120)), an_entry(UUID(int=2**121), body={"quoted": 'a "b", "leg": "main"', "tab": "\t"})]
    with ledger.seeing([HOANH_MO]):
        ledger.append_many([*plain, plain[0]._replace(objects=(*plain[0].objects, other), body={"two": True})])

    with connections["owner"].cursor() as cursor:
        cursor.execute(consistency.UNPROVEN, {"low": 0, "high": 100})
        found = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT event_id FROM ledger_event_object WHERE position = 2")
        several = [row[0] for row in cursor.fetchall()]

    assert found == several
    assert len(found) == 1
    assert ledger.verify().ok
