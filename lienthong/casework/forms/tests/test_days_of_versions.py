"""On which days a version holds, of its unit and of those below: from the day after, until the next, never two."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from lienthong.casework.forms import public as forms
from lienthong.casework.forms.testing import NOTE, holding, own_text, published, raw, reviewed, row_of
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM, District
from lienthong.toolkit.actor import Actor

pytestmark = pytest.mark.django_db

MONDAY = MONDAY_8AM.date()
TUESDAY, WEDNESDAY, FRIDAY = (MONDAY + timedelta(days=days) for days in (1, 2, 4))


@pytest.mark.parametrize("since", [MONDAY, MONDAY - timedelta(days=30)])
def test_a_version_begins_after_the_day_of_publishing(writer: Actor, head: Actor, since: date) -> None:
    uid = reviewed(writer, head, MONDAY_8AM)
    with pytest.raises(forms.DayNotAhead, match="sớm nhất là 13/03/2018"):
        forms.publish(actor=head, at=MONDAY_8AM, version_uid=uid, since=since)


def test_a_version_ends_after_it_begins(writer: Actor, head: Actor) -> None:
    uid = reviewed(writer, head, MONDAY_8AM)
    with pytest.raises(forms.PeriodBackward):
        forms.publish(actor=head, at=MONDAY_8AM, version_uid=uid, since=TUESDAY, until=TUESDAY)


def test_the_next_version_ends_the_one_before_and_old_days_keep_theirs(district: District, writer: Actor) -> None:
    published(district, MONDAY_8AM)
    published(district, MONDAY_8AM + timedelta(days=1), since=FRIDAY)
    assert [holding(writer, day) for day in (MONDAY, TUESDAY, FRIDAY - timedelta(days=1), FRIDAY)] == [None, 1, 1, 2]


def test_a_version_for_some_days_gives_way_to_the_built_in_form(writer: Actor, head: Actor) -> None:
    uid = reviewed(writer, head, MONDAY_8AM)
    forms.publish(actor=head, at=MONDAY_8AM, version_uid=uid, since=TUESDAY, until=FRIDAY)
    assert [holding(writer, day) for day in (TUESDAY, WEDNESDAY, FRIDAY)] == [1, 1, None]


def test_periods_never_overlap(district: District, writer: Actor, head: Actor) -> None:
    published(district, MONDAY_8AM, since=FRIDAY)
    uid = reviewed(writer, head, MONDAY_8AM)
    tries: tuple[dict[str, Any], ...] = (
        {"since": TUESDAY},
        {"since": FRIDAY},
        {"since": TUESDAY, "until": FRIDAY + timedelta(days=1)},
    )
    for days in tries:
        with pytest.raises(forms.PeriodsOverlap, match=r"bản số 1 .từ 16/03/2018"):
            forms.publish(actor=head, at=MONDAY_8AM, version_uid=uid, **days)
    forms.publish(actor=head, at=MONDAY_8AM, version_uid=uid, since=TUESDAY, until=FRIDAY)
    assert [holding(writer, day) for day in (WEDNESDAY, FRIDAY)] == [2, 1]

    third = reviewed(writer, head, MONDAY_8AM)
    with pytest.raises(forms.PeriodsOverlap, match=r"bản số 2 .từ 13/03/2018 đến hết 15/03/2018"):
        forms.publish(actor=head, at=MONDAY_8AM, version_uid=third, since=WEDNESDAY, until=FRIDAY)


def test_the_database_itself_forbids_an_overlap(district: District, writer: Actor) -> None:
    published(district, MONDAY_8AM)
    told = {"state": "published", "published_at": MONDAY_8AM, "reviewed_at": MONDAY_8AM}
    with pytest.raises(IntegrityError, match="forms_one_in_force"):
        raw(writer, since=FRIDAY, **told)


def test_what_was_withdrawn_holds_until_today_is_over(district: District, writer: Actor, head: Actor) -> None:
    uid = published(district, MONDAY_8AM)
    forms.withdraw(actor=head, at=MONDAY_8AM + timedelta(days=2), version_uid=uid, reason="Thông tư mới")

    row = row_of(writer, uid)
    assert (row.state, row.since, row.until, row.withdraw_reason) == (
        "withdrawn",
        TUESDAY,
        WEDNESDAY + timedelta(days=1),
        "Thông tư mới",
    )
    assert [holding(writer, day) for day in (TUESDAY, WEDNESDAY, FRIDAY)] == [1, 1, None]


def test_what_was_withdrawn_before_it_began_never_holds_and_leaves_its_days_free(
    district: District, writer: Actor, head: Actor
) -> None:
    uid = published(district, MONDAY_8AM, since=FRIDAY)
    forms.withdraw(actor=head, at=MONDAY_8AM, version_uid=uid, reason="Nhầm ngày")
    with ledger.seeing({writer.unit_id}):
        assert forms.version(writer.unit_id, uid).never_held
    published(district, MONDAY_8AM, since=WEDNESDAY)
    assert [holding(writer, day) for day in (TUESDAY, WEDNESDAY, FRIDAY)] == [None, 2, 2]


def test_withdrawing_what_has_ended_changes_no_day(district: District, writer: Actor, head: Actor) -> None:
    uid = published(district, MONDAY_8AM)
    published(district, MONDAY_8AM, since=WEDNESDAY)
    forms.withdraw(actor=head, at=MONDAY_8AM + timedelta(days=10), version_uid=uid, reason="Dọn")
    assert row_of(writer, uid).until == WEDNESDAY


def test_units_below_print_by_what_was_published_for_them_unless_they_have_their_own(district: District, writer: Actor) -> None:
    published(district, MONDAY_8AM, slug="district", below=True, text=own_text(line="Huyện cảm ơn ông/bà."))
    published(district, MONDAY_8AM, "control_slip", slug="district", below=False, text=own_text("control_slip"))
    published(district, MONDAY_8AM, since=FRIDAY)

    other = district.actor("dong_van", "counter_clerk")
    with ledger.seeing({writer.unit_id}):
        on_wednesday, on_friday = (forms.holding(writer.unit_id, day, texts=True) for day in (WEDNESDAY, FRIDAY))
        assert on_wednesday.keys() == {"receipt_slip"}
        assert (on_wednesday["receipt_slip"].unit_id, on_friday["receipt_slip"].unit_id) == (district.district.pk, writer.unit_id)
        assert NOTE in on_friday["receipt_slip"].text
    with ledger.seeing({other.unit_id}):
        assert forms.holding(other.unit_id, FRIDAY)["receipt_slip"].unit_id == district.district.pk
    with ledger.seeing({district.district.pk}):
        assert forms.holding(district.district.pk, WEDNESDAY).keys() == {"receipt_slip", "control_slip"}


def test_which_version_holds_takes_two_statements(district: District, writer: Actor, query_count: Any) -> None:
    published(district, MONDAY_8AM)
    with ledger.seeing({writer.unit_id}), query_count() as counted:
        forms.holding(writer.unit_id, FRIDAY)
    assert counted.statements == 2, counted.texts
