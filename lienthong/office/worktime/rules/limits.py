"""A legal time limit: value, unit, start rule, cut-off, extra for remote areas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Any, Final, cast

from lienthong.office.worktime.errors import InvalidLimit


class LimitUnit(StrEnum):
    """The four units of limits found in national data (domain 0.3)."""

    WORKING_HOUR = "working_hour"
    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"


class StartRule(StrEnum):
    """From when a limit counts.

    NEXT_MOMENT  from the moment of receipt: the rule of hours.  For days and months it gives the same
                 instant as NEXT_DAY, because they keep the clock time.
    NEXT_DAY     the day of receipt is not counted: the rule of days and months.  Hours then begin at the
                 opening of the next working day.
    SAME_DAY     the day of receipt is the first counted day; due at the closing of the last one.

    Source: law:blds-2015#147 [M]: hours run from the moment, of days the first is not counted.
    """

    NEXT_MOMENT = "next_moment"
    NEXT_DAY = "next_day"
    SAME_DAY = "same_day"


_OF_THE_UNIT: Final = cast("StartRule", None)
MOST = 10_000
"""No limit is longer; a slip of the keyboard is."""


@dataclass(frozen=True)
class Limit:
    """A time limit, legal or committed.

    value       > 0, in `unit`.
    start       left out: NEXT_MOMENT for hours, NEXT_DAY for the other units.
    cutoff      receipt later than this clock time counts from the next working day; None (usual): no cut-off.
    area_extra  added, in `unit`, for remote or mountain units when the caller asks for it; >= 0.
    Raises      InvalidLimit.
    """

    value: int
    unit: LimitUnit
    start: StartRule = _OF_THE_UNIT
    cutoff: time | None = None
    area_extra: int = 0

    def __post_init__(self) -> None:
        if self.start is _OF_THE_UNIT:
            hours = self.unit is LimitUnit.WORKING_HOUR
            object.__setattr__(self, "start", StartRule.NEXT_MOMENT if hours else StartRule.NEXT_DAY)
        if not _whole(self.value) or not 0 < self.value <= MOST:
            raise InvalidLimit(fault=f"số «{self.value}» phải là số nguyên từ 1 đến {MOST}")
        if not _whole(self.area_extra) or not 0 <= self.area_extra <= MOST:
            raise InvalidLimit(fault=f"phần cộng thêm theo địa bàn «{self.area_extra}» phải là số nguyên từ 0 đến {MOST}")
        if self.start is StartRule.SAME_DAY and self.unit is LimitUnit.WORKING_HOUR:
            raise InvalidLimit(fault="giờ làm việc không tính theo quy tắc «trong ngày»")

    def total(self, *, area_extra: bool) -> int:
        """Return the value with or without the extra for the area, in `unit`."""
        return self.value + (self.area_extra if area_extra else 0)

    def as_dict(self) -> dict[str, Any]:
        """Return the limit as JSON; `from_dict` reads it back."""
        plain: dict[str, Any] = {"value": self.value, "unit": self.unit.value, "start": self.start.value}
        if self.cutoff is not None:
            plain["cutoff"] = f"{self.cutoff:%H:%M}"
        if self.area_extra:
            plain["area_extra"] = self.area_extra
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Limit:
        """Return the limit read from JSON, YAML or a command line; InvalidLimit names what is wrong."""
        if not plain.get("unit"):
            raise InvalidLimit(fault="thiếu đơn vị (working_hour, working_day, calendar_day hoặc month)")
        try:
            start = plain.get("start")
            cutoff = plain.get("cutoff")
            return cls(
                value=plain.get("value", 0),
                unit=LimitUnit(plain["unit"]),
                start=StartRule(start) if start else _OF_THE_UNIT,
                cutoff=time.fromisoformat(str(cutoff)) if cutoff else None,
                area_extra=plain.get("area_extra") or 0,
            )
        except ValueError as fault:
            raise InvalidLimit(fault=str(fault)) from None


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
