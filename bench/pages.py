"""The bulk load; and lists, search, board, look-up and report with many dossiers: the same plan, and how much longer?

python -m bench.pages COUNT     fills a server of its own and prints what it measured as JSON

LARGE_URL, LARGE_OWNER_URL and LARGE_DATA_DIR name a server that was filled before (`lienthong demo --dossiers N`) and the
folder of its keys and checkpoints: the larger size is then measured there, without the load.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bench import stage
from bench.rows import Row

SMALL = 10_000
LARGE = int(os.environ.get("SCALE", "100000"))
ROUNDS = 15
FILL = """
import django, sys
django.setup()
from lienthong.site.demo.bulk.loading import fill
filled = fill(count=int(sys.argv[1]), say=lambda text: print(text, file=sys.stderr, flush=True))
print(filled.seconds)
"""
REPORT_WEEK = date(2020, 5, 25), date(2020, 5, 31)
"""Both sizes hold it whole, and as many dossiers in it."""
WHOLE = "report II.06a of all years and units"
EVER = date(2015, 1, 1), date(2020, 5, 31)


def run() -> list[Row]:
    """Measure both sizes, each in a process and on a server of its own."""
    small, large = _asked(SMALL), _asked(LARGE)
    rows = _load_rows(large) + _ledger_rows(large)
    for name, here in large["questions"].items():
        before = small["questions"][name]
        plan = "same plan" if here["plan"] == before["plan"] else f"PLAN CHANGED from {before['plan']}"
        note = f"{here['ms'] / before['ms']:.1f} times the time at {SMALL:,} ({before['ms']:.1f} ms); {here['sql']} SQL; {plan}"
        budget = "reads every dossier: wanted <= 2 s" if name.startswith(WHOLE) else "budget <= 2 times, same plan"
        rows.append(Row(f"{name} at {LARGE:,}", here["ms"], "ms", f"{note}; {here['plan']}; {budget}"))
    return rows


def _load_rows(large: dict[str, Any]) -> list[Row]:
    each = large["events"] / large["dossiers"]
    size = Row(
        f"database of {large['dossiers']:,} dossiers", large["bytes"] / 2**30, "GB", f"{each:.1f} events each, with indexes"
    )
    if "seconds" not in large:
        return [size]
    python, postgres = (large[name] / large["dossiers"] * 1000 for name in ("python", "postgres"))
    note = (
        f"{large['seconds'] / large['dossiers'] * 1e6:,.0f} s a million, legs counted; {each:.1f} events each, sealed, indexes"
        f" made; Python {python:.2f} + PostgreSQL {postgres:.2f} ms of processor each; budget 1,000,000 in <= 900 s on 2 cores"
    )
    return [Row(f"bulk load of {large['dossiers']:,} dossiers", large["seconds"], "s", note), size]


def _ledger_rows(large: dict[str, Any]) -> list[Row]:
    note = f"{large['events']:,} events in {large['verified']:.0f} s; nothing found; aim > 50,000"
    return [
        Row("verify-ledger over the load", large["events"] / large["verified"], "events/s", note),
        Row("check-invariants over the load", large["checked"], "s", "nothing found"),
    ]


def _asked(count: int) -> dict[str, Any]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "DJANGO_"))}
    if count == LARGE and "LARGE_URL" in os.environ:
        environment |= {"DATABASE_URL": os.environ["LARGE_URL"], "DATABASE_OWNER_URL": os.environ["LARGE_OWNER_URL"]}
        environment["LIENTHONG_CHECKPOINT_DIR"] = f"{os.environ['LARGE_DATA_DIR']}/checkpoints"
    command = [sys.executable, "-m", "bench.pages", str(count)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    if found["fault"] or found["broken"]:
        raise SystemExit(f"{count:,}: the load does not hold together: {found['fault']} {found['broken']}")
    return found


# --- in the process of one size --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Eyes:
    """Who asks, and when."""

    clerk: Any
    head: Any
    at: datetime


def measure(count: int) -> dict[str, Any]:
    """Fill unless it is filled, ask each question as the web role, verify the ledger and the invariants as the owner."""
    with stage.opened() as here:
        loaded = {} if _held()["dossiers"] else _filled(here, count)
        eyes = _eyes()
        questions = {name: _asked_often(eyes, question) for name, question in _questions(eyes).items()}
        return {**loaded, **_held(), **_proven(), "questions": questions}


def _filled(here: stage.Stage, count: int) -> dict[str, float]:
    """Load in a process of its own; return the seconds, and those of processor that Python and PostgreSQL took."""
    environment = {**os.environ, "LIENTHONG_ROLE": "owner", "DJANGO_SETTINGS_MODULE": "lienthong.site.settings"}
    before = stage.cpu_of(here.postmaster), _children()
    done = subprocess.run([sys.executable, "-c", FILL, str(count)], env=environment, stdout=subprocess.PIPE, check=True)
    after = stage.cpu_of(here.postmaster), _children()
    return {"seconds": float(done.stdout), "postgres": after[0] - before[0], "python": after[1] - before[1]}


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _held() -> dict[str, int]:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM dossiers_dossier), (SELECT count(*) FROM ledger_event),"
            " pg_database_size(current_database())"
        )
        return dict(zip(("dossiers", "events", "bytes"), cursor.fetchone(), strict=True))


def _proven() -> dict[str, Any]:
    """Verify the ledger and check every invariant of the dossiers; return how long each took and what is wrong."""
    from django.db import connections

    from lienthong.casework.dossiers import public as dossiers
    from lienthong.office.ledger import public as ledger

    began = time.perf_counter()
    report = ledger.verify()
    verified = time.perf_counter()
    web, connections["default"] = connections["default"], connections["owner"]
    try:
        with ledger.seeing_everything():
            broken = [check.code for check in dossiers.invariants() if check.run()]
    finally:
        connections["default"] = web
    fault = report.first_fault.kind if report.first_fault else ""
    return {"verified": verified - began, "fault": fault, "checked": time.perf_counter() - verified, "broken": broken}


def _eyes() -> Eyes:
    """Return the clerk of the unit with the most dossiers, and the head above it who sees the most units."""
    from django.db import connections

    from lienthong.office.accounts import public as accounts
    from lienthong.office.org import public as org
    from lienthong.site.demo.bulk.loading import PRESENT

    def actor(duty: str, unit_id: int) -> Any:
        made = accounts.create_token(duty=duty, unit_id=unit_id, at=PRESENT, real_at=PRESENT, days=9_000)
        return accounts.actor_of_token(made.token, at=PRESENT, real_at=PRESENT)

    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT unit_id FROM dossiers_dossier GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1")
        busiest = cursor.fetchone()[0]
    head = busiest
    while (above := org.unit(head).parent_id) is not None and org.holders("unit_head", above, PRESENT):
        head = above
    return Eyes(actor("counter_clerk", busiest), actor("unit_head", head), PRESENT)


def _questions(eyes: Eyes) -> dict[str, Callable[[], Any]]:
    from django.db import connections

    from lienthong.casework.dossiers import public as dossiers
    from lienthong.casework.tasks import public as tasks
    from lienthong.office.ledger import public as ledger

    clerk, head, at = eyes.clerk, eyes.head, eyes.at
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT code, lookup_key, owner_name FROM dossiers_dossier WHERE unit_id = %s ORDER BY id LIMIT 1", [clerk.unit_id]
        )
        code, key, name = cursor.fetchone()
        cursor.execute("SELECT array_agg(id) FROM org_unit")
        everywhere = cursor.fetchone()[0]

    def seen(actor: Any, ask: Callable[[], Any]) -> Callable[[], Any]:
        def run() -> Any:
            with ledger.seeing(actor.sees | {actor.unit_id}):
                return ask()

        return run

    def report_of_everything() -> Any:
        with ledger.seeing(everywhere):
            return dossiers.report_06a(everywhere, *EVER)

    return {
        "list, one unit": seen(clerk, lambda: dossiers.listed(clerk, at)),
        "list, overdue": seen(clerk, lambda: dossiers.listed(clerk, at, state="overdue")),
        f"list, {len(head.sees)} units": seen(head, lambda: dossiers.listed(head, at)),
        "search by name": seen(clerk, lambda: dossiers.search(clerk, name.split()[-1], at)),
        "search by code": seen(clerk, lambda: dossiers.search(clerk, code, at)),
        "inbox": seen(clerk, lambda: tasks.inbox(clerk, at)),
        f"board, {len(head.sees)} units": seen(head, lambda: dossiers.board(head.sees, at)),
        "public look-up": lambda: dossiers.public_lookup(code, key),
        f"report II.06a of a week, {len(head.sees)} units": seen(head, lambda: dossiers.report_06a(head.sees, *REPORT_WEEK)),
        WHOLE: report_of_everything,
    }


def _asked_often(eyes: Eyes, question: Callable[[], Any]) -> dict[str, Any]:
    from django.db import connection

    question()
    connection.force_debug_cursor = True
    connection.queries_log.clear()
    question()
    texts = [query["sql"] for query in connection.queries_log if query["sql"].lstrip().upper().startswith(("SELECT", "WITH"))]
    connection.force_debug_cursor = False
    texts = [text for text in texts if "set_config" not in text]
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        question()
        took.append(time.perf_counter() - began)
    return {"ms": sorted(took)[ROUNDS // 2] * 1000, "sql": len(texts), "plan": " | ".join(_plan(eyes, text) for text in texts)}


def _plan(eyes: Eyes, text: str) -> str:
    """Return the plan of a statement as the web role in the head's context: how each table is reached."""
    from django.db import connection

    from lienthong.office.ledger import public as ledger

    with ledger.seeing(eyes.head.sees), connection.cursor() as cursor:
        cursor.execute("EXPLAIN (FORMAT JSON) " + text.replace("%", "%%"), [])
        found = cursor.fetchone()[0]
    plan = json.loads(found) if isinstance(found, str) else found
    return ", ".join(sorted(set(_scans(plan[0]["Plan"]))))


def _scans(node: dict[str, Any]) -> list[str]:
    own = (
        [f"{node['Node Type']} {node.get('Index Name') or node.get('Relation Name') or ''}".strip()]
        if "Scan" in node["Node Type"]
        else []
    )
    return own + [scan for child in node.get("Plans", []) for scan in _scans(child)]


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1])), ensure_ascii=False))
