"""Whether a word is a Vietnamese syllable: an onset, a rime and a tone that go together.

A short grammar and no dictionary: it takes syllables that nobody uses, but few words of other languages, which is what telling
texts apart needs.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
"""Huyền, sắc, ngã, hỏi, nặng; a syllable without one of them is ngang."""
_STOPPED_TONES = frozenset("\u0301\u0323")
_ONSETS_TOLD = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RIMES_TOLD = """
    a ac ach ai am an ang anh ao ap at au ay  ăc ăm ăn ăng ăp ăt  âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et  ê êch êm ên ênh êp êt êu  i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
    ô ôc ôi ôm ôn ông ôp ôt  ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uynh uyp uyt uyu
    ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu  y ych yêm yên yêng yêt yêu ynh yt
"""
_RIMES = frozenset(_RIMES_TOLD.split())
_STOPS = ("c", "ch", "p", "t")
_FRONT = frozenset("eêiy")
_BEFORE_FRONT = frozenset({"gh", "ngh", "k"})
_ONSET = re.compile("|".join(sorted(_ONSETS_TOLD.split(), key=len, reverse=True)))


def is_syllable(word: str) -> bool:
    """Return whether `word`, in any case and normal form, could be one Vietnamese syllable: «Liêu», «xã», «quyết».

    Wrong spellings are none: «kẻ» but not «cẻ», «nghe» but not «nge»; before c, ch, p, t only sắc and nặng: «các» but not «cac».
    """
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [part for part in parts if part in TONES]
    bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
    if len(tones) > 1 or not bare:
        return False
    return any(_goes(onset, bare[len(onset) :], tones) for onset in _onsets(bare))


def _onsets(bare: str) -> list[str]:
    """Return the ways to cut an onset off: gi may be one or belong to the rime (già, gì, giếng)."""
    found = _ONSET.match(bare)
    onset = found.group() if found else ""
    return ["gi", "g"] if onset == "gi" else [onset]


def _goes(onset: str, rime: str, tones: list[str]) -> bool:
    if rime not in _RIMES:
        return False
    if rime.endswith(_STOPS) and not _STOPPED_TONES.issuperset(tones or [""]):
        return False
    front = rime[0] in _FRONT
    if onset in _BEFORE_FRONT:
        return front
    return not (front and (onset in {"c", "ng"} or (onset == "g" and rime[0] != "i")))
