"""Who comes in by machine: a bearer token bound to a duty, the context of its units, the key of each write."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from lienthong.doors.exchange.errors import KeyNeeded
from lienthong.office.accounts import public as accounts
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor

KEY_LENGTH = 100


class Bearer(HttpBearer):
    """`Authorization: Bearer lt_…`; the token's person acts with the token's duty alone."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        """Return the actor of the token.  Raises TokenRefused (401)."""
        return accounts.actor_of_token(token, at=clock.now(), real_at=clock.real_now())


def actor_of(request: HttpRequest) -> Actor:
    """Return the actor that the token stands for."""
    actor: Actor = request.auth  # type: ignore[attr-defined]  # set by ninja after authentication
    return actor


def key_of(request: HttpRequest) -> str:
    """Return the idempotency key of a write.  Raises KeyNeeded."""
    key = request.headers.get("Idempotency-Key", "").strip()
    if not key or len(key) > KEY_LENGTH:
        raise KeyNeeded
    return key


def seen(operation: Callable[..., Any]) -> Callable[..., Any]:
    """Run an operation inside the row-level context of the actor's units."""

    @wraps(operation)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        actor = actor_of(request)
        with ledger.seeing(actor.sees | {actor.unit_id}):
            return operation(request, *args, **kwargs)

    # ninja reads annotations in the module of the wrapper, where the operation's names are not known
    run.__signature__ = inspect.signature(operation, eval_str=True)  # type: ignore[attr-defined]  # read by inspect
    return run
