"""Texts of the time before Unicode: TCVN3 (ABC) and VNI-Windows, recognised and converted to Unicode NFC.

Both put Vietnamese letters where a font of theirs draws them; without the font the text reads as Western European: «Hµ Néi»,
«Haø Noäi».  TCVN3 (TCVN 5712:1993 VN3, fonts .Vn…) has one byte for each small letter and for Ă Â Đ Ê Ô Ơ Ư; the other
capitals exist only in fonts of capitals (.VnTimeH), where the bytes of small letters are drawn large.  A plain text does not
tell its font, so capitals are taken from what stands around: see `converted`.  VNI-Windows writes a letter and a mark after it;
ơ ư đ, ỵ and most forms of i are one byte.  The tables are from memory [M]; TCVN3 agrees with the TCVN of glibc byte for byte.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from typing import Final

from lienthong.toolkit.vietnamese.syllables import is_syllable
from lienthong.toolkit.vietnamese.text import nfc


class Encoding(Enum):
    """An encoding that texts of the nineties and the two thousands are in."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


CERTAIN: Final = 0.6
"""The certainty from which `recognised` names an encoding: two words that are right after conversion alone give 0.67."""
MOSTLY: Final = 0.75
"""The share of all words that must be Vietnamese after conversion; French and English have less."""

_TCVN3_LETTERS: Final = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
"""Runs of letters by the code of the first one."""
TCVN3: Final = {chr(first + place): letter for first, run in _TCVN3_LETTERS.items() for place, letter in enumerate(run)}
"""What each sign of a TCVN3 text means: 67 small letters and 7 capitals."""

_VNI_SMALL: Final = {
    **{"a" + mark: letter for mark, letter in zip("ùøûõï", "áàảãạ", strict=True)},
    **{"a" + mark: letter for mark, letter in zip("êéèúüë", "ăắằẳẵặ", strict=True)},
    **{"a" + mark: letter for mark, letter in zip("âáàåãä", "âấầẩẫậ", strict=True)},
    **{"e" + mark: letter for mark, letter in zip("ùøûõï", "éèẻẽẹ", strict=True)},
    **{"e" + mark: letter for mark, letter in zip("âáàåãä", "êếềểễệ", strict=True)},
    **{"o" + mark: letter for mark, letter in zip("ùøûõï", "óòỏõọ", strict=True)},
    **{"o" + mark: letter for mark, letter in zip("âáàåãä", "ôốồổỗộ", strict=True)},
    **{"u" + mark: letter for mark, letter in zip("ùøûõï", "úùủũụ", strict=True)},
    **{"y" + mark: letter for mark, letter in zip("ùøûõ", "ýỳỷỹ", strict=True)},
    **{"ô" + mark: letter for mark, letter in zip("ùøûõï", "ớờởỡợ", strict=True)},
    **{"ö" + mark: letter for mark, letter in zip("ùøûõï", "ứừửữự", strict=True)},
    **dict(zip("ôöñíìæóòî", "ơưđíìỉĩịỵ", strict=True)),
}
VNI: Final = _VNI_SMALL | {code.upper(): letter.upper() for code, letter in _VNI_SMALL.items()}
"""What each sign or pair of signs of a VNI text means: 67 small letters and 67 capitals."""
_VNI_MIXED: Final = VNI | {code[0].upper() + code[1]: letter.upper() for code, letter in _VNI_SMALL.items() if len(code) > 1}
"""The same with small marks after capitals, which keyboards of the time let pass: Aù."""

_VNI_CODE = re.compile("|".join(sorted(map(re.escape, _VNI_MIXED), key=len, reverse=True)))
_VNI_SIGNS = frozenset("".join(VNI)) - frozenset("aeouyAEOUY")
_SIGNS = {Encoding.TCVN3: frozenset(TCVN3), Encoding.VNI: _VNI_SIGNS}
_TCVN3_WORD = re.compile(f"[A-Za-z{re.escape(''.join(TCVN3))}]+")
_TCVN3_TABLE = str.maketrans(TCVN3)
_UNICODE = re.compile("[ăĂđĐơƠưƯ\u0128\u0129\u0168\u0169\u0300-\u0323\u1ea0-\u1ef9]")
"""Letters and marks that only Unicode has: one of them, and the text is Unicode."""
_ASCII_CAPITALS = re.compile("[A-Z]")
_ASCII_SMALL = re.compile("[a-z]")
_ACRONYM = re.compile("[A-ZĐ]{2,}")


def recognised(text: str) -> Encoding | None:
    """Return the old encoding that `text` is in, or None for Unicode and for what is too short or too odd to tell."""
    best = max(Encoding, key=lambda encoding: certainty(text, encoding))
    return best if certainty(text, best) >= CERTAIN else None


def certainty(text: str, encoding: Encoding) -> float:
    """Return from 0 to 1 how sure it is that `text` is in `encoding`.

    Of the words with a sign of the encoding those are right that become Vietnamese syllables and were none, and those are wrong
    that are none after conversion; right over right, wrong and one more, so that one word proves little.  0 when the text has
    letters that only Unicode has, or when fewer than MOSTLY of all its words are Vietnamese after conversion: another language.
    """
    if text.isascii() or _UNICODE.search(text):
        return 0.0
    words = _words(text, encoding)
    after = [is_syllable(converted(word, encoding)) for word in words]
    marked = [place for place, word in enumerate(words) if not word.isascii()]
    right = sum(after[place] and not is_syllable(words[place]) for place in marked)
    wrong = sum(not after[place] for place in marked)
    return right / (right + wrong + 1) if sum(after) >= MOSTLY * len(words) else 0.0


def converted(text: str, encoding: Encoding) -> str:
    """Return `text` in Unicode NFC; signs that the encoding does not use stay.

    TCVN3 capitals: in a word with two ASCII capitals or more and no small ASCII letter the Vietnamese letters are capitals too
    («HéI» is HỘI), and so they are in a whole line that has such a word and no small letter («X· HéI» is XÃ HỘI).  A
    text known to be set in a font of capitals is converted and then put in capitals by the caller.
    """
    if encoding is Encoding.VNI:
        return nfc(_VNI_CODE.sub(lambda found: _VNI_MIXED[found.group()], text))
    return nfc("".join(_tcvn3_line(line) for line in text.splitlines(keepends=True)))


def _tcvn3_line(line: str) -> str:
    if not _ASCII_SMALL.search(line) and any(map(_is_large, _TCVN3_WORD.findall(line))):
        return line.translate(_TCVN3_TABLE).upper()
    return _TCVN3_WORD.sub(lambda found: _tcvn3_word(found.group()), line)


def _tcvn3_word(word: str) -> str:
    letters = word.translate(_TCVN3_TABLE)
    return letters.upper() if _is_large(word) else letters


def _is_large(word: str) -> bool:
    return len(_ASCII_CAPITALS.findall(word)) > 1 and not _ASCII_SMALL.search(word)


def _words(text: str, encoding: Encoding) -> list[str]:
    """Return the words that can tell something: letters and signs of the encoding; no acronyms, no digits, no lone sign.

    Each once: a word that is said ten times proves no more than a word.
    A lone sign is neither a word nor none: «é» is ộ and «·» is ã in TCVN3, and a bullet is a bullet.
    """
    signs = _SIGNS[encoding]
    kept = "".join(char if char in signs or char.isalnum() else " " for char in _without_quotes(text))
    words = [
        word for word in kept.split(" ") if len(word) > 1 and not any(map(str.isdecimal, word)) and not _ACRONYM.fullmatch(word)
    ]
    return list({word.lower(): word for word in words}.values())


def _without_quotes(text: str) -> str:
    """Return the text without pairs of «», which quote in French and in Unicode texts and are ô and ằ in TCVN3."""
    return re.sub("«([^«»]*)»", r" \1 ", text)


assert len(TCVN3) == 74, "67 small letters and 7 capitals"  # noqa: S101  # a fact about the table above
assert len(VNI) == 134, "67 small letters and 67 capitals"  # noqa: S101  # likewise
assert all(unicodedata.is_normalized("NFC", letter) for letter in (*TCVN3.values(), *VNI.values()))  # noqa: S101  # likewise
