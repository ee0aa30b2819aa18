"""A definition as the text of a procedure file, so that an official can go on from a record that a machine brought."""

from __future__ import annotations

from typing import Any

import yaml

from lienthong.casework.procedures.rules.definition import Definition
from lienthong.casework.procedures.rules.stored_form import to_json


def write(definition: Definition) -> str:
    """Return the YAML text of the definition; `parse` reads it back as an equal definition."""
    plain = to_json(definition)
    until = {"to": plain["until"]} if plain["until"] else {}
    document = {name: value for name, value in plain["document"].items() if value != ""}
    whole: dict[str, Any] = {
        "procedure": plain["code"],
        **{name: plain[name] for name in ("name", "field", "level", "kind")},
        "audience": plain.get("audience", []),
        "verified": plain["verified"],
        "document": document,
        "effective": {"from": plain["since"], **until},
        **({"decision": _decision(plain["decision"])} if plain.get("decision") else {}),
        **{
            name: plain[name]
            for name in ("legal_basis", "channels", "note", "results", "cases", "papers", "fees", "form_basis", "form", "online")
            if name in plain
        },
        "steps": {"start": plain["start"], "nodes": {node["key"]: _node(node) for node in plain["nodes"]}},
    }
    return yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=140)


def _decision(plain: dict[str, Any]) -> dict[str, Any]:
    named = {"number": plain["number"], "date": plain.get("on"), "mark": plain.get("mark")}
    return {name: value for name, value in named.items() if value}


def _node(plain: dict[str, Any]) -> dict[str, Any]:
    node = {name: value for name, value in plain.items() if name not in ("key", "edges", "legs")}
    if plain.get("legs"):
        node["legs"] = {leg["key"]: {name: value for name, value in leg.items() if name != "key"} for leg in plain["legs"]}
    if plain.get("edges"):
        node["next"] = plain["edges"]
    return node
