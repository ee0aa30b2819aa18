"""What worktime announces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True)
class CalendarRevised:
    """A calendar has a new version: instants from `from_day` on may count differently.

    calendar  its code.        version  the number of the new version.
    reason    why, in Vietnamese, as it is shown beside a recomputed due date.
    from_day  the first day whose working time has changed; what was due before it stands.
    decree    the document that orders the change, may be empty.
    """

    topic: ClassVar[str] = "worktime.calendar_revised"

    calendar: str
    version: int
    reason: str
    from_day: date
    decree: str = ""
