"""Pauses: what is left of a limit is an amount in the limit's own unit, never a shift of a date (domain 0.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from lienthong.office.worktime.rules import words
from lienthong.office.worktime.rules.calendar import Calendar, local
from lienthong.office.worktime.rules.deadlines import Deadline, between, deadline, months_after, on_working_day
from lienthong.office.worktime.rules.limits import Limit, LimitUnit
from lienthong.toolkit.quantities import WorkMinutes
from lienthong.toolkit.sentences import Counted, Sentence, Several
from lienthong.toolkit.spans import span_words


class ResumePolicy(StrEnum):
    """What happens to a limit when a supplement has come: rows of policy say which, by era."""

    RESUME = "resume"
    RESTART = "restart"


@dataclass(frozen=True)
class Remainder:
    """What is left of a limit while its clock stands still.

    value    whole units left: working days, calendar days or months; always 0 for hours.
    minutes  office minutes left beyond them; negative, with value 0: that much overdue.
    days     calendar days left beyond whole months.
    clock    clock time of the due instant, kept by calendar days and months.
    opens    the due instant was an opening: a sum that ends at a closing moves on to the next opening.

    Working days are split into days and minutes because they count days: three days left stay three days
    when one of them turns out to be a short one.  On full days this is the same as office minutes.
    """

    value: int
    unit: LimitUnit
    clock: time
    minutes: int = 0
    days: int = 0
    opens: bool = False

    def working_minutes(self, cal: Calendar) -> WorkMinutes:
        """Return working hours or days left as minutes of full days; ValueError for calendar days and months."""
        if self.unit in (LimitUnit.CALENDAR_DAY, LimitUnit.MONTH) and self.minutes >= 0:
            raise ValueError("calendar days and months are not office time")
        return WorkMinutes(self.value * cal.minutes_per_day + self.minutes)

    @property
    def is_nothing(self) -> bool:
        """Return whether hours or working days have run out to the minute, at no opening."""
        office = self.unit in (LimitUnit.WORKING_HOUR, LimitUnit.WORKING_DAY)
        return office and not (self.value or self.minutes or self.opens)

    @property
    def text(self) -> str:
        """Return `3 ngày 6 giờ làm việc`."""
        if self.minutes < 0:
            return Sentence("đã quá hạn %(span)s", span=words.minutes_words(-self.minutes))
        if self.value and self.minutes:
            return Several(" ", (Counted("%(count)s ngày", self.value), words.minutes_words(self.minutes)))
        parts: list[str] = [span_words(self.value, self.unit)] if self.value else []
        if self.days:
            parts.append(span_words(self.days, LimitUnit.CALENDAR_DAY))
        if self.minutes:
            parts.append(words.minutes_words(self.minutes))
        return Several(", ", parts) or words.nothing_words(self.unit)

    def as_dict(self) -> dict[str, Any]:
        """Return the remainder as JSON; `from_dict` reads it back."""
        return {
            "value": self.value,
            "unit": self.unit.value,
            "clock": f"{self.clock:%H:%M}",
            "minutes": self.minutes,
            "days": self.days,
            "opens": self.opens,
        }

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Remainder:
        """Return the remainder read from JSON."""
        return cls(
            value=int(plain["value"]),
            unit=LimitUnit(plain["unit"]),
            clock=time.fromisoformat(plain["clock"]),
            minutes=int(plain.get("minutes", 0)),
            days=int(plain.get("days", 0)),
            opens=bool(plain.get("opens", False)),
        )


def remainder(at: datetime, due_at: datetime, limit: Limit, cal: Calendar) -> Remainder:
    """Return what is left at `at` of a limit that is due at `due_at`.

    Resuming at the very same instant gives `due_at` again (for calendar days and months: the same day).
    Raises   CalendarGap.
    """
    day, minute = local(due_at)
    clock = time(minute // 60, minute % 60)
    left = between(at, due_at, cal)
    opens = any(minute == start for start, _ in cal.sessions(day))
    if left < 0 or (left == 0 and local(due_at) <= local(at)):
        return Remainder(0, limit.unit, clock, minutes=left, opens=opens and left == 0)
    if limit.unit is LimitUnit.WORKING_HOUR:
        return Remainder(0, limit.unit, clock, minutes=left, opens=opens)
    if limit.unit is LimitUnit.WORKING_DAY:
        return _working_days_left(cal.opening(at), due_at, Remainder(0, limit.unit, clock, opens=opens), cal)
    if limit.unit is LimitUnit.CALENDAR_DAY:
        return Remainder((day - local(at)[0]).days, limit.unit, clock)
    return _months_left(at, due_at, clock)


def _working_days_left(start: datetime, due_at: datetime, empty: Remainder, cal: Calendar) -> Remainder:
    first, last = local(start), local(due_at)
    if last <= first:
        return empty
    whole = cal.working_days_between(first[0], last[0])
    step = cal.clamp(cal.working_day_after(first[0], whole), first[1])
    if step > due_at and whole:
        whole -= 1
        step = cal.clamp(cal.working_day_after(first[0], whole), first[1])
    return Remainder(whole, empty.unit, empty.clock, minutes=between(step, due_at, cal), opens=empty.opens)


def _months_left(at: datetime, due_at: datetime, clock: time) -> Remainder:
    start, end = local(at)[0], local(due_at)[0]
    whole = (end.year - start.year) * 12 + end.month - start.month
    if months_after(start, whole) > end:
        whole -= 1
    return Remainder(whole, LimitUnit.MONTH, clock, days=(end - months_after(start, whole)).days)


def resume(at: datetime, left: Remainder, limit: Limit, cal: Calendar) -> Deadline:
    """Return when what was left is due if its clock runs again from `at`.

    Outside office time counting begins at the next opening.  Calendar days and months run from the day of
    `at`, keep the clock time of the former due instant and move to the next working day; if that instant is
    already past on the very day, the closing of the day.
    Raises   CalendarGap.
    """
    calendar_days = left.unit in (LimitUnit.CALENDAR_DAY, LimitUnit.MONTH)
    closing_is_work = calendar_days or left.is_nothing
    start = (cal.at_work(at) if closing_is_work else None) or cal.opening(at)
    due, moved = _resumed(at, start, left, cal)
    overdue = left.minutes < 0
    told = [
        Sentence("Tính tiếp từ %(start)s: %(left)s.", start=words.moment_words(at), left=left.text)
        if overdue
        else Sentence("Còn lại %(left)s, tính tiếp từ %(start)s.", left=left.text, start=words.moment_words(start))
    ]
    if due > start:
        told += words.days_met(cal, local(start)[0], local(due)[0], calendar_days=calendar_days)
    return Deadline(due, start, limit, (*told, *moved, Sentence("Hẹn trả: %(moment)s.", moment=words.moment_words(due))))


def _resumed(at: datetime, start: datetime, left: Remainder, cal: Calendar) -> tuple[datetime, list[Sentence]]:
    if left.minutes < 0:
        return cal.shift(at, left.minutes), []
    day, minute = local(start)
    if left.is_nothing:
        return start, []
    if left.unit is LimitUnit.WORKING_HOUR:
        return _ended(cal.shift(start, left.minutes), left, cal), []
    if left.unit is LimitUnit.WORKING_DAY:
        step = cal.clamp(cal.working_day_after(day, left.value), minute)
        return _ended(cal.shift(step, left.minutes), left, cal), []
    today = local(at)[0]
    last = today + timedelta(days=left.value)
    if left.unit is LimitUnit.MONTH:
        last = months_after(today, left.value) + timedelta(days=left.days)
    due, moved = on_working_day(last, left.clock.hour * 60 + left.clock.minute, cal)
    return (due, moved) if due >= start else (cal.day_closing(day), moved)


def _ended(due: datetime, left: Remainder, cal: Calendar) -> datetime:
    return cal.opening(due) if left.opens else due


@dataclass(frozen=True)
class Explanation:
    """A due instant with every step of the reasoning, pauses included, as sentences."""

    due_at: datetime
    counts_from: datetime
    limit: Limit
    steps: tuple[str, ...]


def explain(
    received: datetime,
    limit: Limit,
    cal: Calendar,
    *,
    pauses: Sequence[tuple[datetime, datetime]] = (),
    policy: ResumePolicy = ResumePolicy.RESUME,
    area_extra: bool = False,
) -> Explanation:
    """Return when something is due after its pauses, and each step of the reasoning.

    pauses  (from, to) in order of time; each ends after it begins, and begins after the one before has ended.
    policy  what happens at the end of a pause: go on with the remainder, or count the whole limit again.
    Raises  ValueError: the pauses are not in order.  CalendarGap.
    """
    found = deadline(received, limit, cal, area_extra=area_extra)
    steps = list(found.reasons)
    last = received
    for stopped, resumed in pauses:
        if not last <= stopped < resumed:
            raise ValueError("pauses must follow each other, begin after the receipt and end after they begin")
        begun, ended = words.moment_words(stopped), words.moment_words(resumed)
        steps.append(Sentence("Tạm dừng từ %(begun)s đến %(ended)s.", begun=begun, ended=ended))
        if policy is ResumePolicy.RESTART:
            steps.append(Sentence("Tính lại từ đầu sau khi bổ sung hồ sơ."))
            found = deadline(resumed, limit, cal, area_extra=area_extra)
        else:
            found = resume(resumed, remainder(stopped, found.due_at, limit, cal), limit, cal)
        steps += found.reasons
        last = resumed
    return Explanation(found.due_at, found.counts_from, limit, tuple(steps))
