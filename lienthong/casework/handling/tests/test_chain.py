"""A letter goes from the clerk to the leader, from the leader to those who handle it, and is finished by who leads."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import issued
from lienthong.casework.handling import public as handling
from lienthong.casework.handling.testing import (
    AT,
    FRIDAY,
    NEXT_FRIDAY,
    WORDS,
    Hall,
    answered,
    came,
    chain,
    finished,
    instructed,
    letter,
    named,
    presented,
)
from lienthong.casework.tasks import public as tasks
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor

NEXT_WEEK = AT + timedelta(days=7)


def inbox(actor: Actor) -> list[str]:
    """Return what waits in somebody's inbox."""
    with ledger.seeing(actor.sees):
        return [row.title for row in tasks.inbox(actor, AT).rows]


def activities(hall: Hall, uid: UUID) -> list[str]:
    """Return what the ledger tells of a letter."""
    with ledger.seeing(hall.leader.sees):
        return [event.activity for event in ledger.history(letter(hall, uid).uid)]


def test_a_letter_is_presented_instructed_answered_and_finished(hall: Hall) -> None:
    uid = presented(hall)
    assert inbox(hall.leader) == ["Ghi bút phê"]
    assert chain(hall.clerk, uid).state == "presented"
    handling.instruct(
        actor=hall.leader, at=AT, document_uid=uid, words=WORDS,
        named=named(hall, handling.Named("info", hall.other.unit_id)),
    )  # fmt: skip
    assert inbox(hall.leader) == []
    assert (inbox(hall.lead), inbox(hall.co)) == (["Chủ trì xử lý văn bản"], ["Phối hợp xử lý văn bản"])
    assert inbox(hall.other) == ["Văn bản để biết"]
    handling.take(actor=hall.lead, at=AT, document_uid=uid, part_uid=hall.part(uid, hall.lead).uid)
    assert chain(hall.lead, uid).state == "working"
    answered(hall, uid)
    finished(hall, uid)
    done = chain(hall.clerk, uid)
    assert (done.state, done.closed_by, done.late) == ("finished", hall.lead.name, False)
    assert [(row.role, row.state) for row in done.parts] == [("lead", "done"), ("co", "done"), ("info", "open")]
    assert inbox(hall.lead) == inbox(hall.co) == []
    handling.mark_read(actor=hall.other, at=AT, document_uid=uid, part_uid=hall.part(uid, hall.other).uid)
    assert inbox(hall.other) == []
    assert activities(hall, uid) == [
        "letter_presented", "letter_instructed", "part_taken", "part_answered", "letter_finished", "letter_read",
    ]  # fmt: skip


def test_who_is_named_reads_the_letter_and_who_is_not_does_not(hall: Hall) -> None:
    uid = instructed(hall)
    for actor, may in ((hall.lead, True), (hall.co, True), (hall.other, False), (hall.expert, False)):
        with ledger.seeing(actor.sees):
            assert documents.readable(actor, uid) is may
            if not may:
                with pytest.raises(handling.LetterUnknown):
                    handling.chain(actor, uid, AT)


def test_due_days_end_with_the_office_day_and_a_day_off_goes_on_to_the_next(hall: Hall) -> None:
    uid = presented(hall)
    saturday = date(2018, 3, 17)
    handling.instruct(actor=hall.leader, at=AT, document_uid=uid, words=WORDS, named=named(hall, due=saturday))
    due = chain(hall.leader, uid).due_at
    assert due is not None
    assert (due.astimezone(AT.tzinfo).date(), due.astimezone(AT.tzinfo).hour) == (date(2018, 3, 19), 17)


def test_the_lead_never_finishes_while_a_co_operator_owes_an_answer(hall: Hall) -> None:
    uid = instructed(hall)
    with pytest.raises(handling.CooperatorsOpen) as told:
        finished(hall, uid)
    assert hall.co.unit in told.value.message
    handling.waive(
        actor=hall.leader, at=AT, document_uid=uid, part_uid=hall.part(uid, hall.co).uid, reason="Không còn cần ý kiến"
    )
    assert hall.part(uid, hall.co).state == "waived"
    finished(hall, uid)


def test_a_late_answer_is_told_as_late(hall: Hall) -> None:
    uid = instructed(hall)
    answered(hall, uid, at=NEXT_WEEK)
    assert hall.part(uid, hall.co).late
    finished(hall, uid, at=AT + timedelta(days=30))
    assert chain(hall.leader, uid).late


def test_the_slip_says_which_answer_was_late(hall: Hall) -> None:
    uid = instructed(hall)
    answered(hall, uid, at=NEXT_WEEK)
    with ledger.seeing(hall.leader.sees):
        parts = handling.slip(hall.leader, uid, NEXT_WEEK)["parts"]
    assert {part["name"]: part["state"] for part in parts} == {
        "Phòng Nội vụ huyện Bình Liêu": "Đang giữ", "Phòng Tư pháp huyện Bình Liêu": "Đã trả lời, quá hạn",
    }  # fmt: skip


def moved_to(hall: Hall, uid: UUID) -> tuple[str, date | None]:
    """Return to whom the register says that a letter was given, and when."""
    with ledger.seeing(hall.clerk.sees):
        line = documents.document(hall.clerk, uid).line
    return line.moved_to, line.moved_on


def test_the_register_says_to_whom_a_letter_was_presented(hall: Hall) -> None:
    uid = presented(hall)
    assert moved_to(hall, uid) == (f"{hall.leader.name}, {hall.leader.post}", AT.date())
    office = hall.town.actor("office", "unit_head")
    handling.present(actor=hall.clerk, at=AT, document_uid=uid, leader_uid=office.person_uid)
    assert moved_to(hall, uid) == (f"{office.name}, {office.post}", AT.date())


def test_what_the_clerk_wrote_into_the_register_stays(hall: Hall) -> None:
    uid = presented(hall, moved_to="Phòng Nội vụ")
    assert moved_to(hall, uid)[0] == "Phòng Nội vụ"


def test_party_and_state_name_the_body_of_the_other_side_for_their_territory(hall: Hall) -> None:
    units = hall.town.district.units
    committee, ubnd, commune = (units[slug].pk for slug in ("party", "district", "hoanh_mo"))

    def across(unit_id: int, side: str) -> set[int]:
        return {one.unit_id for one in handling.to_name(unit_id, unit_id, AT) if one.side == side and not one.person}

    assert across(committee, "state") == {ubnd}
    assert across(ubnd, "party") == {committee}
    assert across(commune, "party") == set(), "the district's committee is not that of the commune"


def test_an_answer_comes_with_files_that_every_part_reads(hall: Hall) -> None:
    uid = instructed(hall)
    handling.answer(
        actor=hall.co, at=AT, document_uid=uid, part_uid=hall.part(uid, hall.co).uid, words="Gửi góp ý",
        uploads=[documents.Upload("gop-y.txt", b"Nhat tri")],
    )  # fmt: skip
    (row,) = [one for one in chain(hall.lead, uid).parts if one.role == "co"]
    assert [one.name for one in row.answers] == ["gop-y.txt"]
    with ledger.seeing(hall.other.sees), pytest.raises(files.FileUnknown):
        files.find(row.answers[0].uid)


def test_a_head_passes_the_work_down_and_answers_after_looking_at_what_came_back(hall: Hall) -> None:
    uid = instructed(hall)
    part = hall.part(uid, hall.lead)
    handling.pass_down(
        actor=hall.lead,
        at=AT,
        document_uid=uid,
        part_uid=part.uid,
        person_uid=hall.expert.person_uid,
        due=FRIDAY,
        words="Dự thảo",
    )
    assert (inbox(hall.lead), inbox(hall.expert)) == ([], ["Chủ trì xử lý văn bản"])
    with ledger.seeing(hall.expert.sees):
        assert documents.readable(hall.expert, uid)
    answered(hall, uid)
    with pytest.raises(handling.StillPassedDown):
        finished(hall, uid)
    (below,) = hall.part(uid, hall.lead).below
    handling.answer(actor=hall.expert, at=AT, document_uid=uid, part_uid=below.uid, words="Trình dự thảo")
    assert inbox(hall.lead) == ["Xem trả lời của người được giao"]
    finished(hall, uid)


def test_what_was_passed_down_is_given_back_or_taken_back(hall: Hall) -> None:
    uid = instructed(hall)
    part = hall.part(uid, hall.lead).uid
    for act in (handling.give_back, handling.take_back):
        handling.pass_down(actor=hall.lead, at=AT, document_uid=uid, part_uid=part, person_uid=hall.expert.person_uid)
        below = next(row.uid for row in hall.part(uid, hall.lead).below if row.state == "open")
        who = hall.expert if act is handling.give_back else hall.lead
        act(actor=who, at=AT, document_uid=uid, part_uid=below, reason="Đang nghỉ phép")
        assert (inbox(hall.lead), inbox(hall.expert)) == (["Chủ trì xử lý văn bản"], [])
    assert [row.state for row in hall.part(uid, hall.lead).below] == ["returned", "withdrawn"]
    with pytest.raises(handling.NotPassedDown):
        handling.take_back(actor=hall.lead, at=AT, document_uid=uid, part_uid=part, reason="Nhầm")


def test_a_lead_that_gives_back_sends_the_letter_to_the_leader_again(hall: Hall) -> None:
    uid = instructed(hall)
    handling.give_back(
        actor=hall.lead, at=AT, document_uid=uid, part_uid=hall.part(uid, hall.lead).uid, reason="Không thuộc thẩm quyền"
    )
    assert (chain(hall.leader, uid).state, inbox(hall.leader)) == ("presented", ["Phân công lại phần việc bị trả lại"])
    with pytest.raises(handling.NotTheLead):
        finished(hall, uid)
    handling.instruct(
        actor=hall.leader, at=AT, document_uid=uid, words="Giao Phòng Tài chính",
        named=[handling.Named("lead", hall.other.unit_id, due=NEXT_FRIDAY), handling.Named("co", hall.co.unit_id, due=FRIDAY)],
    )  # fmt: skip
    assert [(row.unit_id, row.state) for row in chain(hall.leader, uid).parts] == [
        (hall.other.unit_id, "open"), (hall.co.unit_id, "open"), (hall.lead.unit_id, "returned"),
    ]  # fmt: skip


def test_a_co_operator_that_gives_back_is_told_to_the_leader_and_blocks_nobody(hall: Hall) -> None:
    uid = instructed(hall)
    handling.give_back(actor=hall.co, at=AT, document_uid=uid, part_uid=hall.part(uid, hall.co).uid, reason="Không liên quan")
    assert inbox(hall.leader) == ["Phân công lại phần việc bị trả lại"]
    assert chain(hall.leader, uid).state == "assigned"
    finished(hall, uid)
    assert inbox(hall.leader) == []


def test_a_leader_to_whom_several_give_back_is_asked_once(hall: Hall) -> None:
    uid = instructed(hall)
    for actor in (hall.lead, hall.co):
        part = hall.part(uid, actor).uid
        handling.give_back(actor=actor, at=AT, document_uid=uid, part_uid=part, reason="Không thuộc thẩm quyền")
    assert inbox(hall.leader) == ["Phân công lại phần việc bị trả lại"]


def test_a_new_instruction_keeps_the_history_and_withdraws_whom_it_does_not_name(hall: Hall) -> None:
    uid = instructed(hall)
    handling.pass_down(
        actor=hall.lead, at=AT, document_uid=uid, part_uid=hall.part(uid, hall.lead).uid, person_uid=hall.expert.person_uid
    )
    answered(hall, uid)
    handling.instruct(
        actor=hall.leader, at=AT, document_uid=uid, words="Đổi chủ trì",
        named=[handling.Named("lead", hall.other.unit_id, due=NEXT_FRIDAY), handling.Named("co", hall.co.unit_id, due=FRIDAY)],
    )  # fmt: skip
    now = chain(hall.leader, uid)
    assert [one.words for one in now.instructions] == [WORDS, "Đổi chủ trì"]
    assert (now.instruction, now.state) == ("Đổi chủ trì", "assigned")
    states = {row.unit_id: row.state for row in now.parts}
    assert states == {hall.other.unit_id: "open", hall.co.unit_id: "done", hall.lead.unit_id: "withdrawn"}
    assert inbox(hall.expert) == inbox(hall.lead) == [], "what was passed down went with it"


def test_who_is_named_again_goes_on_with_the_new_day(hall: Hall) -> None:
    uid = instructed(hall)
    before = hall.part(uid, hall.lead)
    handling.take(actor=hall.lead, at=AT, document_uid=uid, part_uid=before.uid)
    handling.instruct(actor=hall.leader, at=AT, document_uid=uid, words="Gấp hơn", named=named(hall, due=FRIDAY))
    after = hall.part(uid, hall.lead)
    assert after.uid == before.uid
    assert before.due_at is not None
    assert after.due_at == before.due_at - timedelta(days=7)
    assert chain(hall.leader, uid).state == "working"
    with ledger.seeing(hall.lead.sees):
        (row,) = tasks.inbox(hall.lead, AT).rows
    assert row.due_at == after.due_at


def test_more_time_is_asked_granted_and_the_first_day_is_kept(hall: Hall) -> None:
    uid = instructed(hall)
    part = hall.part(uid, hall.lead)
    facts: dict[str, Any] = {"document_uid": uid, "part_uid": part.uid}
    handling.ask_more_time(actor=hall.lead, at=AT, until=date(2018, 3, 30), reason="Chờ số liệu các xã", **facts)
    assert inbox(hall.leader) == ["Quyết định gia hạn"]
    with pytest.raises(handling.ExtensionAsked):
        handling.ask_more_time(actor=hall.lead, at=AT, until=date(2018, 4, 2), reason="Nữa", **facts)
    handling.decide_more_time(actor=hall.leader, at=AT, grant=True, **facts)
    row = hall.part(uid, hall.lead)
    assert (row.first_due_at, chain(hall.leader, uid).due_at, inbox(hall.leader)) == (part.due_at, row.due_at, [])
    assert row.due_at is not None
    assert row.due_at > NEXT_WEEK
    with pytest.raises(handling.NothingAsked):
        handling.decide_more_time(actor=hall.leader, at=AT, grant=True, **facts)


def test_more_time_that_is_refused_leaves_the_day_and_says_why(hall: Hall) -> None:
    uid = instructed(hall)
    part = hall.part(uid, hall.co)
    facts: dict[str, Any] = {"document_uid": uid, "part_uid": part.uid}
    with pytest.raises(handling.ExtensionEarlier):
        handling.ask_more_time(actor=hall.co, at=AT, until=date(2018, 3, 14), reason="Bận", **facts)
    handling.ask_more_time(actor=hall.co, at=AT, until=NEXT_FRIDAY, reason="Bận", **facts)
    with pytest.raises(handling.WordsMissing):
        handling.decide_more_time(actor=hall.leader, at=AT, grant=False, **facts)
    handling.decide_more_time(actor=hall.leader, at=AT, grant=False, words="Tỉnh yêu cầu gấp", **facts)
    row = hall.part(uid, hall.co)
    assert (row.due_at, row.moves[0].decision, row.moves[0].decided_words) == (part.due_at, "refused", "Tỉnh yêu cầu gấp")


def test_a_reminder_of_leader_or_clerk_stays_written_with_the_part(hall: Hall) -> None:
    uid = instructed(hall)
    part = hall.part(uid, hall.co).uid
    for actor in (hall.leader, hall.clerk):
        handling.remind(actor=actor, at=AT, document_uid=uid, part_uid=part, words="Đề nghị trả lời trước thứ Sáu")
    assert [(one.kind, one.by) for one in hall.part(uid, hall.co).moves] == [
        ("remind", hall.leader.name), ("remind", hall.clerk.name),
    ]  # fmt: skip
    with pytest.raises(handling.NotYourPart):
        handling.remind(actor=hall.lead, at=AT, document_uid=uid, part_uid=part, words="Nhanh lên")


def test_a_letter_is_finished_with_the_document_that_answers_it(hall: Hall) -> None:
    uid = instructed(hall)
    reply = issued(hall.clerk).document_uid
    assert reply is not None
    assert handling.finish_with_answer(actor=hall.clerk, at=AT, document_uid=uid, answer_uid=reply) is False, "one still owes"
    assert (chain(hall.leader, uid).answer, chain(hall.leader, uid).state) == ("01/QĐ-UBND", "assigned")
    answered(hall, uid)
    assert handling.finish_with_answer(actor=hall.clerk, at=AT, document_uid=uid, answer_uid=reply) is True
    assert handling.finish_with_answer(actor=hall.clerk, at=AT, document_uid=uid, answer_uid=reply) is True, "again: the same"
    done = chain(hall.leader, uid)
    assert (done.state, done.closing) == ("finished", "Đã trả lời bằng văn bản 01/QĐ-UBND")


def test_an_answer_that_comes_after_the_end_is_noted(hall: Hall) -> None:
    uid = instructed(hall)
    answered(hall, uid)
    finished(hall, uid)
    reply = issued(hall.clerk).document_uid
    assert reply is not None
    assert handling.finish_with_answer(actor=hall.clerk, at=AT, document_uid=uid, answer_uid=reply)
    assert chain(hall.leader, uid).answer_uid == reply
    with pytest.raises(handling.AnswerUnknown):
        handling.finish_with_answer(actor=hall.clerk, at=AT, document_uid=uid, answer_uid=uid)


def test_a_letter_that_needs_no_handling_goes_to_the_file_with_a_reason(hall: Hall) -> None:
    uid = came(hall)
    with pytest.raises(handling.WordsMissing):
        handling.file_away(actor=hall.clerk, at=AT, document_uid=uid, reason=" ")
    handling.file_away(actor=hall.clerk, at=AT, document_uid=uid, reason="Văn bản để tham khảo")
    assert chain(hall.clerk, uid).state == "filed"
    with pytest.raises(handling.AlreadyEnded):
        handling.present(actor=hall.clerk, at=AT, document_uid=uid, leader_uid=hall.leader.person_uid)
    with pytest.raises(handling.AlreadyEnded):
        handling.file_away(actor=hall.clerk, at=AT, document_uid=uid, reason="Lần nữa")


def test_the_leader_files_a_letter_at_any_time_and_the_clerk_only_before_the_instruction(hall: Hall) -> None:
    uid = instructed(hall)
    with pytest.raises(handling.NotYourPart):
        handling.file_away(actor=hall.clerk, at=AT, document_uid=uid, reason="Lưu")
    handling.file_away(actor=hall.leader, at=AT, document_uid=uid, reason="Tỉnh đã hủy cuộc họp")
    assert {row.state for row in chain(hall.leader, uid).parts} == {"withdrawn"}
    assert inbox(hall.lead) == inbox(hall.co) == []


def test_a_letter_goes_to_another_leader_before_the_first_instructs(hall: Hall) -> None:
    uid = presented(hall)
    office = hall.town.actor("office", "unit_head")
    handling.present(actor=hall.clerk, at=AT, document_uid=uid, leader_uid=hall.leader.person_uid)
    handling.present(actor=hall.clerk, at=AT, document_uid=uid, leader_uid=office.person_uid)
    assert (inbox(hall.leader), inbox(office)) == ([], ["Ghi bút phê"])
    handling.instruct(actor=office, at=AT, document_uid=uid, words="Lưu ý hạn", named=[
        handling.Named("lead", office.unit_id, hall.town.actor("office", "specialist").person_uid, due=FRIDAY)])  # fmt: skip
    with pytest.raises(handling.AlreadyPresented):
        handling.present(actor=hall.clerk, at=AT, document_uid=uid, leader_uid=hall.leader.person_uid)
