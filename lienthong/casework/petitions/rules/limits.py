"""By when a petition is answered: limits as reviewed data, one for each kind on every day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from lienthong.casework.petitions.rules.words import KINDS


class BadLimits(ValueError):
    """The file of limits does not say what it must; a defect of the file."""


@dataclass(frozen=True)
class AnswerLimit:
    """The limit for a kind in `[since, until)`: value in a unit of worktime, where it stands, how sure we are (V I M P)."""

    kind: str
    value: int
    unit: str
    since: date | None
    until: date | None
    law: str
    mark: str

    def holds(self, day: date) -> bool:
        """Return whether the limit is that of petitions received on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Extension:
    """By how much a limit may be extended, once: at most so many of a unit of worktime, where it stands, how sure we are."""

    most: int
    unit: str
    law: str
    mark: str


def extension_of(file: Mapping[str, Any]) -> Extension:
    """Return by how much limits may be extended.  Raises BadLimits when it is by nothing."""
    row = file["extension"]
    if int(row["most"]) < 1:
        raise BadLimits("extension: extends by nothing")
    return Extension(int(row["most"]), str(row["unit"]), str(row["law"]), str(row["mark"]))


def limits_of(file: Mapping[str, Any]) -> tuple[AnswerLimit, ...]:
    """Return the limits.  Raises BadLimits when a kind has no limit on some day, or two."""
    made = tuple(
        AnswerLimit(
            str(row["kind"]), int(row["value"]), str(row["unit"]), row["since"], row["until"], str(row["law"]), str(row["mark"])
        )
        for row in file["limits"]
    )
    for kind in KINDS:
        chain = [one for one in made if one.kind == kind]
        if not chain or chain[0].since is not None or chain[-1].until is not None:
            raise BadLimits(f"{kind}: the first limit has no beginning and the last one no end")
        for before, after in pairwise(chain):
            if before.until is None or before.until != after.since:
                raise BadLimits(f"{kind}: the limit from {after.since} does not follow the one until {before.until}")
    return made


def limit_on(limits: Sequence[AnswerLimit], kind: str, day: date) -> AnswerLimit:
    """Return the limit of a kind for petitions received on a day."""
    return next(one for one in limits if one.kind == kind and one.holds(day))
