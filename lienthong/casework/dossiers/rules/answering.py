"""By when the counter answers what came in online: takes it in, or says what is wrong with it.

Source: law:107/2021/ND-CP#1 [M]: within 8 working hours of the system's receipt; nothing of the kind is known before.
"""

from __future__ import annotations

from datetime import date

from lienthong.toolkit.quantities import WorkMinutes

SINCE = date(2021, 12, 6)
WITHIN = WorkMinutes(8 * 60)


def answer_within(channel: str, sent_on: date) -> WorkMinutes | None:
    """Return the office minutes in which a dossier that came by a channel on a day is answered, None when nothing is set."""
    return WITHIN if channel == "online" and sent_on >= SINCE else None
