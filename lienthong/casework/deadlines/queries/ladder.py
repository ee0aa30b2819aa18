"""The ladder that the reviewed file holds, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from lienthong.casework.deadlines.rules.ladder import Ladder, ladder_of

DATA = Path(__file__).resolve().parents[1] / "data" / "ladder.yaml"


@cache
def ladder() -> Ladder:
    """Return the ladder of warnings, the reasons and the channels."""
    return ladder_of(yaml.safe_load(DATA.read_text(encoding="utf-8")))
