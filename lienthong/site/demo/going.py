"""The village trip of the demonstration: a commune of the border goes tomorrow to the village where most waits."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from lienthong.casework.trips import public as trips
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.site.demo.scenes import DISTRICT_2018, Scene
from lienthong.site.demo.staff import Staff

HOME = "hoanh_mo"
KEY = "demo"
WISHES = (
    ("Tằng Thị Phùn", "0987000111", "Khai sinh cho cháu, mẹ mới sinh chưa đi lại được"),
    ("Chíu Dì Phúc", "", "Xác nhận hộ nghèo, người già yếu ở một mình"),
)
"""Who asked for a visit, telephone, for what: invented [P]."""


def plan_trip(at: datetime, scene: Scene) -> UUID | None:
    """Plan the trip of the demonstration of 2018; return its uid, None where there is none.  Doing it again changes nothing."""
    if scene is not DISTRICT_2018:
        return None
    unit, day = org.unit(scene.homes[HOME]), org.local_day(at)
    clerks = Staff(at).holders("counter_clerk", unit.id)
    if not clerks:
        return None
    clerk = clerks[0]
    with transaction.atomic(), ledger.seeing({unit.id}):
        rows = sorted(trips.villages(clerk, day), key=lambda row: -(row.results + row.papers))[:2]
        names = [row.name for row in rows] or [f"{scene.villages[HOME][0]}, {unit.short_name}"]
        for number, (name, phone, wish) in enumerate(WISHES):
            asked = trips.Wish(name=name, phone=phone, village=names[0], wish=wish)
            trips.ask(actor=clerk, at=at - timedelta(hours=1), wish=asked, key=f"{KEY}-{number}")
        wanted = trips.Plan(
            on=day + timedelta(days=1), villages=names, clerks=[one.person_uid for one in clerks[:2]],
            note="Hẹn trưởng bản lúc 8 giờ ở nhà văn hóa bản",
        )  # fmt: skip
        return trips.plan(actor=clerk, at=at, wanted=wanted, key=KEY)
