"""Vietnamese words for days, amounts and the steps of a count."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from lienthong.office.worktime.rules.calendar import Calendar, local
from lienthong.office.worktime.rules.definition import DayKind, SpecialDay
from lienthong.office.worktime.rules.limits import LimitUnit
from lienthong.toolkit.sentences import Counted, Figure, Sentence
from lienthong.toolkit.spans import span_words

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def day_words(day: date) -> Figure:
    """Return `thứ Ba 13/03/2018`."""
    return Figure(f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}", day, "day_with_weekday")


def plain_day(day: date) -> Figure:
    """Return `13/03/2018`."""
    return Figure(f"{day:%d/%m/%Y}", day, "day")


def moment_words(at: datetime) -> Figure:
    """Return `07:00 thứ Hai 19/03/2018`."""
    day, minute = local(at)
    return Figure(f"{clock_words(minute)} {day_words(day)}", at, "moment_with_weekday")


def opening_words(at: datetime) -> Figure:
    """Return `07:00 ngày 19/03/2018 (thứ Hai)`."""
    day, minute = local(at)
    return Figure(f"{clock_words(minute)} ngày {day:%d/%m/%Y} ({WEEKDAYS[day.weekday()]})", at, "moment_with_weekday")


def clock_words(clock: int | time) -> str:
    """Return `07:00` of a clock time or of minutes after midnight."""
    return f"{clock:%H:%M}" if isinstance(clock, time) else f"{clock // 60:02d}:{clock % 60:02d}"


def minutes_words(minutes: int) -> Figure:
    """Return `6 giờ 30 phút làm việc`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return Figure(f"{rest} phút làm việc", minutes, "work_hours")
    if not rest:
        return Figure(f"{hours} giờ làm việc", minutes, "work_hours")
    return Figure(f"{hours} giờ {rest} phút làm việc", minutes, "work_hours")


def nothing_words(unit: LimitUnit) -> Figure | Counted:
    """Return `0 phút làm việc` for hours and working days, `0 ngày` for the others."""
    return minutes_words(0) if unit in (LimitUnit.WORKING_HOUR, LimitUnit.WORKING_DAY) else span_words(0, LimitUnit.CALENDAR_DAY)


def days_words(first: date, last: date) -> Figure:
    """Return `14/02-20/02/2018`, or one date."""
    if first == last:
        return plain_day(first)
    begins = f"{first:%d/%m}" if first.year == last.year else f"{first:%d/%m/%Y}"
    return Figure(f"{begins}-{last:%d/%m/%Y}", (first, last), "days")


def days_met(cal: Calendar, start: date, end: date, *, calendar_days: bool) -> list[Sentence]:
    """Return sentences on the special days and weekends met from `start` to `end`, both included.

    calendar_days  the count runs through days off, so they are not said to be left out.
    """
    if calendar_days:
        return []
    sentences = [_run_words(run) for run in _runs(cal.special_days(start, end))]
    if _plain_weekend(cal, start, end):
        sentences.append(Sentence("Không tính thứ Bảy, Chủ nhật."))
    return sentences


def _runs(days: tuple[SpecialDay, ...]) -> list[list[SpecialDay]]:
    runs: list[list[SpecialDay]] = []
    for special in days:
        last = runs[-1][-1] if runs else None
        joins = last is not None and special.day - last.day == timedelta(days=1)
        if joins and last is not None and (last.kind, last.reason) == (special.kind, special.reason):
            runs[-1].append(special)
        else:
            runs.append([special])
    return runs


def _run_words(run: list[SpecialDay]) -> Sentence:
    first = run[0]
    span, reason = days_words(first.day, run[-1].day), f"{first.reason[0].lower()}{first.reason[1:]}"
    if first.kind is DayKind.OFF:
        return Sentence("Không tính %(reason)s %(days)s.", reason=reason, days=span)
    if first.kind is DayKind.WORK:
        return Sentence("Có tính %(day)s: %(reason)s.", day=day_words(first.day), reason=reason)
    hours = {"opens": f"{first.opens:%H:%M}" if first.opens else "", "closes": f"{first.closes:%H:%M}" if first.closes else ""}
    if first.opens and first.closes:
        return Sentence(
            "Ngày %(days)s chỉ làm việc từ %(opens)s đến %(closes)s: %(reason)s.", days=span, reason=first.reason, **hours
        )
    if first.opens:
        return Sentence(
            "Ngày %(days)s chỉ làm việc từ %(opens)s: %(reason)s.", days=span, reason=first.reason, opens=hours["opens"]
        )
    return Sentence(
        "Ngày %(days)s chỉ làm việc đến %(closes)s: %(reason)s.", days=span, reason=first.reason, closes=hours["closes"]
    )


def _plain_weekend(cal: Calendar, start: date, end: date) -> bool:
    if (end - start).days >= 14:
        return True
    special = {found.day for found in cal.special_days(start, end)}
    days = (start + timedelta(days=number) for number in range((end - start).days + 1))
    return any(day.weekday() >= 5 and day not in special for day in days)
