"""A limit as it is written in procedures and stored with dossiers."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

import pytest

from lienthong.office.worktime import public as worktime

DAY, HOUR = worktime.LimitUnit.WORKING_DAY, worktime.LimitUnit.WORKING_HOUR


@pytest.mark.parametrize("value", [0, -1, 10_001, True, 1.5, "3", None])
def test_a_limit_that_is_no_positive_whole_number_is_refused(value: Any) -> None:
    with pytest.raises(worktime.InvalidLimit) as no:
        worktime.Limit(value, DAY)

    assert str(value) in no.value.message


@pytest.mark.parametrize("extra", [-1, 10_001, True, 2.5])
def test_an_extra_for_the_area_is_a_whole_number_from_zero(extra: Any) -> None:
    with pytest.raises(worktime.InvalidLimit):
        worktime.Limit(3, DAY, area_extra=extra)


def test_hours_cannot_be_due_on_the_same_day_by_rule() -> None:
    with pytest.raises(worktime.InvalidLimit):
        worktime.Limit(4, HOUR, worktime.StartRule.SAME_DAY)


@pytest.mark.parametrize(
    "limit",
    [
        worktime.Limit(3, DAY),
        worktime.Limit(4, HOUR),
        worktime.Limit(1, DAY, worktime.StartRule.SAME_DAY, time(15)),
        worktime.Limit(15, worktime.LimitUnit.CALENDAR_DAY, area_extra=10),
    ],
)
def test_a_limit_comes_back_from_json_as_it_was(limit: worktime.Limit) -> None:
    assert worktime.Limit.from_dict(limit.as_dict()) == limit


def test_a_limit_read_without_a_start_rule_takes_that_of_its_unit() -> None:
    assert worktime.Limit.from_dict({"value": 4, "unit": "working_hour"}) == worktime.Limit(4, HOUR)
    assert worktime.Limit.from_dict({"value": 4, "unit": "working_day", "start": None}) == worktime.Limit(4, DAY)


@pytest.mark.parametrize(
    "plain",
    [
        {"value": 3},
        {"value": 3, "unit": ""},
        {"value": 3, "unit": "ngày"},
        {"unit": "working_day"},
        {"value": 3, "unit": "working_day", "start": "tomorrow"},
        {"value": 3, "unit": "working_day", "cutoff": "25:00"},
    ],
)
def test_a_limit_that_cannot_be_read_is_refused_by_name(plain: dict[str, Any]) -> None:
    with pytest.raises(worktime.InvalidLimit) as no:
        worktime.Limit.from_dict(plain)

    assert no.value.message.startswith("Thời hạn không hợp lệ: ")


@pytest.mark.parametrize("clock", ["06:10", "07:00", "11:45", "15:00", "16:59", "18:20"])
@pytest.mark.parametrize("day", ["2018-03-12", "2018-03-17", "2018-04-27", "2018-12-31"])
@pytest.mark.parametrize(
    "limit",
    [
        worktime.Limit(3, DAY),
        worktime.Limit(4, HOUR),
        worktime.Limit(8, HOUR, worktime.StartRule.NEXT_DAY),
        worktime.Limit(1, DAY, worktime.StartRule.SAME_DAY),
        worktime.Limit(2, DAY, cutoff=time(15)),
        worktime.Limit(15, worktime.LimitUnit.CALENDAR_DAY, area_extra=10),
        worktime.Limit(1, worktime.LimitUnit.MONTH),
    ],
)
def test_the_due_instant_alone_is_that_of_the_deadline_with_its_reasons(limit: worktime.Limit, day: str, clock: str) -> None:
    cal = worktime.shipped_calendar()
    received = datetime.fromisoformat(f"{day}T{clock}+07:00")
    extra = limit.area_extra > 0

    assert (
        worktime.due_at(received, limit, cal, area_extra=extra)
        == worktime.deadline(received, limit, cal, area_extra=extra).due_at
    )
