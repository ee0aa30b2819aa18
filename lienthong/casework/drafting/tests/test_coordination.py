"""Comments and opinions: who says something of a draft, by when, and what its writers do with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection

from lienthong.casework.drafting import public as drafting
from lienthong.casework.drafting.testing import Room, a_party_draft, begun, broken, row, written
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid

LATER = MONDAY_8AM + timedelta(hours=2)
FRIDAY = date(2018, 3, 16)


@pytest.fixture(autouse=True)
def _calendar(db: None) -> None:
    worktime.load_calendars()


def finance(room: Room, duty: str = "unit_head") -> Actor:
    return room.town.actor("finance", duty)


def asked(room: Room, *, at: object = MONDAY_8AM) -> drafting.Written:
    made = begun(room.writer)
    drafting.ask(actor=room.writer, at=MONDAY_8AM, draft_uid=made.draft_uid, unit_ids=[finance(room).unit_id], due_on=FRIDAY)
    return made


def inbox(actor: Actor) -> list[tasks.TaskRow]:
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return list(tasks.inbox(actor, LATER).rows)


def opinions(actor: Actor, made: drafting.Written) -> list[drafting.OpinionRow]:
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return drafting.opinions(made.draft_uid)


def comments(actor: Actor, made: drafting.Written) -> list[drafting.CommentRow]:
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return drafting.comments(made.draft_uid)


def said(actor: Actor, made: drafting.Written, words: str = "Thiếu thời hạn", **told: object) -> object:
    key = told.pop("key", None) or new_uid()
    return drafting.comment(actor=actor, at=LATER, draft_uid=made.draft_uid, words=words, key=key, **told)  # type: ignore[arg-type]


def test_a_comment_stands_on_the_version_it_was_said_of_and_is_settled_once(room: Room) -> None:
    made = begun(room.writer)
    uid = said(room.head, made, quote="Tăng 2 bậc")
    written(room.writer, made.draft_uid, subject="Đã sửa")
    (one,) = comments(room.writer, made)
    assert (one.version, one.quote, one.words, one.said_by, one.settled_at) == (
        1,
        "Tăng 2 bậc",
        "Thiếu thời hạn",
        room.head.name,
        None,
    )
    settle = {"actor": room.writer, "at": LATER, "draft_uid": made.draft_uid, "comment_uid": uid}
    drafting.settle_comment(**settle, answer="Đã thêm ở mục 2")  # type: ignore[arg-type]
    (one,) = comments(room.writer, made)
    assert (one.answer, one.settled_by) == ("Đã thêm ở mục 2", room.writer.name)
    with pytest.raises(drafting.CommentSettled):
        drafting.settle_comment(**settle)  # type: ignore[arg-type]
    with pytest.raises(drafting.CommentUnknown):
        drafting.settle_comment(**(settle | {"comment_uid": new_uid()}))  # type: ignore[arg-type]


def test_open_comments_come_first_and_a_page_sent_twice_comments_once(room: Room) -> None:
    made, key = begun(room.writer), new_uid()
    first = said(room.writer, made, "Một", key=key)
    assert said(room.writer, made, "Một", key=key) == first
    said(room.writer, made, "Hai")
    drafting.settle_comment(actor=room.writer, at=LATER, draft_uid=made.draft_uid, comment_uid=first)  # type: ignore[arg-type]
    assert [one.words for one in comments(room.writer, made)] == ["Hai", "Một"]


def test_a_comment_without_words_or_with_too_many_is_refused(room: Room) -> None:
    made = begun(room.writer)
    with pytest.raises(drafting.NothingSaid):
        said(room.writer, made, "  \n ")
    with pytest.raises(drafting.TooLong):
        said(room.writer, made, "a" * 2001)
    with pytest.raises(drafting.TooLong):
        drafting.settle_comment(actor=room.writer, at=LATER, draft_uid=made.draft_uid, comment_uid=new_uid(), answer="a" * 2001)


def test_nobody_comments_on_what_is_over(room: Room) -> None:
    made = begun(room.writer)
    drafting.drop(actor=room.writer, at=LATER, draft_uid=made.draft_uid, reason="Trùng")
    with pytest.raises(drafting.DraftNotOpen):
        said(room.writer, made)


def test_a_unit_that_is_asked_reads_the_draft_has_a_task_and_answers(room: Room) -> None:
    made, head = asked(room), finance(room)
    (task,) = inbox(head)
    assert (task.object_type, task.object_uid, task.title, task.code) == (
        "draft",
        made.draft_uid,
        "Cho ý kiến dự thảo",
        "Kế hoạch",
    )
    assert task.due_at is not None
    assert org.local_day(task.due_at) == FRIDAY
    with ledger.seeing({head.unit_id}):
        assert drafting.draft(head, made.draft_uid).unit_id == room.writer.unit_id
    drafting.give_opinion(actor=head, at=LATER, draft_uid=made.draft_uid, verdict="change", words="Bổ sung kinh phí")
    assert inbox(head) == []
    (one,) = opinions(room.writer, made)
    assert (one.verdict, one.words, one.given_by, one.waits) == ("change", "Bổ sung kinh phí", head.name, False)
    assert broken() == []
    with pytest.raises(drafting.OpinionUnknown):
        drafting.give_opinion(actor=head, at=LATER, draft_uid=made.draft_uid, verdict="agree")


def test_who_is_asked_comments_but_does_not_write(room: Room) -> None:
    made, specialist = asked(room), finance(room, "specialist")
    said(specialist, made)
    with pytest.raises(drafting.NotYourDraft):
        written(specialist, made.draft_uid)
    with pytest.raises(drafting.OpinionUnknown):
        drafting.give_opinion(actor=specialist, at=LATER, draft_uid=made.draft_uid, verdict="agree")


def test_who_wants_a_change_says_which(room: Room) -> None:
    made, head = asked(room), finance(room)
    give = {"actor": head, "at": LATER, "draft_uid": made.draft_uid}
    with pytest.raises(drafting.NothingSaid):
        drafting.give_opinion(**give, verdict="against")  # type: ignore[arg-type]
    with pytest.raises(drafting.ChoiceUnknown):
        drafting.give_opinion(**give, verdict="maybe")  # type: ignore[arg-type]
    drafting.give_opinion(**give, verdict="agree")  # type: ignore[arg-type]


def test_a_draft_is_neither_submitted_nor_dropped_while_somebody_is_asked(room: Room) -> None:
    made = asked(room)
    with pytest.raises(drafting.OpinionsOpen, match="Phòng Tài chính"):
        drafting.submit(actor=room.writer, at=LATER, draft_uid=made.draft_uid)
    with pytest.raises(drafting.OpinionsOpen):
        drafting.drop(actor=room.writer, at=LATER, draft_uid=made.draft_uid, reason="Thôi")
    (one,) = opinions(room.writer, made)
    drafting.withdraw_question(actor=room.writer, at=LATER, draft_uid=made.draft_uid, opinion_uid=one.uid)
    assert inbox(finance(room)) == []
    assert broken() == []
    with pytest.raises(drafting.OpinionUnknown):
        drafting.withdraw_question(actor=room.writer, at=LATER, draft_uid=made.draft_uid, opinion_uid=one.uid)
    drafting.submit(actor=room.writer, at=LATER, draft_uid=made.draft_uid)


def test_only_other_units_that_exist_are_asked_and_each_once_and_by_a_day_ahead(room: Room) -> None:
    made = begun(room.writer)
    ask = {"actor": room.writer, "at": MONDAY_8AM, "draft_uid": made.draft_uid, "due_on": FRIDAY}
    for units in ([], [room.writer.unit_id], [999_999]):
        with pytest.raises(drafting.UnitNotAskable):
            drafting.ask(**ask, unit_ids=units)  # type: ignore[arg-type]
    with pytest.raises(drafting.DueInPast):
        drafting.ask(**(ask | {"due_on": date(2018, 3, 12)}), unit_ids=[finance(room).unit_id])  # type: ignore[arg-type]
    drafting.ask(**ask, unit_ids=[finance(room).unit_id, room.town.commune.unit_id])  # type: ignore[arg-type]
    with pytest.raises(drafting.AskedAlready, match="Phòng Tài chính"):
        drafting.ask(**ask, unit_ids=[finance(room).unit_id])  # type: ignore[arg-type]
    assert len(opinions(room.writer, made)) == 2


def test_a_party_draft_is_read_by_the_state_unit_that_is_asked_and_by_no_other(room: Room) -> None:
    made = a_party_draft(room.party)
    drafting.ask(actor=room.party, at=MONDAY_8AM, draft_uid=made.draft_uid, unit_ids=[finance(room).unit_id], due_on=FRIDAY)
    with ledger.seeing({finance(room).unit_id}):
        assert drafting.draft(finance(room), made.draft_uid).system == "party"
    with ledger.seeing(room.head.sees), pytest.raises(drafting.DraftUnknown):
        drafting.draft(room.head, made.draft_uid)


def test_what_is_not_so_is_found(room: Room) -> None:
    made = asked(room)
    assert broken() == []
    for spoil in (
        "UPDATE drafting_draft SET versions = 3",
        "UPDATE drafting_draft SET state = 'submitted'",
        "UPDATE tasks_task SET state = 'closed', closed_at = now() WHERE object_type = 'draft'",
    ):
        with connection.cursor() as cursor:
            cursor.execute("SAVEPOINT spoil; SET LOCAL ROLE NONE; " + spoil)
            cursor.execute("SET LOCAL ROLE lienthong_web")
        assert len(broken()) == 1, spoil
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK TO SAVEPOINT spoil")
    assert row(room.writer, made.draft_uid).versions == 1


def asked_by_name(room: Room, person: Actor, **told: object) -> drafting.Written:
    made = begun(room.writer)
    named = (person.unit_id, person.person_uid)
    drafting.ask(actor=room.writer, at=MONDAY_8AM, draft_uid=made.draft_uid, person=named, due_on=FRIDAY, **told)  # type: ignore[arg-type]
    return made


@pytest.mark.parametrize("place", ["home_affairs", "finance"])
def test_one_person_is_asked_by_name_and_the_task_lies_in_their_inbox_alone(room: Room, place: str) -> None:
    head = room.town.actor(place, "unit_head")
    made = asked_by_name(room, head)
    (task,) = inbox(head)
    assert (task.title, task.holder_uid, task.holder_name, task.mine) == ("Cho ý kiến dự thảo", head.person_uid, head.name, True)
    (one,) = opinions(room.writer, made)
    assert (one.person, one.person_uid, one.unit_id, one.waits) == (head.name, head.person_uid, head.unit_id, True)
    with pytest.raises(drafting.OpinionsOpen, match=head.name):
        drafting.submit(actor=room.writer, at=LATER, draft_uid=made.draft_uid)
    drafting.give_opinion(actor=head, at=LATER, draft_uid=made.draft_uid, verdict="agree")
    assert inbox(head) == []
    (one,) = opinions(room.writer, made)
    assert (one.verdict, one.given_by) == ("agree", head.name)
    assert broken() == []


def test_nobody_answers_in_the_place_of_who_was_asked_by_name(room: Room) -> None:
    made = asked_by_name(room, room.head)
    with pytest.raises(drafting.OpinionUnknown):
        drafting.give_opinion(actor=room.writer, at=LATER, draft_uid=made.draft_uid, verdict="agree")
    assert inbox(room.writer) == []
    stand_in = replace(room.writer, stands_for=frozenset({room.head.person_uid}))
    drafting.give_opinion(actor=stand_in, at=LATER, draft_uid=made.draft_uid, verdict="agree")


def test_a_unit_and_its_head_are_asked_beside_each_other_and_the_head_answers_by_name_first(room: Room) -> None:
    head = finance(room)
    made = asked_by_name(room, head, unit_ids=[head.unit_id])
    assert len(inbox(head)) == 2
    for left in (1, 0):
        drafting.give_opinion(actor=head, at=LATER, draft_uid=made.draft_uid, verdict="agree")
        assert len(inbox(head)) == left
        assert opinions(room.writer, made)[1].given_by == head.name
    assert broken() == []


def test_only_colleagues_and_leaders_elsewhere_are_asked_by_name_and_once(room: Room) -> None:
    made = begun(room.writer)
    ask = {"actor": room.writer, "at": MONDAY_8AM, "draft_uid": made.draft_uid, "due_on": FRIDAY}
    specialist = finance(room, "specialist")
    for unit_id, person in (
        (specialist.unit_id, specialist.person_uid),
        (room.writer.unit_id, room.writer.person_uid),
        (room.writer.unit_id, new_uid()),
    ):
        with pytest.raises(drafting.PersonNotAskable):
            drafting.ask(**ask, person=(unit_id, person))  # type: ignore[arg-type]
    drafting.ask(**ask, person=(room.head.unit_id, room.head.person_uid))  # type: ignore[arg-type]
    with pytest.raises(drafting.AskedAlready, match=room.head.name):
        drafting.ask(**ask, person=(room.head.unit_id, room.head.person_uid))  # type: ignore[arg-type]
    (one,) = opinions(room.writer, made)
    drafting.withdraw_question(actor=room.writer, at=LATER, draft_uid=made.draft_uid, opinion_uid=one.uid)
    assert inbox(room.head) == []
    drafting.ask(**ask, person=(room.head.unit_id, room.head.person_uid))  # type: ignore[arg-type]


def test_who_may_be_asked_by_name_stands_in_a_list_without_oneself(room: Room) -> None:
    other = finance(room)
    found = drafting.people_to_ask(room.writer, FRIDAY, [other.unit_id])
    assert {one.unit_id for one in found} == {room.writer.unit_id, other.unit_id}
    assert room.writer.person_uid not in {one.person_uid for one in found}
    assert {one.person_uid for one in found if one.unit_id == other.unit_id} == {other.person_uid}


def test_a_unit_that_ends_is_asked_for_its_drafts(room: Room) -> None:
    made = begun(room.writer)
    with ledger.seeing({room.writer.unit_id}):
        assert drafting.running_at([room.writer.unit_id]) == {room.writer.unit_id: 1}
    drafting.drop(actor=room.writer, at=LATER, draft_uid=made.draft_uid, reason="Xong")
    with ledger.seeing({room.writer.unit_id}):
        assert drafting.running_at([room.writer.unit_id]).get(room.writer.unit_id, 0) == 0
