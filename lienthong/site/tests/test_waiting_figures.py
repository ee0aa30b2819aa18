"""While the demonstration's history is being played, a page of figures says that they still wait."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import as_person, page_of, set_clock
from lienthong.site.models import DemoProgress

pytestmark = pytest.mark.django_db


@pytest.fixture
def chairman(settings: Any) -> Client:
    world = given.a_world(given.BIRTH)
    set_clock(settings, world.at)
    given.received(world)
    settings.DEMO = True
    return as_person(world, "district", "unit_head")


def wait(*, finished: bool) -> None:
    DemoProgress.objects.create(
        seed=1, until=given.World.at, planned=1500, played=150, fresh_from=date(2018, 3, 1), next_day=date(2017, 1, 3),
        finished=finished,
    )  # fmt: skip


@pytest.mark.parametrize("address", ["/lanh-dao/", "/bao-cao/ii-06a/"])
def test_a_figure_that_still_waits_says_so(chairman: Client, address: str) -> None:
    wait(finished=False)

    assert "150 trên 1.500 hồ sơ" in page_of(chairman.get(address))


@pytest.mark.parametrize("address", ["/lanh-dao/", "/bao-cao/ii-06a/"])
def test_when_all_is_played_nothing_is_said(chairman: Client, address: str) -> None:
    assert "Số liệu chưa đủ" not in page_of(chairman.get(address))
    wait(finished=True)
    assert "Số liệu chưa đủ" not in page_of(chairman.get(address))
