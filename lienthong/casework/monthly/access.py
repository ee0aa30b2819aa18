"""Who writes and who signs the monthly report of a unit.  Row-level security shows it to its unit and to those above."""

from __future__ import annotations

from lienthong.casework.monthly.errors import NotYourReport
from lienthong.toolkit.actor import Actor

WRITERS = ("unit_head", "division_head", "unit_reporter")
SIGNERS = ("unit_head",)
NAMES = {WRITERS: "lãnh đạo hoặc người làm báo cáo", SIGNERS: "thủ trưởng"}


def must(actor: Actor, duties: tuple[str, ...], unit_id: int) -> None:
    """Raise NotYourReport unless the actor is of the unit and its post carries one of the duties."""
    if actor.unit_id != unit_id or not actor.has(*duties):
        raise NotYourReport(duty=NAMES[duties])
