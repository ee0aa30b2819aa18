"""The types of documents that the reviewed file holds, read when the product starts: a fault of the file stops it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml

from lienthong.casework.documents.rules import types as rules
from lienthong.casework.documents.rules.types import DocumentType

__all__ = ["STATE_ABBREVIATIONS", "DocumentType", "all_of", "by_key", "of"]

DATA = Path(__file__).resolve().parents[1] / "data" / "types.yaml"
_ALL = rules.types_of(yaml.safe_load(DATA.read_text(encoding="utf-8")))


def all_of(system: str, on: date | None = None) -> tuple[DocumentType, ...]:
    """Return the types of a system (`state`, `party`) on a day, or of all days, in the order of the file."""
    return tuple(one for one in _ALL if one.system == system and (on is None or one.holds(on)))


def of(system: str, abbreviation: str, *, normative: bool = False, on: date | None = None) -> DocumentType | None:
    """Return the type that a symbol means ("" = it names none: a công văn of the State), or None; see `rules.types.meant`."""
    return rules.meant(_ALL, system, abbreviation, normative=normative, on=on)


def by_key(system: str, key: str, on: date | None = None) -> DocumentType:
    """Return a type by its key, as it is on a day, else the row that began last; KeyError when there is none."""
    row = rules.row_of([one for one in _ALL if one.system == system and one.key == key], on)
    if row is None:
        raise KeyError(f"{system} {key}")
    return row


STATE_ABBREVIATIONS = rules.abbreviations(_ALL)
"""What tells a type from a body in a symbol of the State."""
