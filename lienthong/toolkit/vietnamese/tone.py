"""Where the tone mark stands: hòa or hoà, thúy or thuý are one word written by two rules."""

from __future__ import annotations

import re
import unicodedata

from lienthong.toolkit.vietnamese.text import nfc

_TONES = "\u0300\u0309\u0303\u0301\u0323"


def _toned(letters: str) -> str:
    return "".join(unicodedata.normalize("NFC", letter + tone) for letter in letters for tone in _TONES)


_O, _U, _AE, _Y = (letters + _toned(letters) for letters in ("oO", "uU", "aAeE", "yY"))
_PAIR = re.compile(rf"([{_O}])([{_AE}])|(?<![qQ])([{_U}])([{_Y}])")


def canonical_tone(text: str) -> str:
    """Return `text` (NFC) with the tone where the older rule puts it: hoà → hòa, thuý → thúy, khoẻ → khỏe.

    In an open syllable the tone of oa, oe, uy stands on the first letter; before another letter on the second,
    so the slip «hòang» becomes «hoàng».  After q the u belongs to the consonant: quý stays quý.
    """
    whole = nfc(text)
    return _PAIR.sub(lambda found: _placed(found, whole), whole)


def _placed(found: re.Match[str], whole: str) -> str:
    first, second = (unicodedata.normalize("NFD", part) for part in found.groups() if part)
    tones = first[1:] + second[1:]
    if len(tones) != 1:
        return found.group()
    is_closed = whole[found.end() : found.end() + 1].isalpha()
    pair = first[0] + second[0] + tones if is_closed else first[0] + tones + second[0]
    return unicodedata.normalize("NFC", pair)
