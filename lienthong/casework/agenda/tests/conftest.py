"""A small Bình Liêu whose Party and State offices keep calendars."""

from __future__ import annotations

import pytest

from lienthong.casework.agenda.testing import Hall, a_hall
from lienthong.office.worktime import public as worktime


@pytest.fixture
def hall(db: None) -> Hall:
    worktime.load_calendars()
    return a_hall()
