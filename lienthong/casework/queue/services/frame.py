"""The frame of every act at a counter: its unit's context, one transaction, the counter locked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction

from lienthong.casework.queue import access
from lienthong.casework.queue.errors import CounterUnknown
from lienthong.casework.queue.models import Counter
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor


@contextmanager
def at_counter(actor: Actor, counter_uid: UUID, duties: tuple[str, ...]) -> Iterator[Counter]:
    """Yield an open counter of the actor's unit with its group, locked.  Raises NotYourQueue without a duty, CounterUnknown."""
    access.must(actor, duties)
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        rows = Counter.objects.select_for_update(of=("self",), no_key=True).select_related("group")
        counter = rows.filter(uid=counter_uid, unit_id=actor.unit_id, closed_at=None).first()
        if counter is None:
            raise CounterUnknown(counter=str(counter_uid))
        yield counter
