"""Which found procedure comes first: the one whose name says the typed words together, early, and little else."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Candidate:
    """A found procedure: its code and its name as written."""

    code: str
    name: str


def rank(typed: Sequence[str], found: Iterable[Candidate]) -> list[str]:
    """Return the codes of `found`, best first.

    typed   folded words; the last may be the beginning of a word.
    The order: the whole code typed; the words together as one phrase, whole words before half ones; the name's
    length in words; the place of the phrase; the code.
    """
    return [item.code for item in sorted(found, key=lambda item: _key(typed, item))]


def _key(typed: Sequence[str], item: Candidate) -> tuple[bool, bool, bool, int, int, str]:
    words = _words(item.name)
    phrase, text = " ".join(typed), " " + " ".join(words) + " "
    place = text.find(f" {phrase}")
    whole = f" {phrase} " in text
    return (item.code != phrase, place < 0, not whole, len(words), place, item.code)


def _words(name: str) -> list[str]:
    bare = (char for char in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(char))
    return "".join(char if char.isalnum() else " " for char in bare).replace("đ", "d").split()
