"""The kinds of books that the reviewed file holds, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from lienthong.casework.books.rules.kinds import BookKind, kind_for, kinds_of

DATA = Path(__file__).resolve().parents[1] / "data" / "kinds.yaml"


@cache
def kinds() -> tuple[BookKind, ...]:
    """Return every kind of book, in the order of the file."""
    return kinds_of(yaml.safe_load(DATA.read_text(encoding="utf-8")))


def kind(key: str) -> BookKind:
    """Return a kind; KeyError when there is none."""
    for one in kinds():
        if one.key == key:
            return one
    raise KeyError(key)


def kind_of_result(*, procedure: str, result: str = "") -> BookKind | None:
    """Return the book in which the result of a procedure takes its number, or None."""
    return kind_for(kinds(), procedure=procedure, result=result)
