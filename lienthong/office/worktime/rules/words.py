"""Vietnamese words for days, amounts and the steps of a count."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from lienthong.office.worktime.rules.calendar import Calendar, local
from lienthong.office.worktime.rules.definition import DayKind, SpecialDay
from lienthong.office.worktime.rules.limits import LimitUnit

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
UNITS = {
    LimitUnit.WORKING_HOUR: "giờ làm việc",
    LimitUnit.WORKING_DAY: "ngày làm việc",
    LimitUnit.CALENDAR_DAY: "ngày",
    LimitUnit.MONTH: "tháng",
}


def day_words(day: date) -> str:
    """Return `thứ Ba 13/03/2018`."""
    return f"{WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}"


def moment_words(at: datetime) -> str:
    """Return `07:00 thứ Hai 19/03/2018`."""
    day, minute = local(at)
    return f"{clock_words(minute)} {day_words(day)}"


def clock_words(clock: int | time) -> str:
    """Return `07:00` of a clock time or of minutes after midnight."""
    return f"{clock:%H:%M}" if isinstance(clock, time) else f"{clock // 60:02d}:{clock % 60:02d}"


def amount_words(value: int, unit: LimitUnit) -> str:
    """Return `3 ngày làm việc`."""
    return f"{value} {UNITS[unit]}"


def minutes_words(minutes: int) -> str:
    """Return `6 giờ 30 phút làm việc`."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} giờ"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} phút")
    return " ".join(parts) + " làm việc"


def nothing_words(unit: LimitUnit) -> str:
    """Return `0 phút làm việc` for hours and working days, `0 ngày` for the others."""
    return (
        minutes_words(0) if unit in (LimitUnit.WORKING_HOUR, LimitUnit.WORKING_DAY) else amount_words(0, LimitUnit.CALENDAR_DAY)
    )


def span_words(first: date, last: date) -> str:
    """Return `14/02-20/02/2018`, or one date."""
    if first == last:
        return f"{first:%d/%m/%Y}"
    if first.year == last.year:
        return f"{first:%d/%m}-{last:%d/%m/%Y}"
    return f"{first:%d/%m/%Y}-{last:%d/%m/%Y}"


def days_met(cal: Calendar, start: date, end: date, *, calendar_days: bool) -> list[str]:
    """Return sentences on the special days and weekends met from `start` to `end`, both included.

    calendar_days  the count runs through days off, so they are not said to be left out.
    """
    if calendar_days:
        return []
    sentences = [_run_words(run) for run in _runs(cal.special_days(start, end))]
    if _plain_weekend(cal, start, end):
        sentences.append("Không tính thứ Bảy, Chủ nhật.")
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


def _run_words(run: list[SpecialDay]) -> str:
    first = run[0]
    span = span_words(first.day, run[-1].day)
    if first.kind is DayKind.OFF:
        return f"Không tính {first.reason[0].lower()}{first.reason[1:]} {span}."
    if first.kind is DayKind.WORK:
        return f"Có tính {day_words(first.day)}: {first.reason[0].lower()}{first.reason[1:]}."
    opens = f" từ {first.opens:%H:%M}" if first.opens else ""
    closes = f" đến {first.closes:%H:%M}" if first.closes else ""
    return f"Ngày {span} chỉ làm việc{opens}{closes}: {first.reason}."


def _plain_weekend(cal: Calendar, start: date, end: date) -> bool:
    if (end - start).days >= 14:
        return True
    special = {found.day for found in cal.special_days(start, end)}
    days = (start + timedelta(days=number) for number in range((end - start).days + 1))
    return any(day.weekday() >= 5 and day not in special for day in days)
