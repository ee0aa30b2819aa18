"""Two texts side by side: what was taken away, what came, with a little around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

AROUND = 3


@dataclass(frozen=True)
class Line:
    """A line of the comparison: `mark` is «-», «+» or a space, «…» where lines are left out; numbers of old and new text."""

    mark: str
    old: int | None
    new: int | None
    text: str


def compared(old: str, new: str) -> list[Line]:
    """Return the lines that differ and AROUND lines beside them; nothing when the texts are the same."""
    before, after = old.splitlines(), new.splitlines()
    groups = list(SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(AROUND))
    found: list[Line] = []
    for group in groups:
        if group[0][1] > 0:
            found.append(Line("…", None, None, ""))
        for tag, low, high, start, end in group:
            if tag == "equal":
                found += [Line(" ", low + at + 1, start + at + 1, before[low + at]) for at in range(high - low)]
            else:
                found += [*_lines("-", before, low, high), *_lines("+", after, start, end)]
    return found


def _lines(mark: str, texts: list[str], low: int, high: int) -> Iterator[Line]:
    for at in range(low, high):
        yield Line(mark, at + 1 if mark == "-" else None, at + 1 if mark == "+" else None, texts[at])
