"""There are two clocks, and only the business clock of a demo can be shifted."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from pytest_django.fixtures import Settings

from lienthong.toolkit import clock


def test_the_business_clock_is_the_real_one(settings: Settings) -> None:
    settings.CLOCK_OFFSET_SECONDS = 0

    assert abs(clock.now() - clock.real_now()) < timedelta(seconds=5)


def test_a_demo_shifts_the_business_clock_and_leaves_the_real_one(settings: Settings) -> None:
    settings.CLOCK_OFFSET_SECONDS = -3600 * 24 * 365

    assert timedelta(days=364) < clock.real_now() - clock.now() < timedelta(days=366)
    assert abs(clock.real_now().timestamp() - time.time()) < 5


def test_instants_carry_their_zone() -> None:
    assert clock.now().tzinfo is not None
    assert clock.real_now().utcoffset() == timedelta(0)


def test_vietnam_is_seven_hours_ahead_all_year() -> None:
    for month in (1, 7):
        assert datetime(2018, month, 1, tzinfo=clock.VIETNAM).utcoffset() == timedelta(hours=7)
