"""`lienthong due`: a due instant, with each step of the reasoning."""

from __future__ import annotations

import argparse
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from lienthong.site import postgres
from lienthong.site.cli import database, options
from lienthong.site.cli.output import answer
from lienthong.site.errors import BadMoment
from lienthong.site.installation import server_urls

if TYPE_CHECKING:
    from lienthong.office.worktime import public as worktime

UNITS = ("working_hour", "working_day", "calendar_day", "month")
STARTS = ("next_day", "next_moment")


def add(below: Any) -> None:
    """Add the command."""
    made = options.command(below, "due", "tính hạn trả kết quả và giải thích từng bước", run)
    made.add_argument("--received", required=True, metavar="ISO", help="lúc nhận, ví dụ 2018-02-12T09:00")
    made.add_argument("--limit", required=True, type=int, help="thời hạn")
    made.add_argument("--unit", required=True, choices=UNITS, help="đơn vị của thời hạn")
    made.add_argument("--start", choices=STARTS, default=STARTS[0], help="bắt đầu tính từ ngày kế tiếp hay từ lúc nhận")
    made.add_argument("--cutoff", metavar="GIỜ:PHÚT", help="giờ chốt: nhận sau giờ này tính từ ngày làm việc kế tiếp")
    made.add_argument(
        "--pause", action="append", default=[], metavar="TỪ..ĐẾN", help="khoảng tạm dừng; ghi nhiều lần nếu có nhiều"
    )
    made.add_argument(
        "--policy", choices=("resume", "restart"), help="sau tạm dừng: tính tiếp hay tính lại; bỏ trống: theo ngày nhận"
    )
    made.add_argument("--calendar", help="mã lịch làm việc; bỏ trống là lịch mặc định")


def run(arguments: argparse.Namespace) -> int:
    """Print the due instant and the reasons."""
    installation = options.installation(arguments)
    received = options.moment(arguments.received)
    pauses = [_pause(text) for text in arguments.pause]
    cutoff = _clock(arguments.cutoff)
    if server_urls() is None and not (installation.data_dir.is_dir() and postgres.has_cluster(installation.data_dir)):
        database.without_database(installation)
        return _tell(arguments, received, pauses, cutoff, shipped=True)
    with database.opened(installation):
        return _tell(arguments, received, pauses, cutoff, shipped=False)


def _tell(
    arguments: argparse.Namespace,
    received: datetime,
    pauses: list[tuple[datetime, datetime]],
    cutoff: time | None,
    *,
    shipped: bool,
) -> int:
    from lienthong.office.worktime import public as worktime

    code = arguments.calendar or worktime.DEFAULT_CALENDAR
    calendar: worktime.Calendar = worktime.shipped_calendar(code) if shipped else worktime.calendar(code)
    day = received.astimezone(options.HERE).date()
    known = worktime.shipped_policy if shipped else worktime.resume_policy
    policy = worktime.ResumePolicy(arguments.policy) if arguments.policy else known(day)
    limit = worktime.Limit(
        arguments.limit, worktime.LimitUnit(arguments.unit), start=worktime.StartRule(arguments.start), cutoff=cutoff
    )
    try:
        found = worktime.explain(received, limit, calendar, pauses=pauses, policy=policy)
    except ValueError as fault:
        raise BadMoment(found=" ".join(arguments.pause)) from fault
    due = found.due_at.astimezone(options.HERE)
    facts = {
        "due_at": due.isoformat(),
        "counts_from": found.counts_from.astimezone(options.HERE).isoformat(),
        "calendar": code,
        "limit": limit.as_dict(),
        "reasons": list(found.steps),
    }
    answer(facts, [f"{due:%Y-%m-%dT%H:%M}", *(f"- {step}" for step in found.steps)], as_json=arguments.json)
    return 0


def _pause(text: str) -> tuple[datetime, datetime]:
    begin, found, end = text.partition("..")
    if not found:
        raise BadMoment(found=text)
    return options.moment(begin), options.moment(end)


def _clock(text: str | None) -> time | None:
    if text is None:
        return None
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise BadMoment(found=text) from None
