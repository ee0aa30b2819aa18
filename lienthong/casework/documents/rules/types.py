"""Types of documents as a reviewed file says them: administrative and normative ones of the State, copies, those of the Party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

SYSTEMS = ("state", "party")
MARKS = frozenset("VIMP")
INVITATION = "giay-moi"
"""The type of a letter that asks somebody to come, in both systems."""
_FIELDS = {"key", "name", "abbreviation", "mark"}
_MAY = {"since", "until", "normative", "copy", "silent", "law"}


class BadTypes(ValueError):
    """The file of types does not say what it must; a defect of the file, told when the product starts."""


@dataclass(frozen=True)
class DocumentType:
    """One type of document in `[since, until)`; None = no such day is known or set.

    key           stable, the same for a type whose abbreviation changed.
    abbreviation  as symbols write it; "" for one that stands in no symbol (the công văn of the State, a law).
    system        `state` or `party`.
    normative     a normative legal text: its symbol carries the year.
    copy          a certified copy (sao y, sao lục, trích sao).
    silent        no symbol means it: not even one without a type, as a công văn's is.
    law, mark     where it stands, `law:<key>`, and how sure the reading is (V I M P).
    """

    key: str
    abbreviation: str
    name: str
    system: str
    normative: bool
    mark: str
    since: date | None = None
    until: date | None = None
    copy: bool = False
    silent: bool = False
    law: str = ""

    def holds(self, day: date) -> bool:
        """Return whether documents of a day have this type."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def meets(self, other: DocumentType) -> bool:
        """Return whether both hold on some day."""
        late, early = max(self.since or date.min, other.since or date.min), min(self.until or date.max, other.until or date.max)
        return late < early


def types_of(file: Mapping[str, Any]) -> tuple[DocumentType, ...]:
    """Return the types that a file holds, in its order.  Raises BadTypes, naming the type."""
    strange = sorted(set(file) - set(SYSTEMS))
    if strange:
        raise BadTypes(f"unknown systems {', '.join(strange)}")
    made = tuple(_type(system, row) for system in SYSTEMS for row in file.get(system, ()))
    for one, other in combinations(made, 2):
        _apart(one, other)
    return made


def _type(system: str, row: Mapping[str, Any]) -> DocumentType:
    name = f"{system} {row.get('key', '?')}"
    lacking, strange = sorted(_FIELDS - set(row)), sorted(set(row) - _FIELDS - _MAY)
    if lacking or strange:
        raise BadTypes(f"{name}: lacks {', '.join(lacking) or 'nothing'}, knows not {', '.join(strange) or 'nothing'}")
    since, until = row.get("since"), row.get("until")
    if any(not (day is None or type(day) is date) for day in (since, until)):
        raise BadTypes(f"{name}: since and until are days")
    if since and until and until <= since:
        raise BadTypes(f"{name}: ends on {until}, before it begins")
    if row["mark"] not in MARKS:
        raise BadTypes(f"{name}: mark «{row['mark']}» is none of V I M P")
    abbreviation = str(row["abbreviation"] or "")
    if not all(letter.isalpha() for letter in abbreviation):
        raise BadTypes(f"{name}: abbreviation «{abbreviation}» is not letters alone")
    return DocumentType(
        key=str(row["key"]), abbreviation=abbreviation, name=str(row["name"]), system=system,
        normative=bool(row.get("normative")), mark=str(row["mark"]), since=since, until=until,
        copy=bool(row.get("copy")), silent=bool(row.get("silent")), law=str(row.get("law", "")),
    )  # fmt: skip


def _apart(one: DocumentType, other: DocumentType) -> None:
    """Refuse two types of a system that a reader could not tell apart."""
    if one.system != other.system:
        return
    if one.key == other.key and (one.meets(other) or one.normative != other.normative):
        raise BadTypes(f"{one.system} {one.key}: stands twice")
    said = not (one.silent or other.silent) and one.abbreviation == other.abbreviation and one.normative == other.normative
    if said and one.key != other.key:
        raise BadTypes(f"{one.system} {one.key}, {other.key}: both are written «{one.abbreviation}»")


def meant(
    types: Sequence[DocumentType], system: str, abbreviation: str, *, normative: bool = False, on: date | None = None
) -> DocumentType | None:
    """Return the type that a symbol means, or None.

    abbreviation  that of the symbol, "" when it names no type.
    normative     whether the symbol carries a year; NĐ, which is normative always, is found without.
    on            day of the document: of a type whose row changed, the row of that day, else the one that began last.
    """
    found = [one for one in types if one.system == system and not one.silent and one.abbreviation == abbreviation]
    found = [one for one in found if one.normative == normative] or [one for one in found if one.abbreviation]
    return row_of(found, on)


def row_of(rows: Sequence[DocumentType], on: date | None) -> DocumentType | None:
    """Return which of the rows of one type holds on a day, else the one that began last; None of none."""
    of_day = [one for one in rows if on is not None and one.holds(on)]
    return max(of_day or rows, key=lambda one: one.since or date.min, default=None)


def abbreviations(types: Iterable[DocumentType]) -> frozenset[str]:
    """Return the abbreviations by which symbols of the State name a type."""
    return frozenset(one.abbreviation for one in types if one.system == "state" and one.abbreviation and not one.silent)
