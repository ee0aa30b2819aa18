"""Index sets as data: groups of indices, each with how its points come from counts, in force for a period.

law:nd-61-2018#31, law:qd-766-2022
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any


class BadIndexSets(ValueError):
    """The file of index sets does not say what it must; a defect of the file."""


class How(StrEnum):
    """How the points of an index come about."""

    AVERAGE = "average"
    STEPS = "steps"
    RATIO = "ratio"
    JUDGED = "judged"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Condition:
    """Part / whole is at least `least` (by level of the unit); or, with `none`, that count is 0."""

    part: str = ""
    whole: str = ""
    least: Mapping[str, Decimal] | None = None
    none: str = ""

    def least_of(self, level: str) -> Decimal:
        """Return what a level must reach."""
        least = self.least or {}
        return least[level] if level in least else least[""]


@dataclass(frozen=True)
class Step:
    """So many points when every condition holds."""

    points: Decimal
    when: tuple[Condition, ...]


@dataclass(frozen=True)
class Index:
    """One index.

    short     its name where there is little room.
    most      the most points it gives.
    points    average: points by column.   parts, whole   ratio: columns.   choices   judged: words by points.
    why       unknown: why the system cannot know it.   none   counted: why there is nothing when no row is there.
    figures   columns of counts that are shown with it, each opening its rows.
    """

    key: str
    name: str
    short: str
    about: str
    most: Decimal
    how: How
    points: Mapping[str, Decimal]
    steps: tuple[Step, ...]
    parts: tuple[str, ...]
    whole: str
    choices: Mapping[int, str]
    why: str
    none: str
    figures: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """Indices under one heading."""

    name: str
    indices: tuple[Index, ...]

    @property
    def most(self) -> Decimal:
        """Return the most points of the group."""
        return sum((one.most for one in self.indices), Decimal(0))


@dataclass(frozen=True)
class IndexSet:
    """A set in force in [since, until); `bands` from the highest: (least points, name), none when the text has none.

    mark, bands_mark  how sure we are of the indices and of the bands (V I M P).
    """

    key: str
    name: str
    number: str
    law: str
    mark: str
    since: date
    until: date | None
    groups: tuple[Group, ...]
    bands: tuple[tuple[Decimal, str], ...]
    bands_mark: str

    @property
    def indices(self) -> tuple[Index, ...]:
        """Return every index in its order."""
        return tuple(one for group in self.groups for one in group.indices)

    @property
    def most(self) -> Decimal:
        """Return the most points of the set."""
        return sum((one.most for one in self.indices), Decimal(0))

    def index(self, key: str) -> Index | None:
        """Return one index; None when there is none of that key."""
        return next((one for one in self.indices if one.key == key), None)


def sets_of(file: Mapping[str, Any]) -> tuple[IndexSet, ...]:
    """Return the sets of the file in their order.  Raises BadIndexSets for a way or a count that is not told."""
    return tuple(_set(told) for told in file["sets"])


def _set(told: Mapping[str, Any]) -> IndexSet:
    groups = tuple(Group(str(one["name"]), tuple(_index(row) for row in one["indices"])) for one in told["groups"])
    keys = [one.key for group in groups for one in group.indices]
    if len(set(keys)) != len(keys):
        raise BadIndexSets(f"{told['key']}: an index stands twice")
    bands = sorted(((Decimal(least), str(name)) for least, name in told["bands"].items()), reverse=True)
    return IndexSet(
        str(told["key"]), str(told["name"]), str(told["number"]), str(told["law"]), str(told["mark"]), told["from"],
        told["until"], groups, tuple(bands), str(told["bands_mark"]),
    )  # fmt: skip


def _index(row: Mapping[str, Any]) -> Index:
    try:
        how = How(row["how"])
    except ValueError as fault:
        raise BadIndexSets(f"{row['key']}: {fault}") from fault
    made = Index(
        str(row["key"]), str(row["name"]), str(row.get("short", row["name"])), str(row.get("about", "")),
        Decimal(row["most"]), how,
        {str(column): Decimal(value) for column, value in row.get("points", {}).items()},
        tuple(_step(one) for one in row.get("steps", ())), tuple(row.get("parts", ())), str(row.get("whole", "")),
        {int(value): str(words) for value, words in row.get("choices", {}).items()}, str(row.get("why", "")),
        str(row.get("none", "")), tuple(row.get("figures", ())),
    )  # fmt: skip
    needed = {
        How.AVERAGE: made.points, How.STEPS: made.steps, How.RATIO: made.parts and made.whole, How.JUDGED: made.choices,
        How.UNKNOWN: made.why,
    }[how]  # fmt: skip
    if not needed:
        raise BadIndexSets(f"{made.key}: «{how}» does not say of what")
    return made


def _step(told: Mapping[str, Any]) -> Step:
    return Step(Decimal(told["points"]), tuple(_condition(one) for one in told["when"]))


def _condition(told: Mapping[str, Any]) -> Condition:
    if "none" in told:
        return Condition(none=str(told["none"]))
    least = told["least"]
    by_level = {str(level): Decimal(value) for level, value in least.items()} if isinstance(least, dict) else {"": Decimal(least)}
    return Condition(str(told["part"]), str(told["whole"]), by_level)
