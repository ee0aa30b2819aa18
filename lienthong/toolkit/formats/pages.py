"""Dates, instants, amounts and spans in the language of the page that is being drawn.

`text` writes official papers, messages and records, always in Vietnamese; these functions are for pages, and for
messages to somebody who chose English, under `translation.override`.  English names
the month, because 03/04/2018 is read two ways, and groups thousands by commas, because 118.000 is read as 118.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.template.defaultfilters import filesizeformat
from django.utils.translation import get_language

from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.formats import text

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SWAP: Final = str.maketrans(".,", ",.")
_NEVER_A_DAY: Final = 10**9


def is_english() -> bool:
    """Return whether the page that is being drawn is an English one."""
    return get_language() == "en"


def language_now() -> str:
    """Return the language of the page that is being drawn: `vi` or `en`."""
    return "en" if is_english() else "vi"


def day(value: date) -> str:
    """Return `12/03/2018`; `12 March 2018` in English."""
    if not is_english():
        return text.day(value)
    local = value.astimezone(VIETNAM) if isinstance(value, datetime) else value
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"


def day_with_weekday(value: date) -> str:
    """Return `thứ Hai, 12/03/2018`; `Monday 12 March 2018` in English."""
    if not is_english():
        return text.day_with_weekday(value)
    local = value.astimezone(VIETNAM) if isinstance(value, datetime) else value
    return f"{WEEKDAYS[local.weekday()]} {day(local)}"


def weekday_and_day(value: date) -> str:
    """Return `thứ Hai 12/03`; `Monday 12 March` in English: a day of the weeks around today."""
    if is_english():
        return day_with_weekday(value).rpartition(" ")[0]
    return day_with_weekday(value).replace(",", "").rpartition("/")[0]


def moment(at: datetime) -> str:
    """Return `08:00 ngày 12/03/2018`; `08:00 on 12 March 2018` in English."""
    return f"{text.time_of_day(at)} on {day(at)}" if is_english() else text.moment(at)


def moment_with_weekday(at: datetime) -> str:
    """Return `08:00 thứ Hai, 12/03/2018`; `08:00 on Monday 12 March 2018` in English."""
    return f"{text.time_of_day(at)}{' on' if is_english() else ''} {day_with_weekday(at)}"


def days(span: tuple[date, date]) -> str:
    """Return `14/02/2018-20/02/2018`; `14 February 2018 to 20 February 2018` in English; one day alone when they are the same."""
    first, last = span
    if first == last:
        return day(first)
    return f"{day(first)} to {day(last)}" if is_english() else f"{day(first)}-{day(last)}"


def amount(figure: int) -> str:
    """Return `118.000.000`; `118,000,000` in English."""
    return _figure(text.amount(figure))


def decimal(value: Decimal | int) -> str:
    """Return `1.234,5`; `1,234.5` in English."""
    return _figure(text.decimal(value))


def file_size(size: int) -> str:
    """Return `8,6 KB` of 8806 bytes; `8.6 KB` in English.  Between the two stands a space that no line breaks at."""
    return _figure(filesizeformat(size))


def percent(ratio: Decimal, *, places: int = 1) -> str:
    """Return `29,8%` for the ratio 0.298; `29.8%` in English."""
    return _figure(text.percent(ratio, places=places))


def work_span(minutes: int, *, minutes_per_day: int = text.MINUTES_PER_DAY) -> str:
    """Return `2 ngày 3 giờ làm việc`; `2 working days 3 hours` in English; a span overdue begins with `quá`, `overdue by`."""
    if not is_english():
        return text.work_span(minutes, minutes_per_day=minutes_per_day)
    days, rest = divmod(abs(minutes), minutes_per_day)
    hours, left = divmod(rest, 60)
    parts = [_counted(count, unit) for count, unit in ((days, "day"), (hours, "hour"), (left, "minute")) if count]
    number, _, rest_of_it = (" ".join(parts) or "0 minutes").partition(" ")
    span = f"{number} working {rest_of_it}"
    return f"overdue by {span}" if minutes < 0 else span


def work_hours(minutes: int) -> str:
    """Return `26 giờ 30 phút làm việc`; `26 working hours 30 minutes` in English: a span that is not counted in days."""
    return work_span(minutes, minutes_per_day=_NEVER_A_DAY)


def figure(value: Any, how: str) -> str:
    """Return a figure of a sentence that a rule built, as `how` says: the name of a function of this module."""
    return str(_WRITERS[how](value))


def _counted(count: int, unit: str) -> str:
    return f"{amount(count)} {unit}{'' if count == 1 else 's'}"


def _figure(written: str) -> str:
    return written.translate(_SWAP) if is_english() else written


_WRITERS: Final[dict[str, Callable[[Any], str]]] = {
    "day": day, "days": days, "day_with_weekday": day_with_weekday, "moment": moment, "moment_with_weekday": moment_with_weekday,
    "amount": amount, "decimal": decimal, "work_hours": work_hours,
}  # fmt: skip
