"""Whom to tell about a dossier, and the facts that are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Sum
from django.db.models.functions import Greatest

from lienthong.casework.dossiers.models import Dossier
from lienthong.casework.dossiers.rules.status import Status


@dataclass(frozen=True)
class Addressee:
    """The submitter of a dossier (the owner when nobody else handed it in), and what is told them.

    language  of its notices: of the page on which it was filed, else as the counter wrote down.
    owed  đồng still to be paid.  papers, reply_by: of the latest request for supplement.
    """

    code: str
    lookup_key: str
    unit_id: int
    unit: str
    procedure: str
    status: Status
    immediate: bool
    phone: str
    email: str
    due_at: datetime | None
    papers: tuple[str, ...]
    reply_by: date | None
    owed: int
    language: str


def addressee(dossier_uid: UUID) -> Addressee | None:
    """Return whom to tell about a dossier, None when the context does not see it, or for a leg: the citizen knows the whole.

    Four statements.
    """
    dossier = Dossier.objects.select_related("unit", "version__procedure").filter(uid=dossier_uid).first()
    if dossier is None or dossier.parent_id is not None:
        return None
    parties = {party.role: party for party in dossier.parties.filter(role__in=["owner", "submitter"]).order_by("pk")}
    person = parties.get("submitter") or parties.get("owner")
    asked = dossier.supplements.order_by("-number").first()
    owed = dossier.fees.aggregate(owed=Sum(Greatest(F("amount") - F("paid"), 0)))["owed"]
    return Addressee(
        code=dossier.code, lookup_key=dossier.lookup_key, unit_id=dossier.unit_id, unit=dossier.unit.name,
        procedure=dossier.version.procedure.name, status=Status(dossier.status), immediate=dossier.immediate,
        phone=person.phone if person else "", email=person.email if person else "", due_at=dossier.due_at,
        papers=tuple(str(one) for one in asked.papers) if asked else (), reply_by=asked.reply_by if asked else None,
        owed=int(owed or 0), language=dossier.language,
    )  # fmt: skip
