"""Quantities that must not be confused, and quantities that may be unknown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NewType

Dong = NewType("Dong", int)
"""Whole đồng. Never a float."""

WorkMinutes = NewType("WorkMinutes", int)
"""Minutes of office time on some calendar; 480 are one full working day of the default sessions."""


class Qualifier(StrEnum):
    """How exact a figure is; a press figure keeps its word («trên 118 tỷ», «gần 170»)."""

    EXACT = "exact"
    OVER = "over"
    NEARLY = "nearly"
    ABOUT = "about"


@dataclass(frozen=True)
class Quantity:
    """A number with its unit and qualifier, or unknown with the reason; unknown is never 0."""

    value: Decimal | None
    unit: str
    qualifier: Qualifier = Qualifier.EXACT
    unknown_because: str = ""

    def __post_init__(self) -> None:
        if (self.value is None) != bool(self.unknown_because):
            raise ValueError("a quantity has a value, or a reason why it is unknown, and never both")

    @classmethod
    def unknown(cls, unit: str, because: str) -> Quantity:
        """Return the unknown quantity of that unit."""
        return cls(None, unit, Qualifier.EXACT, because)

    def __add__(self, other: Quantity) -> Quantity:
        """Return the sum; unknown plus anything stays unknown, and the weaker qualifier wins."""
        if self.unit != other.unit:
            raise ValueError(f"cannot add {other.unit} to {self.unit}")
        if self.value is None or other.value is None:
            return Quantity.unknown(self.unit, self.unknown_because or other.unknown_because)
        words = {self.qualifier, other.qualifier} - {Qualifier.EXACT}
        word = Qualifier.EXACT if not words else words.pop() if len(words) == 1 else Qualifier.ABOUT
        return Quantity(self.value + other.value, self.unit, word)
