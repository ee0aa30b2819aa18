"""What a change of the organisation ends, keeps, records and refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from lienthong.office.org import public as org
from lienthong.office.org import testing
from lienthong.office.org.models import ServiceArea, Succession, Unit, UnitCalendar, UnitEra
from lienthong.office.org.testing import MONDAY, MONDAY_8AM, abolish_unit, merge_units, split_unit
from lienthong.toolkit.clock import VIETNAM

pytestmark = pytest.mark.django_db

REFORM = date(2025, 7, 1)
EVE = REFORM - timedelta(days=1)
DECREE = "NQ 1679/NQ-UBTVQH15"
NOBODY = 987_654

Change = Callable[[int, date], object]


def renamed(unit_id: int, on: date) -> object:
    return org.rename_unit(unit_id=unit_id, name="Phòng khác", on=on, legal_document=DECREE)


def reparented(unit_id: int, on: date) -> object:
    return org.reparent_unit(unit_id=unit_id, parent_id=None, on=on, legal_document=DECREE)


def merged(unit_id: int, on: date) -> object:
    return merge_units(unit_ids=[unit_id], into=testing.a_unit().pk, on=on, legal_document=DECREE)


def split(unit_id: int, on: date) -> object:
    parts = [(testing.a_unit().pk, Decimal(1))]
    return split_unit(unit_id=unit_id, into=parts, on=on, legal_document=DECREE)


def abolished(unit_id: int, on: date) -> object:
    return abolish_unit(unit_id=unit_id, on=on, legal_document=DECREE)


CHANGES = pytest.mark.parametrize("change", [renamed, reparented, merged, split, abolished])


# --- what every change asks first ------------------------------------------------------------------------------------


@CHANGES
def test_a_unit_that_nobody_knows_is_not_changed(change: Change) -> None:
    with pytest.raises(org.UnknownUnit):
        change(NOBODY, REFORM)


@CHANGES
def test_a_unit_is_changed_only_on_a_day_of_its_life(change: Change) -> None:
    unit = testing.a_unit("Phòng Y tế", since=MONDAY, until=REFORM)

    for day in (MONDAY - timedelta(days=1), REFORM, REFORM + timedelta(days=1)):
        with pytest.raises(org.UnitNotValid) as no:
            change(unit.pk, day)
        assert no.value.facts == {"unit": "Phòng Y tế", "on": f"{day:%d/%m/%Y}"}
    assert org.unit_on(unit.pk, EVE).name == "Phòng Y tế"


@CHANGES
def test_a_unit_is_not_changed_before_a_change_that_is_already_written(change: Change) -> None:
    unit = testing.a_unit("Phòng Y tế")
    renamed(unit.pk, REFORM)

    with pytest.raises(org.OverlappingSuccession) as no:
        change(unit.pk, EVE)

    assert no.value.facts["since"] == "01/07/2025"
    assert Succession.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "kind"),
    [(renamed, "rename"), (reparented, "reparent"), (merged, "merge"), (split, "split"), (abolished, "abolish")],
)
def test_every_change_is_on_record_with_its_document(change: Change, kind: str) -> None:
    unit = testing.a_unit()

    change(unit.pk, REFORM)

    (record,) = Succession.objects.all()
    assert (record.kind, record.from_unit_id, record.on, record.legal_document) == (kind, unit.pk, REFORM, DECREE)


# --- making ------------------------------------------------------------------------------------------------------------


def a_new_unit(**changes: Any) -> org.NewUnit:
    facts: dict[str, Any] = {"name": "Phòng Kinh tế", "function": "division.economy", "kind": "division", "level": "commune"}
    return org.NewUnit(**{**facts, "code": "H49.201.2", **changes})


def test_a_unit_that_another_installation_looks_after_says_so() -> None:
    own = org.create_unit(new=a_new_unit(), since=REFORM)
    foreign = org.create_unit(new=a_new_unit(code="H49.202.2", home_installation="H49.TY"), since=REFORM)

    assert own.home_installation != "H49.TY"
    assert foreign.home_installation == "H49.TY"


def test_a_creation_is_recorded_only_when_a_document_orders_it() -> None:
    org.create_unit(new=a_new_unit(), since=REFORM)
    ordered = org.create_unit(new=a_new_unit(code="H49.202.2"), since=REFORM, legal_document=DECREE)

    assert [(one.kind, one.from_unit_id, one.to_unit_id) for one in Succession.objects.all()] == [("create", None, ordered.id)]


def test_nothing_is_created_below_a_unit_that_is_not_there_that_day() -> None:
    gone = testing.a_unit("UBND huyện Bình Liêu", until=REFORM)

    with pytest.raises(org.UnitNotValid):
        org.create_unit(new=a_new_unit(parent_id=gone.pk), since=REFORM)
    with pytest.raises(org.UnknownUnit):
        org.create_unit(new=a_new_unit(parent_id=NOBODY), since=REFORM)

    assert not Unit.objects.filter(code="H49.201.2").exists()


@pytest.mark.parametrize("functions", [("one_stop", "king"), ("king",)])
def test_a_side_function_outside_the_list_is_refused_by_name(functions: tuple[str, ...]) -> None:
    with pytest.raises(org.UnknownFunction) as no:
        org.create_unit(new=a_new_unit(functions=functions), since=REFORM)
    assert no.value.facts == {"function": "king"}


@pytest.mark.parametrize("wrong", [{"kind": "castle"}, {"level": "empire"}, {"system": "church"}, {"area_class": "sea"}])
def test_the_database_itself_knows_the_closed_lists(wrong: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        org.create_unit(new=a_new_unit(**wrong), since=REFORM)


# --- moving and naming -------------------------------------------------------------------------------------------------


def test_a_unit_without_a_parent_stands_alone_from_that_day() -> None:
    above = testing.a_unit("UBND huyện Bình Liêu")
    unit = testing.a_unit(parent=above)

    reparented(unit.pk, REFORM)

    assert org.unit_on(unit.pk, EVE).parent_id == above.pk
    assert org.unit_on(unit.pk, REFORM).parent_id is None


def test_a_short_name_follows_the_name_unless_it_is_given() -> None:
    unit = testing.a_unit("Phòng Y tế", short_name="P. Y tế")

    plain = org.rename_unit(unit_id=unit.pk, name="Phòng Y tế và Dân số", on=MONDAY, legal_document=DECREE)
    short = org.rename_unit(unit_id=unit.pk, name="Phòng Y tế", on=REFORM, legal_document=DECREE, short_name="YT")

    assert (plain.short_name, short.short_name) == ("Phòng Y tế và Dân số", "YT")
    assert org.unit_on(unit.pk, EVE).short_name == "Phòng Y tế và Dân số"


def test_the_eras_of_a_unit_follow_each_other_without_a_gap_until_its_end() -> None:
    unit = testing.a_unit("Phòng Y tế", until=date(2026, 1, 1))
    renamed(unit.pk, MONDAY)
    reparented(unit.pk, REFORM)

    spans = list(UnitEra.objects.filter(unit=unit).order_by("since").values_list("since", "until"))

    assert spans == [(testing.LONG_AGO, MONDAY), (MONDAY, REFORM), (REFORM, date(2026, 1, 1))]


# --- ending ------------------------------------------------------------------------------------------------------------


def a_working_unit() -> tuple[Unit, Any, Any]:
    """Return a unit with a filled post, a territory, a calendar, and a delegation over the day of the reform."""
    area = testing.a_unit("UBND huyện Bình Liêu")
    unit = testing.a_unit("Chi cục Thuế", function="tax", serves=[area], calendar="vn-state")
    post = testing.a_post(unit, "unit_head")
    giver = testing.an_appointment(post).person
    over = datetime(2025, 6, 30, 8, 0, tzinfo=VIETNAM)
    given = testing.a_delegation(post, giver, testing.a_person("Vi Văn Lộc"), since=over, until=over + timedelta(days=7))
    return unit, area, given


@pytest.mark.parametrize("change", [merged, split, abolished])
def test_an_ended_unit_ends_with_all_that_hangs_on_it_on_that_day(change: Change) -> None:
    unit, area, given = a_working_unit()
    noon, last_noon = (datetime(2025, 7, 1, 12, 0, tzinfo=VIETNAM), datetime(2025, 6, 30, 12, 0, tzinfo=VIETNAM))

    change(unit.pk, REFORM)

    assert len(org.holders("unit_head", unit.pk, last_noon)) == 2, "holder and deputy, to the last day"
    assert org.holders("unit_head", unit.pk, noon) == []
    assert org.unit_serving("tax", area.pk, EVE).id == unit.pk
    with pytest.raises(org.NoServingUnit):
        org.unit_serving("tax", area.pk, REFORM)
    assert UnitCalendar.objects.get(unit=unit).until == REFORM
    assert org.posts_of(unit.pk, REFORM) == []
    given.refresh_from_db()
    assert given.until == datetime(2025, 7, 1, tzinfo=VIETNAM), "midnight in Vietnam, not in Greenwich"


def test_what_had_ended_before_keeps_its_own_end() -> None:
    unit = testing.a_unit()
    post = testing.a_post(unit, until=MONDAY)
    held = testing.an_appointment(post, until=MONDAY)

    abolished(unit.pk, REFORM)

    post.refresh_from_db()
    held.refresh_from_db()
    assert (post.until, held.until) == (MONDAY, MONDAY)


def test_a_unit_may_be_served_no_more_when_the_area_is_the_one_that_ends() -> None:
    unit, area, _ = a_working_unit()

    abolished(area.pk, REFORM)

    assert org.unit_on(unit.pk, REFORM).id == unit.pk
    with pytest.raises(org.NoServingUnit):
        org.parent_of(unit.pk, REFORM)


# --- merging and splitting ---------------------------------------------------------------------------------------------


def test_a_unit_that_takes_others_in_goes_on_and_is_not_its_own_predecessor() -> None:
    stays, goes = testing.a_unit("Thị trấn"), testing.a_unit("Tình Húc")

    heir = merge_units(unit_ids=[stays.pk, goes.pk, goes.pk], into=stays.pk, on=REFORM, legal_document=DECREE)

    assert heir.id == stays.pk
    assert org.unit_on(stays.pk, REFORM).until is None
    assert list(Succession.objects.values_list("from_unit_id", flat=True)) == [goes.pk]


def test_children_that_had_ended_before_do_not_move_to_the_heir() -> None:
    old, heir = testing.a_unit("Cũ"), testing.a_unit("Mới")
    gone = testing.a_unit("Tổ cũ", parent=old, until=MONDAY)

    merge_units(unit_ids=[old.pk], into=heir.pk, on=REFORM, legal_document=DECREE)

    gone.refresh_from_db()
    assert gone.parent_id == old.pk


def test_a_merger_whose_code_is_taken_changes_nothing() -> None:
    old = testing.a_unit("Cũ", code="H49.16.28")
    testing.a_unit("Đã có", code="H49.201.2")

    with pytest.raises(org.CodeTaken):
        merge_units(unit_ids=[old.pk], into=a_new_unit(), on=REFORM, legal_document=DECREE)

    assert org.unit_on(old.pk, REFORM).until is None
    assert not Succession.objects.exists()


def test_a_split_into_a_unit_that_is_gone_changes_nothing() -> None:
    old, there, gone = testing.a_unit("Vô Ngại"), testing.a_unit("A"), testing.a_unit("B", until=MONDAY)

    with pytest.raises(org.UnitNotValid):
        split_unit(
            unit_id=old.pk,
            into=[(there.pk, Decimal("0.9")), (gone.pk, Decimal("0.1"))],
            on=REFORM,
            legal_document=DECREE,
        )

    assert org.unit_on(old.pk, REFORM).until is None
    assert not Succession.objects.exists()


def test_shares_are_multiplied_and_added_along_the_whole_chain() -> None:
    old, one, other, last = (testing.a_unit(name) for name in ("Cũ", "Một", "Hai", "Cuối"))
    split_unit(unit_id=old.pk, into=[(one.pk, Decimal("0.25")), (other.pk, Decimal("0.75"))], on=MONDAY, legal_document=DECREE)
    split_unit(unit_id=one.pk, into=[(last.pk, Decimal("0.4")), (other.pk, Decimal("0.6"))], on=REFORM, legal_document=DECREE)

    assert [(found.unit.id, found.share) for found in org.successors(old.pk, REFORM)] == [(other.pk, 0.9), (last.pk, 0.1)]
    assert [(found.unit.id, found.share) for found in org.successors(old.pk, EVE)] == [(other.pk, 0.75), (one.pk, 0.25)]
    assert [(found.unit.id, found.share) for found in org.successors(last.pk, REFORM)] == [(last.pk, 1.0)]


def test_a_renamed_or_moved_unit_is_its_own_successor() -> None:
    unit = testing.a_unit("Phòng Y tế")
    renamed(unit.pk, MONDAY)
    reparented(unit.pk, REFORM)

    assert [(found.unit.id, found.share) for found in org.successors(unit.pk, REFORM)] == [(unit.pk, 1.0)]


def test_an_abolished_unit_is_followed_by_the_heir_that_is_named_and_no_other() -> None:
    unit, heir = testing.a_unit("Phòng Dân tộc"), testing.a_unit("Phòng Văn hóa - Xã hội")

    abolish_unit(unit_id=unit.pk, on=REFORM, legal_document=DECREE, heir_id=heir.pk)

    assert org.successor(unit.pk, REFORM).id == heir.pk
    with pytest.raises(org.UnitNotValid):
        abolish_unit(unit_id=heir.pk, on=REFORM, legal_document=DECREE, heir_id=testing.a_unit(until=MONDAY).pk)


# --- territories and calendars -----------------------------------------------------------------------------------------


def test_a_territory_said_twice_is_served_once() -> None:
    area, unit = testing.a_unit("UBND xã"), testing.a_unit("Công an xã", function="police")

    for _ in range(2):
        org.serve_area(unit_id=unit.pk, area_id=area.pk, since=MONDAY, until=REFORM)

    assert ServiceArea.objects.filter(unit=unit, area=area).count() == 1
    assert org.unit_serving("police", area.pk, EVE).id == unit.pk
    with pytest.raises(org.NoServingUnit):
        org.unit_serving("police", area.pk, REFORM)


def test_a_territory_is_of_a_unit_that_is_there_and_for_a_time_that_runs_forward() -> None:
    area, unit = testing.a_unit("UBND xã", until=REFORM), testing.a_unit("Công an xã", function="police")

    with pytest.raises(org.UnitNotValid):
        org.serve_area(unit_id=unit.pk, area_id=area.pk, since=REFORM)
    with pytest.raises(org.UnknownUnit):
        org.serve_area(unit_id=NOBODY, area_id=area.pk, since=MONDAY)
    with pytest.raises(org.BackwardPeriod):
        org.serve_area(unit_id=unit.pk, area_id=area.pk, since=MONDAY, until=MONDAY)


def test_a_new_calendar_ends_the_open_one_before_it() -> None:
    unit = testing.a_unit(calendar="vn-state")

    org.assign_calendar(unit_id=unit.pk, calendar_code="vn-state-winter", since=MONDAY, until=REFORM)

    kept = {day: org.calendar_code(unit.pk, day) for day in (testing.LONG_AGO, MONDAY, EVE)}
    assert kept == {testing.LONG_AGO: "vn-state", MONDAY: "vn-state-winter", EVE: "vn-state-winter"}
    with pytest.raises(org.NoCalendar):
        org.calendar_code(unit.pk, REFORM)


def test_a_calendar_fits_before_one_that_begins_later_and_never_over_it() -> None:
    unit = testing.a_unit()
    org.assign_calendar(unit_id=unit.pk, calendar_code="vn-state", since=REFORM)

    org.assign_calendar(unit_id=unit.pk, calendar_code="vn-state-winter", since=MONDAY, until=REFORM)
    with pytest.raises(org.CalendarTaken):
        org.assign_calendar(unit_id=unit.pk, calendar_code="x", since=EVE)
    with pytest.raises(org.CalendarTaken):
        org.assign_calendar(unit_id=unit.pk, calendar_code="x", since=EVE, until=REFORM + timedelta(days=9))

    assert (org.calendar_code(unit.pk, EVE), org.calendar_code(unit.pk, REFORM)) == ("vn-state-winter", "vn-state")


def test_a_calendar_is_given_to_a_known_unit_for_a_time_that_runs_forward() -> None:
    with pytest.raises(org.UnknownUnit):
        org.assign_calendar(unit_id=NOBODY, calendar_code="vn-state", since=MONDAY)
    with pytest.raises(org.BackwardPeriod):
        org.assign_calendar(unit_id=testing.a_unit().pk, calendar_code="vn-state", since=MONDAY, until=MONDAY)


def test_a_unit_and_a_person_and_a_post_are_called_by_their_names() -> None:
    post = testing.a_post(testing.a_unit("Phòng Y tế"), title="Trưởng phòng")
    names = [str(one) for one in (post.unit, post, testing.a_person("Lô Thị Én"), testing.a_place("Xã Hoành Mô"))]
    assert names == ["Phòng Y tế", "Trưởng phòng", "Lô Thị Én", "Xã Hoành Mô"]
    assert org.holders("counter_clerk", post.unit_id, MONDAY_8AM) == []
