"""What a calendar is made of: sessions, seasons, special days.  Plain values that can be written as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Any

from lienthong.office.worktime.errors import InvalidCalendar

LEAP_YEAR = 2024
"""Any leap year: seasons are checked on all of its 366 days."""


class DayKind(StrEnum):
    """What is special about a day."""

    OFF = "off"
    """Nobody works: public holiday, day off in lieu, swapped day."""
    WORK = "work"
    """A weekly day off that is worked (làm bù)."""
    HALF = "half"
    """Only a part of the season's sessions is worked."""


@dataclass(frozen=True, order=True)
class Session:
    """A stretch of office time inside one day: `opens` <= clock < `closes`, whole minutes."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise InvalidCalendar(fault=f"phiên {self.text} phải mở trước khi đóng")
        if any(clock.second or clock.microsecond for clock in (self.opens, self.closes)):
            raise InvalidCalendar(fault=f"phiên {self.text} phải chẵn phút")

    @property
    def text(self) -> str:
        """Return `07:00-11:30`."""
        return f"{self.opens:%H:%M}-{self.closes:%H:%M}"

    @property
    def minutes(self) -> tuple[int, int]:
        """Return opening and closing as minutes after midnight."""
        return self.opens.hour * 60 + self.opens.minute, self.closes.hour * 60 + self.closes.minute

    @classmethod
    def parse(cls, text: str) -> Session:
        """Return the session written as `07:00-11:30`."""
        try:
            opens, closes = text.split("-")
            return cls(time.fromisoformat(opens.strip()), time.fromisoformat(closes.strip()))
        except ValueError:
            raise InvalidCalendar(fault=f"phiên «{text}» phải viết như 07:00-11:30") from None


@dataclass(frozen=True)
class Season:
    """The sessions of a part of every year, first to last day inclusive; it may run over New Year.

    first, last  (month, day); both None: the ordinary season, for all days that no other season has.
    """

    name: str
    sessions: tuple[Session, ...]
    first: tuple[int, int] | None = None
    last: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if not self.sessions:
            raise InvalidCalendar(fault=f"mùa «{self.name}» phải có ít nhất một phiên làm việc")
        if (self.first is None) != (self.last is None):
            raise InvalidCalendar(fault=f"mùa «{self.name}» phải có cả ngày đầu và ngày cuối")
        for before, after in zip(self.sessions, self.sessions[1:], strict=False):
            if before.closes > after.opens:
                raise InvalidCalendar(fault=f"mùa «{self.name}»: phiên {before.text} và {after.text} chồng nhau")

    @property
    def minutes(self) -> int:
        """Return the office minutes of a full day."""
        return sum(closes - opens for opens, closes in (session.minutes for session in self.sessions))

    def covers(self, day: date) -> bool:
        """Return whether the season's days hold `day`; the ordinary season holds every day."""
        if self.first is None or self.last is None:
            return True
        key = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= key <= self.last
        return key >= self.first or key <= self.last


@dataclass(frozen=True)
class SpecialDay:
    """A day that is not as its weekday says.

    opens, closes  of a half day: only the part of the sessions inside is worked; None = unbounded.
    mark           V read in the law, I seen in an implementation or the press, M from memory, P proposal.
    """

    day: date
    kind: DayKind
    reason: str
    decree: str = ""
    mark: str = "M"
    source: str = ""
    opens: time | None = None
    closes: time | None = None

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise InvalidCalendar(fault=f"ngày {self.day:%d/%m/%Y} thiếu lý do")
        bounded = self.opens is not None or self.closes is not None
        if bounded != (self.kind is DayKind.HALF):
            raise InvalidCalendar(
                fault=f"ngày {self.day:%d/%m/%Y}: chỉ ngày làm nửa buổi mới có giờ mở hoặc giờ đóng, và phải có"
            )

    def as_dict(self) -> dict[str, str]:
        """Return the day as JSON, without the empty fields."""
        plain = {
            "day": self.day.isoformat(),
            "kind": self.kind.value,
            "reason": self.reason,
            "decree": self.decree,
            "mark": self.mark,
            "source": self.source,
            "opens": f"{self.opens:%H:%M}" if self.opens else "",
            "closes": f"{self.closes:%H:%M}" if self.closes else "",
        }
        return {key: value for key, value in plain.items() if value}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> SpecialDay:
        """Return the day read from JSON or YAML; InvalidCalendar for a value that cannot be read."""
        try:
            return cls(
                day=_day(plain["day"]),
                kind=DayKind(plain["kind"]),
                reason=str(plain.get("reason", "")),
                decree=str(plain.get("decree", "")),
                mark=str(plain.get("mark", "M")),
                source=str(plain.get("source", "")),
                opens=_clock(plain.get("opens")),
                closes=_clock(plain.get("closes")),
            )
        except (KeyError, ValueError, TypeError) as fault:
            raise InvalidCalendar(fault=f"không đọc được dòng {dict(plain)} ({fault})") from None


@dataclass(frozen=True)
class CalendarDefinition:
    """Everything that decides the working time of the years `first_year` .. `last_year`, both inclusive.

    seasons  exactly one ordinary season; the others do not overlap.
    days     special days in order of date, at most one a date, all inside the years.
    """

    code: str
    name: str
    first_year: int
    last_year: int
    seasons: tuple[Season, ...]
    days: tuple[SpecialDay, ...] = ()

    def __post_init__(self) -> None:
        if self.first_year > self.last_year:
            raise InvalidCalendar(fault=f"năm đầu {self.first_year} sau năm cuối {self.last_year}")
        if [season.first for season in self.seasons].count(None) != 1:
            raise InvalidCalendar(fault="phải có đúng một mùa thường, không ghi ngày đầu và ngày cuối")
        self._check_days()
        self._check_seasons()

    def _check_days(self) -> None:
        for before, after in zip(self.days, self.days[1:], strict=False):
            if before.day >= after.day:
                raise InvalidCalendar(fault=f"ngày {after.day:%d/%m/%Y} ghi hai lần hoặc sai thứ tự")
        for special in self.days:
            if not self.first_year <= special.day.year <= self.last_year:
                raise InvalidCalendar(fault=f"ngày {special.day:%d/%m/%Y} nằm ngoài các năm của lịch")
            if special.kind is DayKind.HALF and not self.sessions_on(special.day):
                raise InvalidCalendar(fault=f"ngày {special.day:%d/%m/%Y} làm nửa buổi nhưng không còn giờ làm nào")

    def _check_seasons(self) -> None:
        special = [season for season in self.seasons if season.first is not None]
        for number in range(366):
            day = date(LEAP_YEAR, 1, 1) + timedelta(days=number)
            if sum(season.covers(day) for season in special) > 1:
                raise InvalidCalendar(fault=f"ngày {day:%d/%m} thuộc hai mùa")

    def season_of(self, day: date) -> Season:
        """Return the season whose sessions hold on `day`."""
        ordinary, *others = sorted(self.seasons, key=lambda season: season.first is not None)
        return next((season for season in others if season.covers(day)), ordinary)

    def special(self, day: date) -> SpecialDay | None:
        """Return what is special about `day`, or None."""
        return next((special for special in self.days if special.day == day), None)

    def sessions_on(self, day: date) -> tuple[tuple[int, int], ...]:
        """Return the sessions worked on `day` as minutes after midnight; none on a day off."""
        return sessions_of(self.season_of(day), self.special(day), day)


def sessions_of(season: Season, special: SpecialDay | None, day: date) -> tuple[tuple[int, int], ...]:
    """Return the sessions of a day from its season, its weekday and what is special about it."""
    full = tuple(session.minutes for session in season.sessions)
    if special is None:
        return full if day.weekday() < 5 else ()
    if special.kind is DayKind.OFF:
        return ()
    if special.kind is DayKind.WORK:
        return full
    low = special.opens.hour * 60 + special.opens.minute if special.opens else 0
    high = special.closes.hour * 60 + special.closes.minute if special.closes else 24 * 60
    cut = ((max(opens, low), min(closes, high)) for opens, closes in full)
    return tuple((opens, closes) for opens, closes in cut if opens < closes)


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _clock(value: Any) -> time | None:
    return value if value is None or isinstance(value, time) else time.fromisoformat(str(value))
