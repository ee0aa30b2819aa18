"""When something is due: the limit model of domain 1.6 with the corners of DESIGN 7.7.

Source: law:blds-2015#147-148 [M]; practice of working systems [I]; slips and records of the national portal [V].
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lienthong.office.worktime.rules import words
from lienthong.office.worktime.rules.calendar import Calendar, local
from lienthong.office.worktime.rules.limits import Limit, LimitUnit, StartRule
from lienthong.toolkit.quantities import WorkMinutes
from lienthong.toolkit.sentences import Figure, Sentence
from lienthong.toolkit.spans import span_words


@dataclass(frozen=True)
class Deadline:
    """When something is due, and why.

    due_at       aware, in the calendar's zone, in office time or at a closing.
    counts_from  the instant from which the limit counts: receipt, or the next opening.
    limit        the limit that was counted.
    reasons      whole Vietnamese sentences, in the order of the count; the last one names the due instant.
    """

    due_at: datetime
    counts_from: datetime
    limit: Limit
    reasons: tuple[str, ...]


def add(start: datetime, span: WorkMinutes, cal: Calendar) -> datetime:
    """Return the instant at which `span` of office time has passed since `start`.

    start    aware; may lie outside office time, then counting begins at the next opening.
    span     working minutes; negative counts back; 0 gives `start` itself (at its whole minute).
    Returns  aware, in the calendar's zone, ending at a closing rather than at the next opening.
    Raises   CalendarGap: a year to be crossed has no days off entered.
    """
    return cal.shift(start, span)


def between(start: datetime, end: datetime, cal: Calendar) -> WorkMinutes:
    """Return the office minutes from `start` to `end`, negative when `end` is earlier; seconds do not count.

    Raises   CalendarGap: one of the instants lies outside the calendar's years.
    """
    return WorkMinutes(cal.position(end) - cal.position(start))


def deadline(received: datetime, limit: Limit, cal: Calendar, *, area_extra: bool = False) -> Deadline:
    """Return when something received at `received` is due.

    received    aware.  Outside office time it counts from the next opening; after the limit's cut-off from
                the opening of the next working day.
    area_extra  whether the extra of the limit for remote or mountain units applies.
    Working hours run through the sessions and end at a closing.  Working days count days and keep the clock
    time, moved into a shorter day; a half day is a day.  Calendar days and months keep the clock time and
    move to the next working day.
    Raises   CalendarGap: the count leaves the years of the calendar.
    Source: law:blds-2015#147-148 [M]
    """
    start, begun = _start(received, limit, cal)
    due, moved = due_after(start, limit.total(area_extra=area_extra), limit, cal)
    first, last = local(start)[0], local(due)[0]
    counted = _counted(start, limit, cal, area_extra=area_extra)
    calendar_days = limit.unit in (LimitUnit.CALENDAR_DAY, LimitUnit.MONTH)
    met = words.days_met(cal, first, last, calendar_days=calendar_days)
    told = (*begun, *counted, *met, *moved, Sentence("Hẹn trả: %(moment)s.", moment=words.moment_words(due)))
    return Deadline(due, start, limit, told)


def due_at(received: datetime, limit: Limit, cal: Calendar, *, area_extra: bool = False) -> datetime:
    """Return the due instant of `deadline` without its reasons, in a third of the time.  Raises CalendarGap."""
    return due_after(_begin(received, limit, cal)[0], limit.total(area_extra=area_extra), limit, cal)[0]


def _begin(received: datetime, limit: Limit, cal: Calendar) -> tuple[datetime, str]:
    """Return the instant from which a limit counts, and why it is another than the receipt: cutoff, closed, next_day or ""."""
    start = cal.opening(received)
    day, minute = local(received)
    cut = limit.cutoff
    if cut is not None and local(start)[0] == day and minute > cut.hour * 60 + cut.minute:
        return cal.day_opening(cal.working_day_after(day, 1)), "cutoff"
    if local(start) != (day, minute):
        return start, "closed"
    if limit.unit is LimitUnit.WORKING_HOUR and limit.start is StartRule.NEXT_DAY:
        return cal.day_opening(cal.working_day_after(day, 1)), "next_day"
    return start, ""


def _start(received: datetime, limit: Limit, cal: Calendar) -> tuple[datetime, list[Sentence]]:
    start, why = _begin(received, limit, cal)
    if not why:
        return start, []
    opening = words.opening_words(start)
    if limit.cutoff is not None and why == "cutoff":
        came, cut = words.clock_words(local(received)[1]), words.clock_words(limit.cutoff)
        return start, [Sentence("Nhận lúc %(came)s, sau %(cut)s: tính từ %(start)s.", came=came, cut=cut, start=opening)]
    if why == "closed":
        came = words.moment_words(received)
        return start, [Sentence("Nhận ngoài giờ (%(came)s): tính từ %(start)s.", came=came, start=opening)]
    return start, [Sentence("Không tính ngày nhận: tính từ %(start)s.", start=opening)]


def _counted(start: datetime, limit: Limit, cal: Calendar, *, area_extra: bool) -> list[Sentence]:
    total = limit.total(area_extra=area_extra)
    amount = span_words(total, limit.unit)
    day = local(start)[0]
    if limit.unit is not LimitUnit.WORKING_HOUR and limit.start is StartRule.SAME_DAY:
        first = words.day_words(day)
        told = [Sentence("%(amount)s, tính cả ngày nhận %(day)s, hẹn cuối giờ làm việc.", amount=amount, day=first)]
    else:
        told = [Sentence("%(amount)s, tính từ %(start)s.", amount=amount, start=_first_counted(start, limit, cal))]
    if total != limit.value:
        extra = span_words(limit.area_extra, limit.unit)
        told.append(Sentence("Trong đó %(extra)s cộng thêm cho địa bàn miền núi, vùng xa.", extra=extra))
    return told


def _first_counted(start: datetime, limit: Limit, cal: Calendar) -> Figure:
    day = local(start)[0]
    if limit.unit is LimitUnit.WORKING_HOUR:
        return words.moment_words(start)
    return words.day_words(cal.working_day_after(day, 1) if limit.unit is LimitUnit.WORKING_DAY else day + timedelta(days=1))


def due_after(start: datetime, total: int, limit: Limit, cal: Calendar) -> tuple[datetime, list[Sentence]]:
    """Return when `total` units after `start` (an opening or inside office time) are over, and what was moved."""
    if limit.unit is LimitUnit.WORKING_HOUR:
        return cal.shift(start, total * 60), []
    day, minute = local(start)
    same_day = limit.start is StartRule.SAME_DAY
    if limit.unit is LimitUnit.WORKING_DAY:
        last = cal.working_day_after(day, total - 1 if same_day else total)
        return on_working_day(last, None if same_day else minute, cal)
    last = day + timedelta(days=total) if limit.unit is LimitUnit.CALENDAR_DAY else months_after(day, total)
    return on_working_day(last - timedelta(days=1) if same_day else last, None if same_day else minute, cal)


def on_working_day(day: date, minute: int | None, cal: Calendar) -> tuple[datetime, list[Sentence]]:
    """Return the clock time on `day`, or on the next working day if nobody works, and sentences on the moves.

    minute  minutes after midnight, moved into the hours of the day; None: the closing.
    Source: law:blds-2015#148 [M]: a last day on a day off moves to the next working day.
    """
    told = []
    working = cal.working_day_from(day)
    if working != day:
        told.append(_moved(day, working, cal))
    if minute is None:
        return cal.day_closing(working), told
    due = cal.clamp(working, minute)
    if local(due)[1] != minute:
        closed, when = words.clock_words(minute), words.clock_words(local(due)[1])
        told.append(
            Sentence(
                "Ngày %(day)s không làm việc lúc %(closed)s: hẹn lúc %(when)s.",
                day=words.plain_day(working),
                closed=closed,
                when=when,
            )
        )
    return due, told


def _moved(day: date, working: date, cal: Calendar) -> Sentence:
    ended, moved = words.day_words(day), words.day_words(working)
    why = [special.reason for special in cal.special_days(day, day)]
    if not why:
        return Sentence("Hết hạn vào %(day)s là ngày nghỉ: chuyển sang %(working)s.", day=ended, working=moved)
    return Sentence("Hết hạn vào %(day)s là ngày nghỉ (%(why)s): chuyển sang %(working)s.", day=ended, why=why[0], working=moved)


def months_after(day: date, count: int) -> date:
    """Return the same day `count` months later, or the last day of that month when it has no such day."""
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
