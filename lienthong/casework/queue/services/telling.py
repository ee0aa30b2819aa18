"""What the ledger is told of a ticket: one stream for each series, no name in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lienthong.casework.queue.models import Ticket
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor


def told(
    actor: Actor | None, at: datetime, ticket: Ticket, activity: str, body: Mapping[str, Any], *, first: bool = False
) -> ledger.Entry:
    """Return the event of a ticket; `first`: the series begins with it, so its unit takes part from now on."""
    return ledger.Entry(
        stream=ticket.series.uid,
        activity=activity,
        lifecycle=ledger.Lifecycle.COMPLETED,
        occurred_at=at,
        actor=actor,
        objects=(ledger.ObjectRef("queue_ticket", ticket.uid),),
        body={"ticket": ticket.label, "day": ticket.day.isoformat(), **body},
        participants=(ticket.unit_id,) if first else (),
    )
