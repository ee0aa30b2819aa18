"""Decisions about tasks that need no data: states, planned time, who may take one."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from lienthong.toolkit.actor import Actor
from lienthong.toolkit.quantities import WorkMinutes

LEAST_MINUTES = WorkMinutes(30)
MARK = "mark"
"""The kind of a task that only points at something: at the work of others, or at a thing that has its own keeper.

It ends with what it points at.  Nobody is late with it, nobody hands it over, and no unit is kept from ending by it.
"""


class TaskState(StrEnum):
    """Where a task stands."""

    OFFERED = "offered"
    CLAIMED = "claimed"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class DueState(StrEnum):
    """How a task or dossier stands against its due date; shown as word + shape + colour."""

    IN_TIME = "in_time"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    PAUSED = "paused"
    DONE = "done"


def planned_minutes(total: WorkMinutes, share: int) -> WorkMinutes:
    """Return the part of `total` office minutes that a step with `share` percent gets, at least half an hour.

    Source: handbook domain.md 6.4 [P] (round to >= 30 minutes).
    """
    return WorkMinutes(max(LEAST_MINUTES, total * share // 100))


def free_for(actor: Actor, holder_uid: UUID | None) -> bool:
    """Return whether a task in these hands is the actor's to do: nobody's, its own, or an absent person's."""
    return holder_uid is None or holder_uid == actor.person_uid or holder_uid in actor.stands_for


def due_state(minutes_left: int | None, *, warn_within: int = 480) -> DueState:
    """Return the state for `minutes_left` office minutes (None: the clock stands still).

    warn_within  a task is «due soon» when at most this many office minutes are left; one working day by default [P].
    """
    if minutes_left is None:
        return DueState.PAUSED
    if minutes_left < 0:
        return DueState.OVERDUE
    return DueState.DUE_SOON if minutes_left <= warn_within else DueState.IN_TIME
