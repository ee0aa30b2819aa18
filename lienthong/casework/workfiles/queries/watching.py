"""Which files ask something of who keeps them, and of whom that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from lienthong.casework.workfiles.access import ARCHIVISTS
from lienthong.casework.workfiles.models import Hold, WorkFile
from lienthong.casework.workfiles.queries.periods import period
from lienthong.casework.workfiles.queries.reading import over_on
from lienthong.casework.workfiles.rules.duties import Duty, Standing, duty_of
from lienthong.casework.workfiles.rules.retention import later
from lienthong.office.org import public as org

TASK = "work_file"
"""How the task list calls a file."""
KEEPER, LEADER = "letter_handler", "leader"
"""The duties of tasks: whoever does work, and who leads the unit."""
EARLIEST_MONTHS = 1
"""No file asks to be handed in sooner after its end: of capital construction it is three months, less one."""
MOST = 5_000


@dataclass(frozen=True)
class Asked:
    """A file with what it asks for: at which unit, of whom (a duty, and a person or None)."""

    file: WorkFile
    duty: Duty
    unit_id: int
    task_duty: str
    person_uid: UUID | None
    person: str


def asking(on: date) -> list[Asked]:
    """Return the files that ask something of somebody on a day, the oldest first; two statements.  It sees every unit."""
    held = Hold.objects.filter(file=OuterRef("pk"), lifted_at=None)
    may = Q(state="open", year__lte=on.year) | Q(state="submitted") | Q(over_on(on), state__in=["closed", "handed"])
    may |= Q(state="closed", ended_on__lte=later(on, -EARLIEST_MONTHS))
    rows = list(WorkFile.objects.filter(may).annotate(held=Exists(held)).order_by("pk")[:MOST])
    found = [(row, duty) for row in rows if (duty := duty_of(_standing(row), on)) is not None]
    return list(_addressed(found, on))


def _standing(row: WorkFile) -> Standing:
    held = bool(getattr(row, "held", False))
    return Standing(row.state, row.year, row.ended_on, period(row.period), row.capital, row.kept_until, held)


def _addressed(found: Sequence[tuple[WorkFile, Duty]], on: date) -> Iterator[Asked]:
    """Yield files with whom they ask: who keeps one while at work there, the head else and to check, in the archive its clerk."""
    staff = {(one.unit_id, one.person_uid): one for one in org.staff_of({row.keeper_id for row, _ in found}, on)} if found else {}
    for row, duty in found:
        there = staff.get((row.keeper_id, row.person_uid))
        if row.state == "handed":
            yield Asked(row, duty, row.archive_id or row.keeper_id, ARCHIVISTS[0], None, "")
        elif duty.what == "check" or there is None or KEEPER not in org.carried(there.duties):
            yield Asked(row, duty, row.keeper_id, LEADER, None, "")
        else:
            yield Asked(row, duty, row.keeper_id, KEEPER, row.person_uid, row.person)
