"""What happens to accounts goes into the ledger: sign-ins, capacities, tokens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from lienthong.office.accounts.models import Account
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid


def record(
    activity: str,
    account: Account | None,
    *,
    at: datetime,
    actor: Actor | None,
    token_uid: UUID | None = None,
    body: Mapping[str, Any] | None = None,
    personal: Mapping[str, Any] | None = None,
) -> None:
    """Append an event about an account, an API token, or both.

    Each event is a stream of its own: people move between units, and only units that take part in a stream may go on
    with it.  The objects tie the events of one account together.
    personal  erasable values, e.g. the network address; the body holds none.
    """
    objects = [ledger.ObjectRef("account", account.uid, "subject")] if account is not None else []
    if token_uid is not None:
        objects.append(ledger.ObjectRef("api_token", token_uid, "subject"))
    entry = ledger.Entry(
        stream=new_uid(),
        activity=activity,
        lifecycle=ledger.Lifecycle.COMPLETED,
        occurred_at=at,
        actor=actor,
        objects=tuple(objects),
        body=dict(body or {}),
        personal=dict(personal or {}),
        participants=(actor.unit_id,) if actor is not None else (),
    )
    with ledger.seeing((actor.unit_id,) if actor is not None else ()):
        ledger.append(entry)
