"""«Số, ký hiệu»: reads what stands on a document, and writes it as the office does.

State (law:nd-30-2020 phu-luc-3; the patterns are ours, P):
    12/QĐ-UBND            a named type: number "/" type "-" body; 02/2018/QĐ-UBND a normative text, which carries its year (M)
    15/UBND-VP            a công văn: number "/" body "-" drafting unit
Party (law:hd-36-vptw; P):
    19-NQ/TU              number "-" type "/" body
Numbers below 10 are written with a 0 before them.  Only the list of types tells a type from a body, so a công văn of a body whose
symbol is a type's too (TTr: Thanh tra, Tờ trình) reads as that type.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from lienthong.toolkit.errors import Refusal

LONGEST = 80
"""The longest text that is looked at, in characters."""

_MARKED = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯàáâãèéêìíòóôõùúýăđĩũơưẠ-ỹ"
_LETTER = f"A-Za-z{_MARKED}"
_NAME = rf"[{_LETTER}][{_LETTER}0-9.&]*"
_REST = rf"[{_LETTER}0-9.&]+(?:-[{_LETTER}0-9.&]+)*"
_YEAR = "(?:19|20|21)[0-9]{2}"
_STATE = re.compile(rf"(?P<number>[0-9]{{1,5}})(?:/(?P<year>{_YEAR}))?/(?P<first>{_NAME})(?:-(?P<rest>{_REST}))?")
_PARTY = re.compile(rf"(?P<number>[0-9]{{1,5}})-(?P<type>[{_LETTER}]+)/(?P<body>{_NAME}(?:-{_REST})?)")
_AROUND = re.compile(r"\s*([/-])\s*")
_HEAD = re.compile(r"^s[ốôo]\s*[:.]?\s*", re.IGNORECASE)
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-") | dict.fromkeys("\u2044\u2215", "/"))
_ETH = (("ĐÐ", "Đ"), ("ÐĐ", "Đ"), ("Ð", "Đ"), ("Ɖ", "Đ"), ("đð", "đ"), ("ðđ", "đ"), ("ð", "đ"))
"""What recognition of characters makes of one Đ: an Icelandic eth in its place or beside it.  Two true Đ are two (VPĐKĐĐ)."""


class NotASymbol(Refusal):
    """A text is no «số, ký hiệu» of the State or of the Party."""

    code = "documents.not_a_symbol"
    reason = (
        "«%(text)s» không đọc được thành số, ký hiệu văn bản. "
        "Hãy ghi như trên văn bản, ví dụ 12/CT-UBND, 15/UBND-VP hoặc 19-NQ/TU."
    )


@dataclass(frozen=True)
class State:
    """The symbol of a State document.

    number   from 1.
    year     of a normative text; None of any other.
    type     abbreviation of a named type; "" for a công văn.
    body     who issues it: `UBND`; for a joint text all of them, `BNV-BTC`.
    drafter  the drafting unit of a công văn, "" when it names none.
    """

    number: int
    year: int | None
    type: str
    body: str
    drafter: str = ""

    def __str__(self) -> str:
        year = "" if self.year is None else f"/{self.year}"
        names = "-".join(name for name in (self.type, self.body, self.drafter) if name)
        return f"{self.number:02d}{year}/{names}"


@dataclass(frozen=True)
class Party:
    """The symbol of a Party document: number from 1, abbreviation of its type (CV for a công văn), body."""

    number: int
    type: str
    body: str

    def __str__(self) -> str:
        return f"{self.number:02d}-{self.type}/{self.body}"


def parse(text: str, types: Collection[str]) -> State | Party:
    """Return the symbol that a text says.

    text    as it stands on the document or as a machine read it: «Số: 12/QĐ-UBND», in any normal form, with stray spaces.
    types   abbreviations of State types, of administrative and of normative ones; whatever else stands first is a body.

    Raises NotASymbol.  What it returns, written and read again, is the same.
    """
    plain = cleaned(text)
    party = _PARTY.fullmatch(plain)
    if party and int(party["number"]):
        return Party(int(party["number"]), party["type"], party["body"])
    state = _STATE.fullmatch(plain)
    if state is None or not int(state["number"]):
        raise NotASymbol(text=text.strip()[:LONGEST])
    number, year, first, rest = int(state["number"]), state["year"], state["first"], state["rest"] or ""
    dated = int(year) if year else None
    if rest and first in types:
        return State(number, dated, first, rest)
    return State(number, dated, "", first, rest)


def cleaned(text: str) -> str:
    """Return a text in NFC without «Số:», its dashes and Đ as they should be, no space about a sign; "" when it is too long."""
    if len(text) > LONGEST * 2:
        return ""
    plain = _HEAD.sub("", unicodedata.normalize("NFC", text).translate(_DASHES).strip())
    plain = _AROUND.sub(r"\1", plain)
    for seen, meant in _ETH:
        plain = plain.replace(seen, meant)
    return plain if len(plain) <= LONGEST else ""
