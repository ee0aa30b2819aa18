"""Django's forms and templates use our formats in both languages."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.utils import formats, translation
from django.utils.timezone import get_current_timezone

pytestmark = pytest.mark.parametrize("language", ["vi", "en"])


def render(source: str, **values: object) -> str:
    """Return the source rendered as a page would."""
    return Template(source).render(Context(values))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("03/04/2018", date(2018, 4, 3)),
        ("13/04/2018", date(2018, 4, 13)),
        ("13-04-2018", date(2018, 4, 13)),
        ("13.04.2018", date(2018, 4, 13)),
        ("2018-04-13", date(2018, 4, 13)),
    ],
)
def test_the_day_comes_before_the_month(language: str, typed: str, day: date) -> None:
    with translation.override(language):
        assert forms.DateField(localize=True).clean(typed) == day


def test_a_month_thirteen_is_refused_rather_than_turned_round(language: str) -> None:
    with translation.override(language), pytest.raises(forms.ValidationError):
        forms.DateField(localize=True).clean("04/13/2018")


@pytest.mark.parametrize("typed", ["08:30 12/03/2018", "12/03/2018 08:30", "2018-03-12T08:30"])
def test_an_instant_is_read(language: str, typed: str) -> None:
    with translation.override(language):
        read = forms.DateTimeField(localize=True).clean(typed)

    assert read == datetime(2018, 3, 12, 8, 30, tzinfo=get_current_timezone())


def test_a_time_is_read_with_h_too(language: str) -> None:
    with translation.override(language):
        assert forms.TimeField(localize=True).clean("13h30") == time(13, 30)


def test_what_a_form_prints_it_reads_again(language: str) -> None:
    with translation.override(language):
        field = forms.DateField(localize=True)
        printed = field.widget.format_value(date(2018, 4, 3))

        assert printed == "03/04/2018"
        assert field.clean(printed) == date(2018, 4, 3)


def test_the_week_begins_on_monday(language: str) -> None:
    with translation.override(language):
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


def test_numbers_are_printed_with_dots_and_a_comma(language: str) -> None:
    with translation.override(language):
        assert render("{{ money }} {{ share }}", money=118_000_000_000, share=Decimal("29.8")) == "118.000.000.000 29,8"


def test_numbers_are_read_with_dots_and_a_comma(language: str) -> None:
    with translation.override(language):
        assert forms.DecimalField(localize=True).clean("29,8") == Decimal("29.8")
        assert forms.DecimalField(localize=True).clean("1.234,5") == Decimal("1234.5")
        assert forms.IntegerField(localize=True).clean("118.000.000.000") == 118_000_000_000


def test_days_and_instants_are_printed_day_first(language: str) -> None:
    at = datetime(2018, 4, 3, 8, 5, tzinfo=get_current_timezone())
    with translation.override(language):
        assert render('{{ at|date:"SHORT_DATE_FORMAT" }}', at=at) == "03/04/2018"
        assert render('{{ at|date:"SHORT_DATETIME_FORMAT" }}', at=at) == "08:05 03/04/2018"
        assert render("{{ at }}|{{ day }}", at=at, day=at.date()) == "08:05 03/04/2018|03/04/2018"
