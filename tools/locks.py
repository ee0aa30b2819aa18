"""Lock files name no host, carry a hash for every package, and know the build backend."""

from __future__ import annotations

import re
from pathlib import Path

from tools import house

LOCKS = ("requirements/run.lock", "requirements/dev.lock")
HOST = re.compile(r"https?://|--(?:extra-)?index-url|--find-links|file:|@ git\+", re.IGNORECASE)
PIN = re.compile(r"^(?P<name>[A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==(?P<version>[^\s;]+)")


def faults(root: Path = house.ROOT) -> list[str]:
    """Return what is wrong with the lock files of `root`."""
    found: list[str] = []
    pins: list[dict[str, str]] = []
    for name in LOCKS:
        text = (root / name).read_text(encoding="utf-8")
        found += [f"{name}:{n}: names a host or a path: {line.strip()}" for n, line in _hosts(text)]
        found += [f"{name}: {package} has no hash" for package in _unhashed(text)]
        pins.append(_pins(text))
        found += [
            f"{name}: {needed} is missing; it builds the package"
            for needed in ("hatchling", "editables")
            if needed not in pins[-1]
        ]
    run, dev = pins
    found += [
        f"{package}: {run[package]} at run time, {dev.get(package)} in development"
        for package in run
        if dev.get(package) != run[package]
    ]
    return found


def _hosts(text: str) -> list[tuple[int, str]]:
    return [(n, line) for n, line in enumerate(text.splitlines(), 1) if HOST.search(line)]


def _unhashed(text: str) -> list[str]:
    blocks = re.split(r"(?m)^(?=[A-Za-z0-9])", text)
    return [block.split("==")[0] for block in blocks if PIN.match(block) and "--hash=sha256:" not in block]


def _pins(text: str) -> dict[str, str]:
    return {m["name"].lower(): m["version"] for line in text.splitlines() if (m := PIN.match(line))}


if __name__ == "__main__":
    house.report("locks", faults)
