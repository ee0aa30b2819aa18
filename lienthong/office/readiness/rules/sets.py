"""Requirement sets: what a modern one-stop unit must have in a period.  Source: handbook domain.md 1.2 [M].

law:qd-09-2015, law:nd-61-2018#13
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any

LEVELS = ("district", "commune")
"""Levels of government that requirements are told for."""


class BadRequirements(ValueError):
    """The file of requirements does not say what it must; a defect of the file."""


class Demand(StrEnum):
    """How much a requirement is asked of a level: always, where the volume needs it, or only wished for."""

    MUST = "must"
    WHERE_NEEDED = "where_needed"
    OPTIONAL = "optional"


@dataclass(frozen=True)
class Requirement:
    """One thing that a unit must have.

    demands  how much it is asked, by level; a level that is not named is not asked.
    figure   the unit of the figure that a claim must give («m²»), empty when none is asked; least = at least how much, by level.
    """

    key: str
    name: str
    about: str
    demands: Mapping[str, Demand]
    figure: str = ""
    least: Mapping[str, Decimal] | None = None

    def least_of(self, level: str) -> Decimal | None:
        """Return the least figure that is enough at a level; None when no figure is asked."""
        return (self.least or {}).get(level)


@dataclass(frozen=True)
class RuleSet:
    """The requirements in force in [since, until), the text they come from and how sure we are of it (V I M P)."""

    key: str
    name: str
    number: str
    law: str
    mark: str
    since: date
    until: date | None
    requirements: tuple[Requirement, ...]

    def asked(self, level: str) -> tuple[Requirement, ...]:
        """Return the requirements that a level is told of, in their order."""
        return tuple(one for one in self.requirements if level in one.demands)

    def requirement(self, key: str, level: str) -> Requirement | None:
        """Return one requirement of a level; None when there is none of that key."""
        return next((one for one in self.asked(level) if one.key == key), None)


def sets_of(file: Mapping[str, Any]) -> tuple[RuleSet, ...]:
    """Return the sets of the file by their first day.

    Raises BadRequirements when two are in force on one day, a key stands twice, or a demand is not known.
    """
    made = tuple(sorted((_set(told) for told in file["sets"]), key=lambda one: one.since))
    for before, after in pairwise(made):
        if before.until is None or before.until > after.since:
            raise BadRequirements(f"{after.key}: begins while {before.key} is still in force")
    return made


def _set(told: Mapping[str, Any]) -> RuleSet:
    rows = tuple(_requirement(row) for row in told["requirements"])
    if len({row.key for row in rows}) != len(rows):
        raise BadRequirements(f"{told['key']}: a requirement stands twice")
    return RuleSet(
        str(told["key"]), str(told["name"]), str(told["number"]), str(told["law"]), str(told["mark"]), told["from"],
        told.get("until"), rows,
    )  # fmt: skip


def _requirement(row: Mapping[str, Any]) -> Requirement:
    try:
        demands = {level: Demand(row[level]) for level in LEVELS if level in row}
    except ValueError as fault:
        raise BadRequirements(f"{row['key']}: {fault}") from fault
    least = {level: Decimal(str(value)) for level, value in row.get("least", {}).items()}
    return Requirement(str(row["key"]), str(row["name"]), str(row["about"]), demands, str(row.get("figure", "")), least or None)


def in_force(sets: Iterable[RuleSet], day: date) -> RuleSet | None:
    """Return the set in force on a day; None when nobody entered one for it."""
    return next((one for one in sets if one.since <= day and (one.until is None or day < one.until)), None)
