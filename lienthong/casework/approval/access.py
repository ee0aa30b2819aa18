"""Who acts at which stand.  Units: row-level security by participation in the round; Party and State: by capacity."""

from __future__ import annotations

from lienthong.casework.approval.errors import NotYourTurn, OtherCapacity
from lienthong.casework.approval.models import Round, Stand
from lienthong.casework.approval.rules.words import ISSUE, ROLES
from lienthong.casework.drafting import public as drafting
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor, Capacity

LEADER, CLERK = "leader", "records_clerk"
LEADERS = org.ANY_OF[LEADER]
READERS = tuple(dict.fromkeys((*drafting.READERS, *LEADERS, CLERK)))
"""Who opens the list of rounds."""
CAPACITIES: dict[str, str] = {"state": "cán bộ chính quyền", "party": "cán bộ của Đảng"}


def duty_of(role: str) -> str:
    """Return the duty that a stand asks for."""
    return CLERK if role == ISSUE else LEADER


def duties_of(role: str) -> tuple[str, ...]:
    """Return the duties of which any one is enough at a stand."""
    return (CLERK,) if role == ISSUE else LEADERS


def system_of(actor: Actor) -> str:
    """Return the system in which the actor acts now: party or state."""
    return Capacity(actor.capacity).value


def may_act(actor: Actor, row: Round, stand: Stand) -> bool:
    """Return whether it is the actor's turn."""
    at = actor.unit_id == stand.unit_id and actor.has(*duties_of(stand.role))
    return stand.state == "open" and at and system_of(actor) == row.system


def must_be_of(actor: Actor, row: Round) -> None:
    """Raise OtherCapacity unless the actor acts in the system of a round."""
    if system_of(actor) != row.system:
        raise OtherCapacity(capacity=CAPACITIES[row.system])


def must_act(actor: Actor, row: Round, stand: Stand) -> None:
    """Raise OtherCapacity or NotYourTurn unless it is the actor's turn."""
    must_be_of(actor, row)
    if not may_act(actor, row, stand):
        raise NotYourTurn(role=ROLES[stand.role].lower(), unit=stand.unit.name)
