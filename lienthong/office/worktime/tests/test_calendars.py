"""Calendars in the database: loading, versions, revisions, memory, constraints."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, time
from time import monotonic
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from lienthong.office.worktime import models, queries, services
from lienthong.office.worktime import public as worktime
from lienthong.office.worktime.rules.definition import CalendarDefinition
from lienthong.office.worktime.testing import (
    MONDAY_8AM,
    WINTER,
    a_season,
    at,
    forget_revisions,
    half,
    load_calendars,
    off,
    state_calendar,
    worked,
)
from lienthong.toolkit import outbox
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.outbox import registry

pytestmark = pytest.mark.django_db
TUESDAY, FRIDAY, SATURDAY = date(2018, 3, 13), date(2018, 3, 16), date(2018, 3, 17)
DAY = worktime.LimitUnit.WORKING_DAY
Count = Callable[[], AbstractContextManager[Any]]


@pytest.fixture
def heard() -> Generator[None]:
    """Listen to revisions, so that announcements leave rows in the outbox."""
    outbox.handles(worktime.CalendarRevised, name="worktime.test")(_hear)
    yield
    registry.forget("worktime.test")


def _hear(event: worktime.CalendarRevised, delivery_uid: UUID) -> None:
    """Nothing to do: the rows are read."""


def announced() -> list[worktime.CalendarRevised]:
    from lienthong.toolkit.outbox import encoding
    from lienthong.toolkit.outbox.models import Delivery

    rows = Delivery.objects.filter(handler="worktime.test").order_by("pk")
    return [encoding.decode(worktime.CalendarRevised, row.payload) for row in rows]


def revise(*changes: worktime.Change, **more: Any) -> int:
    facts: dict[str, Any] = {
        "code": "vn-state",
        "reason": "Bão số 3",
        "decree": "12/CĐ-UBND",
        "at": MONDAY_8AM,
        "changes": changes,
    }
    return worktime.revise_calendar(**(facts | more))


def newer_file(monkeypatch: pytest.MonkeyPatch, definition: CalendarDefinition) -> None:
    """Let the reviewed files hold one calendar, reviewed a year later."""
    edition = queries.ReviewedCalendar(definition, date(2027, 11, 1), "f" * 64)
    monkeypatch.setattr(queries, "reviewed_calendars", lambda: (edition,))


def test_the_reviewed_calendars_are_loaded_once() -> None:
    first = worktime.load_calendars()

    second = worktime.load_calendars()

    assert (first, second) == (["vn-state", "vn-state-winter"], [])
    assert [(row.code, row.version) for row in worktime.calendars()] == [("vn-state", 1), ("vn-state-winter", 1)]
    assert models.DayException.objects.count() == 2 * len(state_calendar().definition.days)
    assert models.PausePolicy.objects.count() == 2


@pytest.mark.parametrize("code", ["vn-state", "vn-state-winter"])
def test_a_calendar_comes_back_from_the_database_as_the_file_says(code: str) -> None:
    load_calendars()

    found = worktime.calendar(code)

    assert found.definition == worktime.shipped_calendar(code).definition
    assert (found.code, found.version) == (code, 1)


def test_loading_announces_nothing_the_first_time(heard: None) -> None:
    load_calendars()

    assert announced() == []


def test_an_unknown_calendar_is_refused() -> None:
    with pytest.raises(worktime.UnknownCalendar):
        worktime.calendar("vn-mars")
    with pytest.raises(worktime.UnknownCalendar):
        worktime.history("vn-mars")
    with pytest.raises(worktime.UnknownCalendar):
        revise(worktime.Change.to(off(TUESDAY)), code="vn-mars")


def test_an_unknown_version_is_refused() -> None:
    load_calendars()

    with pytest.raises(worktime.UnknownCalendar) as no:
        worktime.calendar("vn-state", version=7)

    assert no.value.facts == {"calendar": "vn-state", "version": 7}


def test_a_calendar_without_a_version_is_unknown() -> None:
    models.WorkCalendar.objects.create(code="trong", name="Lịch trống")

    with pytest.raises(worktime.UnknownCalendar):
        revise(worktime.Change.to(off(TUESDAY)), code="trong")
    assert worktime.calendar_exists("trong")
    assert not worktime.calendar_exists("vn-mars")


def test_a_calendar_once_built_costs_no_statement(query_count: Count) -> None:
    load_calendars()
    worktime.calendar("vn-state", version=1)
    with query_count() as newest_first:
        worktime.calendar("vn-state")

    with query_count() as again:
        for _ in range(50):
            worktime.calendar("vn-state")
            worktime.calendar("vn-state", version=1)

    assert newest_first.statements == 1
    assert again.statements == 0


def test_building_a_calendar_takes_one_statement(query_count: Count) -> None:
    load_calendars()

    with query_count() as counted:
        worktime.calendar("vn-state")

    assert counted.statements == 1


def test_another_process_sees_a_revision_when_its_memory_is_old(monkeypatch: pytest.MonkeyPatch) -> None:
    load_calendars()
    before = worktime.calendar("vn-state")
    queries._known.newest["vn-state"] = (monotonic() - 1, before)
    services._write(
        models.WorkCalendar.objects.get(code="vn-state"),
        2,
        services._Edition(before.definition, "thử", "", TUESDAY, MONDAY_8AM),
    )

    assert worktime.calendar("vn-state").version == 2


def test_a_revision_makes_a_new_version_and_leaves_the_old_one() -> None:
    load_calendars()
    received, limit = at("12/03/2018 08:00"), worktime.Limit(1, DAY)

    number = revise(worktime.Change.to(off(TUESDAY, "Nghỉ tránh bão")))

    assert number == 2
    assert worktime.deadline(received, limit, worktime.calendar("vn-state")).due_at == at("14/03/2018 08:00")
    assert worktime.deadline(received, limit, worktime.calendar("vn-state", version=1)).due_at == at("13/03/2018 08:00")


def test_a_revision_is_written_down_with_who_when_and_why() -> None:
    load_calendars()
    actor = Actor(person_uid=new_uid(), post_uid=new_uid(), unit_id=1, unit_uid=new_uid())

    revise(worktime.Change.to(off(TUESDAY)), actor=actor)

    newest, first = worktime.history("vn-state")
    assert newest == worktime.VersionRow(2, "Bão số 3", "12/CĐ-UBND", TUESDAY, MONDAY_8AM, str(actor.person_uid))
    assert (first.number, first.reason, first.made_by) == (1, "Nạp lịch đã rà soát ngày 23/11/2026", "")


def test_a_revision_is_announced_with_the_first_day_that_changes(heard: None) -> None:
    load_calendars()

    revise(worktime.Change.to(worked(SATURDAY)), worktime.Change.to(off(FRIDAY)))

    assert announced() == [
        worktime.CalendarRevised(calendar="vn-state", version=2, reason="Bão số 3", from_day=FRIDAY, decree="12/CĐ-UBND")
    ]


def test_a_half_day_and_a_day_given_back_survive_the_database() -> None:
    load_calendars()

    revise(worktime.Change.to(half(TUESDAY, closes=time(11, 30))), worktime.Change(date(2018, 4, 25)))

    cal = worktime.calendar("vn-state")
    assert cal.sessions(TUESDAY) == ((420, 690),)
    assert cal.is_working_day(date(2018, 4, 25))


def test_new_hours_hold_from_a_revision_on() -> None:
    load_calendars()

    revise(seasons=[a_season(), WINTER], reason="Giờ mùa đông")

    assert worktime.calendar("vn-state").sessions(date(2018, 1, 10)) == ((450, 720), (780, 990))


def test_a_year_is_opened_with_its_days_off() -> None:
    load_calendars()
    new_year = worktime.Change.to(off(date(2028, 1, 3), "Nghỉ bù Tết Dương lịch"))

    revise(new_year, last_year=2028, reason="Lịch nghỉ năm 2028")

    assert worktime.history("vn-state")[0].from_day == date(2028, 1, 1)
    assert worktime.calendar("vn-state").working_day_after(date(2027, 12, 31), 1) == date(2028, 1, 4)


def test_a_revision_that_changes_nothing_is_refused(heard: None) -> None:
    load_calendars()

    with pytest.raises(worktime.NothingRevised):
        revise(worktime.Change(TUESDAY))

    assert announced() == []
    assert worktime.calendar("vn-state").version == 1


def test_a_newer_file_makes_a_version_with_local_revisions_on_top(monkeypatch: pytest.MonkeyPatch, heard: None) -> None:
    load_calendars()
    revise(worktime.Change.to(off(TUESDAY, "Nghỉ tránh bão")))
    later = date(2018, 5, 21)
    days = (*state_calendar().definition.days, off(later, "Ngày mới"))
    newer_file(monkeypatch, replace(state_calendar().definition, days=tuple(sorted(days, key=lambda day: day.day))))

    changed = worktime.load_calendars()

    cal = worktime.calendar("vn-state")
    assert (changed, cal.version) == (["vn-state"], 3)
    assert not cal.is_working_day(TUESDAY)
    assert not cal.is_working_day(later)
    assert announced()[-1].from_day == later


def test_a_newer_file_that_counts_the_same_starts_where_the_calendar_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    load_calendars()
    newer_file(monkeypatch, replace(state_calendar().definition, name="Lịch đổi tên"))

    worktime.load_calendars()

    assert worktime.history("vn-state")[0].from_day == date(2015, 1, 1)


def test_a_revision_rolled_back_is_not_remembered() -> None:
    load_calendars()
    sid = transaction.savepoint()
    revise(worktime.Change.to(off(TUESDAY)))
    assert worktime.calendar("vn-state").version == 2
    transaction.savepoint_rollback(sid)

    assert worktime.calendar("vn-state").version == 1


def test_only_a_revision_makes_a_test_forget() -> None:
    load_calendars()
    worktime.calendar("vn-state")
    forget_revisions()
    assert ("vn-state", 1) in queries._known.versions

    revise(worktime.Change.to(off(TUESDAY)))
    forget_revisions()

    assert queries._known.versions == {}


def test_a_committed_revision_is_remembered_again(django_capture_on_commit_callbacks: Any, query_count: Count) -> None:
    load_calendars()
    with django_capture_on_commit_callbacks(execute=True):
        revise(worktime.Change.to(off(TUESDAY)))
    assert worktime.calendar("vn-state").version == 2

    with query_count() as counted:
        worktime.calendar("vn-state")

    assert counted.statements == 0


@pytest.mark.parametrize(
    ("received", "policy"),
    [(date(2018, 6, 20), "resume"), (date(2018, 6, 21), "restart"), (date(2026, 1, 5), "restart"), (date(2015, 1, 5), "resume")],
)
def test_the_policy_after_a_supplement_follows_the_era_of_receipt(received: date, policy: str) -> None:
    load_calendars()

    assert worktime.resume_policy(received) == policy


def test_a_day_without_a_policy_is_refused() -> None:
    with pytest.raises(worktime.PolicyGap):
        worktime.resume_policy(date(2018, 3, 12))
