"""Where notices about booked visits went is forgotten: the booking itself forgets its visitor too."""

from __future__ import annotations

from datetime import datetime, timedelta

from lienthong.casework.notices.models import Notice
from lienthong.casework.notices.rules import VISIT

KEPT_FOR = timedelta(days=14)
"""So long after it was written; a notice tries for three days, a visit is booked for an hour of one day."""


def forget_visitors(*, at: datetime) -> int:
    """Erase the addresses of old notices about visits; return how many.  at: real clock.  In a context that sees every row."""
    old = Notice.objects.filter(about=VISIT, created_at__lt=at - KEPT_FOR, next_try_at=None)
    return old.exclude(address="").update(address="")
