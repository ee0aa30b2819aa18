"""What a reorganisation found, as pages and the command line tell it: units, staff, dossiers by code, books, ranges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from lienthong.casework.books import public as books
from lienthong.casework.deadlines import public as deadlines
from lienthong.casework.documents import public as documents
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.fees import public as fees
from lienthong.casework.handover import public as handover
from lienthong.office.org import public as org
from lienthong.toolkit.formats import text as formats

LISTS = {
    "obstacles": "Phải làm xong trước khi thực hiện",
    "units": "Đơn vị kết thúc", "people": "Người có vị trí ở đơn vị mới", "unplaced": "Người chờ bố trí",
    "dossiers": "Hồ sơ chuyển đơn vị tiếp nhận", "tasks": "Việc chuyển đơn vị", "waiting": "Hồ sơ chờ chọn nơi nhận",
    "nobody": "Việc chưa ai ở đơn vị mới làm được", "books": "Sổ khóa", "ranges": "Dải biên lai bàn giao",
    "minutes": "Biên bản bàn giao lập ra",
    "accounts": "Tài khoản nhận tiền ngừng dùng", "bank_tills": "Quỹ trực tuyến khóa",
    "notices": "Báo có chờ xử lý chuyển đơn vị", "alerts": "Lời nhắc hạn chưa xem chuyển đơn vị",
    "by_itself": "Tự chuyển khi được mở ra", "others": "Văn bản, dự thảo, lịch chuyển đi hoặc dừng lại",
    "calendars": "Lịch làm việc",
}  # fmt: skip
"""The lists of what was found, in the order of the page."""


@dataclass(frozen=True)
class Things:
    """What units that ended had beside dossiers, as it was: books, registers, ranges, kept things, money by bank.

    groups    how many groups of counters ended.   followed: how many of the kept things are kept at the heir from now on.
    """

    volumes: Sequence[books.BookRow]
    registers: Sequence[documents.RegisterRow]
    ranges: Sequence[fees.RangeRow]
    kept: Sequence[tuple[int, handover.Item]]
    groups: int
    followed: int
    bank: fees.Ended


@dataclass(frozen=True)
class Found:
    """What one carrying out found."""

    on: date
    followed: Mapping[int, Sequence[org.Successor]]
    seated: Sequence[org.Seated]
    moved: Sequence[dossiers.Reseating]
    waiting: Mapping[UUID, Sequence[int]]
    lying: Mapping[UUID, dossiers.Lying]
    things: Things
    alerts: Sequence[deadlines.Followed]
    minutes: Sequence[handover.Made]
    by_itself: Sequence[tuple[int, str, int]]
    others: Sequence[tuple[int, str, int]]


def told(found: Found) -> dict[str, Any]:
    """Return what was found as plain values: a list of lines under each key of `LISTS`, and the counts `groups`, `kept`."""
    heirs = {row.unit.id for rows in found.followed.values() for row in rows}
    moved = [(one, task) for one in found.moved for task in one.tasks]
    others = {one.to_unit_id for one in found.moved} | {task.from_unit_id for _, task in moved}
    others |= {one.to_unit_id for one in found.alerts}
    names = {key: unit.name for key, unit in org.units({*found.followed, *heirs, *others}).items()}
    tasks = _tasks(moved, names)
    return {
        "units": [
            {"name": names[unit_id], "heirs": [{"name": row.unit.name, "share": row.share} for row in rows]}
            for unit_id, rows in found.followed.items()
        ],
        **_people(found.seated, names),
        "dossiers": [
            {"code": one.code, "uid": str(one.uid), "from": names[one.from_unit_id], "to": names[one.to_unit_id]}
            for one in found.moved
            if one.from_unit_id != one.to_unit_id
        ],
        "moved": [{"code": one.code, "uid": str(one.uid)} for one in found.moved],
        "tasks": tasks,
        "nobody": [line for line in tasks if line["nobody"]],
        "waiting": [
            {
                "code": found.lying[uid].code, "uid": str(uid), "from": names[found.lying[uid].unit_id],
                "candidates": [_name(names, unit_id) for unit_id in units],
            }
            for uid, units in found.waiting.items()
        ],
        **_things(found, names),
        **_bank(found, names),
        "alerts": [
            {"code": one.code, "what": one.words, "from": names[one.from_unit_id], "to": names[one.to_unit_id]}
            for one in found.alerts
        ],
        "minutes": [
            {"number": one.number or None, "from": names[one.from_unit_id], "to": names[one.to_unit_id],
             "giver": one.giver or None, "receiver": one.receiver or None, "lines": one.lines}
            for one in found.minutes
        ],
        "calendars": _calendars(found, names),
        "groups": found.things.groups,
        "kept": found.things.followed,
    }  # fmt: skip


def _tasks(moved: Sequence[tuple[dossiers.Reseating, Any]], names: Mapping[int, str]) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code, "step": task.task.title, "from": names[task.from_unit_id], "to": _name(names, task.task.unit_id),
            "duty": org.duty_name(task.task.duty), "holder": task.task.holder_name, "nobody": task.nobody,
        }
        for one, task in moved
    ]  # fmt: skip


def _people(seated: Sequence[org.Seated], names: Mapping[int, str]) -> dict[str, list[dict[str, str]]]:
    lines = [
        {"name": one.name, "title": one.title, "from": names[one.unit_id], "to": _name(names, one.heir_id)} for one in seated
    ]
    return {"people": [one for one in lines if one["to"]], "unplaced": [one for one in lines if not one["to"]]}


def _things(found: Found, names: Mapping[int, str]) -> dict[str, list[dict[str, Any]]]:
    """Return books and registers closed, with their last number, ranges that go over, with their next, what goes by itself."""
    volumes = [
        {"name": one.kind.name, "volume": one.cited, "last": one.last if one.taken else None, "from": names[one.unit_id],
         "to": _heir(found, names, one.unit_id)}
        for one in found.things.volumes
    ]  # fmt: skip
    registers = [
        {"name": f"{one.body}: {one.name}", "volume": str(one.year or one.term), "last": one.last if one.taken else None,
         "from": names[one.keeper_id], "to": _heir(found, names, one.keeper_id)}
        for one in found.things.registers
    ]  # fmt: skip
    ranges = [
        {"name": f"{one.name} {one.form}, {one.symbol}", "next": one.next, "left": one.left, "from": names[one.unit_id],
         "to": _heir(found, names, one.unit_id)}
        for one in found.things.ranges
    ]  # fmt: skip
    by_itself, others = (
        [
            {"what": words, "number": number, "from": names[unit_id], "to": _heir(found, names, unit_id)}
            for unit_id, words, number in counted
        ]
        for counted in (found.by_itself, found.others)
    )
    return {"books": [*volumes, *registers], "ranges": ranges, "by_itself": by_itself, "others": others}


def _bank(found: Found, names: Mapping[int, str]) -> dict[str, list[dict[str, Any]]]:
    """Return what becomes of money that comes by bank: accounts, tills without cash, money that waits for a person."""
    accounts = [
        {"name": one.words, "from": names[one.unit_id], "to": _heir(found, names, one.unit_id), "instead": one.instead or None}
        for one in found.things.bank.accounts
    ]
    tills = [
        {"name": one.words, "day": formats.day(one.day), "total": formats.amount(one.total), "from": names[one.unit_id]}
        for one in found.things.bank.tills
    ]
    notices = [
        {"name": one.transaction, "total": formats.amount(one.amount), "why": one.why, "from": names[one.unit_id],
         "to": _heir(found, names, one.unit_id)}
        for one in found.things.bank.notices
    ]  # fmt: skip
    return {"accounts": accounts, "bank_tills": tills, "notices": notices}


def _name(names: Mapping[int, str], unit_id: int | None) -> str:
    return names.get(unit_id or 0, "")


def _heir(found: Found, names: Mapping[int, str], unit_id: int) -> str:
    rows = found.followed[unit_id]
    return names[rows[0].unit.id] if rows else ""


def _calendars(found: Found, names: Mapping[int, str]) -> list[dict[str, str]]:
    """Return the working calendar of each unit that received, before and after; whoever takes over keeps one."""
    told = []
    for unit_id, rows in found.followed.items():
        if rows and "one_stop" in rows[0].unit.functions and "one_stop" in org.unit(unit_id).functions:
            before = org.calendar_code(unit_id, found.on - timedelta(days=1))
            after = org.calendar_code(rows[0].unit.id, found.on)
            told.append({"from": names[unit_id], "before": before, "to": names[rows[0].unit.id], "after": after})
    return told
