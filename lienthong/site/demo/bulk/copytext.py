"""Rows as lines of PostgreSQL's COPY text format, column by column: many times as fast as the driver's row by row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

_SPECIAL = re.compile(r"[\\\t\n\r]")
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_NULL = "\\N"


def _text(value: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], value)


def _texts(values: Sequence[str]) -> Iterable[str]:
    """Look through all at once, a letter at a time: many times as fast as an expression over each."""
    whole = "".join(values)
    return map(_text, values) if any(letter in whole for letter in _ESCAPES) else values


def _instants(values: Sequence[datetime]) -> Iterable[str]:
    """Write each instant once: the rows of an act share theirs."""
    written: dict[int, str] = {}
    return [written.get(id(value)) or written.setdefault(id(value), str(value)) for value in values]


_FORMS: dict[type, Callable[[Any], str]] = {
    str: _text,
    bytes: lambda value: "\\\\x" + value.hex(),
    UUID: lambda value: f"{value.int:032x}",
    bool: lambda value: "t" if value else "f",
    type(None): lambda value: _NULL,
}
"""How one value is written; what is not named here (numbers, days, instants) as `str` gives it."""
_COLUMNS: dict[type, Callable[[Sequence[Any]], Iterable[str]]] = {
    str: _texts,
    UUID: lambda values: map("%032x".__mod__, map(attrgetter("int"), values)),
    datetime: _instants,
    type(None): lambda values: [_NULL] * len(values),
}
"""Quicker ways for a column that holds one kind of value only."""


def lines(rows: Iterable[Sequence[Any]]) -> str:
    """Return rows of text, numbers, bytes, dates, instants, UUIDs, truth values and None as lines for COPY."""
    columns = [_column(values) for values in zip(*rows, strict=True)]
    told = "\n".join(map("\t".join, zip(*columns, strict=True)))
    return told + "\n" if columns else ""


def _column(values: tuple[Any, ...]) -> Iterable[str]:
    kinds = set(map(type, values))
    if len(kinds) == 2 and type(None) in kinds:
        written = iter(_column(tuple(value for value in values if value is not None)))
        return [_NULL if value is None else next(written) for value in values]
    if len(kinds) > 1:
        forms = {kind: _FORMS.get(kind, str) for kind in kinds}
        return [forms[type(value)](value) for value in values]
    kind = kinds.pop()
    whole = _COLUMNS.get(kind)
    return whole(values) if whole else map(_FORMS.get(kind, str), values)
