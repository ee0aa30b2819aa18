"""Every handler and job is wired: a module of these rooms that nobody imports at the start never runs."""

from __future__ import annotations

import ast
import sys
from collections.abc import Container
from pathlib import Path

from tools import house

ROOMS = {"handlers", "jobs"}


def modules(root: Path = house.ROOT) -> list[str]:
    """Return the dotted names of all modules of the rooms `handlers` and `jobs`, outside tests."""
    found = []
    for path in house.python_files(root, "lienthong"):
        parts = path.relative_to(root).with_suffix("").parts
        if ROOMS.intersection(parts) and "tests" not in parts:
            found.append(".".join(parts).removesuffix(".__init__"))
    return found


def faults(loaded: Container[str], root: Path = house.ROOT) -> list[str]:
    """Return the modules of handlers and jobs that the start does not load, and handlers outside their room."""
    found = [
        f"{name} is loaded by nobody at the start; its handlers and jobs never run"
        for name in modules(root)
        if name not in loaded
    ]
    for path in house.python_files(root, "lienthong"):
        if house.room_of(path, root) not in {"handlers", "testing", "tests", ""}:
            found += [f"{path.relative_to(root)}:{line}: a handler lives in the room `handlers`" for line in _handlers_in(path)]
    return found


def _handlers_in(path: Path) -> list[int]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    marks = [
        (node.lineno, ast.unparse(mark.func))
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for mark in node.decorator_list
        if isinstance(mark, ast.Call)
    ]
    return [line for line, mark in marks if mark.rsplit(".", 1)[-1] == "handles"]


def _all() -> list[str]:
    house.django_setup()
    return faults(sys.modules)


if __name__ == "__main__":
    house.report("wiring", _all)
