"""What tests of notices do again and again: let something be told, let the job run, look at the notice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from lienthong.casework.dossiers import testing as given
from lienthong.casework.notices import public as notices
from lienthong.casework.notices.models import Notice
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.identity import new_uid

Become = Callable[[], None]


def delivery(at: datetime) -> UUID:
    """Return the uid of an announcement made at a moment of the business clock."""
    return new_uid(int(at.timestamp() * 1000))


def told(world: given.World, become: Become, happening: str = "received", **person: Any) -> UUID:
    """Let a dossier of the chain come in and be told; return the dossier."""
    uid = given.received(world, given.CHAIN, owner=given.a_person(**person))
    become()
    notices.tell(happening=happening, dossier_uid=uid, delivery_uid=delivery(world.at), happened_at=world.at, at=world.at)
    return uid


def the_notice(**which: Any) -> Notice:
    with ledger.seeing_everything():
        return Notice.objects.get(**which)


def run(at: datetime, minutes: int) -> int:
    """Let the job run every minute of a time; return how many were sent."""
    return sum(notices.send_due(at=at + timedelta(minutes=minute)) for minute in range(minutes))
