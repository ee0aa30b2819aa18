"""The ladder that the reviewed file holds, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from lienthong.casework.handling.rules.ladder import Ladder, ladder_of

DATA = Path(__file__).resolve().parents[1] / "data" / "ladder.yaml"


@cache
def ladder() -> Ladder:
    """Return the ladder by which late parts rise."""
    return ladder_of(yaml.safe_load(DATA.read_text(encoding="utf-8")))
