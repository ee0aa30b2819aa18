"""The grounds of priority that the reviewed file holds, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from lienthong.casework.queue.rules.priorities import Priority, priorities_of

DATA = Path(__file__).resolve().parents[1] / "data" / "priorities.yaml"


@cache
def priorities() -> tuple[Priority, ...]:
    """Return every ground of priority, in the order of the file."""
    return priorities_of(yaml.safe_load(DATA.read_text(encoding="utf-8")))


def priority(key: str) -> Priority | None:
    """Return a ground of priority, or None."""
    return next((one for one in priorities() if one.key == key), None)


def priority_name(key: str) -> str:
    """Return the name of a ground of priority; empty for none, the key itself for one that left the file."""
    found = priority(key)
    return found.name if found else key
