"""By when the counter answers what waits for it, in office time."""

from __future__ import annotations

from datetime import datetime

from lienthong.casework.dossiers.rules.answering import answer_within
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime


def answer_by(*, calendar: str, channel: str, sent_at: datetime) -> datetime | None:
    """Return until when a unit answers a dossier that was sent at an instant, None when nothing is set.

    calendar  code of the calendar that the unit keeps.  At most one statement.  Raises CalendarGap.
    """
    within = answer_within(channel, org.local_day(sent_at))
    return None if within is None else worktime.add(sent_at, within, worktime.calendar(calendar))
