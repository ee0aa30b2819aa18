"""Whether who is to get a marked document belongs to the body whose register holds it."""

from __future__ import annotations

from datetime import datetime

from lienthong.casework.documents.errors import CirculationLimited
from lienthong.casework.documents.rules.circulating import LIMITS
from lienthong.casework.documents.rules.letters import CIRCULATIONS
from lienthong.office.org import public as org


def units_within(body_unit_id: int, at: datetime) -> frozenset[int]:
    """Return the unit that bears a body's name and those under it on the day; one statement."""
    return org.subtree_ids(body_unit_id, org.local_day(at)) | {body_unit_id}


def limited(circulation: str) -> CirculationLimited:
    """Return the refusal that a mark asks for."""
    return CirculationLimited(mark=CIRCULATIONS[circulation], limit=LIMITS[circulation])
