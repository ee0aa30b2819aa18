"""Names of people and offices: cleaned when they come in, masked when they are shown to everybody."""

from __future__ import annotations

import unicodedata
from typing import Final

from lienthong.toolkit.vietnamese.errors import NameHasNoLetters, NameHasSymbols, NameMixesScripts, NameTooLong
from lienthong.toolkit.vietnamese.text import nfc

MAX_NAME: Final = 200
"""Characters, after cleaning."""

_D_LOOKALIKES = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"})
_TONES = frozenset("\u0300\u0309\u0303\u0301\u0323")
_SYMBOLS = frozenset({"So", "Sk", "Me", "Co", "Cn", "Cs"})
_PLAIN_SK = frozenset("`^")
_MARKS_ON_A_LETTER = 2


def clean_name(text: str) -> str:
    """Return a name fit to be stored: NFC, Đ as the Vietnamese letter, white space single, invisible characters gone.

    Control, zero-width and direction characters and variation selectors are dropped; letters, digits and
    punctuation stay as typed, `<script>` too: it is text, and pages escape it.
    Raises   NameHasSymbols, NameMixesScripts, NameHasNoLetters, NameTooLong.
    """
    kept = "".join(" " if char.isspace() else char for char in text if not _is_invisible(char))
    name = " ".join(nfc(kept).translate(_D_LOOKALIKES).split())
    _refuse_symbols(name)
    _refuse_mixed_scripts(name)
    if not any(char.isalpha() for char in name):
        raise NameHasNoLetters
    if len(name) > MAX_NAME:
        raise NameTooLong(length=len(name), limit=MAX_NAME)
    return name


def title(text: str) -> str:
    """Return a name with a capital at the start of every word: «HOÀNG VĂN ÁNH» → «Hoàng Văn Ánh»."""
    return " ".join(word[:1].upper() + word[1:].lower() for word in nfc(text).split())


def initials(name: str) -> str:
    """Return the capitals of a name's words, without tones: «Hoàng Văn Ánh» → «HVA», «Đỗ Ân» → «ĐÂ»."""
    return "".join(_without_tone(word[0]).upper() for word in nfc(name).split())


def mask_name(name: str) -> str:
    """Return a name as public boards show it: «Hoàng Văn Ánh» → «Hoàng Văn A***»."""
    *before, given = nfc(name).split() or [""]
    return " ".join([*before, f"{_without_tone(given[:1]).upper()}***"])


def _without_tone(letter: str) -> str:
    return nfc("".join(part for part in unicodedata.normalize("NFD", letter) if part not in _TONES))


def _is_invisible(char: str) -> bool:
    if char.isspace():
        return False
    is_variation_selector = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return unicodedata.category(char) in {"Cc", "Cf"} or is_variation_selector or char in "\u034f\u115f\u1160\u3164"


def _refuse_symbols(name: str) -> None:
    heaped = 0
    for char in name:
        kind = unicodedata.category(char)
        heaped = heaped + 1 if kind == "Mn" else 0
        if heaped > _MARKS_ON_A_LETTER or (kind in _SYMBOLS and char not in _PLAIN_SK):
            raise NameHasSymbols(symbol=char)


def _refuse_mixed_scripts(name: str) -> None:
    scripts = [(char, unicodedata.name(char, "").split(" ", 1)[0]) for char in name if char.isalpha()]
    if any(script == "LATIN" for _, script in scripts):
        for char, script in scripts:
            if script in {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"}:
                raise NameMixesScripts(letter=char)
