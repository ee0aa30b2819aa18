"""The templates that the reviewed file holds, read when the product starts, and what the actor's unit fills them with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import yaml

from lienthong.casework.documents import public as documents
from lienthong.casework.drafting.queries.papers import full_name
from lienthong.casework.drafting.rules import templates as rules
from lienthong.casework.drafting.rules.templates import Template
from lienthong.toolkit.actor import Actor

DATA = Path(__file__).resolve().parents[1] / "data" / "templates.yaml"
TEMPLATES = rules.templates_of(yaml.safe_load(DATA.read_text(encoding="utf-8")))


def templates_on(system: str, source: str, day: date) -> list[Template]:
    """Return the templates of a system for drafts that come from a source (blank, letter, dossier) on a day."""
    kinds = {one.key for one in documents.types.all_of(system, day)}
    return [
        one for one in TEMPLATES if one.system == system and one.source == source and one.holds(day) and one.type_key in kinds
    ]


def unit_facts(actor: Actor, day: date, bodies: Sequence[documents.NearBody]) -> dict[str, str]:
    """Return what every template may name: the actor's unit, the body in whose name it drafts first, the place before the day."""
    body = next(iter(bodies), None)
    name = full_name(body.name) if body else actor.unit
    return {"unit": full_name(actor.unit), "body": name, "place": place_of(name) or place_of(full_name(actor.unit))}


def place_of(name: str) -> str:
    """Return the place that an agency's name ends with: «Bình Liêu» of «Ủy ban nhân dân huyện Bình Liêu»; "" of one without."""
    for level in ("huyện ủy", "thị ủy", "đảng ủy xã", "huyện", "thị trấn", "thị xã", "thành phố", "phường", "xã", "tỉnh"):
        at = name.lower().rfind(f"{level} ")
        if at >= 0:
            return name[at + len(level) + 1 :].strip()
    return ""
