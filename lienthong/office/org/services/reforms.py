"""Plays a reviewed file of reforms: which units were merged, split and abolished, when, by which document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from lienthong.office.org import queries
from lienthong.office.org.errors import BadOrganisationFile
from lienthong.office.org.services.changes import NewUnit, abolish_unit, create_unit, merge_units, split_unit
from lienthong.office.org.services.loading import DATA
from lienthong.toolkit.errors import Refusal


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
    known = dict(units)
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        raise BadOrganisationFile(path=path.name, entry="tệp", fault=str(fault).replace("\n", " ")) from fault
    for number, entry in enumerate(entries, 1):
        try:
            if until is None or entry["date"] <= until:
                _play(entry, known)
        except (KeyError, TypeError, InvalidOperation) as fault:
            raise BadOrganisationFile(path=path.name, entry=str(number), fault=f"thiếu hoặc sai {fault}") from fault
        except Refusal as no:
            raise BadOrganisationFile(path=path.name, entry=str(number), fault=no.message) from no
    return known


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
