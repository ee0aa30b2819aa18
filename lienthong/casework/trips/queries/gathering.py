"""What there is to do in each village: results that are ready, papers that are missing, wishes for a visit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.trips import access
from lienthong.casework.trips.models import Visit
from lienthong.casework.trips.rules import villages as rules
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.vietnamese import sort_key


@dataclass(frozen=True)
class Wanted:
    """Something to do in a village; either a dossier or a wish."""

    kind: str
    village: str
    dossier_uid: UUID | None = None
    visit_id: int | None = None


@dataclass(frozen=True)
class VillageRow:
    """A village of somebody who waits, and how much waits there."""

    name: str
    results: int
    papers: int
    visits: int


def waiting(actor: Actor, on: date) -> list[Wanted]:
    """Return everything that waits at the unit, each with its village (empty when the address names none); three statements."""
    rows = dossiers.to_visit(actor)
    picked = {one.place_uid for one in rows if one.place_uid is not None}
    places = {place.uid: place.path for place in org.villages(on, uids=picked)}
    kinds = {dossiers.Status.COMPLETED: "return", dossiers.Status.SUPPLEMENT_REQUESTED: "supplement"}
    found = [
        Wanted(kinds[one.status], rules.village_of(places.get(one.place_uid, one.address)), dossier_uid=one.uid)  # type: ignore[arg-type]
        for one in rows
    ]
    wishes = Visit.objects.filter(access.visible(actor), done_at=None, dropped="").order_by("asked_at", "pk")
    return found + [Wanted("visit", rules.village_of(one.village), visit_id=one.pk) for one in wishes]


def villages(actor: Actor, on: date) -> list[VillageRow]:
    """Return the villages where something waits, in Vietnamese order; two spellings of one village are one row."""
    piles: dict[str, list[Wanted]] = {}
    for one in waiting(actor, on):
        if one.village:
            known = next((name for name in piles if rules.same(name, one.village)), one.village)
            piles.setdefault(known, []).append(one)
    counted = [
        VillageRow(name, *(_count(pile, kind) for kind in ("return", "supplement", "visit"))) for name, pile in piles.items()
    ]
    return sorted(counted, key=lambda row: sort_key(row.name))


def _count(pile: Iterable[Wanted], kind: str) -> int:
    return sum(one.kind == kind for one in pile)


def of_villages(actor: Actor, on: date, names: Sequence[str]) -> list[Wanted]:
    """Return what waits in these villages, by village in the order given, results first."""
    order = {kind: place for place, kind in enumerate(("return", "supplement", "visit"))}
    found = [
        Wanted(one.kind, there, one.dossier_uid, one.visit_id)
        for one in waiting(actor, on)
        if (there := rules.among(one.village, list(names)))
    ]
    return sorted(found, key=lambda one: (names.index(one.village), order[one.kind]))
