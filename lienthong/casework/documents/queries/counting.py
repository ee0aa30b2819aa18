"""How much goes through the registers: what came, went out and stayed inside, late, void, by paper or without."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from lienthong.casework.documents import access
from lienthong.casework.documents.models import RegisterEntry
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


def statistics(actor: Actor, first: date, last: date, on: date) -> list[Flow]:
    """Return what the registers that the actor may open took for the days `first`..`last`, by body, direction and name.

    Of the unit, of what bears its name, and of what it had followed by the day `on`; two statements.
    """
    mine = org.followed_by(actor, on)
    rows = RegisterEntry.objects.filter(
        access.in_sight(actor, "series__body"),
        Q(keeper_id__in=mine) | Q(series__body__unit_id__in=mine),
        day__range=(first, last),
    )
    used = Q(state="used")
    found = rows.values("series__body__name", "series__direction", "series__name").annotate(
        used=Count("pk", filter=used), reserved=Count("pk", filter=Q(state="reserved")), void=Count("pk", filter=Q(state="void")),
        late=Count("pk", filter=used & ~Q(late_reason="")), paper=Count("pk", filter=used & Q(document__channel="paper")),
        electronic=Count("pk", filter=used & ~Q(document__channel__in=["", "paper"])),
    )  # fmt: skip
    return [
        Flow(
            row["series__body__name"], row["series__direction"], row["series__name"], row["used"], row["reserved"], row["void"],
            row["late"], row["paper"], row["electronic"],
        )
        for row in found.order_by("series__body__name", "series__direction", "series__name")
    ]  # fmt: skip
