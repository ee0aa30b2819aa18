"""An invariant: something that is true of the data at every moment, asked by a command after every fault and every night."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Invariant:
    """One invariant of an app.

    code   stable, `app.name`.
    title  what is true, as a Vietnamese sentence.
    run    asks the database (as the owner, who sees every row) and returns one Vietnamese sentence per violation.
    An app offers its own by exporting `invariants() -> list[Invariant]` from its `public`.
    """

    code: str
    title: str
    run: Callable[[], list[str]]
