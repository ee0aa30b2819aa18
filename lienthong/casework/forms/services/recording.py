"""What every act on a version shares: the locked row, its state, its event in the unit's stream."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from lienthong.casework.forms.errors import VersionUnknown, WrongState
from lienthong.casework.forms.models import FormVersion, State
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.sentences import Several


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """One transaction that sees the actor's unit."""
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        yield


def locked(actor: Actor, uid: UUID, *states: State) -> FormVersion:
    """Return a version of the actor's unit, locked until the transaction ends.  Raises VersionUnknown, WrongState."""
    row = FormVersion.objects.select_for_update(of=("self",), no_key=True).filter(unit_id=actor.unit_id, uid=uid).first()
    if row is None:
        raise VersionUnknown(version=str(uid))
    if row.state not in states:
        needed = Several("» hoặc «", (str(state.label) for state in states))
        raise WrongState(number=row.number, state=State(row.state).label, needed=needed)
    return row


def record(actor: Actor, at: datetime, row: FormVersion, activity: str, **body: Any) -> None:
    """Append the event of an act; the unit's own stream holds what happened to its papers."""
    facts = {"version": row.uid, "kind": row.kind, "number": row.number, "sha256": row.sha256}
    ledger.append(
        ledger.Entry(
            stream=actor.unit_uid,
            activity=activity,
            lifecycle=ledger.Lifecycle.COMPLETED,
            occurred_at=at,
            actor=actor,
            objects=(ledger.ObjectRef("form_version", row.uid, "subject"),),
            body=facts | {name: value for name, value in body.items() if value not in (None, "")},
            participants=(actor.unit_id,),
        )
    )
