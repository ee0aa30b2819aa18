"""What the ledger is told of a petition: its own stream; neither who sent it nor what it says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from lienthong.casework.petitions.models import Petition
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor


def told(
    row: Petition, activity: str, *, actor: Actor | None, at: datetime, participants: Sequence[int] = (), **body: Any
) -> None:
    """Append an event to the petition's stream; those who are to see it from now on are `participants`."""
    lifecycle = ledger.Lifecycle.COMPLETED if row.closed_at else ledger.Lifecycle.STARTED
    facts = {"code": row.code, "kind": row.kind, "due": row.due_at.isoformat(), **body}
    ledger.append(
        ledger.about("petition", row.uid, activity, lifecycle, at=at, actor=actor, body=facts, participants=participants)
    )
