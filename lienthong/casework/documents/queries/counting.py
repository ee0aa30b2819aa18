"""How much goes through the registers: what came, went out and stayed inside, late, void, by paper or without."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from lienthong.casework.documents import access
from lienthong.casework.documents.models import RegisterEntry
from lienthong.casework.documents.queries.reading import PAGE, EntryRow, entry_row
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor


@dataclass(frozen=True)
class Flow:
    """What one kind of register took in a span of days.

    late        entered for an earlier day.   paper, electronic  how what came had come, void ones left out.
    """

    body: str
    direction: str
    name: str
    used: int
    reserved: int
    void: int
    late: int
    paper: int
    electronic: int


@dataclass(frozen=True)
class CountedPage:
    """A page of the lines behind a figure: how many there are at all; `after`: the key to go on after, 0 on the last page."""

    total: int
    rows: tuple[EntryRow, ...]
    after: int


CAME = {"paper": Q(document__channel="paper"), "electronic": ~Q(document__channel__in=["", "paper"])}
"""What came on paper, and what came by wire."""


def _rows(actor: Actor, first: date, last: date, on: date) -> QuerySet[RegisterEntry]:
    mine = org.followed_by(actor, on)
    return RegisterEntry.objects.filter(
        access.in_sight(actor, "series__body"),
        Q(keeper_id__in=mine) | Q(series__body__unit_id__in=mine),
        day__range=(first, last),
    )


def counted_lines(actor: Actor, first: date, last: date, on: date, *, came: str = "", after: int = 0) -> CountedPage:
    """Return 50 of the incoming lines that `statistics` counts for the same days, in the order in which they were entered.

    came  paper or electronic; "": both.   Void lines are left out as there.   Three statements.
    """
    rows = _rows(actor, first, last, on).filter(state="used", series__direction="in").exclude(document__channel="")
    rows = rows.filter(CAME[came]) if came else rows
    page = list(rows.filter(pk__gt=after).select_related("document", "series").order_by("pk")[: PAGE + 1])
    return CountedPage(
        rows.count(), tuple(entry_row(row, row.series.uid) for row in page[:PAGE]), page[PAGE - 1].pk if len(page) > PAGE else 0
    )


def statistics(actor: Actor, first: date, last: date, on: date) -> list[Flow]:
    """Return what the registers that the actor may open took for the days `first`..`last`, by body, direction and name.

    Of the unit, of what bears its name, and of what it had followed by the day `on`; two statements.
    """
    used = Q(state="used")
    found = _rows(actor, first, last, on).values("series__body__name", "series__direction", "series__name").annotate(
        used=Count("pk", filter=used), reserved=Count("pk", filter=Q(state="reserved")), void=Count("pk", filter=Q(state="void")),
        late=Count("pk", filter=used & ~Q(late_reason="")), paper=Count("pk", filter=used & CAME["paper"]),
        electronic=Count("pk", filter=used & CAME["electronic"]),
    )  # fmt: skip
    return [
        Flow(
            row["series__body__name"], row["series__direction"], row["series__name"], row["used"], row["reserved"], row["void"],
            row["late"], row["paper"], row["electronic"],
        )
        for row in found.order_by("series__body__name", "series__direction", "series__name")
    ]  # fmt: skip
