"""Writes docs/settings.md from the settings as they are declared; the page cannot forget a variable."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

from tools import house

PAGE = "docs/settings.md"
BEFORE_SETTINGS = {
    "LIENTHONG_PG_BIN": ("thư mục chương trình PostgreSQL, dùng thay bản kèm sẵn", "empty"),
    "LIENTHONG_PG_USER": ("tài khoản dịch vụ chạy PostgreSQL khi khởi động bằng root", "`lienthong`"),
}
"""Read by the supervisor of the embedded PostgreSQL, before there are settings to read."""
READERS = {"text", "number", "switch", "choice", "folder", "address", "database", "mailboxes"}
HEAD = """# Settings

Written by `make docs` from the code; do not edit. Each is an environment variable, read once at the start; a wrong or missing
value stops the start and names itself. A secret may come from a file: `NAME_FILE=/path` is read where `NAME` would be.
Offices are data, never settings.

| variable | meaning | default |
| --- | --- | --- |
"""


def declared(root: Path = house.ROOT) -> dict[str, tuple[str, str]]:
    """Return name -> (meaning, default) of every variable that the site reads, from its source."""
    found: dict[str, tuple[str, str]] = dict(BEFORE_SETTINGS)
    for path in house.python_files(root, "lienthong"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            entry = _reading(node)
            if entry is not None:
                found.setdefault(entry[0], entry[1:])
    return found


def _reading(node: ast.AST) -> tuple[str, str, str] | None:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr not in READERS:
        return None
    if not isinstance(node.func.value, ast.Name) or node.func.value.id not in {"env", "environment"} or not node.args:
        return None
    name, kind = node.args[0], node.func.attr
    if not isinstance(name, ast.Constant):
        return None
    if kind in {"switch", "database"}:
        default = next((keyword.value for keyword in node.keywords if keyword.arg == "default"), None)
        meaning = node.args[1]
    elif kind == "mailboxes":
        default, meaning = ast.Constant(""), node.args[1]
    else:
        default, meaning = node.args[1], node.args[-1]
    return str(name.value), str(getattr(meaning, "value", "")), _shown(default)


def _shown(default: ast.expr | None) -> str:
    if default is None or (isinstance(default, ast.Constant) and default.value is None):
        return "must be set"
    if isinstance(default, ast.Constant):
        return f"`{default.value!s}`" if default.value not in {"", None} else "empty"
    return f"`{ast.unparse(default)}`"


def page(root: Path = house.ROOT) -> str:
    """Return the text of docs/settings.md."""
    return HEAD + "".join(
        f"| `{name}` | {meaning} | {default} |\n" for name, (meaning, default) in sorted(declared(root).items())
    )


def faults(root: Path = house.ROOT) -> list[str]:
    """Return a fault when the page is stale, and every variable that is read past the typed helpers."""
    path = root / PAGE
    current = path.read_text(encoding="utf-8") if path.exists() else ""
    stale = [] if current == page(root) else [f"{PAGE} is stale; run `make docs`"]
    return stale + _unlisted(root)


def _unlisted(root: Path) -> list[str]:
    """Return every reading of the environment in the product that no page documents."""
    known = set(declared(root))
    found = []
    for path in house.python_files(root, "lienthong"):
        if "tests" in path.parts or path.name == "environment.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = _direct(node)
            if name and name.startswith(("LIENTHONG_", "DATABASE_")) and name.removesuffix("_FILE") not in known:
                found.append(f"{path.relative_to(root)}:{getattr(node, 'lineno', 0)}: {name} is read past site.environment")
    return found


def _direct(node: ast.AST) -> str:
    """Return the name when a node is `os.environ[...]`, `os.environ.get(...)` or `os.getenv(...)` read with a literal."""
    key: ast.expr | None = None
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "os.environ" and isinstance(node.ctx, ast.Load):
        key = node.slice
    if isinstance(node, ast.Call) and ast.unparse(node.func) in {"os.environ.get", "os.getenv"} and node.args:
        key = node.args[0]
    return str(key.value) if isinstance(key, ast.Constant) else ""


if __name__ == "__main__":
    if "--write" in sys.argv:
        (house.ROOT / PAGE).write_text(page(), encoding="utf-8")
    house.report("settings", faults)
