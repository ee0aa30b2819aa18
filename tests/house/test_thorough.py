"""What `make check` leaves out by the measured list: never more than the list says, and nothing that is no longer there."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tools import house, thorough

NOTED = '<properties><property name="refusals" value="{}"/></properties>'
FIRST = '<properties><property name="first" value="1"/><property name="refusals" value="B"/></properties>'
UNITS = "lienthong.office.org.tests.test_units"
REPORT = f"""<?xml version="1.0"?><testsuites><testsuite>
<testcase classname="{UNITS}" name="test_slow" time="{thorough.CASE}">{NOTED.format("A B")}</testcase>
<testcase classname="{UNITS}" name="test_cases[c]" time="{thorough.CASES / 2}"/>
<testcase classname="{UNITS}" name="test_cases[a.b-1]" time="0.2">{FIRST}</testcase>
<testcase classname="{UNITS}" name="test_cases[d]" time="{thorough.CASES / 2}"/>
<testcase classname="{UNITS}" name="test_quick" time="0.1">{NOTED.format("A")}</testcase>
<testcase classname="{UNITS}" name="test_only_one" time="{2 * thorough.CASE}">{NOTED.format("A C")}</testcase>
<testcase classname="{UNITS}" name="test_slower_one" time="{3 * thorough.CASE}">{NOTED.format("C")}</testcase>
</testsuite></testsuites>"""
PLACE = "lienthong/office/org/tests/test_units.py::"


def functions_of(path: Path) -> set[str]:
    """Return the functions that a module of tests defines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}


def test_what_is_slow_is_listed_whole_and_of_many_cases_all_but_the_first(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT, encoding="utf-8")

    found = thorough.chosen(thorough.measured([report]))

    left_out = dict.fromkeys((f"{PLACE}test_slow", f"{PLACE}test_slower_one"), "none")
    assert found == left_out | {f"{PLACE}test_cases": "first", f"{PLACE}test_only_one": "all"}, "no other quick one raises C"


def test_of_two_reports_the_first_has_the_times_and_both_what_was_raised(tmp_path: Path) -> None:
    first, second = tmp_path / "first.xml", tmp_path / "second.xml"
    case = '<testsuites><testsuite><testcase classname="a" name="test_a" time="{}">{}</testcase></testsuite></testsuites>'
    first.write_text(case.format(2, NOTED.format("A")), encoding="utf-8")
    second.write_text(case.format(5, NOTED.format("B")), encoding="utf-8")

    assert thorough.measured([first, second]) == {"a.py::test_a": thorough.Timed([2.0], [frozenset("AB")])}


def test_what_drives_a_browser_is_known_by_its_own_mark_or_its_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thorough.house, "ROOT", tmp_path)
    (tmp_path / "one.py").write_text("@pytest.mark.browser\ndef test_a(): pass\n\ndef test_b(): pass\n", encoding="utf-8")
    (tmp_path / "all.py").write_text("pytestmark = [pytest.mark.browser]\n\ndef test_c(): pass\n", encoding="utf-8")

    names = ("one.py::test_a", "one.py::test_b", "all.py::test_c", "none.py::test_d")
    assert [thorough.driven(name) for name in names] == [True, False, True, False]


def test_the_list_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "thorough.txt"
    known = {"b.py::test_b": "first", "a.py::test_a": "none"}

    thorough.write(known, path)

    assert thorough.listed(path) == known
    assert thorough.listed(tmp_path / "none.txt") == {}


@pytest.mark.parametrize("line", ["some a.py::test_a", "first a.py::test_a\nnone a.py::test_a"])
def test_a_list_that_says_something_else_is_not_read(tmp_path: Path, line: str) -> None:
    path = tmp_path / "thorough.txt"
    path.write_text(line, encoding="utf-8")

    with pytest.raises(ValueError, match=r"thorough\.txt: "):
        thorough.listed(path)


def test_every_listed_test_is_there() -> None:
    names = [name.partition("::") for name in thorough.listed()]

    gone = [f"{path}::{function}" for path, _, function in names if function not in functions_of(house.ROOT / path)]

    assert not gone


CASES = """
import pytest

@pytest.mark.parametrize("n", [1, 2])
def test_cases(n): pass

def test_slow(): pass

def test_quick(): pass

@pytest.mark.parametrize("n", [1, 2])
def test_kept(n): pass
"""


def test_listed_cases_carry_the_mark_and_the_first_of_a_function_does_not(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = tmp_path / "test_listed.py"
    path.write_text(CASES, encoding="utf-8")
    items = [one for one in pytest.Module.from_parent(request.session, path=path).collect() if isinstance(one, pytest.Item)]
    names = {item.name.partition("[")[0]: thorough.function_of(item.nodeid) for item in items}

    thorough.mark(items, {names["test_cases"]: "first", names["test_slow"]: "none", names["test_kept"]: "all"})

    marked = [item.name for item in items if item.get_closest_marker("thorough")]
    assert marked == ["test_cases[2]", "test_slow"]
