"""Modern one-stop units of the demonstration: every unit proves what it has, one after the other, the district confirms it."""

from __future__ import annotations

import io
import zlib
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from PIL import Image, ImageDraw

from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.readiness import public as readiness
from lienthong.site.demo.staff import Staff
from lienthong.site.models import DemoProgress
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.identity import new_uid

FIRST, APART = date(2016, 5, 16), timedelta(days=60)
"""When the first unit proved itself, and how long the next one took [P]: the article counts eight in March 2018."""
NOTE = "Ảnh minh họa của bản trình diễn"
FEW = "Mỗi ngày dưới 20 lượt người đến, không cần máy lấy số"


def prove_next() -> int:
    """Let one more unit of the demonstration prove what it has; return how many claims it made, 0 when all is done.

    A photo takes a third of a second to be checked, so the worker does it behind the pages.
    """
    until = DemoProgress.objects.order_by("pk").values_list("until", flat=True).first()
    if until is None:
        return 0
    day = org.local_day(until)
    units = {unit.id for unit in org.units_on(day, function="one_stop")}
    with transaction.atomic(), ledger.seeing(units):
        try:
            found = readiness.standings(day, units)
        except readiness.NoRequirements:  # the demo of 2026: nobody entered what the decree of 2025 asks
            return 0
        fresh = [(place, one) for place, one in enumerate(found) if not any(told.ruling for told in one.standings)]
        return _prove(fresh[0][1].unit, fresh[0][0], until) if fresh else 0


def _prove(unit: org.UnitRow, place: int, until: datetime) -> int:
    """Let a unit prove the requirements of every set in force so far; the last one waits for the district when it is fresh."""
    staff = Staff(until)
    heads, above = staff.holders("unit_head", unit.id), staff.holders("unit_head", unit.parent_id or 0)
    made = 0
    for rules in readiness.sets():
        opened = max(FIRST + APART * place, rules.since + timedelta(days=10 + 3 * place))
        at = datetime.combine(opened, time(9), VIETNAM)
        if not heads or not above or at > until or (rules.until is not None and opened >= rules.until):
            continue
        for asked in rules.asked(unit.level):
            if asked.demands[unit.level] is not readiness.Demand.OPTIONAL:
                uid = _claim(heads[0], asked, unit.level, at)
                readiness.review(actor=above[0], at=at + timedelta(days=1), uid=uid, confirmed=True, note="Đã xem tại chỗ")
                made += 1
    if made and place == 0:
        rules = readiness.set_on(org.local_day(until))
        _claim(heads[0], rules.asked(unit.level)[-1], unit.level, until - timedelta(days=3))
    return made


def _claim(head: Actor, asked: readiness.Requirement, level: str, at: datetime) -> UUID:
    key, since = new_uid(), org.local_day(at) - timedelta(days=7)
    if asked.demands[level] is readiness.Demand.WHERE_NEEDED:
        return readiness.assess(
            actor=head, at=at, key=key, requirement=asked.key, state=readiness.State.NOT_NEEDED, since=since, note=FEW
        )
    with ledger.seeing(head.sees | {head.unit_id}):
        name = f"anh-minh-hoa-{asked.key}.jpg"
        kept = files.hold(_picture(asked.key), name=name, actor=head, held_for=key, slot="evidence", until=at + timedelta(days=1))
    least = asked.least_of(level)
    return readiness.assess(
        actor=head, at=at, key=key, requirement=asked.key, state=readiness.State.MET, since=since, note=NOTE, held=[kept.uid],
        measured=least + Decimal(4) if least is not None else None,
    )  # fmt: skip


def _picture(key: str) -> bytes:
    """Return a drawn hall with its counters: not a photo of anything, and different for each requirement."""
    shade = zlib.crc32(key.encode())
    wall = (200 + shade % 40, 205 + shade // 40 % 40, 200 + shade // 1_600 % 40)
    picture = Image.new("RGB", (640, 400), wall)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 300, 640, 400), fill=(150, 140, 125))
    for left in range(40, 600, 140):
        pen.rectangle((left, 200, left + 110, 300), fill=(36, 48, 107))
        pen.rectangle((left + 15, 150, left + 95, 195), fill=(243, 240, 232), outline=(85, 89, 107), width=3)
    pen.rectangle((200, 30, 440, 90), fill=(168, 32, 26))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()
