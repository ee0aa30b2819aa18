"""The door of the portal: the public pages are asked nothing by other apps; `portal:lookup` is the address for the slip."""

from lienthong.doors.portal.errors import DraftUnknown, EnteredTooOften, FieldUnknown, LookedUpTooOften, NobodyServes
from lienthong.doors.portal.services import look_up

__all__ = ["DraftUnknown", "EnteredTooOften", "FieldUnknown", "LookedUpTooOften", "NobodyServes", "look_up"]
