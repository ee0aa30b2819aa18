"""A calendar made ready for counting: prefix sums of office minutes and of working days.

`between` is two look-ups, `add` one bisection over the days: O(log n).  All instants are aware and are taken
at whole minutes: seconds do not count.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from typing import NoReturn
from zoneinfo import ZoneInfo

from lienthong.office.worktime.errors import CalendarGap
from lienthong.office.worktime.rules.definition import LEAP_YEAR, CalendarDefinition, Season, SpecialDay, sessions_of
from lienthong.toolkit.quantities import WorkMinutes

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
"""The one zone of the country; it knows no summer time."""
_CLOCK = tuple(time(minute // 60, minute % 60, tzinfo=ZONE) for minute in range(24 * 60))
"""The clock time of each minute of a day, made once: an instant is put together from it in a third of the time."""

Sessions = tuple[tuple[int, int], ...]


@dataclass(frozen=True, repr=False)
class Calendar:
    """Working time of a span of whole years; made by `calendar_of`.

    version  number of the calendar's version, 0 when it did not come from the database.
    Two calendars are equal when their definition and version are.
    """

    definition: CalendarDefinition
    version: int
    _first: int = field(compare=False)
    _shapes: tuple[Sessions, ...] = field(compare=False)
    _minutes: tuple[int, ...] = field(compare=False)
    _days: tuple[int, ...] = field(compare=False)
    _special_days: tuple[date, ...] = field(compare=False)

    def __repr__(self) -> str:
        return f"<Calendar {self.code} v{self.version} {self.definition.first_year}-{self.definition.last_year}>"

    @property
    def code(self) -> str:
        """Return the code of the calendar."""
        return self.definition.code

    @property
    def minutes_per_day(self) -> WorkMinutes:
        """Return the office minutes of a full day of the ordinary season: what one working day is worth."""
        return WorkMinutes(next(season.minutes for season in self.definition.seasons if season.first is None))

    # --- days ---------------------------------------------------------------------------------------------

    def sessions(self, day: date) -> Sessions:
        """Return the sessions of `day` as minutes after midnight; CalendarGap outside the calendar's years."""
        return self._shapes[self._index(day)]

    def is_working_day(self, day: date) -> bool:
        """Return whether any office time lies in `day`."""
        return bool(self.sessions(day))

    def working_day_after(self, day: date, count: int) -> date:
        """Return the `count`-th working day after `day` (count >= 1), or `day` itself for 0."""
        if count == 0:
            return day
        target = self._days[self._index(day) + 1] + count
        return self._found(bisect_left(self._days, target) - 1)

    def working_day_from(self, day: date) -> date:
        """Return `day` if it is a working day, else the next one."""
        return day if self.is_working_day(day) else self.working_day_after(day, 1)

    def working_days_between(self, start: date, end: date) -> int:
        """Return how many working days lie after `start` up to and with `end` (start <= end)."""
        return self._days[self._index(end) + 1] - self._days[self._index(start) + 1]

    def special_days(self, start: date, end: date) -> tuple[SpecialDay, ...]:
        """Return the special days with start <= day <= end, in order."""
        low, high = bisect_left(self._special_days, start), bisect_right(self._special_days, end)
        return self.definition.days[low:high]

    # --- instants -------------------------------------------------------------------------------------------

    def at(self, day: date, minute: int) -> datetime:
        """Return the instant `minute` minutes after midnight of `day`, in the calendar's zone."""
        return datetime.combine(day, _CLOCK[minute])

    def opening(self, at: datetime) -> datetime:
        """Return `at` if it lies in office time, else the next opening; a closing is no longer office time."""
        day, minute = local(at)
        for opens, closes in self.sessions(day):
            if minute < closes:
                return self.at(day, max(minute, opens))
        return self.day_opening(self.working_day_after(day, 1))

    def at_work(self, at: datetime) -> datetime | None:
        """Return `at` if it lies in office time or at a closing, else None."""
        day, minute = local(at)
        if any(opens <= minute <= closes for opens, closes in self.sessions(day)):
            return self.at(day, minute)
        return None

    def day_opening(self, day: date) -> datetime:
        """Return when a working day begins."""
        return self.at(day, self.sessions(day)[0][0])

    def day_closing(self, day: date) -> datetime:
        """Return when a working day ends."""
        return self.at(day, self.sessions(day)[-1][1])

    def clamp(self, day: date, minute: int) -> datetime:
        """Return the clock time on a working day, moved into its hours.

        Before the day opens: its opening; after it closes: its closing; in a pause of the day: the opening
        after the pause.
        """
        sessions = self.sessions(day)
        for opens, closes in sessions:
            if minute <= closes:
                return self.at(day, max(minute, opens))
        return self.at(day, sessions[-1][1])

    def position(self, at: datetime) -> int:
        """Return the office minutes from the calendar's first day to `at`."""
        day, minute = local(at)
        index = self._index(day)
        found = self._minutes[index]
        for opens, closes in self._shapes[index]:
            if minute > opens:
                found += (minute if minute < closes else closes) - opens
        return found

    def shift(self, at: datetime, span: int) -> datetime:
        """Return the instant `span` office minutes after `at`, or before it when negative; `at` itself for 0.

        Counting forward ends at a closing, counting back at an opening.
        """
        target = self.position(at) + span
        if span > 0:
            index = bisect_left(self._minutes, target) - 1
            return self._inside(index, target, forward=True)
        if span < 0:
            index = bisect_right(self._minutes, target) - 1
            return self._inside(index, target, forward=False)
        day, minute = local(at)
        return self.at(day, minute)

    def _inside(self, index: int, target: int, *, forward: bool) -> datetime:
        day = self._found(index)
        left = target - self._minutes[index]
        for opens, closes in self._shapes[index]:
            if left < closes - opens or (forward and left == closes - opens):
                return self.at(day, opens + left)
            left -= closes - opens
        raise AssertionError(f"prefix sums of {self!r} are broken at {day}")  # pragma: no cover - no calendar makes it

    def _index(self, day: date) -> int:
        index = day.toordinal() - self._first
        if not 0 <= index < len(self._shapes):
            self._gap(index)
        return index

    def _found(self, index: int) -> date:
        if not 0 <= index < len(self._shapes):
            self._gap(index)
        return date.fromordinal(self._first + index)

    def _gap(self, index: int) -> NoReturn:
        """Name the first year that is missing on the way to that day."""
        years = self.definition
        raise CalendarGap(calendar=self.code, year=years.first_year - 1 if index < 0 else years.last_year + 1)


def calendar_of(definition: CalendarDefinition, version: int = 0) -> Calendar:
    """Return the calendar of a definition, with its prefix sums (about 5,000 days for 13 years)."""
    first = date(definition.first_year, 1, 1)
    length = (date(definition.last_year, 12, 31) - first).days + 1
    special = {day.day: day for day in definition.days}
    seasons = _season_table(definition)
    shapes = []
    for number in range(length):
        day = first + timedelta(days=number)
        shapes.append(sessions_of(seasons[day.month, day.day], special.get(day), day))
    lengths = [sum(closes - opens for opens, closes in shape) for shape in shapes]
    return Calendar(
        definition=definition,
        version=version,
        _first=first.toordinal(),
        _shapes=tuple(shapes),
        _minutes=tuple(accumulate(lengths, initial=0)),
        _days=tuple(accumulate((1 if minutes else 0 for minutes in lengths), initial=0)),
        _special_days=tuple(special),
    )


def _season_table(definition: CalendarDefinition) -> dict[tuple[int, int], Season]:
    days = (date(LEAP_YEAR, 1, 1) + timedelta(days=number) for number in range(366))
    return {(day.month, day.day): definition.season_of(day) for day in days}


def local(at: datetime) -> tuple[date, int]:
    """Return the day and the minute after midnight of an instant, in the calendar's zone.

    Raises   ValueError: the instant does not carry its time zone.
    """
    if at.tzinfo is None:
        raise ValueError("an instant must carry its time zone")
    here = at if at.tzinfo is ZONE else at.astimezone(ZONE)
    return here.date(), here.hour * 60 + here.minute
