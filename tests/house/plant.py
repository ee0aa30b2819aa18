"""Plants violations: a small house with the real contracts, and the programs run on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tools import house

ROOMS = ("apps", "web", "public", "services", "queries", "access", "models", "rules", "events", "errors", "testing")


def small_house(folder: Path) -> Path:
    """Return a house with every storey, app and room of the contracts, each module empty."""
    for name in ("pyproject.toml", "requirements"):
        source = house.ROOT / name
        shutil.copytree(source, folder / name) if source.is_dir() else shutil.copy(source, folder / name)
    shutil.copytree(house.ROOT / "tools", folder / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    layered = {c["id"]: c for c in house.contracts() if c["type"] == "layers"}
    for storey in layered["storeys"]["layers"]:
        write(folder, f"lienthong/{storey}/__init__.py", '"""A storey."""\n')
        for app in "|".join(layered.get(storey, {}).get("layers", [])).split("|"):
            for room in ROOMS if app.strip() else ():
                write(folder, f"lienthong/{storey}/{app.strip()}/{room}.py", '"""A room."""\n')
                write(folder, f"lienthong/{storey}/{app.strip()}/__init__.py", '"""An app."""\n')
    for name in {name for one in house.contracts() if one["type"] == "forbidden" for name in _packages(one)}:
        write(folder, f"{name.replace('.', '/')}/__init__.py", '"""A package that a contract names."""\n')
    write(folder, "lienthong/__init__.py", '"""A house."""\n')
    write(folder, "lienthong/toolkit/clock.py", '"""A clock."""\n')
    return folder


def _packages(contract: dict[str, Any]) -> list[str]:
    """Return the modules of the toolkit that a contract names, but for the clock, which is a module here."""
    named = [*contract["source_modules"], *contract["forbidden_modules"]]
    return [name for name in named if name.startswith("lienthong.toolkit.") and name != "lienthong.toolkit.clock"]


def write(folder: Path, name: str, text: str) -> Path:
    """Write a file of the small house."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def run(folder: Path, *command: str, given: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program in `folder` with this Python's environment."""
    inherited = {**house.environment(), "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1", **environment}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, check=False, capture_output=True, text=True, input=given, env=inherited
    )


def plain_environment() -> dict[str, str]:
    """Return the environment without what this test run put into it for coverage and workers."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_", "COVERAGE_"))}
