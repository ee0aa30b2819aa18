"""Lists, search, board and look-up with many dossiers: is the plan the same, and how much longer does it take?

python -m bench.pages COUNT     fills a server of its own and prints what it measured as JSON
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
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
print(filled.dossiers, filled.events, filled.seconds)
"""


def run() -> list[Row]:
    """Measure both sizes, each in a process and on a server of its own."""
    small, large = _asked(SMALL), _asked(LARGE)
    rows = [
        Row(
            f"bulk load of {large['dossiers']:,} dossiers",
            large["seconds"],
            "s",
            f"{large['events'] / large['dossiers']:.1f} events each, sealed; budget 1,000,000 in <= 900 s",
        )
    ]
    for name, here in large["questions"].items():
        before = small["questions"][name]
        plan = "same plan" if here["plan"] == before["plan"] else f"PLAN CHANGED from {before['plan']}"
        note = f"{here['ms'] / before['ms']:.1f} times the time at {SMALL:,} ({before['ms']:.1f} ms); {here['sql']} SQL; {plan}"
        rows.append(Row(f"{name} at {LARGE:,}", here["ms"], "ms", f"{note}; {here['plan']}; budget <= 2 times, same plan"))
    return rows


def _asked(count: int) -> dict[str, Any]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "DJANGO_"))}
    command = [sys.executable, "-m", "bench.pages", str(count)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


# --- in the process of one size --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Eyes:
    """Who asks, and when."""

    clerk: Any
    head: Any
    at: datetime


def measure(count: int) -> dict[str, Any]:
    """Fill, and ask each question as the web role."""
    with stage.opened():
        environment = {**os.environ, "LIENTHONG_ROLE": "owner", "DJANGO_SETTINGS_MODULE": "lienthong.site.settings"}
        command = [sys.executable, "-c", FILL, str(count)]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
        made, events, seconds = done.stdout.split()
        eyes = _eyes()
        questions = {name: _asked_often(eyes, question) for name, question in _questions(eyes).items()}
    return {"dossiers": int(made), "events": int(events), "seconds": float(seconds), "questions": questions}


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

    def seen(actor: Any, ask: Callable[[], Any]) -> Callable[[], Any]:
        def run() -> Any:
            with ledger.seeing(actor.sees | {actor.unit_id}):
                return ask()

        return run

    return {
        "list, one unit": seen(clerk, lambda: dossiers.listed(clerk, at)),
        "list, overdue": seen(clerk, lambda: dossiers.listed(clerk, at, state="overdue")),
        f"list, {len(head.sees)} units": seen(head, lambda: dossiers.listed(head, at)),
        "search by name": seen(clerk, lambda: dossiers.search(clerk, name.split()[-1], at)),
        "search by code": seen(clerk, lambda: dossiers.search(clerk, code, at)),
        "inbox": seen(clerk, lambda: tasks.inbox(clerk, at)),
        f"board, {len(head.sees)} units": seen(head, lambda: dossiers.board(head.sees, at)),
        "public look-up": lambda: dossiers.public_lookup(code, key),
    }


def _asked_often(eyes: Eyes, question: Callable[[], Any]) -> dict[str, Any]:
    from django.db import connection

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
