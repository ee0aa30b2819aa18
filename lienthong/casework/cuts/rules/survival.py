"""How long it takes, told from finished and still open dossiers together (Kaplan and Meier, 1958).

Counting only what is finished makes a slow office look quick: its slow dossiers are still open.  An open dossier, and one that
was withdrawn or refused, says «it took longer than this»; the product-limit estimator uses that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Observed:
    """How long one dossier was worked on, in office minutes; `finished` = its result was there then."""

    minutes: int
    finished: bool


@dataclass(frozen=True)
class Point:
    """A step of the curve: after `minutes` the share `unfinished` was still open."""

    minutes: int
    unfinished: float


def curve(observed: Iterable[Observed]) -> list[Point]:
    """Return the product-limit curve: a point for each duration at which something finished, in their order."""
    told = sorted(observed, key=lambda one: (one.minutes, not one.finished))
    points: list[Point] = []
    at_risk, share, place = len(told), 1.0, 0
    while place < len(told):
        minutes, finished, gone = told[place].minutes, 0, 0
        while place < len(told) and told[place].minutes == minutes:
            finished += told[place].finished
            gone += 1
            place += 1
        if finished:
            share *= 1 - finished / at_risk
            points.append(Point(minutes, share))
        at_risk -= gone
    return points


def quantile(points: Sequence[Point], share: float) -> int | None:
    """Return within how many minutes the share of dossiers is finished; None when the curve does not get so far."""
    return next((point.minutes for point in points if 1 - point.unfinished >= share - 1e-12), None)
