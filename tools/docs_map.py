"""Writes docs/map.md from the docstrings of apps and from the import contracts, so that it cannot lie."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

from tools import house

PAGE = "docs/map.md"
STOREYS = ("site", "insight", "doors", "programmes", "casework", "office", "toolkit")


def page(root: Path = house.ROOT) -> str:
    """Return the text of docs/map.md."""
    layered = {c["id"]: c for c in house.contracts(root) if c["type"] == "layers"}
    lines = [
        "# The map",
        "",
        "Written by `make docs` from the docstrings and the import contracts; do not edit. A storey imports only storeys",
        "below it; inside a storey `>` may import to the right and `|` are strangers. Other apps enter an app only by `public`.",
        "",
    ]
    for storey in layered["storeys"]["layers"]:
        lines += [f"## {storey}", "", _docstring(root / "lienthong" / storey / "__init__.py"), ""]
        if storey in layered:
            lines += [f"Order: `{' > '.join(layered[storey]['layers'])}`", ""]
        lines += _apps(root, root / "lienthong" / storey)
    return "\n".join(lines).rstrip() + "\n"


def _apps(root: Path, storey: Path) -> list[str]:
    lines: list[str] = []
    for folder in sorted(path for path in storey.iterdir() if (path / "__init__.py").exists()):
        if folder.name in {"tests", "migrations"}:
            continue
        lines += [f"### {storey.name}.{folder.name}", "", _docstring(folder / "__init__.py"), ""]
        if storey.name in house.STOREYS_WITH_DOORS:
            lines += _door(folder)
    if storey.name == "toolkit":
        modules = sorted(path for path in storey.glob("*.py") if path.name != "__init__.py")
        lines += [*(f"- `{path.stem}`: {_docstring(path)}" for path in modules), ""]
    return lines


def _door(folder: Path) -> list[str]:
    names = exported(folder)
    return ["Public: " + ", ".join(f"`{name}`" for name in names) + ".", ""] if names else []


def exported(folder: Path) -> list[str]:
    """Return the names that an app's public module exports, sorted."""
    path = folder / "public.py"
    path = path if path.exists() else folder / "public" / "__init__.py"
    if not path.exists():
        return []
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("lienthong."):
            names |= {alias.asname or alias.name for alias in node.names}
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
    return sorted(name for name in names if not name.startswith("_"))


def _docstring(path: Path) -> str:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) if path.exists() else None
    return (text or "(no docstring)").split("\n\n")[0].replace("\n", " ")


def faults(root: Path = house.ROOT) -> list[str]:
    """Return a fault when the page is stale."""
    path = root / PAGE
    current = path.read_text(encoding="utf-8") if path.exists() else ""
    return [] if current == page(root) else [f"{PAGE} is stale; run `make docs`"]


if __name__ == "__main__":
    if "--write" in sys.argv:
        (house.ROOT / PAGE).write_text(page(), encoding="utf-8")
    house.report("map", faults)
