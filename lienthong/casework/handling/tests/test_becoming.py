"""A letter that became a citizen's dossier: its course says so, and it is finished where that is the end of it."""

from __future__ import annotations

from uuid import UUID

from lienthong.casework.handling import public as handling
from lienthong.casework.handling.testing import (
    AT,
    NEXT_FRIDAY,
    Hall,
    answered,
    came,
    chain,
    finished,
    instructed,
    named,
    presented,
)
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor

CODE = "H49.90.06-180312-0001"
SAID = f"Đã chuyển thành hồ sơ {CODE}"


def became(hall: Hall, uid: UUID, actor: Actor, code: str = CODE) -> bool:
    with ledger.seeing({unit.pk for unit in hall.town.district.units.values()}):
        return handling.became_dossier(actor=actor, at=AT, document_uid=uid, code=code)


def said(hall: Hall, uid: UUID) -> list[str]:
    return [one.words for one in chain(hall.leader, uid).dossiers]


def test_a_letter_is_finished_with_the_dossier_that_its_lead_received(hall: Hall) -> None:
    uid = instructed(hall)
    answered(hall, uid)
    assert became(hall, uid, hall.expert), "somebody of the unit that leads received it"
    found = chain(hall.leader, uid)
    assert (found.state, found.closing, found.closed_by) == ("finished", SAID, hall.expert.name)
    assert said(hall, uid) == [SAID]


def test_a_letter_stays_open_while_a_co_operator_owes_an_answer(hall: Hall) -> None:
    uid = instructed(hall)
    assert not became(hall, uid, hall.expert)
    assert (chain(hall.leader, uid).state, said(hall, uid)) == ("assigned", [SAID])
    answered(hall, uid)
    finished(hall, uid)


def test_a_letter_that_another_unit_leads_says_which_dossier_it_became(hall: Hall) -> None:
    uid = instructed(hall)
    answered(hall, uid)
    assert not became(hall, uid, hall.other)
    assert (chain(hall.leader, uid).state, said(hall, uid)) == ("assigned", [SAID])


def test_a_part_passed_down_is_answered_by_who_received_the_dossier(hall: Hall) -> None:
    uid = instructed(hall)
    answered(hall, uid)
    part = hall.part(uid, hall.lead).uid
    person = hall.expert.person_uid
    handling.pass_down(actor=hall.lead, at=AT, document_uid=uid, part_uid=part, person_uid=person, due=NEXT_FRIDAY)
    assert not became(hall, uid, hall.lead, "H49.90.06-180312-0002"), "the expert has it, and did not receive it"
    assert became(hall, uid, hall.expert)
    assert {one.state for one in hall.parts(uid)} == {"done"}


def test_told_twice_it_is_said_once_and_a_letter_that_nobody_leads_stays_as_it_is(hall: Hall) -> None:
    uid = presented(hall)
    assert not became(hall, uid, hall.lead)
    assert not became(hall, uid, hall.lead)
    assert said(hall, uid) == [SAID]
    assert chain(hall.leader, uid).state == "presented"
    handling.instruct(actor=hall.leader, at=AT, document_uid=uid, words="Giao Phòng Nội vụ", named=named(hall))


def test_a_letter_that_nobody_presented_has_no_course_to_say_it(hall: Hall) -> None:
    assert not became(hall, came(hall), hall.lead)
