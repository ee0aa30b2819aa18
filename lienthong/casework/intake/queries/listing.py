"""What arrived, as pages show it.  The context is the caller's."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from lienthong.casework.intake import access
from lienthong.casework.intake.errors import ArrivalUnknown
from lienthong.casework.intake.models import Arrival, ArrivalFile, ArrivalText
from lienthong.casework.intake.rules.arrivals import Proposal, from_json
from lienthong.office.files import public as files
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor

PAGE = 50


@dataclass(frozen=True)
class ArrivalRow:
    """A line of the list.

    files, faulty, pending  how many it brought; how many of them the policy refused, has not looked at yet.
    key            to go on after, on a page.
    document_uid   None while it waits or when it was refused.   reason: of a refusal.
    """

    key: int
    uid: UUID
    title: str
    sender: str
    channel: str
    received_at: datetime
    body_key: str
    body_name: str
    state: str
    trouble: str
    proposal: Proposal
    files: int
    faulty: int
    pending: int
    document_uid: UUID | None
    reason: str
    settled_at: datetime | None
    settled_by: str
    put_by: str


@dataclass(frozen=True)
class FileLine:
    """A file of an arrival, as of `models.ArrivalFile`."""

    name: str
    size: int
    sha256: str
    carrier: bool
    file_uid: UUID | None
    original_uid: UUID | None
    fault: str
    pending: bool


@dataclass(frozen=True)
class ArrivalSheet:
    """An arrival with its files, the carrier first; hashes: of all contents kept of it, drawn anew and as they came.

    text, how, missing  as of `models.ArrivalText`; how is «wait» until a job has read them.
    """

    row: ArrivalRow
    files: tuple[FileLine, ...]
    hashes: tuple[str, ...]
    text: str
    how: str
    missing: str


def waiting(actor: Actor) -> QuerySet[Arrival]:
    """Return what waits for the actor to register it, for counting."""
    return Arrival.objects.filter(access.in_sight(actor), state="waiting")


def arrivals(actor: Actor, *, state: str = "waiting", before: int = 0, batch: UUID | None = None) -> tuple[list[ArrivalRow], int]:
    """Return a page of what arrived at the actor's unit in a state, the latest first, and the key to go on before (0: no more).

    before  the key that the page before ended with.  One statement.
    batch   only what one upload brought, in whatever state.
    """
    kept = Q(origin__startswith=f"upload:{batch}:") if batch else Q(state=state)
    rows = _rows(actor).filter(kept).order_by("-pk")
    found = list(rows.filter(pk__lt=before)[: PAGE + 1] if before else rows[: PAGE + 1])
    return [_row(one) for one in found[:PAGE]], found[PAGE - 1].pk if len(found) > PAGE else 0


def arrival(actor: Actor, uid: UUID) -> ArrivalSheet:
    """Return what arrived, with its files; three statements.  Raises ArrivalUnknown."""
    row = _rows(actor).select_related("document", "read").filter(uid=uid).first()
    if row is None:
        raise ArrivalUnknown
    lines = ArrivalFile.objects.filter(arrival=row).order_by("position")
    kept = tuple(dict.fromkeys(one.sha256 for one in files.of_object(uid)))
    return ArrivalSheet(_row(row), tuple(_line(one) for one in lines), kept, *_text(row))


def of_document(actor: Actor, document_uid: UUID) -> list[ArrivalRow]:
    """Return what was registered as a document or joined to it, the first first; one statement."""
    return [_row(one) for one in _rows(actor).filter(document__uid=document_uid).order_by("pk")]


def waiting_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how much waits at units to be registered, by unit; one statement."""
    return org.counted(Arrival.objects.filter(keeper_id__in=unit_ids, state="waiting"), "keeper_id")


def _rows(actor: Actor) -> QuerySet[Arrival]:
    rows = Arrival.objects.filter(access.in_sight(actor)).select_related("document")
    brought = Count("files", filter=Q(files__carrier=False))
    return rows.annotate(
        brought=brought,
        faulty=Count("files", filter=Q(files__carrier=False) & ~Q(files__fault="")),
        pending=Count("files", filter=Q(files__pending=True)),
    )


def _row(one: Arrival) -> ArrivalRow:
    told: Any = one  # annotated by `_rows`
    return ArrivalRow(
        key=one.pk, uid=one.uid, title=one.title, sender=one.sender, channel=one.channel, received_at=one.received_at,
        body_key=one.body_key, body_name=one.body_name, state=one.state, trouble=one.trouble, proposal=from_json(one.proposal),
        files=told.brought, faulty=told.faulty, pending=told.pending, document_uid=one.document.uid if one.document else None,
        reason=one.reason, settled_at=one.settled_at, settled_by=one.settled_by, put_by=one.put_by,
    )  # fmt: skip


def _text(row: Arrival) -> tuple[str, str, str]:
    read: ArrivalText | None = getattr(row, "read", None)
    return (read.text, read.how, read.missing) if read else ("", "wait", "")


def _line(one: ArrivalFile) -> FileLine:
    return FileLine(one.name, one.size, one.sha256, one.carrier, one.file_uid, one.original_uid, one.fault, one.pending)
