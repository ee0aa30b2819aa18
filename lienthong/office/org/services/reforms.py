"""Plays a reviewed file of reforms: which units were merged, split and abolished, when, by which document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from lienthong.office.org import queries
from lienthong.office.org.errors import BadOrganisationFile, UnknownUnit
from lienthong.office.org.services.changes import NewUnit, abolish_unit, create_unit, merge_units, split_unit
from lienthong.office.org.services.loading import DATA
from lienthong.toolkit.errors import Refusal


@dataclass(frozen=True)
class Reform:
    """One entry of a file of reforms: its number there, the day, the document, what it says."""

    number: int
    on: date
    document: str
    entry: Mapping[str, Any]


def read_reforms(text: str, *, name: str) -> tuple[Reform, ...]:
    """Return the entries of the text of a file of reforms, in its order.  Raises BadOrganisationFile, which names the entry."""
    try:
        entries = yaml.safe_load(text)
    except yaml.YAMLError as fault:
        raise BadOrganisationFile(path=name, entry="tệp", fault=str(fault).replace("\n", " ")) from fault
    if not isinstance(entries, list) or not entries:
        raise BadOrganisationFile(path=name, entry="tệp", fault="cần một danh sách các lần sắp xếp")
    found = []
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or not isinstance(entry.get("date"), date) or not str(entry.get("document", "")).strip():
            raise BadOrganisationFile(path=name, entry=str(number), fault="thiếu date (ngày) hoặc document (văn bản)")
        found.append(Reform(number, entry["date"], str(entry["document"]), entry))
    return tuple(found)


@transaction.atomic
def play_reforms(
    *, units: Mapping[str, int], until: date | None = None, path: Path | str = DATA / "binh-lieu-reforms.yaml"
) -> dict[str, int]:
    """Play the reforms of a file in its order and return the keys of all units, old and new.

    units  keys of units by their key in the file they were loaded from (`Loaded.units`).
    until  play only what took effect on or before that day; all when None.
    Raises BadOrganisationFile, which names the number of the entry; then nothing is changed.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise BadOrganisationFile(path=path.name, entry="tệp", fault=str(fault).replace("\n", " ")) from fault
    reforms = read_reforms(text, name=path.name)
    return play([one for one in reforms if until is None or one.on <= until], units=units, name=path.name)


@transaction.atomic
def play(reforms: Sequence[Reform], *, units: Mapping[str, int], name: str) -> dict[str, int]:
    """Play reforms in their order; return the keys of all units, old and new.

    A unit is named by its key in `units`, by the key of an entry before, or by its official code.
    Raises BadOrganisationFile, which names the number of the entry.
    """
    known = _Known(units)
    for one in reforms:
        try:
            _play(one.entry, known)
        except (KeyError, TypeError, AttributeError, InvalidOperation) as fault:
            raise BadOrganisationFile(path=name, entry=str(one.number), fault=f"thiếu hoặc sai {fault}") from fault
        except Refusal as no:
            raise BadOrganisationFile(path=name, entry=str(one.number), fault=no.message) from no
    return dict(known)


def ending(reforms: Sequence[Reform], *, units: Mapping[str, int], name: str) -> list[int]:
    """Return the units that reforms end, in the order in which the file names them, each before what lies below it.

    Raises BadOrganisationFile for a unit that nobody knows.
    """
    known, found = _Known(units), dict[int, None]()
    for one in reforms:
        try:
            olds = [known[key] for key in one.entry.get("from", ())]
        except KeyError as fault:
            raise BadOrganisationFile(path=name, entry=str(one.number), fault=f"thiếu hoặc sai {fault}") from fault
        stays = known.get(one.entry.get("into", ""))
        found |= dict.fromkeys(old for old in olds if old != stays)
        if one.entry.get("with_below"):
            found |= dict.fromkeys(node.unit.id for old in olds for node in queries.tree(one.on, root_id=old))
    return list(found)


class _Known(dict[str, int]):
    """Units by the name that a file gives them; one that it does not make is found by its code."""

    def __missing__(self, key: str) -> int:
        """Return the unit that carries a code.  Raises KeyError."""
        try:
            return queries.unit(key).id
        except UnknownUnit:
            raise KeyError(key) from None


def _new(entry: Mapping[str, Any], known: Mapping[str, int]) -> NewUnit:
    facts = {**entry["new"]}
    facts.pop("key")
    parent = facts.pop("parent", None)
    short = facts.pop("short", "")
    functions = tuple(facts.pop("functions", ()))
    return NewUnit(**facts, short_name=short, functions=functions, parent_id=known[parent] if parent else None)


def _play(entry: Mapping[str, Any], known: dict[str, int]) -> None:
    on, document = entry["date"], entry["document"]
    olds = [known[key] for key in entry.get("from", ())]
    match entry["kind"]:
        case "create":
            known[entry["new"]["key"]] = create_unit(new=_new(entry, known), since=on, legal_document=document).id
        case "merge":
            into = known[entry["into"]] if "into" in entry else _new(entry, known)
            heir = merge_units(unit_ids=olds, into=into, on=on, legal_document=document)
            if "new" in entry:
                known[entry["new"]["key"]] = heir.id
        case "split":
            parts = [(known[key], Decimal(share)) for key, share in entry["parts"].items()]
            split_unit(unit_id=olds[0], into=parts, on=on, legal_document=document)
        case "abolish":
            _abolish(olds[0], known[entry["heir"]] if "heir" in entry else None, entry)
        case kind:
            raise KeyError(f"kind {kind}")


def _abolish(unit_id: int, heir_id: int | None, entry: Mapping[str, Any]) -> None:
    """Abolish a unit; with `with_below` everything that still lies below it too, deepest first."""
    nodes = queries.tree(entry["date"], root_id=unit_id)[1:] if entry.get("with_below") else []
    below = [node.unit.id for node in sorted(nodes, key=lambda node: -node.depth)]
    for doomed in (*below, unit_id):
        abolish_unit(unit_id=doomed, on=entry["date"], legal_document=entry["document"], heir_id=heir_id)
