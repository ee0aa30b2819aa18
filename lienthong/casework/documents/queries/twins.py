"""The same document twice: what a clerk is shown before it is registered again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from lienthong.casework.documents import access
from lienthong.casework.documents.models import Document
from lienthong.casework.documents.rules.letters import cleaned
from lienthong.office.files import public as files
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.vietnamese import fold

SHOWN = 5


@dataclass(frozen=True)
class Twin:
    """A document of the same issuer, symbol and day, or with the same file: where it stands in the register.

    same_file  it is the content that is the same.
    """

    document_uid: UUID
    number: int
    label: str
    day: date
    symbol: str
    issuer: str
    subject: str
    same_file: bool


def twins_of(
    actor: Actor, *, body_key: str, issuer: str, symbol: str, issued_on: date | None, hashes: Collection[str] = ()
) -> list[Twin]:
    """Return what the unit's incoming register of a body has like it, five at most, the latest first; two statements at most.

    issuer  as typed, or the name of a unit of ours.   hashes  sha256 of its files, in hex.
    A document without symbol or day is like another only by its file.  Void numbers are left out.
    """
    named = Q(folded_issuer=fold(issuer), symbol=cleaned(symbol), issued_on=issued_on) if symbol and issued_on else Q(pk__in=[])
    same = list(files.StoredFile.objects.filter(sha256__in=set(hashes)).values_list("object_uid", flat=True)) if hashes else []
    rows = Document.objects.filter(named | Q(uid__in=same), keeper_id=actor.unit_id, direction="in", body__key=body_key)
    rows = rows.filter(entry__state="used", body__system=access.system_of(actor)).select_related("entry").order_by("-pk")
    return [
        Twin(
            row.uid, row.entry.number, row.entry.label, row.entry.day, row.symbol, row.issuer, row.subject, row.uid in same,
        )
        for row in rows[:SHOWN]
    ]  # fmt: skip
