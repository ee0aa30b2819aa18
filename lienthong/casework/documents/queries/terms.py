"""The terms of Party committees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lienthong.casework.documents.models import Term


@dataclass(frozen=True)
class TermRow:
    """A term of a Party committee: days `since` <= day < `until`; None: it runs."""

    uid: UUID
    committee: str
    name: str
    since: date
    until: date | None
    opened_by: str


def terms_of(committee_id: int) -> list[TermRow]:
    """Return the terms of a Party committee, the latest first; one statement."""
    rows = Term.objects.filter(committee_id=committee_id).select_related("committee").order_by("-since")
    return [TermRow(row.uid, row.committee.name, row.name, row.since, row.until, row.opened_by) for row in rows]
