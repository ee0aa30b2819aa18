"""What the ledger is told of a draft: its own stream; neither subject nor words stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from lienthong.casework.drafting.models import Draft
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor


def told(
    row: Draft, activity: str, *, actor: Actor, at: datetime, participants: Sequence[int] = (),
    objects: Sequence[ledger.ObjectRef] = (), **body: Any,
) -> None:  # fmt: skip
    """Append an event to a draft's stream; those who are to see it from now on are `participants`."""
    lifecycle = ledger.Lifecycle.COMPLETED if row.ended_at else ledger.Lifecycle.STARTED
    facts = {"body": row.body_key, "type": row.type_key, "versions": row.versions, **body}
    ledger.append(
        ledger.about(
            "draft", row.uid, activity, lifecycle, at=at, actor=actor, body=facts, participants=participants, objects=objects
        )
    )
