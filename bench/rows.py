"""One line of the table of `make bench`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A measured value with its unit and what it was measured on."""

    name: str
    value: float
    unit: str
    note: str = ""
