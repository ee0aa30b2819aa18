"""One step of a document on its way: written on its row, in the ledger, and told to a sender outside."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from lienthong.casework.delivery.errors import DispatchUnknown
from lienthong.casework.delivery.events import StatusDue
from lienthong.casework.delivery.models import Dispatch
from lienthong.casework.delivery.rules.words import CODES, MOST, OVER, goes_on
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import outbox
from lienthong.toolkit.actor import Actor

_CODE_OF = {state: code for code, state in CODES.items()}


def locked(whose: Q, uid: UUID) -> Dispatch:
    """Return a dispatch of those that a filter shows, locked.  Raises DispatchUnknown."""
    row = Dispatch.objects.select_for_update(of=("self",), no_key=True).filter(whose, uid=uid).first()
    if row is None:
        raise DispatchUnknown
    return row


def went(row: Dispatch, state: str, at: datetime, *, actor: Actor | None = None, note: str = "", **facts: Any) -> bool:
    """Let a document be one step further; return whether it is: a status that comes late or twice changes nothing.

    facts  further columns of the row.   A sender outside is told by a status packet.
    """
    if not goes_on(row.state, state):
        return False
    row.state = state
    stamp = "over_at" if state in OVER else f"{state}_at"
    changed = {stamp: at, **facts, **({"note": note[: MOST["reason"]]} if note else {})}
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *changed])
    told(row, f"document_{state}", at, actor=actor, **({"reason": note} if note else {}))
    if row.sender_id is None and state in _CODE_OF:
        tell_sender(row, _CODE_OF[state], at, note)
    return True


def tell_sender(row: Dispatch, code: str, at: datetime, reason: str = "") -> None:
    """Let a status packet go to who sent a document by the axis."""
    outbox.announce(
        StatusDue(
            from_organ=row.receiver_organ, from_name=row.receiver_name, to_organ=row.sender_organ, symbol=row.symbol,
            document_key=row.document_key, issued_on=row.issued_on, code=code, reason=reason[: MOST["reason"]], at=at,
        )
    )  # fmt: skip


def told(row: Dispatch, activity: str, at: datetime, *, actor: Actor | None = None, **body: Any) -> None:
    """Write an event of a dispatch into the ledger; both ends see it."""
    ends = tuple(unit for unit in (row.sender_id, row.receiver_id) if unit is not None)
    about = [ledger.ObjectRef("document", uid) for uid in (row.document_uid, row.received_uid) if uid]
    facts = {"means": row.means, **body}
    done = ledger.Lifecycle.COMPLETED
    ledger.append(
        ledger.about("dispatch", row.uid, activity, done, at=at, actor=actor, body=facts, objects=about, participants=ends)
    )
