"""Which bodies issue documents and keep registers, and with whom, as the reviewed file says."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SYSTEMS = ("state", "party")
_NEEDED = {"key", "keeper", "level", "of", "system", "symbol", "name", "mark"}


class BadBodies(ValueError):
    """The file of bodies does not say what it must; a defect of the file, told when the product starts."""


@dataclass(frozen=True)
class BodyKind:
    """A kind of body that issues documents.

    key        what it is, as functions of units are called: «people_committee»; one body of a key for each keeper.
    keeper     function of the unit whose clerk keeps its registers, at `level`.
    of         own or parent: whose name it bears, its keeper's or that of the unit above the keeper.
    symbol     what stands for it in «số, ký hiệu»: UBND, HU.
    name       with {unit} and {short} of the unit whose name it bears.
    committee  of the Party: own, or serving the unit; its terms the numbers follow.  Empty for the State.
    unless     function of a unit below the keeper which, where it stands, keeps the registers instead; empty: none.
    mark       how sure the reading is (V I M P).
    """

    key: str
    keeper: str
    level: str
    of: str
    system: str
    symbol: str
    name: str
    committee: str
    mark: str
    unless: str = ""

    def named(self, unit: str, short: str) -> str:
        """Return the body's name, of the full and the short name of the unit whose name it bears."""
        return self.name.format(unit=unit, short=short)


def bodies_of(file: Mapping[str, Any]) -> tuple[BodyKind, ...]:
    """Return the kinds of bodies that a file holds.  Raises BadBodies, naming the body."""
    made = tuple(_body(one) for one in file.get("bodies", ()))
    places = [(one.keeper, one.level, one.key) for one in made]
    twice = sorted({" ".join(place) for place in places if places.count(place) > 1})
    if twice:
        raise BadBodies(f"stands twice: {', '.join(twice)}")
    return made


def _body(said: Mapping[str, Any]) -> BodyKind:
    name = f"{said.get('key', '?')} at {said.get('keeper', '?')}"
    lacking = _NEEDED - set(said)
    if lacking:
        raise BadBodies(f"{name}: lacks {', '.join(sorted(lacking))}")
    committee = str(said.get("committee", ""))
    if said["system"] not in SYSTEMS or (said["system"] == "party") != bool(committee):
        raise BadBodies(f"{name}: system «{said['system']}» with committee «{committee}»")
    if said["of"] not in ("own", "parent") or committee not in ("", "own", "serving"):
        raise BadBodies(f"{name}: «of» is own or parent, «committee» own or serving")
    words = {key: str(said[key]) for key in sorted(_NEEDED)}
    made = BodyKind(committee=committee, unless=str(said.get("unless", "")), **words)
    try:
        made.named("UBND xã", "xã")
    except (KeyError, IndexError, ValueError) as fault:
        raise BadBodies(f"{name}: name «{made.name}»: {fault}") from fault
    return made


def kept_by(kinds: Sequence[BodyKind], function: str, functions: Collection[str], level: str) -> list[BodyKind]:
    """Return the kinds of bodies whose registers a unit at a level keeps, in the order of the file.

    Those of its main function; of its other `functions` only what belongs to the other system: a unit that bodies of Party
    and State were merged into keeps the registers of both.
    """
    here = [one for one in kinds if one.level == level and one.keeper in functions]
    systems = {one.system for one in here if one.keeper == function}
    return [one for one in here if one.keeper == function or (one.of == "own" and one.system not in systems)]
