"""A citizen with an account, in a district where three procedures are published, on Monday 2018-03-12 at eight."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from lienthong.casework.dossiers import testing as given
from lienthong.doors.portal.tests.filing import enter
from lienthong.office.citizens import public as citizens
from lienthong.office.citizens.testing import a_citizen
from lienthong.office.org.testing import a_place
from lienthong.toolkit import clock


@pytest.fixture
def world(world: given.World, settings: Any) -> given.World:
    settings.CLOCK_OFFSET_SECONDS = int((world.at - clock.real_now()).total_seconds())
    a_place("Xã Hoành Mô", path="Xã Hoành Mô, huyện Bình Liêu, tỉnh Quảng Ninh", code="06841")
    return world


@pytest.fixture
def sen(world: given.World, client: Client) -> citizens.CitizenRow:
    citizen = a_citizen()
    enter(client)
    return citizen
