"""The kinds of bodies and of series that the reviewed files hold, read when the product starts: a fault of a file stops it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from lienthong.casework.documents.rules.bodies import BodyKind, bodies_of, kept_by
from lienthong.casework.documents.rules.series import SeriesKind, kind_for, series_of
from lienthong.casework.documents.rules.types import DocumentType
from lienthong.office.org import public as org

DATA = Path(__file__).resolve().parents[1] / "data"
BODIES = bodies_of(yaml.safe_load((DATA / "bodies.yaml").read_text(encoding="utf-8")))
SERIES = series_of(yaml.safe_load((DATA / "series.yaml").read_text(encoding="utf-8")))
COMMITTEE = "party_committee"
"""Function of the Party committee whose terms bodies number by."""


@dataclass(frozen=True)
class BodyPlan:
    """A body whose registers a unit keeps: its kind, its name on the day, whose name it bears, whose terms it follows."""

    kind: BodyKind
    name: str
    unit_id: int
    committee_id: int | None


def plans(unit_id: int, on: date) -> list[BodyPlan]:
    """Return the bodies whose registers a unit keeps on a day, in the order of the file; four statements at most.

    Raises UnitNotValid of the organisation; NoServingUnit when no Party committee serves a body of the Party.
    """
    keeper = org.unit_on(unit_id, on)
    kinds = kept_by(BODIES, keeper.function, keeper.functions, keeper.level)
    others = {one.unless for one in kinds if one.unless}
    instead = {name for name in sorted(others) if org.units_on(on, function=name, parent_id=keeper.id)}
    kinds = [one for one in kinds if one.unless not in instead]
    above = org.unit_on(keeper.parent_id, on) if keeper.parent_id and any(one.of == "parent" for one in kinds) else None
    served = org.unit_serving(COMMITTEE, keeper.id, on) if any(one.committee == "serving" for one in kinds) else None
    made = []
    for kind in kinds:
        bears = keeper if kind.of == "own" else above
        leads = {"own": keeper, "serving": served}.get(kind.committee)
        if bears is not None:
            named = kind.named(bears.name, bears.short_name)
            made.append(BodyPlan(kind, named, bears.id, leads.id if leads else None))
    return made


def series_kind(*, system: str, direction: str, secret: bool, type_: DocumentType | None = None) -> SeriesKind:
    """Return the kind of series in which a document takes its number; type_: None where the register asks none."""
    if type_ is None:
        return kind_for(SERIES, system=system, direction=direction, secret=secret)
    return kind_for(
        SERIES, system=system, direction=direction, secret=secret, normative=type_.normative, copy=type_.copy,
        type_=type_.abbreviation,
    )  # fmt: skip


@dataclass(frozen=True)
class NearBody:
    """A body in whose name a unit drafts: keeper_id keeps its registers, unit_id bears its name; key for the services."""

    keeper_id: int
    unit_id: int
    key: str
    system: str
    symbol: str
    name: str


def bodies_near(unit_id: int, on: date, *, among: Sequence[org.UnitRow] | None = None) -> list[NearBody]:
    """Return the bodies of either system in whose name a unit drafts on a day: its own, and that of the unit it stands under.

    Whoever of its neighbours or of the units below keeps the registers; each key once, its own first; four statements at most.
    among  every unit of the day (`org.units_on`), of a caller that has them: no statement then.
    Raises UnitNotValid of the organisation.
    """
    mine, above, below, beside = _around(unit_id, on, among)
    found: dict[str, NearBody] = {}
    for keeper, bears in [(mine, mine), *((one, above) for one in beside), *((one, mine) for one in below)]:
        under = below if keeper.id == mine.id else []
        there = {function for one in under for function in (one.function, *one.functions)}
        for kind in kept_by(BODIES, keeper.function, keeper.functions, keeper.level):
            own = kind.of == "own"
            if bears is None or own != (keeper.id == mine.id and bears.id == mine.id) or kind.unless in there - {""}:
                continue
            name = kind.named(bears.name, bears.short_name)
            found.setdefault(kind.key, NearBody(keeper.id, bears.id, kind.key, kind.system, kind.symbol, name))
    return list(found.values())


def _around(
    unit_id: int, on: date, among: Sequence[org.UnitRow] | None
) -> tuple[org.UnitRow, org.UnitRow | None, list[org.UnitRow], list[org.UnitRow]]:
    """Return a unit, the one above it, those below it, and those below the one above."""
    known = {one.id: one for one in among or ()}

    def children(key: int) -> list[org.UnitRow]:
        return org.units_on(on, parent_id=key) if among is None else [one for one in among if one.parent_id == key]

    mine = known.get(unit_id) or org.unit_on(unit_id, on)
    above = (known.get(mine.parent_id) or org.unit_on(mine.parent_id, on)) if mine.parent_id else None
    return mine, above, children(mine.id), children(above.id) if above else []
