"""What the groups of a unit serve."""

from __future__ import annotations

from uuid import UUID

from lienthong.casework.queue.models import Matter
from lienthong.casework.queue.rules.matters import Kind, MatterRow, serving
from lienthong.office.ledger import public as ledger


def matters(unit_id: int) -> list[MatterRow]:
    """Return what the open groups of a unit serve, by group, fields first; one statement.  It holds no person."""
    with ledger.seeing({unit_id}):
        rows = Matter.objects.filter(group__unit_id=unit_id, group__closed_at=None).select_related("group")
        return [MatterRow(row.group.uid, Kind(row.kind), row.key) for row in rows.order_by("group__letter", "kind", "key")]


def group_for(unit_id: int, *, procedure: str, field: str) -> UUID | None:
    """Return the open group of a unit that serves a procedure, None when none does; one statement."""
    return serving(matters(unit_id), procedure=procedure, field=field)
