"""The minutes that a reorganisation made, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lienthong.casework.handover.models import Handover
from lienthong.casework.handover.queries.reading import number_of
from lienthong.casework.handover.rules.listing import STATES


@dataclass(frozen=True)
class ActRow:
    """Minutes of an act: `given_by`, `closed_by` empty while that side has not signed."""

    uid: UUID
    number: str
    unit: str
    heir: str
    giver: str
    receiver: str
    state: str
    given_at: datetime | None
    closed_at: datetime | None

    @property
    def state_name(self) -> str:
        """Return where the minutes stand, in words."""
        return STATES[self.state]


def of_act(act_uid: UUID) -> list[ActRow]:
    """Return the minutes of an act that were not withdrawn, by unit and number; two statements, in the caller's context."""
    rows = Handover.objects.filter(act_uid=act_uid).exclude(state="withdrawn").select_related("unit", "heir")
    return [
        ActRow(
            row.uid, number_of(row), row.unit.name, row.heir.name if row.heir else "", row.giver_name,
            ", ".join(one.name for one in row.receivers.all()), row.state, row.given_at, row.closed_at,
        )
        for row in rows.prefetch_related("receivers").order_by("unit__name", "number", "pk")
    ]  # fmt: skip
