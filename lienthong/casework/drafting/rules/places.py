"""The places of an office's own template: what may stand between «{{» and «}}», and how they are filled.

A place is a name and nothing else.  There is no logic in a template (no conditions, loops, filters, attributes): whoever writes
one needs none, and a template would be a program that somebody uploads.  What is filled in is never read again for places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lienthong.toolkit.vietnamese import fold

SOURCES: dict[str, str] = {"blank": "Soạn mới", "letter": "Trả lời văn bản đến", "dossier": "Từ hồ sơ"}
"""What a draft may come from."""
UNKNOWN = "…"
"""What stands in a place whose value is not known: to be typed over."""
_PLACE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_FACT = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True)
class Place:
    """A place: its name in the facts, how it is written in a template, what it holds, where it is known."""

    key: str
    written: str
    meaning: str
    sources: tuple[str, ...] = tuple(SOURCES)


@dataclass(frozen=True)
class Piece:
    """A part of a filled text.  place: what was filled in there, "" of words of the template.   known: False where dots stay."""

    words: str
    place: str = ""
    known: bool = True


PLACES: tuple[Place, ...] = (
    Place("unit", "đơn vị soạn", "Tên đơn vị của người soạn"),
    Place("body", "cơ quan ban hành", "Tên cơ quan ban hành văn bản"),
    Place("place", "địa danh", "Tên huyện, xã nơi cơ quan đóng"),
    Place("today", "ngày tháng năm", "Ngày bắt đầu soạn, viết dài"),
    Place("month", "tháng", "Tháng bắt đầu soạn"),
    Place("year", "năm", "Năm bắt đầu soạn"),
    Place("head", "người đứng đầu", "Họ và tên người đứng đầu cơ quan ban hành"),
    Place("head_post", "chức vụ người đứng đầu", "Chức vụ của người đứng đầu cơ quan ban hành"),
    Place("writer", "người soạn", "Họ và tên người soạn"),
    Place("symbol", "số ký hiệu văn bản đến", "Số, ký hiệu của văn bản được trả lời", ("letter",)),
    Place("day", "ngày văn bản đến", "Ngày của văn bản được trả lời, viết dài", ("letter",)),
    Place("issuer", "cơ quan gửi", "Cơ quan ban hành văn bản được trả lời", ("letter",)),
    Place("subject", "trích yếu văn bản đến", "Trích yếu của văn bản được trả lời", ("letter",)),
    Place("type", "loại văn bản đến", "Tên loại của văn bản được trả lời, chữ thường", ("letter",)),
    Place("code", "mã hồ sơ", "Mã của hồ sơ", ("dossier",)),
    Place("applicant", "người nộp hồ sơ", "Họ và tên người nộp hồ sơ", ("dossier",)),
    Place("procedure", "thủ tục", "Tên thủ tục hành chính của hồ sơ", ("dossier",)),
)
SAMPLES: Mapping[str, str] = {
    "unit": "Phòng Nội vụ",
    "body": "Ủy ban nhân dân huyện Bình Liêu",
    "place": "Bình Liêu",
    "today": "ngày 05 tháng 3 năm 2018",
    "month": "3",
    "year": "2018",
    "head": "Hoàng Văn Cường",
    "head_post": "Chủ tịch",
    "writer": "Nông Thị Hà",
    "symbol": "1520/KH-UBND",
    "day": "ngày 09 tháng 3 năm 2018",
    "issuer": "UBND tỉnh Quảng Ninh",
    "subject": "Cải cách hành chính năm 2018",
    "type": "kế hoạch",
    "code": "H49.61-180305-0012",
    "applicant": "Hoàng Thị Sen",
    "procedure": "Đăng ký khai sinh",
}
"""What previews fill the places with."""
_BY_WORDS = {fold(one.written): one for one in PLACES}


def places_of(source: str) -> list[Place]:
    """Return the places that a template may have for drafts that come from a source."""
    return [one for one in PLACES if source in one.sources]


def strange_in(texts: Iterable[str], source: str) -> list[str]:
    """Return what stands between braces in texts and is no place of a source, as it was typed, each once; [] when all is right.

    Braces without a partner and signs of logic («{%», «{#») count as strange, too.
    """
    found: dict[str, None] = {}
    for text in texts:
        for name in _PLACE.findall(text):
            place = _BY_WORDS.get(fold(name))
            if place is None or source not in place.sources:
                found[f"{{{{ {name} }}}}"] = None
        for stray in _STRAY.findall(_PLACE.sub("", text)):
            found[stray] = None
    return list(found)


def used_in(texts: Iterable[str]) -> frozenset[str]:
    """Return the keys of the places that texts name."""
    named = (_BY_WORDS.get(fold(name)) for text in texts for name in _PLACE.findall(text))
    return frozenset(one.key for one in named if one is not None)


def filled_at(text: str, facts: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """Return where places stand in a text (from, to before) and what they are filled with; dots where nothing is known."""
    return [(start, end, value or UNKNOWN) for start, end, _, value in _found(text, facts)]


def _found(text: str, facts: Mapping[str, str]) -> Iterator[tuple[int, int, Place, str]]:
    """Yield each place of a text with its value in one line, "" of one that is not known."""
    for found in _PLACE.finditer(text):
        place = _BY_WORDS.get(fold(found[1]))
        if place is not None:
            yield found.start(), found.end(), place, " ".join(facts.get(place.key, "").split())


def pieces(text: str, facts: Mapping[str, str]) -> list[Piece]:
    """Return a text cut into words of the template and what is filled in; a fact that is "" or missing leaves dots.

    facts  by key of the place; they come in one line, and braces in them stay letters.
    """
    made: list[Piece] = []
    at = 0
    for start, end, place, value in _found(text, facts):
        if start > at:
            made.append(Piece(text[at:start]))
        made.append(Piece(value or UNKNOWN, place.written, bool(value)))
        at = end
    return [*made, Piece(text[at:])] if at < len(text) else made


def filled(text: str, facts: Mapping[str, str]) -> str:
    """Return a text with its places filled."""
    return "".join(one.words for one in pieces(text, facts))


def with_places(text: str) -> str:
    """Return a text of a built-in template as an office's own says it: «{unit}» becomes «{{ đơn vị soạn }}»."""
    written = {one.key: one.written for one in PLACES}
    return _FACT.sub(lambda found: f"{{{{ {written[found[1]]} }}}}" if found[1] in written else found[0], text)
