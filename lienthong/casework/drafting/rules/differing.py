"""What differs between two contents, by words, field by field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from lienthong.casework.drafting.rules.content import NAMES, Content

Op = Literal["same", "out", "in"]
_TOKENS = re.compile(r"\n|\S+[^\S\n]*|[^\S\n]+")
"""A word goes with the blank after it: a blank alone is nothing that two texts have in common."""
LARGEST = 4_000_000
"""Two stretches with more pairs of words than this are shown whole, one out and one in."""


@dataclass(frozen=True)
class Part:
    """A stretch of words: in both, only in the earlier (out), only in the later (in)."""

    op: Op
    words: str


@dataclass(frozen=True)
class Change:
    """A field that differs, with its words in their order."""

    field: str
    parts: tuple[Part, ...]


def changes(earlier: Content, later: Content) -> list[Change]:
    """Return the fields that differ between two contents, in the order of the form."""
    pairs = ((name, _said(earlier, name), _said(later, name)) for name in NAMES)
    return [Change(name, tuple(parts(before, after))) for name, before, after in pairs if before != after]


def _said(content: Content, name: str) -> str:
    value = getattr(content, name)
    return "" if value is None else str(value)


def parts(before: str, after: str) -> list[Part]:
    """Return what differs between two texts: by lines first, and by words in the lines that differ."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    made: list[Part] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            made.append(Part("same", "".join(old[a:b])))
        else:
            made += _by_words("".join(old[a:b]), "".join(new[c:d]))
    return _joined(made)


def _by_words(before: str, after: str) -> Iterator[Part]:
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    if len(old) * len(new) > LARGEST:
        yield from _either(before, after)
        return
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Part("same", "".join(old[a:b]))
        else:
            yield from _either("".join(old[a:b]), "".join(new[c:d]))


def _either(before: str, after: str) -> Iterator[Part]:
    if before:
        yield Part("out", before)
    if after:
        yield Part("in", after)


def _joined(made: Sequence[Part]) -> list[Part]:
    """Return parts in which no two of one kind follow each other."""
    whole: list[Part] = []
    for one in made:
        if whole and whole[-1].op == one.op:
            whole[-1] = Part(one.op, whole[-1].words + one.words)
        else:
            whole.append(one)
    return whole


def counted(found: Sequence[Change]) -> tuple[int, int]:
    """Return how many words are only in the later content and how many only in the earlier one."""
    both = {"in": 0, "out": 0, "same": 0}
    for change in found:
        for part in change.parts:
            both[part.op] += len(part.words.split())
    return both["in"], both["out"]
