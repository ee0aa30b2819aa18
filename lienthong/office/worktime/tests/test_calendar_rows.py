"""What the database itself refuses of calendars: overlaps, days that cannot be, changed versions."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from lienthong.office.worktime import models
from lienthong.office.worktime.testing import MONDAY_8AM, load_calendars

pytestmark = pytest.mark.django_db
TUESDAY = date(2018, 3, 13)


def test_policies_never_overlap() -> None:
    load_calendars()

    with pytest.raises(IntegrityError), transaction.atomic():
        models.PausePolicy.objects.create(since=date(2020, 1, 1), policy="resume", mark="P", source="thử")


def test_sessions_of_a_season_never_overlap() -> None:
    load_calendars()
    season = models.Season.objects.order_by("pk")[0]

    with pytest.raises(IntegrityError), transaction.atomic():
        models.Session.objects.create(season=season, opens=time(11), closes=time(12))
    models.Session.objects.create(season=season, opens=time(11, 30), closes=time(12))


def test_versions_and_their_rows_are_never_changed() -> None:
    load_calendars()

    for model in (models.CalendarVersion, models.Season, models.Session, models.DayException):
        with pytest.raises(DatabaseError), transaction.atomic():
            model._default_manager.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        models.DayException.objects.update(kind="work")


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "half"},
        {"kind": "off", "closes": time(11)},
        {"kind": "xyz"},
        {"kind": "off", "mark": "X"},
        {"kind": "off", "day": date(2018, 2, 14)},
    ],
)
def test_a_special_day_that_cannot_be_is_refused_by_the_database(facts: dict[str, Any]) -> None:
    load_calendars()
    version = models.CalendarVersion.objects.get(calendar__code="vn-state")
    whole = {"version": version, "day": TUESDAY + timedelta(days=700), "reason": "thử", "mark": "P"} | facts

    with pytest.raises(IntegrityError), transaction.atomic():
        models.DayException.objects.create(**whole)


@pytest.mark.parametrize("facts", [{"number": 1}, {"number": 0}, {"last_year": 2014}, {"reason": ""}])
def test_a_version_that_cannot_be_is_refused_by_the_database(facts: dict[str, Any]) -> None:
    load_calendars()
    whole = {
        "calendar": models.WorkCalendar.objects.get(code="vn-state"),
        "number": 9,
        "first_year": 2015,
        "last_year": 2027,
        "reason": "thử",
        "from_day": TUESDAY,
        "made_at": MONDAY_8AM,
    } | facts

    with pytest.raises(IntegrityError), transaction.atomic():
        models.CalendarVersion.objects.create(**whole)


def test_a_version_has_one_ordinary_season_and_seasons_have_both_ends() -> None:
    load_calendars()
    version = models.CalendarVersion.objects.get(calendar__code="vn-state")

    with pytest.raises(IntegrityError), transaction.atomic():
        models.Season.objects.create(version=version, name="hai")
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Season.objects.create(version=version, name="hai", first_month=4, first_day=16)
