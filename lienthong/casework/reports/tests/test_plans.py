"""Reports over long periods read an index and no row: what makes a million dossiers a matter of a second."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.reports import public as reports
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.clock import VIETNAM

ALL_YEARS = (date(2015, 1, 1), date(2020, 12, 31))
FROM_THE_INDEX = (
    "ii-06a",
    "ii-06b",
    "ii-06-cac-cap",
    "theo-linh-vuc",
    "theo-thu-tuc",
    "theo-truong-hop",
    "theo-cach-nop",
    "buu-chinh",
)


OTHERS = """
SELECT indexrelid::regclass::text FROM pg_index
WHERE indrelid = 'dossiers_dossier'::regclass AND NOT indisunique AND indexrelid <> 'dossier_settling'::regclass
"""
"""The other ways to the dossiers of units, foreign keys included: which a few rows make cheapest hangs on the statistics of the
moment; the unique keys of the table stay."""


@pytest.fixture(autouse=True)
def _no_choice(world: given.World) -> None:
    """Leave one way to the dossiers, whatever a few rows would cost: what is left shows whether the index is enough."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL ROLE NONE")
        cursor.execute(OTHERS, [])
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP INDEX {name}")
        cursor.execute("SET LOCAL ROLE lienthong_web")


def scans(statement: str) -> list[str]:
    """Return how the web role would reach the dossiers of a statement: the kind of scan and the index."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (FORMAT JSON) " + statement.replace("%", "%%"), [])
        told = cursor.fetchone()[0]
    plan = json.loads(told) if isinstance(told, str) else told
    return [f"{node['Node Type']} {node.get('Index Name', '')}" for node in below(plan[0]["Plan"]) if node.get("Alias") == "d"]


def below(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [node, *(one for child in node.get("Plans", []) for one in below(child))]


def asked_of(world: given.World, ask: Any) -> str:
    """Return the statement that a question puts, as the web role in the head's context."""
    connection.force_debug_cursor = True
    try:
        connection.queries_log.clear()
        ask()
        return str(connection.queries_log[-1]["sql"])
    finally:
        connection.force_debug_cursor = False


@pytest.mark.parametrize("key", FROM_THE_INDEX)
def test_a_report_of_all_years_reads_the_index_alone(world: given.World, key: str) -> None:
    question = reports.Question(world.head.sees, *ALL_YEARS, datetime(2018, 3, 12, 8, tzinfo=VIETNAM))
    report = reports.report_on(key, ALL_YEARS[1])
    with ledger.seeing(world.head.sees):
        statement = asked_of(world, lambda: reports.lines(report, question))
        assert scans(statement) == ["Index Only Scan dossier_settling"]


def test_the_exchange_reads_the_index_alone(world: given.World) -> None:
    with ledger.seeing(world.head.sees):
        statement = asked_of(world, lambda: dossiers.report_06a(world.head.sees, *ALL_YEARS))
        assert scans(statement) == ["Index Only Scan dossier_settling"]
