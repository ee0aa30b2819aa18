"""Weeks, clashes, what changed between editions, and the file of roles: decisions without data."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.casework.agenda.rules import changes, weeks
from lienthong.casework.agenda.rules.clashes import Taken, clashes, span_of
from lienthong.casework.agenda.rules.roles import BadRoles, roles_of
from lienthong.toolkit.identity import new_uid

TUESDAY = date(2018, 3, 20)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_day_lies_in_the_week_that_is_called_as_its_monday_is(day: date) -> None:
    monday = weeks.monday_of(day)
    assert monday.weekday() == 0
    assert day in weeks.days_of(monday)
    assert weeks.monday_called(weeks.label_of(monday)) == monday


def test_the_week_over_new_year_is_the_first_of_the_new_year_when_its_thursday_is() -> None:
    assert weeks.monday_of(date(2019, 1, 1)) == date(2018, 12, 31)
    assert weeks.label_of(date(2018, 12, 31)) == "2019-W01"
    assert weeks.number_of(date(2018, 12, 31)) == (1, 2019)
    assert weeks.number_of(date(2020, 12, 28)) == (53, 2020), "a long year has a 53rd week, which reaches into January"
    assert weeks.days_of(date(2020, 12, 28))[-1] == date(2021, 1, 3)


@pytest.mark.parametrize("label", ["", "2018-W54", "2019-W53", "2018-W00", "2018-11", "18-W11", "2018-W1", "0000-W01"])
def test_what_calls_no_week_is_none(label: str) -> None:
    assert weeks.monday_called(label) is None


def taken(session: str = "morning", starts: str = "", ends: str = "", **facts: Any) -> Taken:
    first, last = (time.fromisoformat(one) if one else None for one in (starts, ends))
    told: dict[str, Any] = {"people": (("a", "Chủ tịch A"),), **facts}
    return Taken(told.pop("uid", new_uid()), told.pop("day", TUESDAY), session, first, last, "Họp", **told)


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        (("morning", "08:00", "09:30"), ("morning", "09:00", "10:00"), True),
        (("morning", "08:00", "09:30"), ("morning", "09:30", "10:00"), False),
        (("morning", "08:00", ""), ("morning", "10:00", "11:00"), True),
        (("morning", "", ""), ("morning", "10:00", "11:00"), True),
        (("morning", "", ""), ("afternoon", "", ""), False),
        (("day", "", ""), ("evening", "", ""), True),
        (("day", "08:00", "10:00"), ("afternoon", "", ""), False),
        (("morning", "10:00", "13:00"), ("afternoon", "12:30", ""), True),
    ],
)
def test_two_things_clash_when_their_hours_overlap(first: Any, second: Any, clash: bool) -> None:
    found = clashes([taken(*first), taken(*second)])
    assert [one.who for one in found] == (["Chủ tịch A"] if clash else [])


def test_only_the_same_person_or_the_same_room_on_the_same_day_clashes() -> None:
    one = taken(place="phong hop 1", place_name="Phòng họp 1")
    assert clashes([one, taken(people=(("b", "Phó Chủ tịch B"),))]) == ()
    assert clashes([one, taken(day=date(2018, 3, 21), place="phong hop 1")]) == ()
    room = clashes([one, taken(people=(), place="phong hop 1", place_name="Phòng họp 1")])
    assert [(clash.kind, clash.who) for clash in room] == [("place", "Phòng họp 1")]
    assert clashes([taken(people=(), place=""), taken(people=(), place="")]) == (), "no place is no room"


def test_what_clashes_elsewhere_without_ours_is_not_ours_to_tell() -> None:
    ours, theirs, others = taken(), taken(own=False), taken(own=False)
    found = clashes([theirs, ours, others])
    assert [(one.first.uid, one.second.own) for one in found] == [(ours.uid, False), (ours.uid, False)]


def test_without_an_hour_the_whole_part_of_the_day_is_taken() -> None:
    assert span_of("morning", None, None) == (0, 720)
    assert span_of("afternoon", time(14), None) == (840, 1080)


def content(uid: str = "1", **facts: Any) -> changes.Content:
    told: dict[str, Any] = {
        "uid": uid, "day": "2018-03-20", "session": "morning", "starts": "08:00", "ends": "", "subject": "Giao ban",
        "host": "Chủ tịch A", "host_uid": "a", "people": [{"uid": "b", "name": "Phó Chủ tịch B"}],
        "units": [{"uid": "u", "name": "Phòng Tư pháp"}], "others": "", "place": "Phòng 1", "unit": "", "unit_uid": "",
        "note": "", "private": False, "shared": False, "letter": "",
    }  # fmt: skip
    return told | facts


def test_the_first_edition_marks_nothing_and_stands_in_order() -> None:
    said = [content("2", starts="10:00"), content("1"), content("3", session="day"), content("4", day="2018-03-19")]
    rows = changes.edition(said, None)
    assert [one["uid"] for one in rows] == ["4", "3", "1", "2"]
    assert {one["mark"] for one in rows} == {""}


def test_the_next_edition_says_what_is_new_what_changed_from_what_and_what_was_dropped() -> None:
    before = changes.edition([content("1"), content("2"), content("3")], None)
    now = changes.edition([content("1"), content("2", place="Phòng 2", starts="09:00", ends="10:00"), content("4")], before)
    assert {one["uid"]: one["mark"] for one in now} == {"1": "", "2": "changed", "3": "dropped", "4": "new"}
    assert next(one["before"] for one in now if one["uid"] == "2") == {"hours": "08:00", "place": "Phòng 1"}
    after = changes.edition([content("1"), content("2", place="Phòng 2", starts="09:00", ends="10:00"), content("4")], now)
    assert {one["uid"]: one["mark"] for one in after} == {"1": "", "2": "", "4": ""}, "told once; the dropped one is gone"


def test_who_may_not_see_a_private_entry_reads_only_that_somebody_is_busy() -> None:
    secret = content(private=True, mark="changed", before={"subject": "Trước"})
    masked = changes.shown(secret, person="x", whole=False)
    assert (masked["subject"], masked["place"], masked["people"], masked["before"], masked["host"]) == (
        "Bận", "", [], {}, "Chủ tịch A"
    )  # fmt: skip
    assert "Giao ban" not in str(masked)
    assert "Trước" not in str(masked)
    assert changes.shown(secret, person="b", whole=False) == secret, "who is named reads it"
    assert changes.shown(secret, person="x", whole=True) == secret


def test_the_other_side_gets_what_is_shared_and_not_private() -> None:
    rows = [content("1"), content("2", shared=True), content("3", shared=True, private=True)]
    assert [one["uid"] for one in changes.shared(rows)] == ["2"]


def test_a_change_is_told_to_who_is_named_and_to_the_units_named() -> None:
    rows = changes.edition([content("1", place="Phòng 2"), content("2")], changes.edition([content("1"), content("2")], None))
    assert [one["uid"] for one in changes.told(rows, person="a", units=[])] == ["1"]
    assert [one["uid"] for one in changes.told(rows, person="x", units=["u"])] == ["1"]
    assert changes.told(rows, person="x", units=["v"]) == []


GOOD: dict[str, Any] = {
    "bodies": [{"key": "people_committee", "title": "{name}"}], "offices": {"state": "division.office", "party": "party_office"},
    "roles": {role: {"duties": ["unit_head"]} for role in ("propose", "draft", "approve")},
}  # fmt: skip


def test_the_file_of_roles_is_read() -> None:
    assert roles_of(GOOD).duties["draft"] == ("unit_head",)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"roles": {"propose": {"duties": ["unit_head"]}}}, "nobody may draft, approve"),
        ({"offices": {"state": "division.office"}}, "one for party"),
        ({"bodies": [{"key": "x", "title": "Thường trực"}]}, "no {name}"),
    ],
)
def test_a_file_of_roles_that_lacks_something_stops_the_product(change: dict[str, Any], says: str) -> None:
    with pytest.raises(BadRoles, match=says):
        roles_of(GOOD | change)
    with pytest.raises(BadRoles, match="lacks offices"):
        roles_of({key: value for key, value in GOOD.items() if key != "offices"})
