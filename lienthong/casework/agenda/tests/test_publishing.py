"""A week is submitted, given back, approved and published; what changes later is a new edition that says so."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from lienthong.casework.agenda import public as agenda
from lienthong.casework.agenda.models import Edition
from lienthong.casework.agenda.testing import (
    HU,
    NEXT,
    TUESDAY,
    UBND,
    Hall,
    a_specialist,
    broken,
    drafted,
    proposed,
    published,
    read,
    said,
    submitted,
    week_of,
)
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid

LATER = MONDAY_8AM + timedelta(days=2)


def test_an_approved_week_is_read_by_everybody_of_the_place_and_by_nobody_else(hall: Hall) -> None:
    drafted(hall.office)
    assert published(hall.office, hall.head) == 1
    for reader in (hall.justice, hall.town.commune, a_specialist(hall), hall.head):
        (edition,) = read(reader, hall.office)
        assert (edition.number, edition.published_by, edition.published_at) == (1, hall.head.name, MONDAY_8AM)
        assert [one["subject"] for one in edition.content] == ["Họp giao ban cải cách hành chính"]
    assert read(hall.party, hall.office) == read(hall.secretary, hall.office) == []
    assert broken() == []


def test_nothing_is_read_before_it_is_approved(hall: Hall) -> None:
    drafted(hall.office)
    submitted(hall.office)
    assert read(hall.justice, hall.office) == []
    with ledger.seeing(hall.justice.sees):
        assert agenda.draft(hall.justice, hall.office.unit_uid, UBND, NEXT) is None
        assert agenda.weeks(hall.justice, NEXT) == []


def test_an_empty_week_is_not_submitted(hall: Hall) -> None:
    uid = drafted(hall.office)
    agenda.drop(actor=hall.office, at=MONDAY_8AM, entry_uid=uid, reason="Hoãn")
    with pytest.raises(agenda.NothingThere):
        submitted(hall.office)


def test_a_week_submitted_again_changes_nothing(hall: Hall) -> None:
    drafted(hall.office)
    submitted(hall.office)
    assert submitted(hall.office, at=LATER).week.submitted_at == MONDAY_8AM


def test_the_leader_gives_a_week_back_with_a_reason(hall: Hall) -> None:
    drafted(hall.office)
    week = submitted(hall.office).week
    with pytest.raises(agenda.ReasonMissing):
        agenda.give_back(actor=hall.head, at=MONDAY_8AM, week_uid=week.uid, reason="")
    agenda.give_back(actor=hall.head, at=MONDAY_8AM, week_uid=week.uid, reason="Thêm buổi tiếp công dân")
    found = week_of(hall.office, keeper=hall.office).week
    assert (found.state, found.note) == ("draft", "Thêm buổi tiếp công dân")
    with pytest.raises(agenda.NotSubmitted):
        agenda.give_back(actor=hall.head, at=MONDAY_8AM, week_uid=week.uid, reason="lần nữa")
    assert submitted(hall.office).week.note == "", "submitted anew"


def test_what_is_approved_is_what_was_shown(hall: Hall) -> None:
    drafted(hall.office)
    shown = submitted(hall.office)
    uid = drafted(hall.office, subject="Tiếp công dân", starts=None, ends=None, session="afternoon")
    with pytest.raises(agenda.NotSubmitted):
        agenda.publish(actor=hall.head, at=MONDAY_8AM, week_uid=shown.week.uid, digest=shown.digest)
    submitted(hall.office)
    with pytest.raises(agenda.WeekMoved):
        agenda.publish(actor=hall.head, at=MONDAY_8AM, week_uid=shown.week.uid, digest=shown.digest)
    agenda.drop(actor=hall.office, at=MONDAY_8AM, entry_uid=uid, reason="Hoãn")
    again = submitted(hall.office)
    assert again.digest == shown.digest
    assert agenda.publish(actor=hall.head, at=MONDAY_8AM, week_uid=shown.week.uid, digest=again.digest) == 1


def test_only_the_office_submits_and_only_the_leader_approves(hall: Hall) -> None:
    drafted(hall.office)
    week = week_of(hall.head, keeper=hall.office)
    with pytest.raises(agenda.NotYourPart):
        agenda.submit(actor=hall.head, at=MONDAY_8AM, week_uid=week.week.uid)
    submitted(hall.office)
    with pytest.raises(agenda.NotYourPart):
        agenda.publish(actor=hall.office, at=MONDAY_8AM, week_uid=week.week.uid, digest=week.digest)
    for stranger, uid in ((hall.justice, week.week.uid), (hall.secretary, week.week.uid), (hall.head, new_uid())):
        with pytest.raises(agenda.WeekUnknown):
            agenda.publish(actor=stranger, at=MONDAY_8AM, week_uid=uid, digest=week.digest)
    with ledger.seeing(hall.justice.sees), pytest.raises(agenda.WeekUnknown):
        agenda.week(hall.justice, week.week.uid)


def test_a_leader_in_two_places_and_a_room_taken_twice_are_shown_and_approved_with_a_reason(hall: Hall) -> None:
    head = hall.person("district", "unit_head")
    drafted(hall.office, host=head)
    drafted(hall.office, subject="Tiếp công dân", people=(head,), place="phòng họp SỐ 1", starts=time(9), ends=None)
    week = submitted(hall.office)
    assert [(one.kind, one.who) for one in week.clashes] == [
        ("person", f"Chủ tịch UBND huyện {hall.head.name}"), ("place", "Phòng họp số 1")
    ]  # fmt: skip
    with pytest.raises(agenda.ClashNeedsReason) as told:
        agenda.publish(actor=hall.head, at=MONDAY_8AM, week_uid=week.week.uid, digest=week.digest)
    assert "2 chỗ trùng" in told.value.message
    agenda.publish(
        actor=hall.head, at=MONDAY_8AM, week_uid=week.week.uid, digest=week.digest, reason="Chủ tịch dự đầu buổi rồi sang"
    )  # fmt: skip
    assert read(hall.justice, hall.office)[0].clash_reason == "Chủ tịch dự đầu buổi rồi sang"


def test_a_clash_with_a_calendar_that_may_not_be_read_is_known_by_its_time_alone(hall: Hall) -> None:
    commune, chairman = hall.town.commune, hall.person("hoanh_mo", "unit_head")
    drafted(commune, subject="Việc riêng của xã", host=chairman)
    drafted(hall.office, people=(chairman,))
    (clash,) = week_of(hall.office, keeper=hall.office).clashes
    assert (clash.kind, clash.second.subject, clash.second.own) == ("person", "Bận", False)
    drafted(hall.office, day=TUESDAY + timedelta(days=1), people=(chairman,))
    assert len(week_of(hall.office, keeper=hall.office).clashes) == 1


def test_a_room_is_taken_by_the_other_body_of_the_same_office_not_by_that_of_another_house(hall: Hall) -> None:
    drafted(hall.town.commune)
    drafted(hall.party, body=HU)
    drafted(hall.office)
    assert week_of(hall.office, keeper=hall.office).clashes == (), "each house has its room number one"
    drafted(hall.office, body="people_council", subject="Họp Thường trực HĐND")
    (clash,) = week_of(hall.office, keeper=hall.office).clashes
    assert (clash.kind, clash.who, clash.second.own) == ("place", "Phòng họp số 1", False)


def test_what_changes_after_publication_is_a_new_edition_that_says_what_stood_there(hall: Hall) -> None:
    first, second = (
        drafted(hall.office),
        drafted(hall.office, subject="Tiếp công dân", session="afternoon", starts=None, ends=None),
    )
    published(hall.office, hall.head)
    with pytest.raises(agenda.NothingChanged):
        submitted(hall.office)
    agenda.amend(actor=hall.office, at=LATER, entry_uid=first, said=said(starts=time(9), ends=time(10)))
    agenda.drop(actor=hall.office, at=LATER, entry_uid=second, reason="Chuyển sang tuần sau")
    uid = proposed(hall, subject="Kiểm tra chứng thực", day=NEXT + timedelta(days=3))
    agenda.accept(actor=hall.office, at=LATER, entry_uid=uid)

    assert published(hall.office, hall.head, at=LATER) == 2

    now, before = read(hall.justice, hall.office)
    assert [(one["mark"], one["before"]) for one in now.content] == [
        ("changed", {"hours": "08:00-09:30"}), ("dropped", {}), ("new", {})
    ]  # fmt: skip
    assert (before.number, [one["mark"] for one in before.content]) == (1, ["", ""]), "the first edition stays as it was"
    assert broken() == []


def test_a_change_is_news_to_who_is_named_until_it_is_seen(hall: Hall) -> None:
    uid = drafted(hall.office, host=hall.person("district", "unit_head"), units=(hall.unit("justice"),))
    published(hall.office, hall.head)
    agenda.amend(
        actor=hall.office, at=LATER, entry_uid=uid,
        said=said(place="Hội trường", host=hall.person("district", "unit_head"), units=(hall.unit("justice"),)),
    )  # fmt: skip
    published(hall.office, hall.head, at=LATER)

    def news(actor: Actor) -> list[str]:
        with ledger.seeing(actor.sees):
            rows = agenda.latest(actor, NEXT, NEXT)
            known = agenda.seen(actor, [row.uid for row in rows])
            return [one.content["subject"] for one in agenda.news(rows, actor, known)]

    assert news(hall.justice) == news(hall.head) == ["Họp giao ban cải cách hành chính"]
    assert news(hall.town.commune) == []
    (edition, _) = read(hall.justice, hall.office)
    for _ in range(2):
        agenda.see(actor=hall.justice, at=LATER, edition_uid=edition.uid)
    assert (news(hall.justice), len(news(hall.head))) == ([], 1)
    with pytest.raises(agenda.WeekUnknown):
        agenda.see(actor=hall.party, at=LATER, edition_uid=edition.uid)


def test_a_private_entry_reads_busy_to_all_but_who_is_named_and_who_keeps_the_week(hall: Hall) -> None:
    drafted(hall.office, subject="Làm việc với đoàn thanh tra", private=True, people=(hall.person("justice", "division_head"),))
    published(hall.office, hall.head)
    subjects = {
        who.name + who.unit: read(who, hall.office)[0].content[0]["subject"]
        for who in (hall.justice, hall.office, hall.head, hall.town.commune)
    }
    assert list(subjects.values()) == [*["Làm việc với đoàn thanh tra"] * 3, "Bận"]


def test_state_reads_of_the_party_s_week_what_is_shared_and_nothing_else(hall: Hall) -> None:
    drafted(hall.party, body=HU, subject="Họp Ban Thường vụ")
    kept = drafted(hall.party, body=HU, subject="Hội nghị trực tuyến toàn huyện", shared=True, session="afternoon", starts=None,
                   ends=None)  # fmt: skip
    published(hall.party, hall.secretary, body=HU)
    subjects = [[one["subject"] for one in read(who, hall.party, body=HU)[0].content] for who in (hall.town.board, hall.justice)]
    assert subjects == [["Họp Ban Thường vụ", "Hội nghị trực tuyến toàn huyện"], ["Hội nghị trực tuyến toàn huyện"]]
    agenda.drop(actor=hall.party, at=LATER, entry_uid=kept, reason="Hoãn")
    published(hall.party, hall.secretary, body=HU, at=LATER)
    assert [one["mark"] for one in read(hall.justice, hall.party, body=HU)[0].content] == ["dropped"]
    assert broken() == []


def test_the_party_reads_what_the_state_shares(hall: Hall) -> None:
    drafted(hall.office, shared=True)
    drafted(hall.office, subject="Việc của UBND", session="afternoon", starts=None, ends=None)
    published(hall.office, hall.head)
    for reader in (hall.party, hall.secretary, hall.town.board):
        assert [one["subject"] for one in read(reader, hall.office)[0].content] == ["Họp giao ban cải cách hành chính"]


def test_an_edition_is_never_written_over(hall: Hall) -> None:
    drafted(hall.office)
    published(hall.office, hall.head)
    with ledger.seeing(hall.head.sees):
        for act in (lambda: Edition.objects.update(content=[]), lambda: Edition.objects.all().delete()):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                act()


def test_the_invariants_find_a_lost_edition_and_a_leak(hall: Hall) -> None:
    drafted(hall.office, shared=True)
    published(hall.office, hall.head)
    assert broken() == []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("UPDATE agenda_week SET number = 3")
        cursor.execute(
            """UPDATE agenda_edition SET content = jsonb_set(content, '{0,shared}', 'false') WHERE audience = 'party'"""
        )
        cursor.execute("SET LOCAL ROLE lienthong_web")
    assert len(broken()) == 2
