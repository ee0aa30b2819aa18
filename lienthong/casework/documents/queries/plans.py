"""The kinds of bodies and of series that the reviewed files hold, read when the product starts: a fault of a file stops it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from lienthong.casework.documents.queries.types import DocumentType
from lienthong.casework.documents.rules.bodies import BodyKind, bodies_of, kept_by
from lienthong.casework.documents.rules.series import SeriesKind, kind_for, series_of
from lienthong.office.org import public as org

DATA = Path(__file__).resolve().parents[1] / "data"
BODIES = bodies_of(yaml.safe_load((DATA / "bodies.yaml").read_text(encoding="utf-8")))
SERIES = series_of(yaml.safe_load((DATA / "series.yaml").read_text(encoding="utf-8")))


@dataclass(frozen=True)
class BodyPlan:
    """A body whose registers a unit keeps: its kind, its name on the day, whose name it bears, whose terms it follows."""

    kind: BodyKind
    name: str
    unit_id: int
    committee_id: int | None


def plans(unit_id: int, on: date) -> list[BodyPlan]:
    """Return the bodies whose registers a unit keeps on a day, in the order of the file; two statements at most.

    Raises UnitNotValid of the organisation.
    """
    keeper = org.unit_on(unit_id, on)
    kinds = kept_by(BODIES, keeper.functions, keeper.level)
    asked = any("parent" in (one.of, one.committee) for one in kinds)
    above = org.unit_on(keeper.parent_id, on) if asked and keeper.parent_id else None
    units = {"own": keeper, "parent": above}
    made = []
    for kind in kinds:
        bears, leads = units[kind.of], units.get(kind.committee)
        if bears is not None and (leads is not None or not kind.committee):
            made.append(BodyPlan(kind, kind.named(bears.name, bears.short_name), bears.id, leads.id if leads else None))
    return made


def series_kind(*, system: str, direction: str, secret: bool, type_: DocumentType | None = None) -> SeriesKind:
    """Return the kind of series in which a document takes its number; type_: None where the register asks none."""
    if type_ is None:
        return kind_for(SERIES, system=system, direction=direction, secret=secret)
    return kind_for(
        SERIES, system=system, direction=direction, secret=secret, normative=type_.normative, copy=type_.copy,
        type_=type_.abbreviation,
    )  # fmt: skip
