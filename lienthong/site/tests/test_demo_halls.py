"""The waiting halls of the demonstration send who comes for a birth to the counters of civil status."""

from __future__ import annotations

from typing import Any

from lienthong.casework.queue import public as queue
from lienthong.office.org.testing import MONDAY_8AM, a_district
from lienthong.office.worktime.testing import load_calendars
from lienthong.site.demo import halls


def test_a_hall_of_the_demo_serves_the_fields_of_its_groups(db: Any) -> None:
    load_calendars()
    unit_id = a_district().units["hoanh_mo"].pk
    assert halls.open_halls(MONDAY_8AM.replace(hour=9)) > 0

    rows = {row.uid: row.name for row in queue.groups(unit_id, MONDAY_8AM)}
    found = queue.group_for(unit_id, procedure="1.001193", field="Hộ tịch")

    assert found is not None
    assert rows[found] == "Một cửa"


def test_every_group_of_the_demo_names_what_it_serves_and_no_two_of_a_hall_the_same() -> None:
    for groups in (halls.COMMUNE, halls.CENTRE):
        served = [field for name, *_ in groups for field in halls.SERVED[name]]
        assert served
        assert len(served) == len(set(served))
