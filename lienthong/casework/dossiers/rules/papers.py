"""Which papers a reception still lacks, and which take no scan: they are only shown, compared and given back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from lienthong.toolkit.sentences import Sentence


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


def missing(asked: Iterable[Asked], given: Iterable[Given], *, at_counter: bool) -> list[str]:
    """Return the names of the required papers that are not there, in the procedure's order.

    at_counter  somebody stands there: what is only shown was to be shown and compared too.  Who sends the dossier online or by
                post shows it when the result is fetched.
    """
    there = {paper.key for paper in given if paper.shown_only or paper.originals + paper.certified + paper.copies > 0}
    lacking = [paper for paper in asked if paper.required and paper.key not in there]
    return [
        paper.name if paper.action == "submit" else Sentence("%(paper)s (xuất trình để đối chiếu)", paper=paper.name)
        for paper in lacking
        if paper.action == "submit" or at_counter
    ]


def only_shown(key: str, asked: Iterable[Asked], *, shown_only: bool) -> bool:
    """Return whether a paper is only shown: so it was written down, or so the procedure asks for it."""
    return shown_only or any(paper.key == key and paper.action == "show" for paper in asked)


def still_to_show(asked: Iterable[Asked], given: Iterable[Given]) -> list[str]:
    """Return the names of the required papers that are only shown and that nobody has seen yet."""
    there = {paper.key for paper in given}
    return [paper.name for paper in asked if paper.required and paper.action == "show" and paper.key not in there]
