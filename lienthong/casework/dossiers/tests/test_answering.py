"""By when the counter answers what came in online."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers.rules.answering import answer_within
from lienthong.office.worktime.testing import load_calendars
from lienthong.toolkit.clock import VIETNAM


@pytest.mark.parametrize(
    ("channel", "sent_on", "minutes"),
    [
        ("online", date(2021, 12, 5), None),
        ("online", date(2021, 12, 6), 480),
        ("direct", date(2022, 3, 7), None),
    ],
)
def test_eight_working_hours_online_since_the_decree(channel: str, sent_on: date, minutes: int | None) -> None:
    assert answer_within(channel, sent_on) == minutes


@pytest.mark.django_db
def test_it_is_counted_in_office_time() -> None:
    load_calendars()
    friday = datetime(2022, 3, 11, 15, 0, tzinfo=VIETNAM)

    assert dossiers.answer_by(calendar="vn-state", channel="online", sent_at=friday) == datetime(
        2022, 3, 14, 15, 0, tzinfo=VIETNAM
    )
    assert dossiers.answer_by(calendar="vn-state", channel="post", sent_at=friday) is None
