"""What a revision does to a calendar, and the first day on which it counts differently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from lienthong.office.worktime.errors import InvalidCalendar
from lienthong.office.worktime.rules.definition import CalendarDefinition, Season, SpecialDay


@dataclass(frozen=True)
class Change:
    """One changed day: its new special state, or None: the day is again as its weekday says."""

    day: date
    special: SpecialDay | None = None

    @classmethod
    def to(cls, special: SpecialDay) -> Change:
        """Return the change that sets a special day."""
        return cls(special.day, special)

    def as_dict(self) -> dict[str, Any]:
        """Return the change as JSON; `from_dict` reads it back."""
        return self.special.as_dict() if self.special else {"day": self.day.isoformat(), "kind": "normal"}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Change:
        """Return the change read from JSON; kind `normal` gives the day back to its weekday."""
        if plain.get("kind") == "normal":
            try:
                return cls(date.fromisoformat(str(plain.get("day"))))
            except ValueError:
                raise InvalidCalendar(fault=f"ngày «{plain.get('day')}» phải viết như 2018-03-12") from None
        return cls.to(SpecialDay.from_dict(plain))


def revised(
    definition: CalendarDefinition,
    changes: Iterable[Change],
    *,
    last_year: int | None = None,
    seasons: Sequence[Season] | None = None,
) -> CalendarDefinition:
    """Return the calendar with the changes made; a later change of the same day wins.

    Raises   InvalidCalendar: the last year moves back, or the result contradicts itself.
    """
    if last_year is not None and last_year < definition.last_year:
        raise InvalidCalendar(fault=f"không thể bỏ bớt năm đã có (đang đến {definition.last_year}, sửa thành {last_year})")
    days = {special.day: special for special in definition.days}
    for change in changes:
        if change.special is None:
            days.pop(change.day, None)
        else:
            days[change.day] = change.special
    return replace(
        definition,
        days=tuple(days[day] for day in sorted(days)),
        last_year=last_year or definition.last_year,
        seasons=tuple(seasons) if seasons is not None else definition.seasons,
    )


def first_difference(before: CalendarDefinition, after: CalendarDefinition) -> date | None:
    """Return the first day whose sessions or reason differ, or None when nothing differs.

    A year that was added differs from its first day on.
    """
    old, new = ({special.day: special for special in definition.days} for definition in (before, after))
    day = date(min(before.first_year, after.first_year), 1, 1)
    seasons_differ = before.seasons != after.seasons
    if before.first_year != after.first_year:
        return day
    while day.year <= before.last_year:
        if old.get(day) != new.get(day):
            return day
        if seasons_differ and before.sessions_on(day) != after.sessions_on(day):
            return day
        day += timedelta(days=1)
    return day if before.last_year != after.last_year else None
