"""What an office may bring to people's homes: results that wait to be fetched, and what dossiers still lack."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest

from lienthong.casework.dossiers.models import FeeLine, Party
from lienthong.casework.dossiers.rules.status import NAMES, Status
from lienthong.toolkit.actor import Actor


@dataclass(frozen=True)
class VisitRow:
    """A dossier as somebody on the way to its owner needs it.

    asked  the papers of the open supplement request, `asked_at` when they were asked for, `reply_by` until which day.
    owed   đồng that must be paid before the result is handed over.
    """

    uid: UUID
    code: str
    lookup_key: str
    owner: str
    phone: str
    address: str
    place_uid: UUID | None
    procedure: str
    status: Status
    status_name: str
    finished_at: datetime | None
    returned_to: str
    returned_at: datetime | None
    result_number: str
    asked: tuple[str, ...]
    asked_at: datetime | None
    reply_by: date | None
    owed: int


def to_visit(actor: Actor, *, uids: Collection[UUID] | None = None) -> list[VisitRow]:
    """Return the dossiers of the actor's unit whose result is ready or that wait for papers, by code; one statement.

    uids  these dossiers instead, however they stand.
    """
    waiting = Q(dossier__status__in=[Status.COMPLETED, Status.SUPPLEMENT_REQUESTED], dossier__parent=None)
    wanted = waiting if uids is None else Q(dossier__uid__in=uids)
    left = FeeLine.objects.filter(dossier=OuterRef("dossier")).order_by().values("dossier")
    owed = left.annotate(owed=Sum(Greatest(F("amount") - F("paid"), 0))).values("owed")
    owners = Party.objects.filter(wanted, role="owner", dossier__unit_id=actor.unit_id).select_related(
        "dossier__version__procedure"
    )
    asked = FilteredRelation("dossier__supplements", condition=Q(dossier__supplements__received_at=None))
    rows = owners.defer("dossier__marking", "dossier__version__definition", "dossier__version__source_text").annotate(
        asked=asked, papers=F("asked__papers"), asked_at=F("asked__requested_at"), reply_by=F("asked__reply_by"),
        owed=Coalesce(Subquery(owed), 0),
    )  # fmt: skip
    return [_row(one) for one in rows.order_by("dossier__code", "pk")]


def _row(owner: Any) -> VisitRow:
    dossier, status = owner.dossier, Status(owner.dossier.status)
    return VisitRow(
        uid=dossier.uid, code=dossier.code, lookup_key=dossier.lookup_key, owner=dossier.owner_name, phone=owner.phone,
        address=owner.address, place_uid=owner.place_uid, procedure=dossier.version.procedure.name, status=status,
        status_name=NAMES[status], finished_at=dossier.finished_at, returned_to=dossier.returned_to,
        returned_at=dossier.returned_at, result_number=dossier.result_number, asked=tuple(owner.papers or ()),
        asked_at=owner.asked_at, reply_by=owner.reply_by, owed=int(owner.owed),
    )  # fmt: skip
