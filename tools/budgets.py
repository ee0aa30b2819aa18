"""Budgets of size: module 400 lines, function 50, template 120 (DESIGN 4).  Complexity is ruff's."""

from __future__ import annotations

import ast
from pathlib import Path

from tools import house

MODULE, FUNCTION, TEMPLATE = 400, 50, 120
FOLDERS = ("lienthong", "tools", "bench", "tests")


def faults(root: Path = house.ROOT) -> list[str]:
    """Return every module, function and template over its budget."""
    found: list[str] = []
    for path in [*house.python_files(root, *FOLDERS), *sorted(root.glob("*.py"))]:
        if "migrations" in path.parts:
            continue
        found += _of_module(path.relative_to(root), path.read_text(encoding="utf-8"))
    for path in house.templates(root):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > TEMPLATE:
            found.append(f"{path.relative_to(root)}: template of {lines} lines, budget {TEMPLATE}")
    return found


def _of_module(name: Path, source: str) -> list[str]:
    found = []
    lines = len(source.splitlines())
    if lines > MODULE:
        found.append(f"{name}: module of {lines} lines, budget {MODULE}; make the room a package")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION:
                found.append(f"{name}:{node.lineno}: {node.name} has {length} lines, budget {FUNCTION}")
    return found


if __name__ == "__main__":
    house.report("budgets", faults)
