"""How dispatches look on pages: their state, the way behind them."""

from __future__ import annotations

from datetime import datetime

from lienthong.casework.delivery import public as delivery
from lienthong.toolkit.ui.tongues import translated

LOOKS = {
    "queued": "due_soon", "sent": "registered", "arrived": "registered", "registered": "in_time", "assigned": "in_time",
    "processing": "in_time", "done": "completed", "refused": "refused", "failed": "overdue", "recalled": "withdrawn",
}  # fmt: skip
"""The look of each state; its words say which it is."""
STEPS = ("sent", "arrived", "registered", "assigned", "processing", "done")


def look_of(row: delivery.DispatchRow) -> tuple[str, str]:
    """Return how the state of a dispatch looks, and its words."""
    return LOOKS[row.state], translated(delivery.STATES[row.state])


def way_of(row: delivery.DispatchRow) -> list[tuple[str, datetime]]:
    """Return the steps that a document has made, with their moments."""
    moments = [(delivery.STATES[step], getattr(row, f"{step}_at")) for step in STEPS]
    if row.over_at:
        moments.append((delivery.STATES[row.state], row.over_at))
    return [(words, at) for words, at in moments if at is not None]


def lines_of(rows: list[delivery.DispatchRow]) -> list[tuple[delivery.DispatchRow, str, str, str, list[tuple[str, datetime]]]]:
    """Return dispatches with their means, look and way, as tables show them."""
    return [(row, delivery.MEANS[row.means], *look_of(row), way_of(row)) for row in rows]
