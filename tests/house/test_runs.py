"""No test falls between the runs: whatever its marks, `make check` or `make check-long` runs it."""

from __future__ import annotations

from itertools import product

import pytest
from _pytest.mark.expression import Expression

from tools import check, check_long, house

MARKS = ("browser", "long", "thorough")
RUNS = {"check": (check.TESTS, check.BROWSER), "check-long": (check_long.LONG, check_long.BROWSER, check_long.SUITE)}


def takes(command: tuple[str, ...], marks: set[str]) -> bool:
    """Return whether a command of pytest runs a test with those marks."""
    said = command[len(command) - 1 - command[::-1].index("-m") + 1]
    return Expression.compile(said).evaluate(lambda name, **_: name in marks)


@pytest.mark.parametrize("carried", list(product([False, True], repeat=3)))
def test_every_test_is_run_by_one_of_the_two_commands(carried: tuple[bool, ...]) -> None:
    marks = {mark for mark, has in zip(MARKS, carried, strict=True) if has}
    ran = {name for name, commands in RUNS.items() if any(takes(command, marks) for command in commands)}

    assert ran
    assert ("check" in ran) is not bool(marks & {"long", "thorough"})
    assert "check-long" in ran, "what needs no browser runs on the second PostgreSQL too, the rest is looked at on paper"


@pytest.mark.parametrize("carried", list(product([False, True], repeat=3)))
def test_ci_looks_at_every_page_on_paper_in_one_of_its_two_commands(carried: tuple[bool, ...]) -> None:
    marks = {mark for mark, has in zip(MARKS, carried, strict=True) if has} | {"browser"}
    script = (house.ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert any(takes(command, marks) for command in (check.BROWSER, check_long.LONG, check_long.REST))
    assert "\nLOOK_AT_PRINT=1 make check" in script
    assert f"\n{check_long.AFTER_CHECK}=1 make check-long\n" in script
