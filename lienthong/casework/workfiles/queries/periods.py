"""The periods of retention and their lists that the reviewed file holds, read when the product starts: a fault stops it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml

from lienthong.casework.workfiles.rules.retention import Period, Source, periods_of, sources_of

_RAW = yaml.safe_load((Path(__file__).resolve().parents[1] / "data" / "retention.yaml").read_text(encoding="utf-8"))
PERIODS = {one.key: one for one in periods_of(_RAW)}
SOURCES = {one.key: one for one in sources_of(_RAW)}


def period(key: str) -> Period:
    """Return a period by its key."""
    return PERIODS[key]


def sources_on(system: str, on: date) -> list[Source]:
    """Return the lists that offices of a system go by on a day."""
    return [one for one in SOURCES.values() if one.holds(system, on)]
