"""How registers of documents look on a page: their state, their lines, what a symbol was read as."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.urls import reverse

from lienthong.casework.documents import public as documents
from lienthong.doors.desk.web import asking
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import DayField
from lienthong.toolkit.ui.parts import Tab
from lienthong.toolkit.vietnamese import fold

COMMITTEE = "party_committee"
"""The body whose office enters the terms."""


UNBROKEN = ("Số, ký hiệu", "Ngày tháng văn bản", "Ngày chuyển")
"""Columns whose words stay on one line."""


@dataclass(frozen=True)
class Shelf:
    """The registers of one body, each with its direction, look and state; `may`: the actor enters documents in them."""

    name: str
    key: str
    symbol: str
    may: bool
    rows: Sequence[tuple[documents.RegisterRow, str, str, str]]


def shelves(
    rows: Iterable[documents.RegisterRow], bodies: Iterable[documents.BodyRow], *, may: bool, this_year: int
) -> list[Shelf]:
    """Return the registers by body, those of the unit first; a body without any register yet has an empty shelf."""
    kept: dict[tuple[str, str], list[documents.RegisterRow]] = {(one.key, one.name): [] for one in bodies}
    own, symbols = set(kept), {(one.key, one.name): one.symbol for one in bodies}
    for row in rows:
        kept.setdefault((row.body_key, row.body), []).append(row)
        symbols.setdefault((row.body_key, row.body), row.symbol)
    return [
        Shelf(
            name,
            key,
            symbols[key, name],
            may and (key, name) in own,
            [(row, documents.DIRECTIONS[row.direction], *look_of(row, this_year)) for row in held],
        )
        for (key, name), held in kept.items()
    ]


def look_of(row: documents.RegisterRow, this_year: int) -> tuple[str, str]:
    """Return how the state of a register looks, and its words."""
    if row.closed_at is not None:
        return "returned", tongues.translated("Đã khóa")
    if row.year is not None and row.year < this_year:
        return "due_soon", tongues.translated("Chưa khóa")
    return "in_time", tongues.translated("Đang mở")


def line_look(line: documents.EntryRow) -> tuple[str, str]:
    """Return how the state of a number looks, and its words; nothing for one that a document has and that stands."""
    if line.state == "void":
        return "refused", tongues.translated("Đã hủy")
    if line.recalled_at is not None:
        return "withdrawn", tongues.translated("Đã thu hồi")
    if line.replaced_by is not None:
        return "returned", tongues.translated("Đã bị thay thế")
    return ("draft", tongues.translated("Giữ số")) if line.state == "reserved" else ("", "")


def heads_of(direction: str) -> tuple[str, ...]:
    """Return the official columns as a page shows them: the one that is signed by hand stands on paper alone."""
    return tuple(head for head in documents.HEADS[direction] if head != documents.BY_HAND)


def cells_of(direction: str, line: documents.EntryRow) -> list[tuple[str, str, str]]:
    """Return what a line says below each of those heads, with the head, and how its box looks."""
    pairs = zip(documents.HEADS[direction], documents.cells(direction, line), strict=True)
    return [(head, cell, "code" if head in UNBROKEN else "") for head, cell in pairs if head != documents.BY_HAND]


def period_of(row: documents.RegisterRow) -> str:
    """Return of which year or term a register is."""
    if row.year is not None:
        return tongues.translated("Năm %(year)s", year=str(row.year))
    return tongues.translated("Nhiệm kỳ %(term)s", term=row.term)


def year_tabs(years: Iterable[int], here: int) -> list[Tab]:
    """Return a tab for each year, the latest first."""
    address = reverse("desk:document_registers")
    return [
        Tab(f"{address}?{urlencode({'nam': year})}", tongues.translated("Năm %(year)s", year=str(year)), here=year == here)
        for year in sorted(set(years), reverse=True)
    ]


def body_of(request: HttpRequest, key: str) -> documents.BodyRow:
    """Return the body of the address; Http404 when the unit keeps no registers of one called so."""
    for one in documents.bodies_of(asking.actor_of(request), asking.today()):
        if one.key == key:
            return one
    raise Http404


def address_of(uid: UUID, words: dict[str, Any]) -> str:
    """Return the address of a register with the words that say something."""
    said = urlencode({name: value for name, value in words.items() if value not in ("", None)})
    return reverse("desk:document_register", args=[uid]) + (f"?{said}" if said else "")


@dataclass(frozen=True)
class Reading:
    """What a typed symbol was read as: its words, and key and name of its type; nothing where it could not be read."""

    written: str = ""
    type_key: str = ""
    type_name: str = ""


def reading_of(typed: str, on: date) -> Reading:
    """Return what a symbol says, as a clerk types it; its type only where documents of the day have it."""
    try:
        symbol = documents.symbols.parse(typed)
    except documents.symbols.NotASymbol:
        return Reading()
    kind = documents.symbols.type_of(symbol, on)
    if kind is None or not kind.holds(on):
        return Reading(str(symbol))
    return Reading(str(symbol), kind.key, kind.name)


def incoming_of(given: dict[str, Any], held: Sequence[UUID] = ()) -> documents.Incoming:
    """Return the document that a cleaned form says; a type that nobody chose is the one that its symbol names on its day."""
    day = given["issued_on"] or asking.today()
    type_key = given.get("type_key") or reading_of(given["symbol"], day).type_key
    return documents.Incoming(**given | {"type_key": type_key, "held": tuple(held)})


def day_of(typed: date | str | None) -> date | None:
    """Return the day that was typed, or is known already; None for what is none."""
    if typed is None or isinstance(typed, date):
        return typed
    try:
        found: date | None = DayField(required=False).clean(typed)
    except ValidationError:
        return None
    return found


def with_members(typed: str, members: Iterable[str]) -> str:
    """Return «Nơi nhận» as typed, and below it who is in the chosen groups and does not stand there yet."""
    there = {fold(one) for one in documents.listed(typed)}
    return "\n".join(filter(None, [typed.rstrip(), *(one for one in members if fold(one) not in there)]))


def line_of(actor: Actor, series_uid: UUID, entry_uid: UUID) -> documents.EntryRow:
    """Return a line of a register.  Raises EntryUnknown, also for one of another register."""
    line = documents.entry(actor, entry_uid)
    if line is None or line.series_uid != series_uid:
        raise documents.EntryUnknown(entry=str(entry_uid))
    return line
