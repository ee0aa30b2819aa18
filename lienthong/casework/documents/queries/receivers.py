"""Who of ours can be sent a document: every body that keeps registers, with the unit whose clerk opens what comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lienthong.casework.documents.queries.plans import BODIES
from lienthong.casework.documents.rules.bodies import BodyKind, kept_by
from lienthong.office.org import public as org


@dataclass(frozen=True)
class Receiver:
    """A body and its keeper.

    keeper_id, keeper_uid  of the unit that registers.   body_key: of the body, one of a key for each keeper.
    unit_uid               of the unit whose name it bears.
    organ, organ_old       codes of the unit whose name it bears, by QĐ 20/2020 and by QCVN 102 ("" where it has none).
    """

    keeper_id: int
    keeper_uid: UUID
    body_key: str
    unit_uid: UUID
    name: str
    system: str
    level: str
    organ: str
    organ_old: str

    @property
    def key(self) -> str:
        """Return what names it in forms."""
        return f"{self.keeper_id}:{self.body_key}"


def receivers_on(on: date) -> list[Receiver]:
    """Return the bodies that keep registers on a day, by the code of their keeper and the order of the file; one statement."""
    units = org.units_on(on)
    by_id, below = {unit.id: unit for unit in units}, dict[int, set[str]]()
    for unit in units:
        below.setdefault(unit.parent_id or 0, set()).update((unit.function, *unit.functions))
    return [made for unit in units for kind in _kinds(unit, below.get(unit.id, set())) if (made := _receiver(kind, unit, by_id))]


def _kinds(keeper: org.UnitRow, below: set[str]) -> Sequence[BodyKind]:
    kept = kept_by(BODIES, keeper.function, keeper.functions, keeper.level)
    return [one for one in kept if not one.unless or one.unless not in below]


def _receiver(kind: BodyKind, keeper: org.UnitRow, by_id: dict[int, org.UnitRow]) -> Receiver | None:
    bears = keeper if kind.of == "own" else by_id.get(keeper.parent_id or 0)
    if bears is None:
        return None
    name = kind.named(bears.name, bears.short_name)
    return Receiver(keeper.id, keeper.uid, kind.key, bears.uid, name, kind.system, bears.level, bears.code, bears.code_legacy)
