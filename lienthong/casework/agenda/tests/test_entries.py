"""Entries of the week: who asks for them, who writes, changes, accepts, declines and drops them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from lienthong.casework.agenda import public as agenda
from lienthong.casework.agenda.models import Entry, Week
from lienthong.casework.agenda.testing import (
    HU,
    NEXT,
    TUESDAY,
    UBND,
    Hall,
    a_specialist,
    drafted,
    proposed,
    published,
    read,
    said,
    week_of,
)
from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import a_term, issued, registered
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY, MONDAY_8AM
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.identity import new_uid


def seen(actor: Actor, uid: Any) -> agenda.EntryRow:
    with ledger.seeing(actor.sees):
        return agenda.entry(actor, uid)


def test_a_division_asks_for_time_and_the_office_takes_it_into_the_week(hall: Hall) -> None:
    uid = proposed(hall, host=hall.person("district", "unit_head"), units=(hall.unit("justice"), hall.unit("finance")))

    with ledger.seeing(hall.office.sees):
        assert agenda.draft(hall.office, hall.office.unit_uid, UBND, NEXT) is None, "asking opens no week"
    assert (seen(hall.justice, uid).state, seen(hall.justice, uid).proposed_from) == ("proposed", hall.justice.unit)
    agenda.accept(actor=hall.office, at=MONDAY_8AM, entry_uid=uid)
    week = week_of(hall.office, keeper=hall.office)
    assert [one["host"] for one in week.content] == [f"Chủ tịch UBND huyện {hall.head.name}"]
    assert [one["name"] for one in week.content[0]["units"]] == [
        "Phòng Tư pháp huyện Bình Liêu", "Phòng Tài chính - Kế hoạch huyện Bình Liêu"
    ]  # fmt: skip
    with ledger.seeing(hall.justice.sees):
        assert [one.state for one in agenda.asked_by(hall.justice, MONDAY)] == ["accepted"]
    with pytest.raises(agenda.AlreadyDecided):
        agenda.accept(actor=hall.office, at=MONDAY_8AM, entry_uid=uid)


def test_a_division_that_is_declined_reads_why(hall: Hall) -> None:
    uid = proposed(hall)
    with pytest.raises(agenda.ReasonMissing):
        agenda.decline(actor=hall.office, at=MONDAY_8AM, entry_uid=uid, reason=" ")
    with pytest.raises(agenda.TooLong):
        agenda.decline(actor=hall.office, at=MONDAY_8AM, entry_uid=uid, reason="x" * 301)
    agenda.decline(actor=hall.office, at=MONDAY_8AM, entry_uid=uid, reason="Chủ tịch đi công tác tỉnh")
    assert (seen(hall.justice, uid).state, seen(hall.justice, uid).reason) == ("declined", "Chủ tịch đi công tác tỉnh")
    with pytest.raises(agenda.AlreadyDecided):
        agenda.decline(actor=hall.office, at=MONDAY_8AM, entry_uid=uid, reason="lần nữa")
    with pytest.raises(agenda.AlreadyDecided):
        agenda.amend(actor=hall.justice, at=MONDAY_8AM, entry_uid=uid, said=said())


def test_who_asked_changes_it_until_the_office_has_decided(hall: Hall) -> None:
    uid = proposed(hall)
    agenda.amend(actor=hall.justice, at=MONDAY_8AM, entry_uid=uid, said=said(place="Hội trường tầng 2"))
    assert seen(hall.justice, uid).content["place"] == "Hội trường tầng 2"
    agenda.accept(actor=hall.office, at=MONDAY_8AM, entry_uid=uid)
    with pytest.raises(agenda.NotYourPart):
        agenda.amend(actor=hall.justice, at=MONDAY_8AM, entry_uid=uid, said=said())


def test_the_same_page_sent_twice_is_one_entry(hall: Hall) -> None:
    key = new_uid()
    assert drafted(hall.office, key=key) == drafted(hall.office, key=key)
    assert len(week_of(hall.office, keeper=hall.office).content) == 1


def test_an_entry_that_moves_to_another_week_puts_both_to_work_again(hall: Hall) -> None:
    uid = drafted(hall.office)
    published(hall.office, hall.head)
    agenda.amend(actor=hall.office, at=MONDAY_8AM, entry_uid=uid, said=said(TUESDAY + timedelta(days=7)))
    with ledger.seeing(hall.office.sees):
        states = dict(Week.objects.values_list("monday", "state"))
    assert states == {NEXT: "draft", NEXT + timedelta(days=7): "draft"}
    assert [one["mark"] for one in week_of(hall.office, keeper=hall.office).content] == ["dropped"]
    assert [one["mark"] for one in read(hall.justice, hall.office)[0].content] == [""], "readers keep the edition"


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"subject": "  "}, agenda.SubjectMissing),
        ({"subject": "x" * 501}, agenda.TooLong),
        ({"session": "noon"}, agenda.SessionUnknown),
        ({"ends": time(7)}, agenda.HoursCross),
        ({"starts": None}, agenda.HoursCross),
        ({"starts": time(14), "ends": None}, agenda.HourOutside),
        ({"private": True, "shared": True}, agenda.PrivateShared),
        ({"host": new_uid()}, agenda.NameUnknown),
        ({"units": (new_uid(),)}, agenda.NameUnknown),
        ({"unit": new_uid()}, agenda.NameUnknown),
        ({"people": (new_uid(),)}, agenda.NameUnknown),
    ],
)
def test_what_is_wrong_with_an_entry_is_refused_and_nothing_is_written(
    hall: Hall, facts: dict[str, Any], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        drafted(hall.office, **facts)
    with ledger.seeing(hall.office.sees):
        assert (Entry.objects.count(), Week.objects.count()) == (0, 0)


def test_nobody_asks_for_a_day_that_is_over(hall: Hall) -> None:
    with pytest.raises(agenda.DayPast):
        proposed(hall, day=MONDAY - timedelta(days=1))


def test_who_neither_keeps_nor_asks_does_nothing(hall: Hall) -> None:
    cashier, uid = a_specialist(hall), drafted(hall.office)
    with pytest.raises(agenda.NotYourPart):
        proposed(hall, actor=cashier)
    with pytest.raises(agenda.CalendarUnknown):
        drafted(hall.justice)
    acts: tuple[Callable[[Actor], None], ...] = (
        lambda who: agenda.drop(actor=who, at=MONDAY_8AM, entry_uid=uid, reason="Hoãn"),
        lambda who: agenda.amend(actor=who, at=MONDAY_8AM, entry_uid=uid, said=said()),
    )
    for act in acts:
        with pytest.raises(agenda.EntryUnknown):
            act(cashier)
        with pytest.raises(agenda.NotYourPart):
            act(hall.head)
    for strange in (uid, new_uid()):
        with pytest.raises(agenda.EntryUnknown):
            seen(hall.party, strange)


def test_one_person_in_two_capacities_writes_for_the_side_that_it_acts_for(hall: Hall) -> None:
    uid = drafted(hall.office)
    other = replace(hall.office, capacity=hall.party.capacity)
    with pytest.raises(agenda.WrongCapacity):
        agenda.drop(actor=other, at=MONDAY_8AM, entry_uid=uid, reason="Hoãn")
    with pytest.raises(agenda.EntryUnknown):
        seen(other, uid)


def test_an_invitation_that_came_becomes_an_entry_and_the_document_shows_it(hall: Hall) -> None:
    letter = registered(hall.office, type_key="giay-moi", symbol="32/GM-SNV", subject="Tập huấn một cửa điện tử").document_uid
    assert letter is not None
    uid = drafted(hall.office, subject="Tập huấn một cửa điện tử", letter=letter)
    with ledger.seeing(hall.office.sees):
        assert [one.uid for one in agenda.of_letter(hall.office, letter)] == [uid]
    assert seen(hall.office, uid).content["letter"] == "32/GM-SNV"
    agenda.amend(actor=hall.office, at=MONDAY_8AM, entry_uid=uid, said=said(subject="Tập huấn, lùi giờ"))
    assert seen(hall.office, uid).letter_uid == letter, "the letter stays"
    agenda.drop(actor=hall.office, at=MONDAY_8AM, entry_uid=uid, reason="Sở hoãn")
    with ledger.seeing(hall.office.sees):
        assert agenda.of_letter(hall.office, letter) == []


def test_only_a_letter_that_came_to_the_body_goes_into_its_week(hall: Hall) -> None:
    went = issued(hall.office).document_uid
    a_term(hall.town)
    theirs = registered(hall.party, body=HU).document_uid
    for letter in (went, theirs, new_uid()):
        with pytest.raises(documents.DocumentUnknown):
            drafted(hall.office, letter=letter)


def test_a_commune_keeps_its_own_week_and_asks_the_district_for_time(hall: Hall) -> None:
    commune = hall.town.commune
    with ledger.seeing(commune.sees):
        names = [(one.key, one.keeper_id == commune.unit_id) for one in agenda.around(commune, MONDAY)]
    assert names == [(UBND, True), ("people_council", True), (UBND, False), ("people_council", False)]
    drafted(commune)
    uid = proposed(hall, actor=commune, subject="Kiểm tra đường bê tông Đồng Cậm")
    assert seen(hall.office, uid).proposed_from == "UBND xã Hoành Mô"


def test_a_week_begins_on_a_monday_and_tet_has_its_week(hall: Hall) -> None:
    tet = date(2018, 2, 16)
    drafted(hall.office, day=tet, at=MONDAY_8AM - timedelta(days=40), subject="Chúc Tết các đơn vị trực")
    assert week_of(hall.office, keeper=hall.office, monday=date(2018, 2, 12)).week.monday == date(2018, 2, 12)
