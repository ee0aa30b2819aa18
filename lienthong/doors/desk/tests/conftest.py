"""The district on a Monday morning in March 2018, and people who sit in front of the pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from lienthong.casework.dossiers import testing as given
from lienthong.casework.scores.testing import a_july, july
from lienthong.casework.trips.testing import a_lacking, a_result, a_wish
from lienthong.doors.desk.testing import as_person, set_clock


@pytest.fixture
def world(world: given.World, settings: Any) -> given.World:
    """The module's district; the business clock shows Monday 2018-03-12 08:00."""
    set_clock(settings, world.at)
    return world


@pytest.fixture
def clerk(world: given.World) -> Client:
    """The counter clerk of Hoành Mô at the browser."""
    return as_person(world, "hoanh_mo", "counter_clerk")


@pytest.fixture
def head(world: given.World) -> Client:
    """The chairman of Hoành Mô at the browser."""
    return as_person(world, "hoanh_mo", "unit_head")


@pytest.fixture
def someone(world: given.World) -> Callable[[str, str], Client]:
    """Return what signs in the holder of a duty at a unit."""
    return lambda slug, duty: as_person(world, slug, duty)


@pytest.fixture(scope="module")
def july_of_module(district_of_module: given.World) -> dict[str, UUID]:
    """A July of Hoành Mô and the centre."""
    return a_july(district_of_module)


@pytest.fixture
def summer(july_of_module: dict[str, UUID], world: given.World, settings: Any) -> dict[str, UUID]:
    """That July; it is August now."""
    set_clock(settings, july(1, month=8))
    return july_of_module


@pytest.fixture
def waiting(world: given.World, settings: Any) -> dict[str, UUID]:
    """A result, a dossier that lacks papers, and a wish, all in Đồng Cậm; it is early afternoon."""
    made = {"result": a_result(world), "lacking": a_lacking(world), "wish": a_wish(world)}
    set_clock(settings, world.at + timedelta(hours=6))
    return made
