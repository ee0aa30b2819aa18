"""Made-up data by which a text is tried: every value is unlike every other, so each can be found again on the paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import count
from typing import Any, Final

from lienthong.casework.forms.rules.fields import PICTURES, Asked, inner, outer

_HERE: Final = timezone(timedelta(hours=7))
_FIRST: Final = date(2019, 1, 1)
ITEMS = 2
"""Lines of each list."""


def probe(fields: Sequence[Asked], *, whole: bool, picture: str) -> dict[str, Any]:
    """Return data for a paper: with everything it may have, or with nothing but what it must have.

    picture  an SVG, for the fields that hold one.
    """
    turn = count(1)
    wanted = {name: field for name, field in outer(fields).items() if whole or field.required}
    return {name: _value(field, fields, turn, whole=whole, picture=picture) for name, field in wanted.items()}


def _value(field: Asked, fields: Sequence[Asked], turn: Iterator[int], *, whole: bool, picture: str) -> Any:
    if field.name in PICTURES:
        return picture
    if field.kind == "list":
        parts = {name: one for name, one in inner(fields, field.name).items() if whole or one.required}
        return [{name: _plain(one, next(turn)) for name, one in parts.items()} for _ in range(ITEMS)]
    return _plain(field, next(turn))


def _plain(field: Asked, place: int) -> Any:
    return _MADE[field.kind](field.name.rpartition(".")[2].replace("_", " "), place)


def _day(place: int) -> date:
    return _FIRST + timedelta(days=place)


_MADE: Final[dict[str, Callable[[str, int], Any]]] = {
    "text": lambda name, place: f"{name} {place + 300}",
    "texts": lambda name, place: [f"{name} {place + 300} a", f"{name} {place + 300} b"],
    "number": lambda _, place: 70_000 + place,
    "amount": lambda _, place: 80_000 + place,
    "decimal": lambda _, place: Decimal(90_000 + place),
    "day": lambda _, place: _day(place),
    "day_long": lambda _, place: _day(place),
    "moment": lambda _, place: datetime(2019, 1, 1, 9, tzinfo=_HERE) + timedelta(days=place),
    "moment_long": lambda _, place: datetime(2019, 1, 1, 9, tzinfo=_HERE) + timedelta(days=place),
    "work_span": lambda _, place: 480 * (place + 300),
    "flag": lambda _, place: True,
}
