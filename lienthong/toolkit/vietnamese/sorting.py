"""Sort keys: plain ASCII that COLLATE "C" orders exactly as ICU orders Vietnamese.

Three levels, as in the Unicode collation algorithm with the rules of CLDR for `vi`: the letters of the whole
text (a ă â b c d đ e ê … o ô ơ … u ư …), then its tones (ngang huyền hỏi ngã sắc nặng), then case (small first).
White space comes before punctuation, punctuation before digits, digits before letters, other letters last.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from lienthong.toolkit.vietnamese.text import nfc

_ORDER = " _-–—,;:!?.'‘’\"“”«»()[]{}@*/\\&#%`^+<=>|~$0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PRIMARY = {char: chr(0x21 + place) for place, char in enumerate(_ORDER)}
_OTHER = chr(0x21 + len(_ORDER))
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_OTHER_MARK = "6"
_SHAPES = {"\u0306": "a", "\u0302": "aeo", "\u031b": "ou"}

assert ord(_OTHER) < 0x7F, "the keys must stay ASCII"  # noqa: S101  # a fact about the constant above


def sort_key(text: str) -> str:
    """Return the ASCII key of `text`: `first level, space, second level, space, third level`."""
    weights = [_weights(char) for char in nfc(text)]
    letters = "".join(weight[0] for weight in weights)
    tones = "".join(weight[1] for weight in weights).rstrip("0")
    cases = "".join(weight[2] for weight in weights).rstrip("0")
    return f"{letters} {tones} {cases}"


def name_sort_key(full_name: str) -> str:
    """Return the key by which lists of people are sorted: given name (the last word), then family and middle names.

    Case decides only when everything else is equal.
    """
    words = nfc(full_name).split()
    given, before = (words[-1], " ".join(words[:-1])) if words else ("", "")
    cases = "".join("1" if char.isupper() else "0" for char in " ".join(words)).rstrip("0")
    return f"{sort_key(given.lower())} {sort_key(before.lower())} {cases}"


@cache
def _weights(char: str) -> tuple[str, str, str]:
    """Return the weights of one character on the three levels; a mark that stands alone has no first weight."""
    base, *marks = list(unicodedata.normalize("NFD", char))
    if unicodedata.combining(base):
        return "", _TONES.get(base, _OTHER_MARK), ""
    letter = base.lower()
    shape = next((mark for mark in marks if letter in _SHAPES.get(mark, "")), "")
    if shape:
        marks.remove(shape)
        letter = unicodedata.normalize("NFC", letter + shape)
    primary = _PRIMARY.get(letter) or f"{_OTHER}{ord(letter[0]):06x}"
    tones = "".join(_TONES.get(mark, _OTHER_MARK) for mark in marks)
    return primary, "0" + tones, "0" if base == base.lower() else "1"
