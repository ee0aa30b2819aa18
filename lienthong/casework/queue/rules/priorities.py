"""Who is called before others, as a reviewed file says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class BadPriorities(ValueError):
    """The file of priorities does not say what it must; a defect of the file."""


@dataclass(frozen=True)
class Priority:
    """One ground of priority.  mark: how sure its reading of the law is (V I M P)."""

    key: str
    name: str
    mark: str


def priorities_of(file: Mapping[str, Any]) -> tuple[Priority, ...]:
    """Return the grounds that a file holds, in its order; six at most.  Raises BadPriorities."""
    rows = file.get("priorities", ())
    made = tuple(Priority(str(row.get("key", "")), str(row.get("name", "")), str(row.get("mark", ""))) for row in rows)
    if any(not (one.key and one.name and one.mark) for one in made):
        raise BadPriorities("a priority lacks key, name or mark")
    if len({one.key for one in made}) != len(made) or len(made) > 6:
        raise BadPriorities("keys stand twice, or there are more than six, which a kiosk cannot show at once")
    return made
