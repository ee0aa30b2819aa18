"""Vietnamese text: one normal form, search without marks, the order of the alphabet, names as people write them."""

from __future__ import annotations

from lienthong.toolkit.vietnamese import legacy
from lienthong.toolkit.vietnamese.errors import NameHasNoLetters, NameHasSymbols, NameMixesScripts, NameTooLong
from lienthong.toolkit.vietnamese.names import MAX_NAME, clean_name, initials, mask_name, title
from lienthong.toolkit.vietnamese.sorting import name_sort_key, sort_key
from lienthong.toolkit.vietnamese.syllables import is_syllable
from lienthong.toolkit.vietnamese.text import fold, nfc, one_line, prefix_range, tokens
from lienthong.toolkit.vietnamese.tone import canonical_tone

__all__ = [
    "MAX_NAME",
    "NameHasNoLetters",
    "NameHasSymbols",
    "NameMixesScripts",
    "NameTooLong",
    "canonical_tone",
    "clean_name",
    "fold",
    "initials",
    "is_syllable",
    "legacy",
    "mask_name",
    "name_sort_key",
    "nfc",
    "one_line",
    "prefix_range",
    "sort_key",
    "title",
    "tokens",
]
