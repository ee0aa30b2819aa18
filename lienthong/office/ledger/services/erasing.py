"""Erasing personal values; that it happened, by whom and why, is itself an event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from lienthong.office.ledger.errors import NoSuchEvent, NothingPersonal
from lienthong.office.ledger.models import Event, EventPersonal
from lienthong.office.ledger.rules.entries import Entry, Lifecycle, ObjectRef
from lienthong.office.ledger.services.appending import Appended, append
from lienthong.toolkit.actor import Actor

ERASED = "ledger.personal_erased"


def erase_personal(
    *,
    event_uid: UUID,
    reason: str,
    at: datetime,
    actor: Actor | None,
    names: Sequence[str] = (),
    using: str = DEFAULT_DB_ALIAS,
) -> Appended:
    """Erase personal values of an event (all, or those in `names`) and record the erasure in its stream.

    Only the role of the worker may do it.  The chain and its proofs stay valid.  Raises NoSuchEvent, NothingPersonal.
    """
    with transaction.atomic(using=using):
        event = Event.objects.using(using).filter(uid=event_uid).only("id", "stream_uid").first()
        if event is None:
            raise NoSuchEvent(event=event_uid)
        held = EventPersonal.objects.using(using).filter(event_id=event.pk).values_list("name", flat=True)
        chosen = sorted(name for name in held if not names or name in names)
        if not chosen:
            raise NothingPersonal(event=event_uid, names=", ".join(names) or "tất cả")
        erasure = append(
            Entry(
                stream=event.stream_uid,
                activity=ERASED,
                lifecycle=Lifecycle.COMPLETED,
                occurred_at=at,
                actor=actor,
                objects=(ObjectRef("event", event_uid, "erased"),),
                body={"event": str(event_uid), "names": chosen, "reason": reason},
            ),
            using=using,
        )
        with connections[using].cursor() as cursor:
            cursor.execute("SELECT ledger_erase_personal(%s, %s, %s::text[])", [event.pk, erasure.event_id, chosen])
        return erasure
