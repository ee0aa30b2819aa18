"""What somebody searches for among documents, and where a text says it: with marks or without, words or phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lienthong.toolkit.vietnamese import fold

MOST_WORDS = 20
"""Words of a search that count; more than that nobody types."""
MOST_TEXT = 200_000
"""Letters of a document's text that are kept for search."""
AROUND = 12
"""Words of a snippet before and after what was found."""
PARTS = {"": "", "symbol": "A", "subject": "B", "people": "C", "text": "D"}
"""Where to look, and the weight under which the index keeps it: number and symbol; subject; issuer, signer, recipients; text."""

_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|«([^»]*)»|(\S+)')
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Piece:
    """A piece of a snippet; `hit`: it is what was searched for."""

    words: str
    hit: bool = False


def words_of(text: str) -> list[str]:
    """Return the words of a text as the index keeps them: folded, zeros before a number away (05 is 5)."""
    return [_plain(found.group()) for found in _WORD.finditer(fold(text))]


@lru_cache(maxsize=50_000)
def _known(word: str) -> str:
    """Return a word as the index keeps it; a page of snippets says the same words again and again."""
    return _plain(fold(word))


def _plain(word: str) -> str:
    return (word.lstrip("0") or "0") if word.isdecimal() else word


def phrases(text: str) -> tuple[tuple[str, ...], ...]:
    """Return what must all stand in a document: single words, and words that must follow each other.

    In quotes, or joined by signs as a symbol is («12/QĐ-UBND»), words follow each other.  Twenty words count at most.
    """
    asked: list[tuple[str, ...]] = []
    left = MOST_WORDS
    for found in _QUOTED.finditer(text):
        phrase = tuple(words_of(next(part for part in (*found.groups(), "") if part is not None)))[:left]
        if phrase and phrase not in asked:
            asked.append(phrase)
            left -= len(phrase)
    return tuple(asked)


def looks_like_symbol(text: str) -> bool:
    """Return whether a number or a symbol was typed («12», «12/QĐ-UBND»): then texts that say 12 somewhere are not meant."""
    parts = text.split()
    return len(parts) == 1 and parts[0][:1].isdecimal()


def query_of(asked: Sequence[Sequence[str]], part: str = "") -> str:
    """Return the tsquery of what was asked, in a part of the index or in all of it; "" when nothing was asked.

    Words hold letters and digits alone, so that none of them can say anything else to the database.
    """
    weight = f":{PARTS[part]}" if PARTS[part] else ""
    return " & ".join("(" + " <-> ".join(f"'{word}'{weight}" for word in phrase) + ")" for phrase in asked)


def snippet(text: str, asked: Sequence[Sequence[str]]) -> tuple[Piece, ...]:
    """Return the words around the place where a text says most of the phrases, its hits marked; () when it says none."""
    found = list(_WORD.finditer(text))
    said = [_known(one.group()) for one in found]
    places = sorted(_places(said, asked))
    if not places:
        return ()
    hits = {place for begin, end in places for place in range(begin, end)}
    best = max(places, key=lambda place: (sum(one in hits for one in range(place[0], place[1] + AROUND)), -place[0]))
    first, last = max(best[0] - AROUND, 0), min(best[1] + AROUND, len(found))
    return tuple(_pieces(text, found, range(first, last), hits))


def _places(said: Sequence[str], asked: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Give where phrases stand, as half-open ranges of words."""
    for phrase in asked:
        for place, word in enumerate(said):
            if word == phrase[0] and tuple(said[place : place + len(phrase)]) == tuple(phrase):
                yield place, place + len(phrase)


def _pieces(text: str, found: Sequence[re.Match[str]], shown: range, hits: set[int]) -> Iterator[Piece]:
    """Give the pieces of a part of a text; what stands between two words of a hit belongs to it."""
    if shown.start:
        yield Piece("… ")
    begin, mark = found[shown.start].start(), shown.start in hits
    for place in shown:
        if (place in hits) != mark:
            edge = found[place].start() if place in hits else found[place - 1].end()
            yield Piece(" ".join(text[begin:edge].split("\n")), mark)
            begin, mark = edge, place in hits
    yield Piece(" ".join(text[begin : found[shown.stop - 1].end()].split("\n")), mark)
    if shown.stop < len(found):
        yield Piece(" …")
