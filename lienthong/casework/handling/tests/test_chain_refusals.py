"""What nobody does with a letter: not in the place of another, not without words, not across Party and State unsaid."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import a_term, issued, registered, voided
from lienthong.casework.handling import public as handling
from lienthong.casework.handling.models import Part
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
    presented,
)
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Capacity
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.identity import new_uid

NEXT_WEEK = AT + timedelta(days=7)


def test_only_a_used_incoming_number_is_presented_by_its_clerk_to_a_leader_of_the_body(hall: Hall) -> None:
    uid = came(hall)
    for actor, leader_uid, error in (
        (hall.clerk, new_uid(), handling.LeaderUnknown), (hall.leader, hall.leader.person_uid, handling.NotYourPart),
        (hall.town.commune, hall.leader.person_uid, documents.DocumentUnknown),
    ):  # fmt: skip
        with pytest.raises(error):
            handling.present(actor=actor, at=AT, document_uid=uid, leader_uid=leader_uid)
    out = issued(hall.clerk).document_uid
    taken = registered(hall.clerk, symbol="1600/UBND")
    voided(hall.clerk, taken)
    for one in (out, taken.document_uid):
        assert one is not None
        with pytest.raises(handling.NotALetterThatCame):
            handling.present(actor=hall.clerk, at=AT, document_uid=one, leader_uid=hall.leader.person_uid)


def test_nobody_is_told_to_handle_what_its_issuer_took_back(hall: Hall) -> None:
    waiting, fresh = presented(hall), came(hall, symbol="1600/UBND-TH1")
    given = came(hall, symbol="1601/UBND-TH1", moved_to="Phòng Nội vụ")
    for uid in (waiting, fresh, given):
        documents.recall(actor=hall.clerk, at=AT, document_uid=uid, reason="Tỉnh thu hồi, sai thẩm quyền")
    with pytest.raises(documents.DocumentRecalled) as told:
        handling.present(actor=hall.clerk, at=AT, document_uid=fresh, leader_uid=hall.leader.person_uid)
    assert "1600/UBND-TH1 đã bị thu hồi" in told.value.message
    with pytest.raises(documents.DocumentRecalled):
        handling.present(actor=hall.clerk, at=AT, document_uid=given, leader_uid=hall.leader.person_uid)
    with pytest.raises(documents.DocumentRecalled):
        handling.instruct(
            actor=hall.leader, at=AT, document_uid=waiting, words=WORDS,
            named=[handling.Named("lead", hall.lead.unit_id, due=FRIDAY)],
        )  # fmt: skip


def test_an_instruction_is_sound_or_nothing_of_it_is_written(hall: Hall) -> None:
    uid = presented(hall)
    lead, gone = handling.Named("lead", hall.lead.unit_id, due=FRIDAY), handling.Named("co", 10**9, due=FRIDAY)
    stranger = handling.Named("co", hall.co.unit_id, hall.expert.person_uid, due=FRIDAY)
    for rows, error in (
        ([], handling.OneLead), ([lead, replace(lead, unit_id=hall.co.unit_id)], handling.OneLead),
        ([lead, replace(lead, role="co")], handling.NamedTwice), ([lead, gone], handling.TargetUnknown),
        ([lead, stranger], handling.TargetUnknown), ([replace(lead, due=None)], handling.DueMissing),
        ([replace(lead, due=date(2018, 3, 1))], handling.DuePast), ([lead] * 41, handling.TooManyParts),
    ):  # fmt: skip
        with pytest.raises(error):
            handling.instruct(actor=hall.leader, at=AT, document_uid=uid, words=WORDS, named=rows)
    for words, refusal in (("", handling.WordsMissing), ("a" * 2001, handling.WordsTooLong)):
        with pytest.raises(refusal):
            handling.instruct(actor=hall.leader, at=AT, document_uid=uid, words=words, named=[lead])
    with pytest.raises(handling.NotYourPart):
        handling.instruct(actor=hall.clerk, at=AT, document_uid=uid, words=WORDS, named=[lead])
    assert chain(hall.leader, uid).parts == ()


def test_who_may_not_hold_a_task_is_not_named(hall: Hall) -> None:
    uid = presented(hall)
    admin = hall.town.actor("district", "system_admin")
    with pytest.raises(tasks.CannotHold):
        handling.instruct(actor=hall.leader, at=AT, document_uid=uid, words=WORDS, named=[
            handling.Named("lead", admin.unit_id, admin.person_uid, due=FRIDAY)])  # fmt: skip
    assert chain(hall.leader, uid).state == "presented"


def test_nobody_does_the_part_of_another(hall: Hall) -> None:
    uid = instructed(hall, handling.Named("info", hall.other.unit_id))
    lead, co, info = (hall.part(uid, one).uid for one in (hall.lead, hall.co, hall.other))
    facts: dict[str, Any] = {"at": AT, "document_uid": uid}
    acts: tuple[tuple[Callable[[], None], type[Refusal]], ...] = (
        (lambda: handling.answer(actor=hall.lead, part_uid=co, words="Thay", **facts), handling.NotYourPart),
        (lambda: handling.answer(actor=hall.lead, part_uid=lead, words="Xong", **facts), handling.LeadFinishes),
        (lambda: handling.answer(actor=hall.other, part_uid=info, words="Xong", **facts), handling.NotForInfo),
        (lambda: handling.take(actor=hall.other, part_uid=info, **facts), handling.NotForInfo),
        (lambda: handling.pass_down(actor=hall.other, part_uid=info, person_uid=new_uid(), **facts), handling.NotForInfo),
        (lambda: handling.mark_read(actor=hall.co, part_uid=co, **facts), handling.OnlyForInfo),
        (lambda: handling.waive(actor=hall.leader, part_uid=lead, reason="Miễn", **facts), handling.OnlyCooperators),
        (lambda: handling.waive(actor=hall.lead, part_uid=co, reason="Miễn", **facts), handling.NotYourPart),
        (lambda: handling.finish(actor=hall.co, words="Xong", **facts), handling.NotYourPart),
        (lambda: handling.pass_down(actor=hall.lead, part_uid=lead, person_uid=new_uid(), **facts), handling.TargetUnknown),
        (lambda: handling.take(actor=hall.lead, part_uid=new_uid(), **facts), handling.PartUnknown),
        (lambda: handling.ask_more_time(actor=hall.other, part_uid=info, until=FRIDAY, reason="-", **facts), handling.NotForInfo),
        (lambda: handling.take(actor=hall.town.commune, part_uid=lead, **facts), handling.LetterUnknown),
    )  # fmt: skip
    for act, error in acts:
        with pytest.raises(error):
            act()
    answered(hall, uid)
    with pytest.raises(handling.PartClosed):
        handling.answer(actor=hall.co, part_uid=co, words="Lần nữa", **facts)
    finished(hall, uid)
    with pytest.raises(handling.AlreadyEnded):
        finished(hall, uid)


def test_a_stand_in_does_the_part_of_the_absent_person(hall: Hall) -> None:
    uid = instructed(hall)
    handling.pass_down(
        actor=hall.lead, at=AT, document_uid=uid, part_uid=hall.part(uid, hall.lead).uid, person_uid=hall.expert.person_uid
    )
    below = hall.part(uid, hall.lead).below[0].uid
    other = replace(hall.expert, person_uid=new_uid(), name="Nông Thị Bích")
    with pytest.raises(handling.LetterUnknown):
        handling.answer(actor=other, at=AT, document_uid=uid, part_uid=below, words="Thay")
    stand_in = replace(other, stands_for=frozenset({hall.expert.person_uid}))
    handling.answer(actor=stand_in, at=AT, document_uid=uid, part_uid=below, words="Làm thay")
    assert hall.part(uid, hall.lead).below[0].closed_by == "Nông Thị Bích"


def test_a_party_letter_is_handled_by_the_state_only_where_the_instruction_says_so(hall: Hall) -> None:
    town = hall.town
    a_term(town)
    secretary = replace(town.actor("party", "unit_head"), capacity=Capacity.PARTY)
    secretary = replace(secretary, sees=secretary.sees | town.party.sees | town.board.sees)
    taken = registered(town.party, body="party_committee", symbol="14-NQ/TU", type_key="nghi-quyet", issuer="Tỉnh ủy Quảng Ninh")
    uid = taken.document_uid
    assert uid is not None
    handling.present(actor=town.party, at=AT, document_uid=uid, leader_uid=secretary.person_uid)
    handling.instruct(actor=secretary, at=AT, document_uid=uid, words="Giao UBND huyện", named=[
        handling.Named("lead", hall.leader.unit_id, due=NEXT_FRIDAY), handling.Named("info", town.board.unit_id)])  # fmt: skip
    with ledger.seeing(hall.leader.sees):
        assert documents.opened(actor=hall.leader, at=AT, document_uid=uid).shared is not None
        assert [row.side for row in handling.chain(hall.leader, uid, AT).parts] == ["state", "party"]
        assert tasks.inbox(hall.leader, AT).rows[0].subject == "", "what a Party paper says stands in no task"
        with pytest.raises(handling.LetterUnknown):
            handling.chain(replace(hall.leader, capacity=Capacity.PARTY), uid, AT)
    with ledger.seeing(hall.clerk.sees), pytest.raises(handling.LetterUnknown):
        handling.chain(hall.clerk, uid, AT)


def test_no_letter_has_two_leads_and_none_is_closed_without_words(hall: Hall) -> None:
    uid = instructed(hall)
    with ledger.seeing(hall.leader.sees):
        row = Part.objects.get(letter__document__uid=uid, role="co")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
    for facts in ({"role": "lead"}, {"state": "waived", "closed_at": AT, "closed_by": "ai"}, {"due_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Part.objects.filter(pk=row.pk).update(**facts)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE lienthong_web")
    with ledger.seeing(hall.leader.sees), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Part.objects.filter(pk=row.pk).update(role="info")
