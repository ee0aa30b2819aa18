"""Who calls tickets and who sets counters up.  Row-level security shows a queue to its unit alone (DESIGN 7.6)."""

from __future__ import annotations

from lienthong.casework.queue.errors import NotYourQueue
from lienthong.toolkit.actor import Actor

CALLERS = ("counter_clerk", "centre_officer", "result_clerk")
"""Who calls tickets at a counter."""
KEEPERS = ("unit_admin",)
"""Who opens and closes groups and counters."""
PLANNERS = ("unit_head",)
"""Who decides how many visits are booked."""
CANCELLERS = ("unit_head", "unit_admin")
"""Who cancels booked visits for the office."""
NAMES = {
    CALLERS: "cán bộ một cửa",
    KEEPERS: "quản trị đơn vị",
    PLANNERS: "người đứng đầu",
    CANCELLERS: "người đứng đầu hoặc quản trị",
}


def must(actor: Actor, duties: tuple[str, ...]) -> None:
    """Raise NotYourQueue unless the actor's post carries one of the duties."""
    if not actor.has(*duties):
        raise NotYourQueue(duty=NAMES[duties])
