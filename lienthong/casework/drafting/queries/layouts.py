"""The layouts that the reviewed file holds, read when the product starts: a fault of the file stops it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml

from lienthong.casework.drafting.rules import layouts as rules
from lienthong.casework.drafting.rules.layouts import Layout

DATA = Path(__file__).resolve().parents[1] / "data" / "layouts.yaml"
LAYOUTS = rules.layouts_of(yaml.safe_load(DATA.read_text(encoding="utf-8")))


def layout_on(system: str, day: date) -> Layout:
    """Return the layout of the papers of a system (`state`, `party`) on a day."""
    return rules.layout_on(LAYOUTS, system, day)
