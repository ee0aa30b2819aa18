"""What the ledger is told of an arrival: its own stream; neither its title nor who sent it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from lienthong.casework.intake.models import Arrival
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor


def told(
    row: Arrival,
    activity: str,
    *,
    actor: Actor | None,
    at: datetime,
    objects: Sequence[ledger.ObjectRef] = (),
    participants: Sequence[int] = (),
    **body: Any,
) -> None:
    """Append an event to the arrival's stream; those who are to see it from now on are `participants`."""
    lifecycle = ledger.Lifecycle.STARTED if row.state == "waiting" else ledger.Lifecycle.COMPLETED
    ledger.append(
        ledger.about(
            "arrival", row.uid, activity, lifecycle, at=at, actor=actor, body=body, objects=objects, participants=participants
        )
    )
