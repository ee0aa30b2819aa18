"""Questions of the staff pages that no other app asks: drafts, what waits to be handed over, names of people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db.models import Count

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.tasks import public as tasks
from lienthong.doors.desk.models import Draft
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor

WAITING_SHOWN = 200
NOTES_SHOWN = 30
DRAFTS_SHOWN = 20


@dataclass(frozen=True)
class DraftRow:
    """A draft as the list of drafts shows it."""

    key: UUID
    procedure: str
    owner: str
    updated_at: datetime


@dataclass(frozen=True)
class Waiting:
    """A dossier that this unit sent on and nobody there has taken over or signed for."""

    dossier_uid: UUID
    code: str
    title: str
    owner: str
    procedure: str
    since: datetime


@dataclass(frozen=True)
class Pile:
    """What waits to be handed over to one unit."""

    unit_id: int
    unit: str
    rows: tuple[Waiting, ...]


@dataclass(frozen=True)
class NoteRow:
    """A hand-over note as the list shows it."""

    uid: UUID
    number: int
    year: int
    other_unit: str
    made_at: datetime
    made_by: str
    accepted_at: datetime | None
    accepted_by: str
    dossiers: int
    incoming: bool


def draft(account_id: int, kind: str, key: UUID) -> dict[str, list[str]] | None:
    """Return what a draft holds, or None; one statement."""
    return Draft.objects.filter(account_id=account_id, kind=kind, key=key).values_list("data", flat=True).first()


def drafts(account_id: int, kind: str) -> list[DraftRow]:
    """Return the account's drafts of a form, the latest first, twenty at most; one statement."""
    found = Draft.objects.filter(account_id=account_id, kind=kind).order_by("-updated_at", "pk")[:DRAFTS_SHOWN]
    return [
        DraftRow(one.key, _first(one.data, "procedure_name"), _first(one.data, "owner-name"), one.updated_at) for one in found
    ]


def _first(data: dict[str, list[str]], name: str) -> str:
    return next(iter(data.get(name, [])), "")


def to_hand_over(actor: Actor) -> list[Pile]:
    """Return what the actor's unit sent to others and nobody there has taken over, by receiving unit; two statements.

    A task that already stands on a note is left out.
    """
    noted = dossiers.HandOverNote.objects.filter(from_unit_id=actor.unit_id).values("lines__dossier__uid", "lines__token")
    on_note = {(row["lines__dossier__uid"], row["lines__token"]) for row in noted.filter(accepted_at=None)}
    found = tasks.Task.objects.filter(from_unit_id=actor.unit_id, closed_at=None, holder_uid=None, object_type="dossier")
    found = found.exclude(unit_id=actor.unit_id).select_related("unit").order_by("unit__name", "unit_id", "opened_at", "pk")
    rows = [task for task in found[:WAITING_SHOWN] if (task.object_uid, task.token) not in on_note]
    return [
        Pile(
            unit_id,
            name,
            tuple(Waiting(t.object_uid, t.code, t.title, t.owner_label, t.subject, t.opened_at) for t in group),
        )
        for (unit_id, name), group in groupby(rows, key=lambda task: (task.unit_id, task.unit.name))
    ]


def notes(actor: Actor) -> list[NoteRow]:
    """Return the latest notes that the actor's unit gives or takes, those to be accepted first; one statement."""
    mine = dossiers.HandOverNote.objects.filter(from_unit_id=actor.unit_id) | dossiers.HandOverNote.objects.filter(
        to_unit_id=actor.unit_id
    )
    found = mine.select_related("from_unit", "to_unit").annotate(size=Count("lines")).order_by("-made_at", "-pk")[:NOTES_SHOWN]
    rows = []
    for note in found:
        incoming = note.to_unit_id == actor.unit_id
        other = note.from_unit.name if incoming else note.to_unit.name
        rows.append(
            NoteRow(
                note.uid, note.number, note.year, other, note.made_at, note.made_by, note.accepted_at, note.accepted_by,
                note.size, incoming,
            )
        )  # fmt: skip
    return sorted(rows, key=lambda row: (row.accepted_at is not None or not row.incoming, -row.made_at.timestamp()))


def names_of(people: Iterable[UUID | None]) -> dict[UUID, str]:
    """Return the names of people by uid, in one statement; unknown ones are left out."""
    asked = {uid for uid in people if uid is not None}
    return dict(org.Person.objects.filter(uid__in=asked).values_list("uid", "name")) if asked else {}
