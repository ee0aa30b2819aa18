"""Which tests `make check` leaves to `make check-long`: those that took the longest when the whole suite was measured.

    python -m pytest … --junitxml=report.xml      the whole suite, then the tests in a browser
    python -m tools.thorough report.xml …         writes tests/thorough.txt

A line of that file is a function of tests and how much of it stays in `make check`: `first` of its cases, or `none`; `all` is
slow and stays, because `make check` demands that every refusal is raised: of the slow ones that raise it the quickest (the
reports name what each test raised).
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tools import house, refusals

LIST = house.ROOT / "tests" / "thorough.txt"
CASE = 0.7
"""Seconds, making and clearing its place counted, from which one test is slow; measured with coverage on."""
CASES = 1.0
"""Seconds that the other cases of a function take together from which the first one stands for them."""
IN_A_BROWSER = 6.0
"""Both, for a test that drives a browser."""
LEFT = {"all": sys.maxsize, "first": 1, "none": 0}
"""How many cases of a function stay in `make check`."""
HEAD = """\
# Tests that `make check` leaves to `make check-long`, whole or but for their first case; written by `python -m tools.thorough`.
# `all`: slow, and the quickest test of a refusal that no quick one raises.
"""

ALWAYS = frozenset({"tests/journeys/test_birth.py::test_a_birth_goes_from_the_counter_to_the_returned_certificate"})
"""Slow, and stays: `make check` walks the main job once in a browser."""
FIRST = "first"
"""The property by which a JUnit report names the first case of a function: reports come in the order of the run."""

Listed = Mapping[str, str]


def listed(path: Path = LIST) -> dict[str, str]:
    """Return how much of each listed function stays in `make check`.  A line that says something else is a ValueError."""
    found: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        if line.strip() and not line.startswith("#"):
            kept, _, name = line.partition(" ")
            if kept not in LEFT or name in found:
                raise ValueError(f"{path.name}: {line}")
            found[name] = kept
    return found


def function_of(nodeid: str) -> str:
    """Return a test's function, without the case."""
    return nodeid.partition("[")[0]


def is_first(item: pytest.Item) -> bool:
    """Return whether a test is the first case of its function as it is written, in whatever order the cases run."""
    case = getattr(item, "callspec", None)
    return case is None or not any(case.indices.values())


def mark(items: Iterable[pytest.Item], known: Listed) -> None:
    """Mark as thorough what is listed: every case, or every one but the first of its function."""
    for item in items:
        kept = known.get(function_of(item.nodeid), "all")
        if kept == "none" or (kept == "first" and not is_first(item)):
            item.add_marker(pytest.mark.thorough)


@dataclass
class Timed:
    """A function of tests: the seconds of each case, the first as it is written before the others, and what each raised."""

    seconds: list[float] = field(default_factory=list)
    raised: list[frozenset[str]] = field(default_factory=list)


def chosen(measured: Mapping[str, Timed]) -> dict[str, str]:
    """Return what to list: what is slow, less what `make check` cannot do without."""
    found: dict[str, str] = {}
    for name, timed in measured.items():
        case, cases = (IN_A_BROWSER, IN_A_BROWSER) if driven(name) else (CASE, CASES)
        if timed.seconds[0] >= case:
            found[name] = "none"
        elif sum(timed.seconds[1:]) >= cases:
            found[name] = "first"
    return found | dict.fromkeys(needed(measured, found) | (ALWAYS & measured.keys()), "all")


def needed(measured: Mapping[str, Timed], slow: Listed) -> set[str]:
    """Return the slow functions that raise what no quick test does: for each refusal the quickest, driven by no browser."""
    plain = {name: timed for name, timed in measured.items() if not driven(name)}
    left_out = {name: _all(plain[name].raised[LEFT[kept] :]) for name, kept in slow.items() if name in plain}
    raised = _all(_all(timed.raised[: LEFT[slow.get(name, "all")]]) for name, timed in plain.items())
    keep = set()
    for name in sorted(left_out, key=lambda name: (sum(plain[name].seconds), name)):
        if left_out[name] - raised:
            keep.add(name)
            raised |= left_out[name]
    return keep


def _all(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*sets)


def driven(name: str) -> bool:
    """Return whether a function, or its whole module, is marked `browser`."""
    path, _, function = name.partition("::")
    return bool(_driven(house.ROOT / path) & {function, "*"})


@cache
def _driven(path: Path) -> frozenset[str]:
    source = path.read_text(encoding="utf-8") if path.exists() else ""
    if "mark.browser" not in source:
        return frozenset()
    found = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef) and any("mark.browser" in ast.unparse(one) for one in node.decorator_list):
            found.add(node.name)
        elif (
            isinstance(node, ast.Assign) and "pytestmark" in ast.unparse(node.targets[0]) and "mark.browser" in ast.unparse(node)
        ):
            found.add("*")
    return frozenset(found)


def measured(reports: Iterable[Path]) -> dict[str, Timed]:
    """Return each function that JUnit reports name.  Of two reports the first has the times, both what was raised."""
    found: dict[str, Timed] = {}
    for report in reports:
        here: dict[str, Timed] = defaultdict(Timed)
        for case in ElementTree.parse(report).getroot().iter("testcase"):
            module = case.get("classname", "").replace(".", "/") + ".py"
            timed = here[function_of(f"{module}::{case.get('name', '')}")]
            noted = {one.get("name"): one.get("value", "") for one in case.findall("properties/property")}
            place = 0 if FIRST in noted else len(timed.seconds)
            timed.seconds.insert(place, float(case.get("time", 0)))
            timed.raised.insert(place, frozenset(noted.get(refusals.PROPERTY, "").split()))
        for name, timed in here.items():
            before = found.setdefault(name, timed)
            before.raised = [one | other for one, other in zip_longest(before.raised, timed.raised, fillvalue=frozenset[str]())]
    return found


def write(known: Listed, path: Path = LIST) -> None:
    """Write the list, in the order of the names."""
    path.write_text(HEAD + "".join(f"{kept} {name}\n" for name, kept in sorted(known.items())), encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """Read the reports and write the list; say how much it takes out of `make check`.  What no report names stays as it was."""
    times = measured(Path(one) for one in arguments)
    known = {name: kept for name, kept in listed().items() if name not in times} | chosen(times)
    write(known)
    out = sum(sum(times[name].seconds[LEFT[kept] :]) for name, kept in known.items() if name in times)
    print(f"{len(known)} functions, {out:.0f} of {sum(sum(one.seconds) for one in times.values()):.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
