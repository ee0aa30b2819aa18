"""The normal form of text, and text without marks for search."""

from __future__ import annotations

import unicodedata
from functools import cache

# Letters that Unicode does not decompose: đ, and the letters that old converters put in its place.
_STROKED = str.maketrans({"đ": "d", "ð": "d", "ɖ": "d"})
_LAST = "\U0010ffff"


def nfc(text: str) -> str:
    """Return `text` in Unicode normal form C, in which everything is stored."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """Return a typed text in NFC as one line with single spaces, as it is stored."""
    return " ".join(nfc(text).split())


def fold(text: str) -> str:
    """Return `text` for search: lower case, no marks, đ as d, runs of white space as one space, ends trimmed.

    The same for NFC and NFD; full-width letters become plain ones.  Letters of other scripts stay.
    """
    lowered = text.lower()
    if not lowered.isascii():
        lowered = "".join(map(_bare, lowered))
    return " ".join(lowered.split())


def tokens(text: str) -> list[str]:
    """Return the folded words of `text`, each once, in their order; punctuation separates and is dropped."""
    spaced = "".join(char if char.isalnum() else " " for char in fold(text))
    return list(dict.fromkeys(spaced.split()))


def prefix_range(folded: str) -> tuple[str, str]:
    """Return `(low, high)` such that exactly the texts that begin with `folded` are `low <= text < high`.

    Compared by code point, as COLLATE "C" does in UTF-8.  An empty prefix matches everything.
    """
    if not folded:
        return "", _LAST
    head, last = folded[:-1], ord(folded[-1])
    if last == ord(_LAST):
        return folded, prefix_range(head)[1]
    following = 0xE000 if last + 1 == 0xD800 else last + 1
    return folded, head + chr(following)


@cache
def _bare(char: str) -> str:
    parts = unicodedata.normalize("NFKD", char).lower()
    return "".join(part for part in parts if not unicodedata.combining(part)).translate(_STROKED)
