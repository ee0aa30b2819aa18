"""`lienthong check-invariants`: asks every invariant of the product."""

from __future__ import annotations

import argparse
from typing import Any

from lienthong.site.cli import database, options
from lienthong.site.cli.output import answer


def add(below: Any) -> None:
    """Add the command."""
    options.command(below, "check-invariants", "kiểm tra các bất biến của dữ liệu; mã thoát 1 khi có vi phạm", run)


def run(arguments: argparse.Namespace) -> int:
    """Check; exit code 0 when all hold, 1 when one is violated."""
    with database.opened(options.installation(arguments)):
        from lienthong.site import invariants

        outcomes = invariants.check()
    wrong = [one for one in outcomes if one.violations]
    lines = []
    for one in outcomes:
        lines.append(f"{'SAI ' if one.violations else 'đúng'}  {one.code}: {one.title}")
        lines += [f"        - {violation}" for violation in one.violations]
    lines.append(f"{len(outcomes)} bất biến, {len(wrong)} bị vi phạm.")
    answer({"ok": not wrong, "invariants": [one.as_dict() for one in outcomes]}, lines, as_json=arguments.json)
    return 1 if wrong else 0
