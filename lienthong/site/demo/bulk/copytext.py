"""Rows as lines of PostgreSQL's COPY text format: several times as fast as the driver's row by row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

_SPECIAL = re.compile(r"[\\\t\n\r]")
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def _text(value: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], value) if _SPECIAL.search(value) else value


def _bytes(value: bytes) -> str:
    return "\\\\x" + value.hex()


_FORMS: dict[type, Callable[[Any], str]] = {
    str: _text,
    bytes: _bytes,
    UUID: lambda value: f"{value.int:032x}",
    bool: lambda value: "t" if value else "f",
    type(None): lambda value: "\\N",
}
_PLAIN = str


def lines(rows: Iterable[Sequence[Any]]) -> str:
    """Return rows of text, numbers, bytes, dates, instants, UUIDs, truth values and None as lines for COPY."""
    forms = _FORMS
    return "".join("\t".join([forms.get(type(value), _PLAIN)(value) for value in row]) + "\n" for row in rows)
