"""Fifty clerks and five hundred citizens at once, by locust: p95 of each page, errors, milliseconds of processor a page.

python -m bench.load      fills a server of its own with 10,000 dossiers and prints what it measured as JSON

The generator lives in an environment of its own (`make bench-load` makes `.venv-load` from requirements/load.lock); the product
runs as `lienthong start` runs it, two web processes.  Generator and product share the machine: the CPU is told apart.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench import pages, stage
from bench.rows import Row

ROOT = Path(__file__).resolve().parent.parent
LOCUST = ROOT / ".venv-load" / "bin" / "locust"
DOSSIERS, CLERKS, CITIZENS = 10_000, 50, 500
WARM, SECONDS = 30, 120


def run() -> list[Row]:
    """Measure in a process of its own; without the generator say how to get it."""
    if not LOCUST.exists():
        return [Row("load", float("nan"), "", "not measured: `make bench-load` brings the generator")]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "DJANGO_"))}
    done = subprocess.run([sys.executable, "-m", "bench.load"], env=environment, stdout=subprocess.PIPE, check=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return _rows(told)


def _rows(told: dict[str, Any]) -> list[Row]:
    asked = sum(one["num_requests"] for one in told["pages"])
    failed = sum(one["num_failures"] for one in told["pages"])
    each = 1000 / max(asked, 1)
    web, postgres, crowd = (told[side] * each for side in ("web", "postgres", "crowd"))
    split = f"web {web:.1f} + PostgreSQL {postgres:.1f}; the generator {crowd:.1f} beside"
    about = f"{CLERKS} clerks, {CITIZENS} citizens, {DOSSIERS:,} dossiers, {told['seconds']:.0f} s"
    rows = [
        Row("load: pages a second", asked / told["seconds"], "pages/s", f"{about}; two web processes; {failed} errors, budget 0"),
        Row("load: processor a page", web + postgres, "ms", split),
    ]
    for one in sorted(told["pages"], key=lambda page: str(page["name"])):
        median, late = _percentile(one, 0.5), _percentile(one, 0.95)
        rows.append(Row(f"load, p95: {one['name']}", late, "ms", f"median {median:.0f} ms of {one['num_requests']} pages"))
    return rows


def _percentile(page: dict[str, Any], share: float) -> float:
    """Return the time under which a share of the answers came; locust counts them by rounded milliseconds."""
    counted = sorted((float(ms), many) for ms, many in page["response_times"].items())
    left = share * sum(many for _, many in counted)
    for ms, many in counted:
        left -= many
        if left <= 0:
            return ms
    return float("nan")


# --- in the process of the measurement ------------------------------------------------------------------------------------


def measure() -> dict[str, Any]:
    """Fill, serve, warm up, measure; return locust's pages and the seconds of processor of each side."""
    from lienthong.site.instance import WEB_THREADS, WEB_WORKERS

    with stage.opened() as here, tempfile.TemporaryDirectory(prefix="lt-crowd-") as name:
        pages._filled(here, DOSSIERS)
        crowd = Path(name) / "crowd.json"
        crowd.write_text(json.dumps(_crowd()), encoding="utf-8")
        os.environ |= {"LIENTHONG_DEMO": "1", "LIENTHONG_CLOCK_OFFSET": str(_offset())}
        with stage.serving(here, workers=WEB_WORKERS, threads=WEB_THREADS) as (port, web, _):
            _locust(port, crowd, WARM)
            before, crowds = (stage.cpu_of(web), stage.cpu_of(here.postmaster)), pages._children()
            told = _locust(port, crowd, SECONDS)
            used = stage.cpu_of(web) - before[0], stage.cpu_of(here.postmaster) - before[1]
        return {"pages": told, "seconds": SECONDS, "web": used[0], "postgres": used[1], "crowd": pages._children() - crowds}


def _locust(port: int, crowd: Path, seconds: int) -> list[dict[str, Any]]:
    people = {"CROWD": str(crowd), "CLERKS": str(CLERKS), "CITIZENS": str(CITIZENS)}
    command = [str(LOCUST), "-f", str(ROOT / "bench" / "crowd.py"), "--headless", "--json", "--only-summary", "--skip-log-setup"]
    command += ["-u", str(CLERKS + CITIZENS), "-r", "100", "-t", f"{seconds}s", "--host", f"http://127.0.0.1:{port}"]
    done = subprocess.run(command, env={**os.environ, **people}, stdout=subprocess.PIPE, check=False)
    told: list[dict[str, Any]] = json.loads(done.stdout)
    return told


def _offset() -> int:
    from lienthong.site.demo.bulk.loading import PRESENT
    from lienthong.toolkit import clock

    return int((PRESENT - clock.real_now()).total_seconds())


def _crowd() -> dict[str, Any]:
    """Return the sessions of clerks of as many units, each with dossiers of the unit, and slips of citizens."""
    from django.db import connections

    from lienthong.office.org import public as org
    from lienthong.site.demo.bulk.loading import PRESENT

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT unit_id, array_agg(uid::text), array_agg(code) FROM ("
            "  SELECT *, row_number() OVER (PARTITION BY unit_id ORDER BY id DESC) AS n"
            "  FROM dossiers_dossier WHERE parent_id IS NULL"
            ") d WHERE n <= 50 GROUP BY 1 ORDER BY 1 LIMIT %s",
            [CLERKS],
        )
        units = cursor.fetchall()
        cursor.execute(
            "SELECT code, lookup_key FROM dossiers_dossier WHERE parent_id IS NULL ORDER BY id DESC LIMIT %s", [CITIZENS]
        )
        citizens = [{"code": code, "key": key} for code, key in cursor.fetchall()]
    clerks = [_clerk(org.holders("counter_clerk", unit, PRESENT)[0], uids, codes) for unit, uids, codes in units]
    return {"clerks": clerks, "citizens": citizens}


def _clerk(holder: Any, uids: list[str], codes: list[str]) -> dict[str, Any]:
    from django.conf import settings
    from django.test import Client

    from lienthong.office.accounts.testing import signed_in_as
    from lienthong.office.org import public as org

    client = Client()
    signed_in_as(client, org.Person.objects.get(uid=holder.person_uid), username=f"can.bo.{holder.person_uid.hex[-12:]}")
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    pages_of = [f"/ho-so/{uid}/" for uid in uids]
    return {"cookie": settings.SESSION_COOKIE_NAME, "session": session, "dossiers": pages_of, "codes": codes}


if __name__ == "__main__":
    print(json.dumps(measure()))
