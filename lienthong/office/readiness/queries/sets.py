"""The requirement sets, from their reviewed file."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import yaml

from lienthong.office.readiness.errors import NoRequirements
from lienthong.office.readiness.rules.sets import RuleSet, in_force, sets_of

FILE = Path(__file__).parent.parent / "data" / "requirements.yaml"


@cache
def sets() -> tuple[RuleSet, ...]:
    """Return every set by its first day."""
    return sets_of(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def set_on(day: date) -> RuleSet:
    """Return the requirements in force on a day.  Raises NoRequirements."""
    found = in_force(sets(), day)
    if found is None:
        first, last = sets()[0].since, sets()[-1].until
        until = f"{last:%d/%m/%Y}" if last else "nay"
        raise NoRequirements(day=f"{day:%d/%m/%Y}", first=f"{first:%d/%m/%Y}", last=until)
    return found
