"""The waiting halls of the demonstration: groups, counters and a morning of tickets for every unit that receives."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from lienthong.casework.queue import public as queue
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.site.demo.staff import Staff
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid

COMMUNE = (("Một cửa", "A", "mọi lĩnh vực của xã", 2),)
CENTRE = (
    ("Hộ tịch, chứng thực", "A", "khai sinh, kết hôn, sao y", 2),
    ("Đất đai, xây dựng", "B", "sổ đỏ, giấy phép xây dựng", 2),
    ("Lao động, người có công", "C", "hộ nghèo, trợ cấp, bảo hiểm", 1),
    ("Lĩnh vực khác, trả kết quả", "D", "kinh doanh, giáo dục, trả kết quả", 2),
)
SERVED = {
    "Một cửa": ("Hộ tịch", "Chứng thực", "Bảo trợ xã hội", "Giảm nghèo", "Hòa giải ở cơ sở", "Nuôi con nuôi"),
    "Hộ tịch, chứng thực": ("Hộ tịch", "Chứng thực", "Nuôi con nuôi"),
    "Đất đai, xây dựng": ("Đất đai", "Hoạt động xây dựng", "Môi trường"),
    "Lao động, người có công": ("Bảo trợ xã hội", "Giảm nghèo"),
    "Lĩnh vực khác, trả kết quả": ("Thành lập và hoạt động hộ kinh doanh", "Thành lập và hoạt động hợp tác xã"),
}
"""Fields of the catalogue that a group serves, by its name."""
MORNING = (("", "Hoàng Thị Sen"), ("elderly", "Tằng Dảu Tình"), ("", "Chíu Sếch Và"), ("", ""), ("pregnant", ""), ("", ""))
"""Ground of priority and name of each ticket of the morning; the first are called, the rest wait."""

VISITS = (
    ("Chíu Thị Lan", "1.001193", "Thủ tục đăng ký khai sinh"),
    ("Trần A Sáng", "1.000894", "Thủ tục đăng ký kết hôn"),
    ("Loan Thị Mai", "", ""),
    ("Hoàng Văn Thắng", "1.001193", "Thủ tục đăng ký khai sinh"),
)
"""Name, code and name of the procedure of visits that are booked for the coming hours."""


def open_halls(at: datetime) -> int:
    """Open a hall with a few tickets of this morning for every one-stop unit that has none; return how many.

    A unit where nobody is administrator gets none: only an administrator opens one.
    """
    staff, opened = Staff(at), 0
    for unit in org.units_on(at.date(), function="one_stop"):
        admins, clerks = staff.holders("unit_admin", unit.id), staff.holders("counter_clerk", unit.id)
        if admins and clerks and not queue.groups(unit.id, at):
            with transaction.atomic(), ledger.seeing({unit.id}):
                made = _open(admins[0], clerks[0], at, CENTRE if unit.level == "district" else COMMUNE)
                for head in staff.holders("unit_head", unit.id)[:1]:
                    _book(head, made[0], at, first=opened * len(VISITS))
            opened += 1
    return opened


def _open(admin: Actor, clerk: Actor, at: datetime, groups: tuple[tuple[str, str, str, int], ...]) -> list[UUID]:
    made = [
        queue.add_group(actor=admin, at=at - timedelta(days=30), name=name, letter=letter, fields=fields, counters=counters)
        for name, letter, fields, counters in groups
    ]
    for group, (name, *_) in zip(made, groups, strict=True):
        queue.set_matters(actor=admin, at=at - timedelta(days=30), group_uid=group, procedures=(), fields=SERVED[name])
        _morning(clerk, group, at)
    return made


def _book(head: Actor, group: UUID, at: datetime, *, first: int) -> None:
    """Let two visits be booked each half hour; book a few of the coming slots.  first: number of the first visitor."""
    queue.plan_bookings(actor=head, at=at - timedelta(days=30), group_uid=group, minutes=30, places=2, days_ahead=14)
    slots = [slot for some in queue.offer(head.unit_id, group, at).days.values() for slot in some]
    for number, (name, procedure, matter) in enumerate(VISITS):
        contact = f"09123{first + number:05d}"
        wish = queue.Wish(slots[number * 2].begins_at, name, contact, procedure, matter)
        queue.book(unit_id=head.unit_id, group_uid=group, at=at - timedelta(hours=1), wish=wish, key=new_uid())


def _morning(clerk: Actor, group: UUID, at: datetime) -> None:
    """Take the tickets of half an hour, serve the first, call the second."""
    begin = at - timedelta(minutes=40)
    for number, (priority, name) in enumerate(MORNING):
        taken = queue.issue(
            unit_id=clerk.unit_id, group_uid=group, at=begin + timedelta(minutes=4 * number), key=new_uid(), priority_key=priority
        )
        if name:
            queue.give_name(unit_id=clerk.unit_id, ticket_uid=taken.ticket_uid, name=name)
    counter = next(row.uid for row in queue.counters(clerk.unit_id) if row.group_uid == group)
    after = None
    for minutes in (6, 14, 22, 30):
        got = queue.call_next(actor=clerk, at=begin + timedelta(minutes=minutes), counter_uid=counter, after=after)
        after = got.ticket_uid
