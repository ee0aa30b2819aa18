"""What may be answered, and how answers are counted.  Faces and reasons as working systems ask them [I]; texts ours [P]."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

FACES = {"very": "Rất hài lòng", "good": "Hài lòng", "bad": "Không hài lòng"}
REASONS: dict[str, dict[str, str]] = {
    "time": {"time_early": "Trước hạn", "time_on": "Đúng hạn", "time_late": "Chậm"},
    "style": {"style_good": "Tốt", "style_fair": "Bình thường", "style_poor": "Chưa tốt"},
}
GROUPS = {"time": "Thời gian giải quyết", "style": "Thái độ phục vụ"}
MOST_WORDS = 1000


def is_good(face: str, reasons: Iterable[str]) -> bool:
    """Return whether an answer is one that was offered: a known face, at most one reason of each group."""
    given = list(reasons)
    known = {key for group in REASONS.values() for key in group}
    at_most_one = all(sum(key in group for key in given) <= 1 for group in REASONS.values())
    return face in FACES and set(given) <= known and at_most_one


def reason_words(reasons: Iterable[str]) -> list[str]:
    """Return «Thời gian giải quyết: Đúng hạn» for each reason given."""
    given = set(reasons)
    return [f"{GROUPS[name]}: {words}" for name, group in REASONS.items() for key, words in group.items() if key in given]


@dataclass(frozen=True)
class Tally:
    """How often each face was given, under a name; `id` of the unit or procedure, 0 for a sum.

    `total` 0: nobody rated, so no share is known.
    """

    name: str
    very: int = 0
    good: int = 0
    bad: int = 0
    id: int = 0

    @property
    def total(self) -> int:
        """Return how many rated."""
        return self.very + self.good + self.bad

    def of(self, face: str) -> int:
        """Return how often a face was given."""
        return {"very": self.very, "good": self.good, "bad": self.bad}[face]

    def share(self, count: int) -> Decimal | None:
        """Return a count as a share of all, None when nobody rated."""
        return Decimal(count) / self.total if self.total else None

    @property
    def satisfied(self) -> Decimal | None:
        """Return the share of those satisfied or very satisfied, None when nobody rated."""
        return self.share(self.very + self.good)


def summed(tallies: Iterable[Tally], name: str) -> Tally:
    """Return the sum of tallies."""
    rows = list(tallies)
    return Tally(name, sum(row.very for row in rows), sum(row.good for row in rows), sum(row.bad for row in rows))
