"""What the product announces somebody hears: an event for nobody is code that says nothing."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path
from typing import Any

from lienthong.casework.dossiers import public as dossiers
from lienthong.toolkit.outbox import registry

ROOT = Path(__file__).resolve().parents[2]
UNHEARD = {dossiers.DossierHandedOver: "the benchmark hears it, to have hand-overs go through the outbox"}


def events() -> list[type[Any]]:
    """Return every event of every app."""
    names = [".".join(path.relative_to(ROOT.parent).with_suffix("").parts) for path in ROOT.glob("*/*/events.py")]
    modules = [importlib.import_module(name) for name in names]
    return [one for module in modules for _, one in inspect.getmembers(module, inspect.isclass) if hasattr(one, "topic")]


def test_every_event_has_a_handler_or_says_why_not() -> None:
    unheard = {one for one in events() if not registry.listeners_of(one)}

    assert len(events()) > 8
    assert unheard == set(UNHEARD)
