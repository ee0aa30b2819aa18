"""The door of the portal: the public pages are asked nothing by other apps; `portal:lookup` is the address for the slip."""

from lienthong.doors.portal.errors import (
    DraftUnknown,
    EnteredTooOften,
    FieldUnknown,
    LookedUpTooOften,
    NobodyServes,
    TicketsTooOften,
)
from lienthong.doors.portal.queries import drafts_at
from lienthong.doors.portal.services import look_up, take_ticket

__all__ = [
    "DraftUnknown",
    "EnteredTooOften",
    "FieldUnknown",
    "LookedUpTooOften",
    "NobodyServes",
    "TicketsTooOften",
    "drafts_at",
    "look_up",
    "take_ticket",
]
