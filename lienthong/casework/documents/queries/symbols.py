"""Symbols read with the types that the reviewed file holds."""

from __future__ import annotations

from datetime import date

from lienthong.casework.documents.queries import types
from lienthong.casework.documents.rules import symbols as rules
from lienthong.casework.documents.rules.symbols import NotASymbol, Party, State
from lienthong.casework.documents.rules.types import DocumentType

__all__ = ["NotASymbol", "Party", "State", "parse", "type_of"]


def parse(text: str) -> State | Party:
    """Return the symbol that a text says: «Số: 12/QĐ-UBND», «19-NQ/TU».  Raises NotASymbol."""
    return rules.parse(text, types.STATE_ABBREVIATIONS)


def type_of(symbol: State | Party, on: date | None = None) -> DocumentType | None:
    """Return the type that a symbol means on a day, or None when no type is written so (see `types.of`)."""
    if isinstance(symbol, Party):
        return types.of("party", symbol.type, on=on)
    return types.of("state", symbol.type, normative=symbol.year is not None, on=on)
