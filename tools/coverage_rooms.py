"""Coverage by rooms (DESIGN 4): every line of an app's rules, services and access, and 90 % of the whole.

Reads what a test run measured (`pytest --cov`); `make check-long` fails on a fault.  `--report` prints the table instead
of judging, `--pragmas` looks only whether every line that is left out says why: `# pragma: no cover - the reason`.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import coverage
from coverage.exceptions import CoverageException

from tools import house

ROOMS = ("rules", "services", "access")
WHOLE = 90.0
DATA = Path(".coverage")
_PRAGMA = re.compile(r"#\s*pragma:\s*no\s*(?:cover|branch)\b(?P<reason>.*)")
_REASON = re.compile(r"\s+[-:]\s+(?:\S+\s+){2,}\S+")


@dataclass(frozen=True)
class Module:
    """What was measured of a module: its place, its room (empty outside the three), its lines, those that never ran."""

    path: Path
    room: str
    lines: int
    missing: tuple[int, ...]


@dataclass(frozen=True)
class Measured:
    """A measured run: its modules, and how much of the whole ran, in per cent of lines and branches."""

    modules: tuple[Module, ...]
    whole: float


def measured(data: Path, root: Path = house.ROOT) -> Measured:
    """Return what the data file of a run says.  Raises CoverageException when there is none."""
    told = _json(data, root)
    ran: dict[Path, Any] = {Path(name).resolve(): file for name, file in told["files"].items()}
    modules = []
    for path in house.python_files(root, "lienthong"):
        file, room = ran.get(path.resolve()), room_of(path, root)
        if file is not None:
            missing = tuple(file["missing_lines"])
            modules.append(Module(path.relative_to(root), room, file["summary"]["num_statements"], missing))
        elif room:
            modules.append(_unmeasured(path, root, room))
    return Measured(tuple(modules), told["totals"]["percent_covered"])


def room_of(path: Path, root: Path) -> str:
    """Return `rules`, `services` or `access` when the file belongs to such a room of an app, else an empty text."""
    room = house.room_of(path, root)
    return room if room in ROOMS else ""


def _unmeasured(path: Path, root: Path, room: str) -> Module:
    """Return a module that no test imported: nothing of it ran."""
    lines = tuple(number for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if line.strip())
    return Module(path.relative_to(root), room, len(lines), lines)


def _json(data: Path, root: Path) -> Any:
    if not data.exists():
        raise CoverageException(f"{data} is not there: run the tests with --cov first")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "coverage.json"
        read = coverage.Coverage(data_file=str(data), config_file=str(root / "pyproject.toml"))
        read.load()
        read.json_report(outfile=str(out))
        return json.loads(out.read_text(encoding="utf-8"))


def faults(run: Measured, least: float = WHOLE) -> list[str]:
    """Return every module of the three rooms with a line that no test runs, and the whole when too little of it ran."""
    found = [f"{one.path}: no test runs {spans(one.missing)}" for one in run.modules if one.room and one.missing]
    if run.whole < least:
        found.append(f"the whole: {run.whole:.1f} % of lines and branches ran, {least:.0f} % must")
    return found


def unreasoned(root: Path = house.ROOT) -> list[str]:
    """Return every line that is left out of the count without three words that say why."""
    found = []
    for path in house.python_files(root, "lienthong"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            pragma = _PRAGMA.search(line)
            if pragma and not _REASON.match(pragma["reason"]):
                found.append(f"{path.relative_to(root)}:{number}: says not why no test can run it (`# pragma: no cover - why`)")
    return found


def spans(lines: Sequence[int]) -> str:
    """Return line numbers in short: `lines 3-5, 9`."""
    parts: list[list[int]] = []
    for line in lines:
        if parts and line == parts[-1][-1] + 1:
            parts[-1].append(line)
        else:
            parts.append([line])
    return "lines " + ", ".join(f"{part[0]}-{part[-1]}" if len(part) > 1 else f"{part[0]}" for part in parts)


def table(run: Measured) -> Iterator[str]:
    """Yield the table: an app a line, its rooms, then the modules that lack something, then the whole."""
    apps: dict[str, list[Module]] = {}
    for module in run.modules:
        apps.setdefault(".".join(module.path.with_suffix("").parts[1:3]), []).append(module)
    yield f"{'app':26}" + "".join(f"{name:>10}" for name in (*ROOMS, "all lines"))
    for app, modules in sorted(apps.items()):
        cells = [per_cent([module for module in modules if module.room == room]) for room in ROOMS]
        yield f"{app:26}" + "".join(f"{cell:>10}" for cell in (*cells, per_cent(modules)))
    yield ""
    yield from faults(run) or ["Every line of every rules, services and access ran."]
    yield f"The whole: {run.whole:.1f} % of lines and branches, {per_cent(run.modules)} of lines."


def per_cent(modules: Sequence[Module]) -> str:
    """Return how many per cent of the modules' lines ran, rounded down so that 100 means all; `-` when there are none."""
    lines = sum(module.lines for module in modules)
    missing = sum(len(module.missing) for module in modules)
    return f"{(lines - missing) * 1000 // lines / 10:.1f} %" if lines else "-"


def main(arguments: Sequence[str]) -> int:
    """Judge the data file, print its table, or look at the pragmas; return 1 on a fault."""
    parser = argparse.ArgumentParser(prog="python -m tools.coverage_rooms", description=__doc__)
    parser.add_argument("--report", action="store_true", help="print the table and judge nothing")
    parser.add_argument("--pragmas", action="store_true", help="look only at the reasons of lines left out")
    parser.add_argument("--data", type=Path, default=DATA, help="the data file of the run (default: %(default)s)")
    parser.add_argument("--root", type=Path, default=house.ROOT, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    found = unreasoned(asked.root)
    if not asked.pragmas:
        try:
            run = measured(asked.data, asked.root)
        except CoverageException as why:
            print(f"coverage: {why}")
            return 1
        if asked.report:
            print("\n".join(table(run)))
            return 0
        found += faults(run)
    for fault in found:
        print(f"coverage: {fault}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
