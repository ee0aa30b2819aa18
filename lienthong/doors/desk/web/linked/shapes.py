"""How a graph looks: words of kinds and links, addresses, the drawing's lines and texts.  No query, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.urls import reverse

from lienthong.toolkit.linked import Graph, Placed, Thing
from lienthong.toolkit.ui.tongues import translated

KINDS: dict[str, str] = {
    "in": "Văn bản đến", "out": "Văn bản đi", "internal": "Văn bản nội bộ", "draft": "Dự thảo", "dossier": "Hồ sơ",
    "result": "Kết quả ký số", "dispatch": "Gửi đến", "got": "Nhận từ", "work_file": "Hồ sơ công việc",
}  # fmt: skip
RELATIONS: dict[str, str] = {
    "answered": "trả lời", "drafted_for": "soạn để trả lời", "drafted_from": "soạn từ hồ sơ", "issued": "ban hành từ dự thảo",
    "replaced": "thay thế", "sent": "lượt gửi của", "registered": "vào sổ từ lượt gửi", "leg": "chặng liên thông của",
    "opened": "mở từ văn bản", "result": "kết quả của", "entered": "văn bản kết quả của", "held": "giữ",
}  # fmt: skip
"""What the effect of a link says of its cause."""
PAGES = {"draft": "desk:document_draft", "dossier": "desk:dossier", "work_file": "desk:work_file"}
WIDTH, LINE, EDGE, STEP, DEEPEST = 340, 46, 14, 18, 6
"""The drawing's width and the height of a row, the first dot's place, how far a link indents, how often at most; in pixels."""
LETTER = 7.2
"""Pixels that a letter takes at most."""
SHEET = 20
"""Rows of one piece of the drawing: as many as stand on a printed page."""


@dataclass(frozen=True)
class Row:
    """A thing on the list: its number, kind in words, address ("": none for who reads), by what it came, whether it is here."""

    number: int
    thing: Thing
    kind: str
    url: str
    deep: int
    causes: tuple[tuple[str, int], ...]
    here: bool


@dataclass(frozen=True)
class Day:
    """The things of a day; day: None of what holds others."""

    day: date | None
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Piece:
    """A part of the drawing: from where, how high, its lines (SVG paths), and its dots with two lines of text."""

    top: int
    height: int
    lines: tuple[str, ...]
    dots: tuple[dict[str, Any], ...]


def address(thing: Thing) -> str:
    """Return where a thing is shown, "" where the reader has no page of it."""
    if thing.kind == "result" and thing.page is not None:
        return reverse("desk:signed_result", args=[thing.page, thing.uid])
    if thing.kind in ("dispatch", "got"):
        return reverse("desk:document", args=[thing.page]) if thing.page else ""
    return reverse(PAGES.get(thing.kind, "desk:document"), args=[thing.uid])


def days(graph: Graph, here: UUID) -> list[Day]:
    """Return the rows of a graph by their days, what holds others last."""
    rows = [
        Row(
            one.number, one.thing, KINDS[one.thing.kind], address(one.thing), min(one.depth, DEEPEST),
            tuple((RELATIONS[relation], number) for relation, number in one.causes), one.thing.uid == here,
        )
        for one in graph.rows
    ]  # fmt: skip
    named = groupby(rows, key=lambda row: None if row.thing.kind == "work_file" else row.thing.day)
    return [Day(day, tuple(group)) for day, group in named]


def drawing(graph: Graph, here: UUID) -> list[Piece]:
    """Return the pieces of the drawing: a row for each thing, lines from what it came of."""
    dots = [_dot(one, here=one.thing.uid == here) for one in graph.rows]
    spots = [(_x(one), _y(one.number)) for one in graph.rows]
    lines = [(spots[number - 1], spots[one.number - 1]) for one in graph.rows for _, number in one.causes]
    return [_piece(first, dots, lines) for first in range(0, len(dots), SHEET)]


def _piece(first: int, dots: Sequence[dict[str, Any]], lines: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> Piece:
    inside = dots[first : first + SHEET]
    top, height = first * LINE, len(inside) * LINE
    paths = [
        f"M{x} {y}V{to_y}H{to_x}"
        for (x, y), (to_x, to_y) in lines
        if min(y, to_y) <= top + height and max(y, to_y) >= top
    ]  # fmt: skip
    return Piece(top, height, tuple(dict.fromkeys(paths)), tuple(inside))


def _x(one: Placed) -> int:
    return EDGE + STEP * min(one.depth, DEEPEST)


def _y(number: int) -> int:
    return (number - 1) * LINE + LINE // 2


def _dot(one: Placed, *, here: bool) -> dict[str, Any]:
    x, y = _x(one), _y(one.number)
    most = int((WIDTH - x - 14) / LETTER)
    kind = translated(KINDS[one.thing.kind])
    return {
        "x": x, "y": y, "text_x": x + 14, "first_y": y - 4, "second_y": y + 13, "here": here,
        "first": short(f"{one.number}. {kind}", most), "second": short(one.thing.name, most),
    }  # fmt: skip


def short(text: str, most: int) -> str:
    """Return a text of so many letters at most, with an ellipsis where it was cut."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
