"""The versions of a unit, and which one holds for a dossier."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from lienthong.casework.forms.errors import VersionUnknown
from lienthong.casework.forms.models import FormVersion, State
from lienthong.office.org import public as org


@dataclass(frozen=True)
class VersionRow:
    """A version; `text` is empty in lists."""

    uid: UUID
    unit_id: int
    kind: str
    number: int
    text: str
    sha256: str
    note: str
    state: str
    since: date | None
    until: date | None
    below: bool
    writer_uid: UUID
    writer_name: str
    written_at: datetime
    reviewer_name: str
    reviewed_at: datetime | None
    remark: str
    publisher_name: str
    published_at: datetime | None
    withdrawn_by: str
    withdrawn_at: datetime | None
    withdraw_reason: str

    @property
    def state_name(self) -> str:
        """Return the state in words."""
        return str(State(self.state).label)

    @property
    def never_held(self) -> bool:
        """Return whether it was withdrawn before it began."""
        return self.since is not None and self.since == self.until


def versions_of(unit_id: int, kind: str) -> list[VersionRow]:
    """Return the versions of a unit of one kind, the newest first, without their texts; one statement."""
    return [
        _row(one, text="") for one in FormVersion.objects.filter(unit_id=unit_id, kind=kind).defer("text").order_by("-number")
    ]


def version(unit_id: int, uid: UUID) -> VersionRow:
    """Return a version of a unit with its text.  Raises VersionUnknown."""
    found = FormVersion.objects.filter(unit_id=unit_id, uid=uid).order_by("pk").first()
    if found is None:
        raise VersionUnknown(version=str(uid))
    return _row(found, text=found.text)


def under_way(unit_id: int, day: date) -> list[VersionRow]:
    """Return the versions of a unit that are drafted, under review, reviewed or published for later days, by kind, without
    their texts; one statement.
    """
    coming = Q(state__in=[State.DRAFT, State.IN_REVIEW, State.REVIEWED]) | Q(state=State.PUBLISHED, since__gt=day)
    found = FormVersion.objects.filter(coming, unit_id=unit_id).defer("text").order_by("kind", "number", "pk")
    return [_row(one, text="") for one in found]


def before(row: VersionRow) -> str:
    """Return the text of the unit's version that was published before this one, empty when there is none."""
    earlier = FormVersion.objects.filter(unit_id=row.unit_id, kind=row.kind, number__lt=row.number, since__isnull=False)
    found = earlier.order_by("-number").first()
    return found.text if found else ""


def holding(unit_id: int, day: date, *, kinds: Iterable[str] | None = None, texts: bool = False) -> dict[str, VersionRow]:
    """Return by kind the version that holds for a dossier received by a unit on a day: its own, else the nearest above that
    was published for the units below; kinds without one have the built-in form.  Two statements.
    """
    above = org.units_above(unit_id, day)
    near = {one: place for place, one in enumerate(above)}
    found = FormVersion.objects.filter(Q(unit_id=unit_id) | Q(unit_id__in=above, below=True), since__lte=day)
    found = found.filter(Q(until=None) | Q(until__gt=day))
    if kinds is not None:
        found = found.filter(kind__in=list(kinds))
    if not texts:
        found = found.defer("text")
    chosen: dict[str, FormVersion] = {}
    for one in found.order_by("pk"):
        rival = chosen.get(one.kind)
        if rival is None or near.get(one.unit_id, -1) < near.get(rival.unit_id, -1):
            chosen[one.kind] = one
    return {key: _row(one, text=one.text if texts else "") for key, one in chosen.items()}


def _row(one: FormVersion, *, text: str) -> VersionRow:
    facts: dict[str, Any] = {name: getattr(one, name) for name in VersionRow.__dataclass_fields__ if name != "text"}
    return VersionRow(text=text, **facts)
