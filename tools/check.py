"""`make check`: every check, quick ones first, then the tests.  The last lines say what was not checked."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools import house

PY = sys.executable
BIN = Path(PY).parent


@dataclass(frozen=True)
class Step:
    """One check: its name and the program that does it."""

    name: str
    command: tuple[str, ...]


def tool(name: str) -> Step:
    """Return the step that runs one of our own checks."""
    return Step(name, (PY, "-m", f"tools.{name}"))


QUICK = (
    Step("layout", (str(BIN / "ruff"), "format", "--check", "--quiet")),
    Step("lint", (str(BIN / "ruff"), "check", "--quiet", "--output-format=concise")),
    tool("budgets"),
    tool("clocks"),
    tool("locks"),
    tool("law"),
    tool("docs_map"),
    tool("docs_settings"),
    tool("templates"),
    tool("messages"),
    Step("imports", (PY, "-m", "tools.contracts")),
    tool("arch"),
    tool("glossary"),
    tool("migrations"),
    tool("routes"),
    tool("wiring"),
    Step("pragmas", (PY, "-m", "tools.coverage_rooms", "--pragmas")),
    Step("djlint", (str(BIN / "djlint"), "lienthong", "--lint", "--quiet")),
    Step("types", (str(BIN / "mypy"),)),
)
SLOW = frozenset({"types", "wiring", "routes"})
"""Begun first: of two cores neither is left idle at the end."""
PYTEST = (PY, "-m", "pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "-q")
TESTS = (*PYTEST, "-m", "not long and not thorough and not browser", "--house-complete")
BROWSER = (*PYTEST, "-m", "browser and not long and not thorough", "--house-browser")
"""Apart from the others: Playwright keeps an event loop running in its process, in which no worker of the queue can run."""


def run(step: Step) -> bool:
    """Run one step, show what it says when it fails, and return whether it passed."""
    began = time.monotonic()
    done = subprocess.run(step.command, cwd=house.ROOT, check=False, capture_output=True, text=True, env=house.environment())
    passed = done.returncode == 0
    said = f"{'ok  ' if passed else 'FAIL'} {step.name:14} {time.monotonic() - began:6.1f} s\n"
    print(said + ("" if passed else (done.stdout + done.stderr).rstrip() + "\n"), end="", flush=True)
    return passed


def run_all(steps: Sequence[Step]) -> list[str]:
    """Run steps two at a time, the slowest begun first, and return the names of those that failed, in their order."""
    with ThreadPoolExecutor(2) as pool:
        ends = {step: pool.submit(run, step) for step in sorted(steps, key=lambda one: one.name not in SLOW)}
    return [step.name for step in steps if not ends[step].result()]


def test(extra: Sequence[str], notes: Path) -> bool:
    """Run the tests, their output shown as it comes, and return whether they passed."""
    environment = {**os.environ, "LIENTHONG_CHECK_NOTES": str(notes)}
    passed = [subprocess.run([*one, *extra], cwd=house.ROOT, check=False, env=environment).returncode for one in (TESTS, BROWSER)]
    return not any(passed)


def main(arguments: Sequence[str]) -> int:
    """Run the checks; return 1 when any failed."""
    began = time.monotonic()
    with_tests = "--no-tests" not in arguments
    extra = [argument for argument in arguments if argument != "--no-tests"]
    failed = run_all(QUICK)
    said = ""
    if with_tests:
        with tempfile.TemporaryDirectory() as folder:
            notes = Path(folder) / "notes"
            if not test(extra, notes):
                failed.append("tests")
            said = notes.read_text(encoding="utf-8") if notes.exists() else ""
    print(f"\n{'FAILED: ' + ', '.join(failed) if failed else 'All checks passed.'} ({time.monotonic() - began:.0f} s)")
    if said:
        print("!" * 100 + f"\n!!! {said.strip()}\n" + "!" * 100)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
