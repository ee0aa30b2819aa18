"""Whose a task is to do: by the unit where it lies and the duties of a post."""

from __future__ import annotations

from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor


def may_act(actor: Actor, *, unit_id: int, duty: str) -> bool:
    """Return whether the actor's post does work of `duty` at the unit where the task lies."""
    return actor.unit_id == unit_id and duty in org.carried(actor.duties)
