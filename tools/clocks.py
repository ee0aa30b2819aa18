"""Who reads a clock: entrances read the business clock; the real clock belongs to few (DESIGN 7.12).

Ruff bans Django's and Python's own clocks everywhere; this check keeps `toolkit.clock` itself in its place.
"""

from __future__ import annotations

import ast
from pathlib import Path

from tools import house

READERS = {*house.ENTRANCES, "tests", "testing", "migrations"}
REAL_HOMES = (
    "lienthong/casework/notices/handlers.py",
    "lienthong/casework/notices/jobs.py",
    "lienthong/office/ledger/",
    "lienthong/toolkit/outbox/",
    "lienthong/office/accounts/",
    "lienthong/office/citizens/",
    "lienthong/office/files/",
    "lienthong/site/",
    "lienthong/casework/notices/handlers.py",
    "lienthong/casework/notices/jobs.py",
    "lienthong/toolkit/signing/acting.py",
)
REAL_ENTRANCES = {"rest", "web", "jobs", "testing"}
"""Tokens expire, throttles refill and sweeps run in real time, also in a demo whose business clock is set."""


def faults(root: Path = house.ROOT) -> list[str]:
    """Return every reading of a clock outside its place."""
    found: list[str] = []
    for path in house.python_files(root, "lienthong"):
        name = str(path.relative_to(root))
        for line, clock in _readings(ast.parse(path.read_text(encoding="utf-8"))):
            if not _may(path, root, clock):
                found.append(f"{name}:{line}: reads clock.{clock}() outside its place; take `at: datetime`")
    return found


def _may(path: Path, root: Path, clock: str) -> bool:
    name = str(path.relative_to(root))
    if name == "lienthong/toolkit/clock.py" or "/tests/" in name:
        return True
    if clock == "real_now" and name.startswith(REAL_HOMES):
        return True
    room = house.room_of(path, root)
    if clock == "real_now" and room in REAL_ENTRANCES and name.startswith("lienthong/doors/"):
        return True
    return clock == "now" and (room in READERS or name.startswith("lienthong/site/"))


def _readings(tree: ast.Module) -> list[tuple[int, str]]:
    """Return line and name of each use of `now` or `real_now` of toolkit.clock."""
    modules = {"lienthong.toolkit.clock"}
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "lienthong.toolkit":
            modules |= {a.asname or a.name for a in node.names if a.name == "clock"}
        if isinstance(node, ast.ImportFrom) and node.module == "lienthong.toolkit.clock":
            names |= {a.asname or a.name: a.name for a in node.names if a.name in {"now", "real_now"}}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"now", "real_now"} and ast.unparse(node.value) in modules:
            found.append((node.lineno, node.attr))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
            found.append((node.lineno, names[node.id]))
    return found


if __name__ == "__main__":
    house.report("clocks", faults)
