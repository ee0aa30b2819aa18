"""The demonstration's modern units: eight of eight communes in March 2018, fewer before, each with its proof."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.readiness import public as readiness
from lienthong.site import jobs
from lienthong.site.demo import modern
from lienthong.site.demo.scenes import COMMUNES_2026, DISTRICT_2018
from lienthong.site.models import DemoProgress
from lienthong.toolkit.clock import VIETNAM


def a_demo(settings: Any, until: datetime) -> None:
    """Build the organisation of 2018 and note that its demonstration stands at an instant."""
    settings.DEMO = True
    org.load_units(org.DATA / DISTRICT_2018.units)
    org.invent_people(seed=DISTRICT_2018.seed, path=org.DATA / DISTRICT_2018.units)
    DemoProgress.objects.create(seed=1, until=until, planned=0, fresh_from=until.date(), next_day=until.date(), finished=True)


def communes(day: date) -> readiness.Tally:
    seen = {unit.id for unit in org.units_on(day)}
    with ledger.seeing(seen):
        return readiness.tally(one.verdict for one in readiness.standings(day, seen) if one.unit.level == "commune")


def test_elsewhere_nothing_is_proven(db: None) -> None:
    assert jobs.prove_units(0) == 0


@pytest.mark.long
def test_every_unit_proves_itself_once_and_eight_of_eight_communes_are_modern(db: None, settings: Any) -> None:
    a_demo(settings, DISTRICT_2018.present)
    made = 0
    for _ in range(9):
        made += jobs.prove_units(0)

    assert jobs.prove_units(0) == 0, "each proves itself once"
    assert made == 8 * 9 + 10
    told = communes(date(2018, 3, 12))
    assert (told.figure, told.total) == (8, 8)
    assert communes(date(2016, 12, 31)).figure in range(1, 8)
    assert communes(date(2016, 1, 1)).figure is None


@pytest.mark.long
def test_a_unit_proves_itself_anew_under_the_decree_of_2018(db: None, settings: Any) -> None:
    a_demo(settings, datetime(2018, 9, 10, 8, tzinfo=VIETNAM))

    assert modern.prove_next() == 10 + 4, "the centre, which stands first: ten of the decision of 2015, four areas of the decree"
    assert modern.prove_next() == 9 + 4


def test_where_no_requirements_are_known_nothing_is_made_up(db: None, settings: Any) -> None:
    until = COMMUNES_2026.present
    DemoProgress.objects.create(seed=1, until=until, planned=0, fresh_from=until.date(), next_day=until.date(), finished=True)

    assert modern.prove_next() == 0
