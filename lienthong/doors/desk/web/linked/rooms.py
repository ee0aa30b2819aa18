"""The rooms whose links the graph follows; `web.urls`, which stands above all rooms, hangs them here."""

from __future__ import annotations

from uuid import UUID

from lienthong.toolkit import linked
from lienthong.toolkit.actor import Actor

_HUNG: list[linked.Room] = []


def hang(*rooms: linked.Room) -> None:
    """Let the graph follow the links of these rooms."""
    _HUNG[:] = rooms


def graph(actor: Actor, uid: UUID, kind: str) -> linked.Graph | None:
    """Return what hangs together with a thing over all rooms, None when the actor does not see it; see `linked.graph`."""
    return linked.graph(actor, uid, kind, _HUNG)
