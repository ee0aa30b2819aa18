"""A line that no test runs is named; a line that is left out of the count says why."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from coverage.exceptions import CoverageException

from tests.house.plant import run, small_house, write
from tools import check, check_long, coverage_rooms, pytest_house

pytestmark = pytest.mark.thorough

RULES = '''"""Rules."""


def owed(fee: int, paid: int) -> int:
    """Return what is owed."""
    if paid > fee:
        return 0
    return fee - paid
'''


def measured_house(folder: Path, *, calls: str, pages: str = "") -> coverage_rooms.Measured:
    """Return what a run of `calls` measured in a house whose dossiers have one rule and these pages."""
    small_house(folder)
    write(folder, "lienthong/casework/dossiers/rules.py", RULES)
    write(folder, "lienthong/casework/dossiers/web.py", pages)
    imports = [
        f"import {'.'.join(path.relative_to(folder).with_suffix('').parts).removesuffix('.__init__')}"
        for path in sorted((folder / "lienthong").rglob("*.py"))
    ]
    write(folder, "play.py", "\n".join([*imports, "from lienthong.casework.dossiers.rules import owed", calls, ""]))
    told = run(folder, "coverage", "run", "--data-file=.measured", "play.py")
    assert told.returncode == 0, told.stderr
    return coverage_rooms.measured(folder / ".measured", folder)


def test_a_line_of_a_rule_that_nothing_runs_is_named_with_its_module(tmp_path: Path) -> None:
    found = coverage_rooms.faults(measured_house(tmp_path, calls="owed(5, 2)"), least=0)

    assert found == ["lienthong/casework/dossiers/rules.py: no test runs lines 7"]


def test_rooms_that_run_whole_are_right(tmp_path: Path) -> None:
    whole = measured_house(tmp_path, calls="owed(5, 2), owed(2, 5)")

    assert coverage_rooms.faults(whole) == []
    assert "Every line of every rules, services and access ran." in list(coverage_rooms.table(whole))


def test_a_line_outside_the_three_rooms_counts_only_for_the_whole(tmp_path: Path) -> None:
    pages = "def page():\n" + "    x = 1\n" * 900

    found = coverage_rooms.faults(measured_house(tmp_path, calls="owed(5, 2), owed(2, 5)", pages=pages))

    assert [fault.split(":")[0] for fault in found] == ["the whole"]
    assert "90 % must" in found[0]


def test_a_module_of_a_room_that_nothing_imports_is_named(tmp_path: Path) -> None:
    small_house(tmp_path)
    write(tmp_path, "play.py", "import lienthong.toolkit.clock\n")
    write(tmp_path, "lienthong/office/org/services.py", '"""Services."""\n\n\ndef act() -> None:\n    print("đã làm")\n')
    run(tmp_path, "coverage", "run", "--source=lienthong/toolkit", "--data-file=.measured", "play.py")

    found = coverage_rooms.faults(coverage_rooms.measured(tmp_path / ".measured", tmp_path), least=0)

    assert "lienthong/office/org/services.py: no test runs lines 1, 4-5" in found


def test_the_program_says_what_is_wrong_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    measured_house(tmp_path, calls="owed(5, 2)")
    asked = ["--data", str(tmp_path / ".measured"), "--root", str(tmp_path)]

    judged, shown = coverage_rooms.main(asked), coverage_rooms.main([*asked, "--report"])

    assert (judged, shown) == (1, 0)
    assert "casework.dossiers" in capsys.readouterr().out


def test_without_a_measured_run_nothing_passes(tmp_path: Path) -> None:
    with pytest.raises(CoverageException):
        coverage_rooms.measured(tmp_path / "nothing")

    assert coverage_rooms.main(["--data", str(tmp_path / "nothing")]) == 1


@pytest.mark.parametrize(
    ("comment", "right"),
    [
        ("# pragma: no cover", False),
        ("# pragma: no cover - defect", False),
        ("# pragma: no branch", False),
        ("#pragma:no cover", False),
        ("# pragma: no cover - no calendar makes it", True),
        ("# a plain comment", True),
    ],
)
def test_a_line_left_out_of_the_count_says_why(tmp_path: Path, comment: str, right: bool) -> None:
    small_house(tmp_path)
    write(tmp_path, "lienthong/office/org/rules.py", f"X = 1  {comment}\n")

    assert (coverage_rooms.unreasoned(tmp_path) == []) is right
    assert coverage_rooms.main(["--pragmas", "--root", str(tmp_path)]) == (0 if right else 1)


def test_make_check_looks_at_the_reasons_and_make_check_long_at_the_lines() -> None:
    steps = [step.command for step in check.QUICK]

    assert any(command[-2:] == ("tools.coverage_rooms", "--pragmas") for command in steps)
    assert "--cov" in check_long.MEASURED
    assert check_long.covered(["-k", "one"])


@pytest.mark.parametrize(("lines", "short"), [((3, 4, 5, 9), "lines 3-5, 9"), ((7,), "lines 7"), ((1, 3), "lines 1, 3")])
def test_lines_are_told_in_short(lines: tuple[int, ...], short: str) -> None:
    assert coverage_rooms.spans(lines) == short


class Tracer:
    """A measurement that says whether it runs."""

    def __init__(self) -> None:
        self.runs = True

    def stop(self) -> None:
        self.runs = False

    def start(self) -> None:
        self.runs = True


@pytest.mark.parametrize(
    ("place", "thorough", "measured"),
    [
        ("lienthong/site/tests/test_a.py::test_a", True, False),
        ("lienthong/site/tests/test_a.py::test_a", False, True),
        ("lienthong/doors/desk/tests/test_a.py::test_a", True, True),
    ],
)
def test_a_long_walk_through_the_house_is_not_measured(
    monkeypatch: pytest.MonkeyPatch, place: str, thorough: bool, measured: bool
) -> None:
    tracer = Tracer()
    monkeypatch.setattr(pytest_house.coverage.Coverage, "current", lambda: tracer)
    item: Any = SimpleNamespace(nodeid=place, get_closest_marker=lambda name: thorough and name == "thorough")

    around = pytest_house.pytest_runtest_protocol(item)
    next(around)
    assert tracer.runs is measured
    with pytest.raises(StopIteration):
        around.send(None)
    assert tracer.runs
