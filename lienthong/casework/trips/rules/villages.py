"""Which village an address lies in: the words before its first comma, whatever type stands before the name."""

from __future__ import annotations

from lienthong.toolkit.vietnamese import fold, nfc

TYPES = ("to dan pho ", "khu pho ", "thon ", "ban ", "khu ", "xom ", "to ")
"""What may stand before the name of a village; «bản Bản Ngày» keeps its second word."""


def village_of(address: str) -> str:
    """Return the village of an address with its commune as people write it: «Bản Đồng Cậm, xã Hoành Mô»; empty when unknown."""
    parts = [" ".join(part.split()) for part in nfc(address).split(",")]
    named = [part for part in parts if part][:2]
    return ", ".join([named[0][:1].upper() + named[0][1:], *named[1:]]) if named else ""


def names_of(village: str) -> tuple[frozenset[str], str]:
    """Return (the name with and without its type, the commune), marks away: by them two spellings of one village are one."""
    name, _, commune = (part.strip() for part in fold(village_of(village)).partition(","))
    bare = next((name[len(kind) :] for kind in TYPES if name.startswith(kind)), name)
    return frozenset({name, bare} - {""}), commune


def same(one: str, other: str) -> bool:
    """Return whether two villages are one: the same name, and no two different communes."""
    (names, commune), (others, other_commune) = names_of(one), names_of(other)
    return bool(names & others) and (not commune or not other_commune or commune == other_commune)


def among(address: str, villages: list[str]) -> str:
    """Return the first of the villages that an address lies in, empty when in none."""
    return next((village for village in villages if same(address, village)), "")
