"""`make bench`: measures the product and prints one table.

python -m bench [--write] [http] [pages] [paper] [weight] [start] [worktime] [ledger] [boards] [letters] [load]

No part named: all; `load` needs the generator that `make bench-load` brings.  `--write` also writes docs/benchmarks.md.
DATABASE_URL and DATABASE_OWNER_URL name a server to measure on; without them a server of our own with fsync on is started.
SCALE=1000000: the larger size of `pages`.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

from bench.rows import Row

ROOT = Path(__file__).resolve().parent.parent
ON_STAGE = ("worktime", "ledger", "http", "paper", "weight")
PARTS = (*ON_STAGE, "pages", "boards", "letters", "load", "start")


def main(arguments: list[str]) -> None:
    """Run the parts, print the table, keep the results."""
    if arguments[:1] == ["--on-stage"]:
        print(json.dumps([asdict(row) for row in _on_stage(arguments[1:])], ensure_ascii=False))
        return
    wanted = [part for part in arguments if part != "--write"] or list(PARTS)
    if unknown := set(wanted) - set(PARTS):
        raise SystemExit(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    began, load = time.strftime("%Y-%m-%d %H:%M"), os.getloadavg()
    rows = _elsewhere([part for part in ON_STAGE if part in wanted])
    if "pages" in wanted:
        from bench import pages

        rows += pages.run()
    if "boards" in wanted:
        from bench import boards

        rows += boards.run()
    if "letters" in wanted:
        from bench import letters

        rows += letters.run()
    if "load" in wanted:
        from bench import load as crowd

        rows += crowd.run()
    if "start" in wanted:
        from bench import start

        rows += start.run()
    about = f"{began}; {_machine()}; load average {load[0]:.1f} before, {os.getloadavg()[0]:.1f} after"
    print(_table(rows), about, sep="\n")
    _keep(began, about, rows)
    if "--write" in arguments:
        _write(about, rows)


def _on_stage(parts: list[str]) -> list[Row]:
    """Run the parts that need a database, in a process of their own."""
    from bench import stage

    rows: list[Row] = []
    with stage.opened() as here:
        from bench import http, ledger, paper, walk, weight, worktime
        from lienthong.toolkit import clock

        tokens = walk.seed(clock.now(), clock.real_now())
        for part in parts:
            print(f"measuring: {part}", file=sys.stderr, flush=True)
            rows += {
                "worktime": lambda: [Row(r.name, r.value, r.unit, r.note) for r in worktime.run()],
                "http": lambda: http.run(here, tokens),
                "paper": lambda: paper.run(tokens),
                "weight": weight.run,
                "ledger": ledger.run,
            }[part]()
    return rows


def _elsewhere(parts: list[str]) -> list[Row]:
    if not parts:
        return []
    done = subprocess.run([sys.executable, "-m", "bench", "--on-stage", *parts], stdout=subprocess.PIPE, check=True, cwd=ROOT)
    return [Row(**row) for row in json.loads(done.stdout.splitlines()[-1])]


def _table(rows: list[Row]) -> str:
    wide = max(len(row.name) for row in rows)
    return "\n".join(f"{row.name:<{wide}}  {_number(row.value):>12} {row.unit:<16} {row.note}" for row in rows)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 else f"{value:,.1f}" if value >= 10 else f"{value:,.2f}".rstrip("0").rstrip(".")


def _machine() -> str:
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    return f"{os.cpu_count()} x {model}, Python {platform.python_version()}"


def _keep(began: str, about: str, rows: list[Row]) -> None:
    folder = ROOT / "bench" / "results"
    folder.mkdir(exist_ok=True)
    kept = {"about": about, "rows": [asdict(row) for row in rows]}
    name = began.replace(" ", "T").replace(":", "")
    (folder / f"{name}.json").write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _write(about: str, rows: list[Row]) -> None:
    lines = ["# Measured", "", "Written by `python -m bench --write`; budgets: DESIGN 4.", "", f"Run of {about}.", ""]
    lines += ["| what | value | unit | how, beside what, and the budget |", "| --- | ---: | --- | --- |"]
    lines += [f"| {row.name} | {_number(row.value)} | {row.unit} | {row.note.replace('|', '/')} |" for row in rows]
    notes = ROOT / "bench" / "data" / "notes.md"
    lines += ["", notes.read_text(encoding="utf-8").strip()] if notes.exists() else []
    (ROOT / "docs" / "benchmarks.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
