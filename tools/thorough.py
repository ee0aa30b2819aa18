"""Which tests `make check` leaves to `make check-long`: those that took the longest when the whole suite was measured.

    python -m pytest … --junitxml=report.xml      the whole suite, then the tests in a browser
    python -m tools.thorough report.xml …         writes tests/thorough.txt

A line of that file is a function of tests and how much of it stays in `make check`: `first` of its cases, or `none`; `all` is
written by hand behind the name of one that is slow and stays, and is kept (the only test that raises a refusal).
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tools import house

LIST = house.ROOT / "tests" / "thorough.txt"
CASE = 1.0
"""Seconds, making and clearing its place counted, from which one test is slow; measured with coverage on."""
CASES = 1.5
"""Seconds that the other cases of a function take together from which the first one stands for them."""
IN_A_BROWSER = 6.0
"""Both, for a test that drives a browser."""
KEPT = ("all", "first", "none")
HEAD = """\
# Tests that `make check` leaves to `make check-long`, whole or but for their first case; written by `python -m tools.thorough`.
# `all`: slow, and the only test of something that `make check` demands; written by hand.
"""

Listed = Mapping[str, str]


def listed(path: Path = LIST) -> dict[str, str]:
    """Return how much of each listed function stays in `make check`.  A line that says something else is a ValueError."""
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        if line.strip() and not line.startswith("#"):
            kept, _, name = line.partition(" ")
            if kept not in KEPT or name in found:
                raise ValueError(f"{path.name}: {line}")
            found[name] = kept
    return found


def function_of(nodeid: str) -> str:
    """Return a test's function, without the case."""
    return nodeid.partition("[")[0]


def mark(items: Iterable[pytest.Item], known: Listed) -> None:
    """Mark as thorough what is listed: every case, or every one after the first of its function."""
    begun: set[str] = set()
    for item in items:
        name = function_of(item.nodeid)
        kept = known.get(name, "all")
        if kept == "none" or (kept == "first" and name in begun):
            item.add_marker(pytest.mark.thorough)
        begun.add(name)


def chosen(measured: Mapping[str, Sequence[float]], before: Listed) -> dict[str, str]:
    """Return what to list; measured = the seconds of each case of a function, in their order."""
    found: dict[str, str] = {}
    for name, seconds in measured.items():
        case, cases = (IN_A_BROWSER, IN_A_BROWSER) if driven(name) else (CASE, CASES)
        if before.get(name) == "all":
            found[name] = "all"
        elif seconds[0] >= case:
            found[name] = "none"
        elif sum(seconds[1:]) >= cases:
            found[name] = "first"
    return found


def driven(name: str) -> bool:
    """Return whether the test stands in a module that names the mark `browser`."""
    path = house.ROOT / name.partition("::")[0]
    return path.exists() and "mark.browser" in path.read_text(encoding="utf-8")


def measured(reports: Iterable[Path]) -> dict[str, list[float]]:
    """Return the seconds of each case of each function that JUnit reports name."""
    found: dict[str, list[float]] = defaultdict(list)
    for report in reports:
        for case in ElementTree.parse(report).getroot().iter("testcase"):
            module = case.get("classname", "").replace(".", "/") + ".py"
            found[function_of(f"{module}::{case.get('name', '')}")].append(float(case.get("time", 0)))
    return dict(found)


def write(known: Listed, path: Path = LIST) -> None:
    """Write the list, in the order of the names."""
    path.write_text(HEAD + "".join(f"{kept} {name}\n" for name, kept in sorted(known.items())), encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Read the reports and write the list; say how much it takes out of `make check`."""
    times = measured(Path(one) for one in arguments)
    known = chosen(times, listed())
    write(known)
    left = {"none": 0, "first": 1}
    out = sum(sum(times[name][left[kept] :]) for name, kept in known.items() if kept in left and name in times)
    print(f"{len(known)} functions, {out:.0f} of {sum(map(sum, times.values())):.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
