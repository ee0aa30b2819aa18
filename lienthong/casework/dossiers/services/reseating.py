"""Units end and others take over: open dossiers go to the unit that has them now; code, clock and promise stay."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from lienthong.casework.dossiers.models import Dossier, HandOverNote, Party
from lienthong.casework.dossiers.rules import legs
from lienthong.casework.dossiers.services.handing import lock_all
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor

MOVED, MOVED_BACK = "unit_succeeded", "unit_succession_undone"


@dataclass(frozen=True)
class Lying:
    """A dossier that the end of some units touches.

    address_unit_id  the unit that governed the owner's address at reception, None when unknown.
    open             it is not done with: it is open, or its result waits to be fetched.
    """

    uid: UUID
    code: str
    unit_id: int
    address_unit_id: int | None
    open: bool


@dataclass(frozen=True)
class Succession:
    """By what act dossiers change units: its uid, its day, its legal document, the heir of each unit that ended."""

    uid: UUID
    on: date
    document: str
    heirs: Mapping[int, int]


@dataclass(frozen=True)
class Reseating:
    """What happened to one dossier: from which unit to which (equal when only tasks of it moved), and its tasks."""

    uid: UUID
    code: str
    from_unit_id: int
    to_unit_id: int
    tasks: tuple[tasks.Reseated, ...]


def lying_at(unit_ids: Collection[int]) -> list[Lying]:
    """Return the dossiers that units hold: received there and not done with, or a task there; with their legs and parents.

    They are locked until the caller's transaction ends, in the order of their keys; four statements.
    """
    held = set(tasks.Task.objects.filter(unit_id__in=unit_ids, closed_at=None).values_list("object_uid", flat=True))
    first = Dossier.objects.filter(Q(uid__in=held) | Q(unit_id__in=unit_ids, ended_at=None))
    touched = set(first.values_list("uid", flat=True))
    kin = Dossier.objects.filter(Q(parent__uid__in=touched) | Q(pk__in=first.exclude(parent=None).values("parent_id")))
    rows = lock_all(touched | set(kin.values_list("uid", flat=True)))
    owners = Party.objects.filter(dossier__in=rows, role="owner").values_list("dossier_id", "address_unit_id")
    address = dict(owners.order_by("pk"))
    return [Lying(d.uid, d.code, d.unit_id, address.get(d.pk), d.ended_at is None or d.uid in held) for d in rows]


def reseat(
    *,
    actor: Actor,
    at: datetime,
    act: Succession,
    homes: Mapping[UUID, int],
    uids: Iterable[UUID],
    waiting: Collection[UUID] = (),
) -> list[Reseating]:
    """Move dossiers that `lying_at` locked to their new units, with their open tasks; each tells it in its own history.

    homes    the new unit of each dossier whose own unit ended; the others keep theirs.
    waiting  dossiers that wait for somebody to say where they go: they and their tasks at their own unit stay.
    A task at the dossier's own unit goes where the dossier goes; one at another unit that ended goes to that unit's heir.
    """
    rows = lock_all(set(uids))
    open_tasks = tasks.Task.objects.filter(object_uid__in=[row.uid for row in rows], closed_at=None)
    lies = list(open_tasks.order_by("object_uid", "token").values_list("object_uid", "token", "unit_id"))
    before = {row.uid: row.unit_id for row in rows}
    seats = {
        (uid, token): homes.get(uid, unit_id) if unit_id == before[uid] else act.heirs.get(unit_id, unit_id)
        for uid, token, unit_id in lies
        if not (uid in waiting and unit_id == before[uid])
    }
    moved: dict[UUID, list[tasks.Reseated]] = {}
    for one in tasks.reseat(seats=seats, heirs=act.heirs, at=at):
        moved.setdefault(one.task.object_uid, []).append(one)
    where = {uid: seats.get((uid, token), unit_id) for uid, token, unit_id in reversed(lies)}
    told = []
    for row in rows:
        _seat(row, act, homes.get(row.uid, row.unit_id), where)
        told.append(Reseating(row.uid, row.code, before[row.uid], row.unit_id, tuple(moved.get(row.uid, ()))))
    _join(rows, act, before)
    changed = ["unit_id", "origin_unit_id", "former", "where_unit_id", "legs", "link"]
    Dossier.objects.bulk_update(rows, changed)
    told = [one for one in told if one.from_unit_id != one.to_unit_id or one.tasks]
    _tell(actor, at, act, MOVED, {row.uid: row for row in rows}, told)
    return told


def _seat(row: Dossier, act: Succession, unit_id: int, where: Mapping[UUID, int]) -> None:
    if unit_id != row.unit_id:
        row.origin_unit_id = row.origin_unit_id or row.unit_id
        row.former = [*row.former, {"unit": row.unit_id, "until": act.on.isoformat()}]
        row.unit_id = unit_id
    row.where_unit_id = where.get(row.uid, row.where_unit_id)


def _join(rows: Iterable[Dossier], act: Succession, before: Mapping[UUID, int]) -> None:
    """Let what a dossier and its legs know of each other name the units of today."""
    homes = {str(row.uid): row.unit_id for row in rows}
    for row in rows:
        for leg in row.legs.values():
            if legs.is_open(leg):
                leg["unit_id"] = homes.get(leg.get("uid", ""), act.heirs.get(leg["unit_id"], leg["unit_id"]))
                if "charge" in leg:
                    unit_id, duty = leg["charge"]
                    own = unit_id == before[row.uid]
                    leg["charge"] = [row.unit_id if own else act.heirs.get(unit_id, unit_id), duty]
        if row.leg and row.ended_at is None:
            parent = row.link["parent_uid"]
            for name in ("parent_unit_id", "home_unit_id", "sender_unit_id"):
                unit_id = row.link[name]
                same = unit_id == before.get(UUID(parent))
                row.link[name] = homes[parent] if same else act.heirs.get(unit_id, unit_id)


def _tell(
    actor: Actor, at: datetime, act: Succession, activity: str, rows: Mapping[UUID, Dossier], told: Iterable[Reseating]
) -> None:
    entries = [
        ledger.Entry(
            stream=one.uid, activity=activity, lifecycle=ledger.Lifecycle.COMPLETED, occurred_at=at, actor=actor,
            procedure_version=rows[one.uid].version.uid, objects=(ledger.ObjectRef("dossier", one.uid),),
            body={
                "verb": "reseated", "status": int(rows[one.uid].status), "from": one.from_unit_id, "to": one.to_unit_id,
                "tasks": [[moved.task.token, moved.from_unit_id, moved.task.unit_id] for moved in one.tasks],
                "reorganisation": act.uid, "on": act.on, "document": act.document,
            },
            participants=tuple(sorted({one.to_unit_id, *(moved.task.unit_id for moved in one.tasks)})),
        )
        for one in told
    ]  # fmt: skip
    if entries:
        ledger.append_many(entries)


def tell_moved_back(*, actor: Actor, at: datetime, act: Succession, uids: Iterable[UUID]) -> None:
    """Tell in the history of dossiers that they are again where they were before a succession."""
    rows = {row.uid: row for row in lock_all(set(uids))}
    back = [Reseating(row.uid, row.code, row.unit_id, row.unit_id, ()) for row in rows.values()]
    _tell(actor, at, act, MOVED_BACK, rows, back)


def codes_of(uids: Iterable[UUID]) -> list[str]:
    """Return the codes of dossiers; one statement."""
    return list(Dossier.objects.filter(uid__in=list(uids)).order_by("code").values_list("code", flat=True))


def redirect_notes(heirs: Mapping[int, int]) -> None:
    """Let hand-over notes that an ended unit had not taken over yet be taken over by its heir."""
    for note in HandOverNote.objects.filter(to_unit_id__in=heirs, accepted_at=None).order_by("pk"):
        note.to_unit_id = heirs[note.to_unit_id]
        note.save(update_fields=["to_unit"])
