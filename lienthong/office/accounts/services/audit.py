"""What happens to accounts goes into the ledger: sign-ins, capacities, tokens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from lienthong.office.accounts.models import Account
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor


def record(
    activity: str,
    account: Account | None,
    *,
    at: datetime,
    actor: Actor | None,
    stream: UUID | None = None,
    body: Mapping[str, Any] | None = None,
    personal: Mapping[str, Any] | None = None,
) -> None:
    """Append an event to the stream of the account (or of `stream`, when the event is about something else).

    personal  erasable values, e.g. the network address; the body holds none.
    """
    about = stream or (account.uid if account is not None else None)
    if about is None:
        raise ValueError("an event needs an account or a stream")
    kind = "account" if stream is None else "api_token"
    objects = [ledger.ObjectRef(kind, about, "subject")]
    if stream is not None and account is not None:
        objects.append(ledger.ObjectRef("account", account.uid, "owner"))
    ledger.append(
        ledger.Entry(
            stream=about,
            activity=activity,
            lifecycle=ledger.Lifecycle.COMPLETED,
            occurred_at=at,
            actor=actor,
            objects=tuple(objects),
            body=dict(body or {}),
            personal=dict(personal or {}),
            participants=(actor.unit_id,) if actor is not None else (),
        )
    )
