"""Where things are: what every check needs to know about the repository."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
STOREYS_WITH_DOORS = ("office", "casework", "programmes", "doors")
ENTRANCES = ("web", "rest", "admin", "jobs", "handlers", "management")
SKIPPED = {"__pycache__", ".venv", ".git", "node_modules"}


def pyproject(root: Path = ROOT) -> dict[str, Any]:
    """Return pyproject.toml as a dictionary."""
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def contracts(root: Path = ROOT) -> list[dict[str, Any]]:
    """Return the import contracts of pyproject.toml."""
    found: list[dict[str, Any]] = pyproject(root)["tool"]["importlinter"]["contracts"]
    return found


def python_files(root: Path, *folders: str) -> Iterator[Path]:
    """Yield the Python files below `folders`, sorted."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*.py")):
            if not SKIPPED.intersection(path.parts):
                yield path


def templates(root: Path) -> Iterator[Path]:
    """Yield the HTML and text templates of the product, sorted."""
    for path in sorted((root / "lienthong").rglob("templates/**/*")):
        if path.is_file() and path.suffix in {".html", ".txt"} and not SKIPPED.intersection(path.parts):
            yield path


def room_of(path: Path, root: Path) -> str:
    """Return the room of an app that a file belongs to (`services`), or an empty text outside apps."""
    parts = path.relative_to(root).with_suffix("").parts
    if len(parts) >= 4 and parts[0] == "lienthong" and parts[1] in STOREYS_WITH_DOORS:
        return parts[3]
    return ""


def environment() -> dict[str, str]:
    """Return the environment with which a check may load Django; nothing answers at its database unless one was given."""
    nowhere = "postgresql://nobody@localhost:1/nothing"
    needed = {
        "LIENTHONG_SECRET_KEY": "only-for-checks-" + "x" * 40,
        "LIENTHONG_TEST": "1",
        "LIENTHONG_DEMO": "1",
        "DATABASE_OWNER_URL": nowhere,
        "DATABASE_URL": nowhere,
        "DJANGO_SETTINGS_MODULE": "lienthong.site.settings",
    }
    return {**needed, **os.environ}


def django_setup() -> None:
    """Load Django with the product's settings."""
    os.environ.update(environment())
    import django

    django.setup()


def report(name: str, faults: Callable[[], list[str]]) -> None:
    """Print the faults and leave with 1 when there are any."""
    found = faults()
    for fault in found:
        print(f"{name}: {fault}")
    sys.exit(1 if found else 0)
