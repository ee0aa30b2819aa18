"""How what arrived looks on a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.urls import reverse

from lienthong.casework.documents import public as documents
from lienthong.casework.intake import public as intake
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.parts import Tab

LOOKS = {"waiting": "due_soon", "registered": "in_time", "joined": "in_time", "refused": "refused"}


def state_tabs(here: str) -> list[Tab]:
    """Return a tab for each state."""
    address = reverse("desk:arrivals")
    return [
        Tab(address if key == "waiting" else f"{address}?trang-thai={key}", tongues.translated(words), here=key == here)
        for key, words in intake.STATES.items()
    ]


def state_of(row: intake.ArrivalRow) -> str:
    """Return what the state of an arrival is called, in the language of the page."""
    return tongues.translated(intake.STATES[row.state])


def lines(rows: Iterable[intake.ArrivalRow]) -> list[dict[str, Any]]:
    """Return the rows of a list: each with its channel, and how its state looks and is called."""
    return [
        {"row": row, "channel": documents.CHANNELS[row.channel], "look": LOOKS[row.state], "state": state_of(row)} for row in rows
    ]


def initial(row: intake.ArrivalRow) -> dict[str, Any]:
    """Return what the incoming form proposes of an arrival."""
    said = asdict(row.proposal)
    return {**said, "arrived_at": row.received_at, "channel": row.channel}
