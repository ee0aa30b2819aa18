"""Dates, instants, amounts and spans as pages, slips and messages write them, and days as people type them.

Instants are shown in Vietnam's time whatever their zone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.formats.errors import NotABirth, NotADay
from lienthong.toolkit.formats.words import amount_in_words, number_in_words
from lienthong.toolkit.quantities import Dong
from lienthong.toolkit.sentences import Figure, Sentence

__all__ = [
    "Birth",
    "amount",
    "amount_in_words",
    "birth",
    "day",
    "day_long",
    "day_with_weekday",
    "decimal",
    "moment",
    "moment_long",
    "number_in_words",
    "parse_birth",
    "parse_day",
    "percent",
    "period",
    "time_of_day",
    "work_span",
]

WEEKDAYS: Final = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
MINUTES_PER_DAY: Final = 480
_DAY_FIRST = re.compile(r"(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_FIRST_YEAR, _LAST_YEAR = 1800, 2199


@dataclass(frozen=True)
class Birth:
    """When somebody was born: the year, and the day where the papers have it."""

    year: int
    on: date | None = None


def day(value: date) -> str:
    """Return `12/03/2018`."""
    return _in_vietnam(value).strftime("%d/%m/%Y")


def day_with_weekday(value: date) -> str:
    """Return `thứ Hai, 12/03/2018`, for days on which somebody must come."""
    return f"{WEEKDAYS[_in_vietnam(value).weekday()]}, {day(value)}"


def day_long(value: date) -> str:
    """Return `ngày 12 tháng 3 năm 2018` as papers are dated: day below 10 and months 1 and 2 with a zero.

    Source: law:nd-30-2020#phu-luc-1 [V]
    """
    local = _in_vietnam(value)
    month = f"{local.month:02d}" if local.month <= 2 else str(local.month)
    return f"ngày {local.day:02d} tháng {month} năm {local.year}"


def time_of_day(at: datetime) -> str:
    """Return `08:00`."""
    return at.astimezone(VIETNAM).strftime("%H:%M")


def moment(at: datetime) -> str:
    """Return `08:00 ngày 12/03/2018`."""
    return f"{time_of_day(at)} ngày {day(at)}"


def moment_long(at: datetime) -> str:
    """Return `08 giờ 00 phút, ngày 12 tháng 03 năm 2018`, as the forms of TT 01/2018 print it."""
    return at.astimezone(VIETNAM).strftime("%H giờ %M phút, ngày %d tháng %m năm %Y")


def period(since: date, until: date | None) -> Sentence:
    """Return `từ 12/03/2018 đến hết 31/03/2018`, or only the first part when it has no end; `until` is the first day after it."""
    first = Figure(day(since), since, "day")
    if until is None:
        return Sentence("từ %(first)s", first=first)
    last = until - timedelta(days=1)
    return Sentence("từ %(first)s đến hết %(last)s", first=first, last=Figure(day(last), last, "day"))


def amount(dong: Dong | int) -> str:
    """Return `118.000.000.000`."""
    return f"{dong:,}".replace(",", ".")


def decimal(value: Decimal | int, *, places: int | None = None) -> str:
    """Return `29,8` or `1.234,5`; `places` rounds half up, without it every digit stays."""
    exact = Decimal(value)
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{exact:,f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def percent(ratio: Decimal, *, places: int = 1) -> str:
    """Return `29,8%` for the ratio 0.298; a whole percentage has no decimals."""
    shown = decimal(ratio * 100, places=places)
    return f"{shown.rstrip('0').rstrip(',') if ',' in shown else shown}%"


def work_span(minutes: int, *, minutes_per_day: int = MINUTES_PER_DAY) -> str:
    """Return a span of office time: 1.140 minutes → `2 ngày 3 giờ làm việc`; a span overdue (negative) begins with `quá`."""
    days, rest = divmod(abs(minutes), minutes_per_day)
    hours, left = divmod(rest, 60)
    parts = [f"{amount(count)} {unit}" for count, unit in ((days, "ngày"), (hours, "giờ"), (left, "phút")) if count]
    span = f"{' '.join(parts) or '0 phút'} làm việc"
    return f"quá {span}" if minutes < 0 else span


def birth(value: Birth) -> str:
    """Return `13/04/1958`, or `1958` when only the year is known."""
    return day(value.on) if value.on else str(value.year)


def parse_day(typed: str) -> date:
    """Return the day that somebody typed: 13/04/2018, 13-04-2018, 13.4.2018 or 2018-04-13.

    The day always comes before the month.  Years have four digits, 1800 to 2199.
    Raises   NotADay.
    """
    text = typed.strip()
    if found := _DAY_FIRST.fullmatch(text):
        parts = (int(found[4]), int(found[3]), int(found[1]))
    elif found := _YEAR_FIRST.fullmatch(text):
        parts = (int(found[1]), int(found[2]), int(found[3]))
    else:
        raise NotADay(typed=text[:40])
    if not _FIRST_YEAR <= parts[0] <= _LAST_YEAR:
        raise NotADay(typed=text[:40])
    try:
        return date(*parts)
    except ValueError:
        raise NotADay(typed=text[:40]) from None


def parse_birth(typed: str) -> Birth:
    """Return a birth as typed: a day, or only a year of four digits.

    Raises   NotABirth.
    """
    text = typed.strip()
    if _YEAR.fullmatch(text) and _FIRST_YEAR <= int(text) <= _LAST_YEAR:
        return Birth(int(text))
    try:
        on = parse_day(text)
    except NotADay:
        raise NotABirth(typed=text[:40]) from None
    return Birth(on.year, on)


def _in_vietnam(value: date) -> date:
    return value.astimezone(VIETNAM) if isinstance(value, datetime) else value
