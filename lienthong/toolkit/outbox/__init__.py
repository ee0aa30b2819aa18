"""Announcements that leave a transaction: written with it, delivered after it, at least once.

    outbox.announce(ResultReturned(dossier_uid=uid, at=at))          # in a service, inside its transaction

    @outbox.handles(ResultReturned, name="portal.notify")            # in an upper app's `handlers`
    def notify(event: ResultReturned, delivery_uid: UUID) -> None: ...

The names below are fetched when first used: a package is imported before Django may load its tables.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lienthong.toolkit.outbox.administration import (
        Backlog,
        DeadLetter,
        backlog,
        dead_letters,
        lag,
        redeliver,
        worker_silence,
    )
    from lienthong.toolkit.outbox.announcing import announce
    from lienthong.toolkit.outbox.delivery import deliver_due, purge_delivered
    from lienthong.toolkit.outbox.errors import AlreadyDelivered, NoSuchDelivery
    from lienthong.toolkit.outbox.registry import Event, handles

__all__ = [
    "AlreadyDelivered",
    "Backlog",
    "DeadLetter",
    "Event",
    "NoSuchDelivery",
    "announce",
    "backlog",
    "dead_letters",
    "deliver_due",
    "handles",
    "lag",
    "purge_delivered",
    "redeliver",
    "worker_silence",
]

_HOME = {
    "announce": "announcing",
    "deliver_due": "delivery",
    "purge_delivered": "delivery",
    "Event": "registry",
    "handles": "registry",
    "AlreadyDelivered": "errors",
    "NoSuchDelivery": "errors",
}


def __getattr__(name: str) -> Any:
    """Return an exported name from the module where it lives."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME.get(name, 'administration')}"), name)
