"""Letters of units that end: who takes a unit over has its open parts and its leader's letters; what was done stays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from lienthong.casework.documents import public as documents
from lienthong.casework.handling import public as handling
from lienthong.casework.handling.models import Part
from lienthong.casework.handling.testing import (
    AT,
    NEXT_FRIDAY,
    WORDS,
    Hall,
    answered,
    chain,
    instructed,
    letter,
    named,
    presented,
)
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.org.testing import a_post, a_unit, an_appointment
from lienthong.toolkit.actor import Actor

LATER = AT + timedelta(hours=1)


def followed(hall: Hall, heirs: Mapping[int, int]) -> tuple[set[UUID], list[tasks.Reseated]]:
    """Let heirs take over what units have in hand, as an act that ends them does; return the letters and the tasks."""
    with ledger.seeing(set(org.Unit.objects.values_list("pk", flat=True))):
        uids = handling.strayed(list(heirs))
        return uids, handling.follow(actor=hall.leader, at=LATER, uids=uids, heirs=heirs)


def inbox(actor: Actor) -> list[str]:
    with ledger.seeing({actor.unit_id}):
        return [row.title for row in tasks.inbox(actor, LATER).rows]


def test_who_takes_a_unit_over_reads_and_finishes_what_it_led(hall: Hall) -> None:
    uid, heir = instructed(hall), hall.other
    due = hall.part(uid, hall.lead).due_at
    assert inbox(heir) == []
    uids, moved = followed(hall, {hall.lead.unit_id: heir.unit_id})
    assert uids == {letter(hall, uid).uid}
    assert [(one.task.title, one.from_unit_id, one.kept) for one in moved] == [
        ("Chủ trì xử lý văn bản", hall.lead.unit_id, False)
    ]

    with ledger.seeing({heir.unit_id}):
        assert documents.readable(heir, uid)
        lead = next(one for one in handling.chain(heir, uid, LATER).parts if one.role == "lead")
        history = ledger.history(letter(hall, uid).uid)
    assert (lead.unit_id, lead.came_from, lead.due_at, lead.mine) == (heir.unit_id, hall.lead.unit, due, True)
    assert {"letter_presented", "letter_instructed", "letter_followed"} <= {one.activity for one in history}
    assert inbox(heir) == ["Chủ trì xử lý văn bản"]
    assert inbox(hall.lead) == []
    answered(hall, uid, at=LATER)
    handling.finish(actor=heir, at=LATER, document_uid=uid, words="Đã tham mưu")
    assert letter(hall, uid).state == "finished"
    with ledger.seeing(hall.clerk.sees):
        slip = handling.slip(hall.clerk, uid, LATER)
    assert slip["parts"][0]["task"] == f"tiếp nhận từ {hall.lead.unit}"


def test_an_answer_that_was_given_stays_with_the_unit_that_gave_it(hall: Hall) -> None:
    uid = instructed(hall)
    answered(hall, uid)
    assert followed(hall, {hall.co.unit_id: hall.other.unit_id}) == (set(), [])
    part = hall.part(uid, hall.co)
    assert (part.unit_id, part.came_from, part.state) == (hall.co.unit_id, "", "done")


def test_what_was_passed_down_goes_on_with_its_person_who_works_at_the_heir_too(hall: Hall) -> None:
    uid = instructed(hall)
    handling.pass_down(
        actor=hall.lead, at=AT, document_uid=uid, part_uid=hall.part(uid, hall.lead).uid, person_uid=hall.expert.person_uid
    )
    unit = hall.town.district.units["finance"]
    an_appointment(a_post(unit, "specialist"), hall.town.district.person("home_affairs", "specialist"))

    _, (moved,) = followed(hall, {hall.lead.unit_id: unit.pk})
    assert (moved.kept, moved.task.holder_uid) == (True, hall.expert.person_uid)
    with ledger.seeing(hall.leader.sees):
        below = Part.objects.get(parent__isnull=False)
    assert (below.unit_id, below.person_uid) == (unit.pk, hall.expert.person_uid)


def test_what_nobody_goes_on_with_is_for_who_leads_the_heir(hall: Hall) -> None:
    uid, heir = instructed(hall), hall.other
    handling.pass_down(
        actor=hall.lead, at=AT, document_uid=uid, part_uid=hall.part(uid, hall.lead).uid, person_uid=hall.expert.person_uid
    )
    assert followed(hall, {hall.lead.unit_id: heir.unit_id})[1][0].task.holder_uid is None
    assert inbox(heir) == ["Chủ trì xử lý văn bản"]
    below = next(one for part in hall.parts(uid) for one in part.below)
    assert (below.name, below.came_from) == (heir.unit, hall.lead.unit)
    handling.take_back(actor=heir, at=LATER, document_uid=uid, part_uid=below.uid, reason="Người được giao không sang")
    answered(hall, uid, at=LATER)
    handling.finish(actor=heir, at=LATER, document_uid=uid, words="Đã tham mưu")


def test_a_request_for_more_time_is_decided_by_who_leads_the_heir_of_its_giver(hall: Hall) -> None:
    uid = instructed(hall)
    part = hall.part(uid, hall.co)
    handling.ask_more_time(
        actor=hall.co, at=AT, document_uid=uid, part_uid=part.uid, until=NEXT_FRIDAY + timedelta(days=7), reason="Chờ số liệu"
    )
    followed(hall, {hall.leader.unit_id: hall.other.unit_id})
    assert inbox(hall.other) == ["Quyết định gia hạn"]
    handling.decide_more_time(actor=hall.other, at=LATER, document_uid=uid, part_uid=part.uid, grant=True)


def test_the_leader_of_the_heir_instructs_on_a_letter_that_waited(hall: Hall) -> None:
    uid, heir = presented(hall), hall.other
    followed(hall, {hall.leader.unit_id: heir.unit_id})
    found = chain(heir, uid)
    assert (found.leader, found.came_from, found.acts) == (heir.name, hall.leader.unit, ("instruct", "file"))
    with ledger.seeing({heir.unit_id}):
        assert documents.readable(heir, uid)
    handling.instruct(
        actor=heir, at=LATER, document_uid=uid, words=WORDS, named=[handling.Named("lead", heir.unit_id, due=NEXT_FRIDAY)]
    )
    assert letter(hall, uid).state == "assigned"


def test_a_leader_who_leads_the_heir_keeps_the_letter_and_where_nobody_does_its_name_stays(hall: Hall) -> None:
    kept, alone = presented(hall), presented(hall, symbol="1521/UBND-TH1")
    unit = hall.town.district.units["finance"]
    an_appointment(a_post(unit, "unit_head", title="Trưởng ban"), hall.town.district.person("district", "unit_head"))
    followed(hall, {hall.leader.unit_id: unit.pk})
    assert (letter(hall, kept).leader_uid, letter(hall, kept).leader_unit_id) == (hall.leader.person_uid, unit.pk)

    empty = a_unit("Ban Chuyển tiếp", parent=hall.town.district.units["district"], code="H49.90.99")
    followed(hall, {unit.pk: empty.pk})
    row = letter(hall, alone)
    assert (row.leader_uid, row.leader_unit_id, row.came_from_id) == (hall.leader.person_uid, empty.pk, unit.pk)


def test_a_unit_that_led_and_took_a_co_operator_over_goes_on_with_the_part_that_is_named_again(hall: Hall) -> None:
    uid = instructed(hall)
    followed(hall, {hall.co.unit_id: hall.lead.unit_id})
    mine = [one.role for one in hall.parts(uid) if one.unit_id == hall.lead.unit_id]
    assert mine == ["lead", "co"]
    lead = [one for one in named(hall) if one.role == "lead"]
    handling.instruct(actor=hall.leader, at=LATER, document_uid=uid, words=WORDS, named=lead)
    assert [(one.role, one.state) for one in hall.parts(uid)] == [("lead", "open"), ("co", "withdrawn")]
    handling.finish(actor=hall.lead, at=LATER, document_uid=uid, words="Đã tham mưu")
