"""The two clocks: the business clock, which a demo may set, and the real one, which nobody may.

Only entrances (`web rest admin jobs handlers management`, the site) read a clock; services take `at`.
Security, the queue and `recorded_at` always use the real clock (DESIGN 7.12).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """Return the business instant: the real one, shifted only in a demo installation."""
    return real_now() + timedelta(seconds=settings.CLOCK_OFFSET_SECONDS)


def real_now() -> datetime:
    """Return the real instant, aware, in UTC."""
    return datetime.now(UTC)
