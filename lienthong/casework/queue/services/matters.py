"""The administrator of a unit says what a group of counters serves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.queue import access
from lienthong.casework.queue.errors import GroupUnknown, MatterTaken
from lienthong.casework.queue.models import CounterGroup, Matter
from lienthong.casework.queue.rules.matters import Kind
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor


def set_matters(*, actor: Actor, at: datetime, group_uid: UUID, procedures: Iterable[str], fields: Iterable[str]) -> None:
    """Let a group serve these procedures (codes) and fields (names), and nothing else; blanks are left out.

    The queue knows no catalogue: whether a code is one is the entrance's question.
    Raises MatterTaken, GroupUnknown, NotYourQueue.
    """
    access.must(actor, access.KEEPERS)
    wanted = {(kind, key.strip()[:200]) for kind, keys in ((Kind.PROCEDURE, procedures), (Kind.FIELD, fields)) for key in keys}
    wanted = {(kind, key) for kind, key in wanted if key}
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        group = _group(actor, group_uid)
        for other in (
            Matter.objects.filter(group__unit_id=actor.unit_id, group__closed_at=None)
            .exclude(group=group)
            .order_by("kind", "key")
            .select_related("group")
        ):
            if (other.kind, other.key) in wanted:
                raise MatterTaken(matter=other.key, group=other.group.name)
        Matter.objects.filter(group=group).delete()
        Matter.objects.bulk_create([Matter(group=group, kind=kind, key=key) for kind, key in sorted(wanted)])
        body = {kind.value: sorted(key for one, key in wanted if one == kind) for kind in Kind}
        ledger.append(
            ledger.about("counter_group", group.uid, "matters_set", ledger.Lifecycle.COMPLETED, at=at, actor=actor, body=body)
        )


def _group(actor: Actor, uid: UUID) -> CounterGroup:
    """Return the group; all open groups of the unit are locked, so that two acts cannot give one matter to two of them."""
    rows = CounterGroup.objects.select_for_update(of=("self",), no_key=True).filter(unit_id=actor.unit_id, closed_at=None)
    group = next((row for row in rows.order_by("pk") if row.uid == uid), None)
    if group is None:
        raise GroupUnknown(group=str(uid))
    return group
