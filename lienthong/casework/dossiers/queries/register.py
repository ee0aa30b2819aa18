"""The tracking register (sổ theo dõi hồ sơ): every dossier of a unit in the order of its lines, by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from lienthong.casework.dossiers.models import Dossier, Party
from lienthong.casework.dossiers.queries.papers import DELIVERY, forms, head
from lienthong.casework.dossiers.rules.forms import form_on
from lienthong.casework.dossiers.rules.status import Status
from lienthong.office.org import public as org
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.sentences import Sentence, Several, Typed

MOST = 5_000
"""Lines of one print; a longer period is asked in parts."""


@dataclass(frozen=True)
class RegisterLine:
    """One line of the register."""

    line_no: int
    dossier_uid: Any
    dossier_code: str
    procedure_name: str
    sets: int
    owner_name: str
    address: str
    phone: str
    received_at: datetime
    due_at: datetime | None
    finished_at: datetime | None
    returned_at: datetime | None
    delivery: str
    receiver: str
    clerk: str
    note: str


def register(unit_id: int, first: date, last: date, *, after: int = 0, limit: int = MOST) -> list[RegisterLine]:
    """Return the lines of the dossiers that a unit received on the local days `first`..`last`, whoever has them; two statements.

    after  the line behind which to go on, within the year of `first`.  What came in registered and was not taken is not received.
    """
    here = Q(unit_id=unit_id, origin_unit_id=None) | Q(origin_unit_id=unit_id)
    found = (
        Dossier.objects.filter(here, received_at__gte=_start(first), received_at__lt=_start(last + timedelta(days=1)))
        .exclude(status=Status.REGISTERED)
        .select_related("version__procedure")
        .defer("version__definition", "version__source_text", "marking", "legs")
        .order_by("received_at", "book_line")
    )
    rows = list(found.filter(book_line__gt=after)[:limit])
    owners = Party.objects.filter(dossier__in=[row.pk for row in rows], role="owner").order_by("pk")
    people = {party.dossier_id: party for party in owners}
    return [_line(row, people.get(row.pk)) for row in rows]


def _start(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM)


def _line(row: Dossier, owner: Party | None) -> RegisterLine:
    return RegisterLine(
        row.book_line, row.uid, row.code, row.version.procedure.name, row.sets, row.owner_name,
        owner.address if owner else "", owner.phone if owner else "", row.received_at, row.original_due_at, row.finished_at,
        row.returned_at, DELIVERY.get(row.result_delivery, ""), row.returned_to, row.received_by,
        Several("; ", _notes(row)),
    )  # fmt: skip


def _notes(row: Dossier) -> Iterator[str]:
    if row.late_reason:
        yield Sentence("nhập muộn: %(reason)s", reason=Typed(row.late_reason))
    if row.status == Status.REFUSED:
        yield Sentence("đã từ chối")
    if row.status == Status.WITHDRAWN:
        yield Sentence("đã rút hồ sơ")
    if row.households > 1:
        yield Sentence("%(households)s hộ nộp chung", households=row.households)


def printed_register(unit_id: int, first: date, last: date, lines: Sequence[RegisterLine]) -> dict[str, Any]:
    """Return the fields of the printed register of a unit and period, with its lines; the form is that of the last day."""
    unit = org.unit(unit_id)
    form = form_on(forms()["tracking_register"], last)
    top = head(unit)
    return {
        "agency_parent": top["agency_parent"],
        "agency_name": top["agency_name"],
        "title": form.title,
        "sample": form.sample,
        "first_day": first,
        "last_day": last,
        "lines": [_printed(line, unit.name) for line in lines],
        "received_count": len(lines),
    }


def _printed(line: RegisterLine, agency: str) -> dict[str, Any]:
    told = {name: value for name, value in vars(line).items() if name != "dossier_uid" and value not in (None, "")}
    return {"agency": agency, **told}
