"""Which papers a reception still lacks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class Asked(Protocol):
    """A paper that the procedure asks for."""

    @property
    def key(self) -> str:
        """Return its key."""
        ...

    @property
    def name(self) -> str:
        """Return its name."""
        ...

    @property
    def required(self) -> bool:
        """Return whether a dossier is incomplete without it."""
        ...

    @property
    def action(self) -> str:
        """Return «submit» or «show»."""
        ...


class Given(Protocol):
    """A paper as it was handed in: how many originals, certified copies, plain copies; or only shown."""

    @property
    def key(self) -> str:
        """Return the key of the paper asked for; empty when the procedure asks for none like it."""
        ...

    @property
    def originals(self) -> int:
        """Return the count of originals."""
        ...

    @property
    def certified(self) -> int:
        """Return the count of certified copies."""
        ...

    @property
    def copies(self) -> int:
        """Return the count of plain copies."""
        ...

    @property
    def shown_only(self) -> bool:
        """Return whether it was shown and taken away again."""
        ...


def missing(asked: Iterable[Asked], given: Iterable[Given]) -> list[str]:
    """Return the names of the required papers to submit that were not handed in, in the procedure's order."""
    there = {paper.key for paper in given if paper.shown_only or paper.originals + paper.certified + paper.copies > 0}
    return [paper.name for paper in asked if paper.required and paper.action == "submit" and paper.key not in there]
