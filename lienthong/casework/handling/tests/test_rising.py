"""Late parts rise by themselves: to the head, to who instructed, to the leader, each rung once; what ends, ends its marks."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from procrastinate.contrib.django import app

from lienthong.casework.documents import public as documents
from lienthong.casework.handling import jobs
from lienthong.casework.handling import public as handling
from lienthong.casework.handling.models import Letter, Move, Part
from lienthong.casework.handling.testing import (
    AT,
    FRIDAY,
    WORDS,
    Hall,
    answered,
    came,
    chain,
    finished,
    instructed,
    marks,
    risen,
)
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.ledger.testing import as_worker
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.clock import VIETNAM

THURSDAY_4PM = datetime(2018, 3, 15, 16, tzinfo=VIETNAM)
FRIDAY_8AM = datetime(2018, 3, 16, 8, tzinfo=VIETNAM)
FRIDAY_NIGHT = datetime(2018, 3, 16, 20, tzinfo=VIETNAM)
SATURDAY = datetime(2018, 3, 17, 10, tzinfo=VIETNAM)
MONDAY = datetime(2018, 3, 19, 16, 59, tzinfo=VIETNAM)
TUESDAY = datetime(2018, 3, 20, 8, tzinfo=VIETNAM)
THURSDAY = datetime(2018, 3, 22, 8, tzinfo=VIETNAM)
NEAR, LATE, DAY, DAYS = (one.words for one in handling.ladder().rungs)


@pytest.fixture
def passed(hall: Hall) -> UUID:
    """A letter whose co-operator passed its part down to a specialist, until Friday."""
    uid = instructed(hall, handling.Named("co", hall.lead.unit_id, hall.expert.person_uid, due=FRIDAY))
    answered(hall, uid)
    return uid


def given_down(hall: Hall, uid: UUID) -> None:
    """Let the lead, whose part is due on Friday, pass it down to its specialist."""
    handling.pass_down(
        actor=hall.lead, at=AT, document_uid=uid, part_uid=hall.part(uid, hall.lead).uid, person_uid=hall.expert.person_uid
    )


def alone(hall: Hall) -> UUID:
    """Return a letter that one division handles alone until Friday; its head passed it down."""
    uid = came(hall)
    handling.present(actor=hall.clerk, at=AT, document_uid=uid, leader_uid=hall.leader.person_uid)
    handling.instruct(
        actor=hall.leader, at=AT, document_uid=uid, words=WORDS, named=[handling.Named("lead", hall.lead.unit_id, due=FRIDAY)]
    )
    given_down(hall, uid)
    return uid


def said(hall: Hall, uid: UUID) -> list[tuple[int | None, str]]:
    """Return which rungs a letter climbed and what was said, in order."""
    with ledger.seeing(hall.leader.sees):
        return list(Move.objects.filter(letter__document__uid=uid, kind="rise").order_by("pk").values_list("level", "words"))


def test_a_part_rises_to_the_head_before_its_day_and_on_it_then_to_who_instructed(hall: Hall) -> None:
    uid = alone(hall)

    assert risen(THURSDAY_4PM) == handling.Risen()
    assert risen(FRIDAY_8AM).raised == 1
    assert marks(hall.lead, FRIDAY_8AM) == [NEAR]
    assert risen(FRIDAY_NIGHT) == handling.Risen(raised=1, ended=1)
    assert marks(hall.lead, FRIDAY_NIGHT) == [LATE], "one mark that says how late it is now"
    assert risen(SATURDAY) == handling.Risen(), "a day off is no office time"
    assert risen(MONDAY) == handling.Risen()
    assert risen(TUESDAY).raised == 1
    assert (marks(hall.leader, TUESDAY), marks(hall.lead, TUESDAY)) == ([DAY], [LATE])
    assert risen(THURSDAY).raised == 1
    assert marks(hall.leader, THURSDAY) == [DAYS], "who instructed leads the body: one mark, with the later words"
    assert said(hall, uid) == [(1, NEAR), (2, LATE), (3, DAY), (4, DAYS)]
    assert risen(THURSDAY + timedelta(days=30)) == handling.Risen(), "the ladder ends at the leader"


def test_a_run_twice_raises_nothing_twice_and_a_late_first_run_tells_each_once(hall: Hall) -> None:
    uid = alone(hall)

    assert risen(THURSDAY) == handling.Risen(raised=2)
    assert risen(THURSDAY) == handling.Risen()
    assert said(hall, uid) == [(2, LATE), (4, DAYS)]


def test_the_letter_shows_to_whom_it_rose_and_its_stream_has_the_event(hall: Hall) -> None:
    uid = alone(hall)
    risen(THURSDAY)

    (move, other) = [one for one in hall.part(uid, hall.expert).moves if one.kind == "rise"]
    assert move.whom.startswith(f"{hall.lead.name}, ")
    assert other.whom.startswith(f"{hall.leader.name}, ")
    assert (move.by, move.at) == ("Hệ thống", THURSDAY)
    with ledger.seeing(hall.leader.sees):
        told = [one.activity for one in ledger.history(chain(hall.leader, uid).uid)]
    assert told.count("part_risen") == 2


def test_a_list_says_to_whom_a_part_rose_the_highest(hall: Hall) -> None:
    alone(hall)

    def listed() -> list[str]:
        with ledger.seeing(hall.leader.sees):
            return [row.risen for row in handling.listed(hall.leader, TUESDAY, view="open", wanted=handling.Wanted())[0]]

    assert listed() == [""]
    risen(FRIDAY_8AM)
    assert [one.partition(",")[0] for one in listed()] == [hall.lead.name]
    risen(TUESDAY)
    assert [one.partition(",")[0] for one in listed()] == [hall.leader.name]


def test_a_mark_is_as_late_as_the_part_says_from_where_and_is_nobodys_delay(hall: Hall) -> None:
    uid = alone(hall)
    risen(THURSDAY)
    with ledger.seeing(hall.leader.sees):
        (row,) = [one for one in tasks.inbox(hall.leader, THURSDAY).rows if one.kind == tasks.MARK]
        hands = tasks.overdue_hands([hall.leader.unit_id], THURSDAY)

    assert (row.due_at, row.holder_uid, row.mine) == (hall.part(uid, hall.expert).due_at, hall.leader.person_uid, True)
    assert (row.handed_by, row.from_unit) == (hall.expert.name, hall.lead.unit)
    assert hands == []


def test_what_the_head_has_in_person_rises_to_who_instructed_only(hall: Hall) -> None:
    uid = instructed(hall)
    risen(FRIDAY_NIGHT)
    assert said(hall, uid) == [], "the head of the division finds the part itself in the inbox"

    assert risen(TUESDAY).raised == 1
    assert marks(hall.leader, TUESDAY) == [DAY]


def test_a_part_that_waits_for_others_does_not_rise(hall: Hall) -> None:
    uid = instructed(hall, handling.Named("info", hall.other.unit_id))
    late = datetime(2018, 3, 27, 8, tzinfo=VIETNAM)
    lead = hall.part(uid, hall.lead)
    handling.take(actor=hall.lead, at=AT, document_uid=uid, part_uid=lead.uid)

    risen(late)
    assert [one.role for one in hall.parts(uid) if any(move.kind == "rise" for move in one.moves)] == ["co"]

    answered(hall, uid, at=late)
    risen(late)
    assert marks(hall.leader, late) == [DAY], "now it waits for the lead alone"
    handling.ask_more_time(
        actor=hall.lead, at=late, document_uid=uid, part_uid=lead.uid, until=date(2018, 4, 6), reason="Chờ số liệu của các xã"
    )
    assert risen(late) == handling.Risen(ended=1)
    assert marks(hall.leader, late) == [], "what is asked waits for the leader, as a task of its own"


def test_an_answer_ends_the_marks_at_once(hall: Hall) -> None:
    uid = alone(hall)
    risen(THURSDAY)
    answered(hall, uid, hall.expert, at=THURSDAY)

    assert (marks(hall.lead, THURSDAY), marks(hall.leader, THURSDAY)) == ([], [])
    assert risen(THURSDAY).raised == 1, "the part is the head's again, and as late as before"
    assert marks(hall.leader, THURSDAY) == [DAYS]
    finished(hall, uid, at=THURSDAY)
    assert marks(hall.leader, THURSDAY) == []
    assert risen(THURSDAY) == handling.Risen()


def test_a_later_day_ends_the_marks_and_the_ladder_begins_anew(hall: Hall) -> None:
    uid = alone(hall)
    risen(TUESDAY)
    part = hall.part(uid, hall.expert)
    until = date(2018, 3, 28)
    handling.ask_more_time(actor=hall.expert, at=TUESDAY, document_uid=uid, part_uid=part.uid, until=until, reason="Chờ số liệu")
    handling.decide_more_time(actor=hall.lead, at=TUESDAY, document_uid=uid, part_uid=part.uid, grant=True)

    assert (marks(hall.lead, TUESDAY), marks(hall.leader, TUESDAY)) == ([], [])
    assert risen(TUESDAY) == handling.Risen()
    assert risen(datetime(2018, 3, 28, 8, tzinfo=VIETNAM)).raised == 1
    assert said(hall, uid)[-1] == (1, NEAR)


def test_another_instruction_with_a_later_day_ends_the_marks(hall: Hall) -> None:
    uid = instructed(hall)
    risen(TUESDAY)
    assert marks(hall.leader, TUESDAY) == [DAY]

    named = [
        handling.Named("lead", hall.lead.unit_id, due=date(2018, 3, 30)),
        handling.Named("co", hall.co.unit_id, due=date(2018, 3, 30)),
    ]
    handling.instruct(actor=hall.leader, at=TUESDAY, document_uid=uid, words=WORDS, named=named)

    assert marks(hall.leader, TUESDAY) == []
    assert risen(TUESDAY) == handling.Risen()


def test_a_part_of_somebody_by_name_rises_to_the_head_who_may_read_the_letter(hall: Hall, passed: UUID) -> None:
    assert risen(FRIDAY_8AM).raised == 1
    assert marks(hall.lead, FRIDAY_8AM) == [NEAR]
    with ledger.seeing(hall.lead.sees):
        assert documents.readable(hall.lead, passed)
        assert handling.chain(hall.lead, passed, FRIDAY_8AM).parts


def test_who_instructed_and_left_is_told_through_who_leads_there_now(hall: Hall) -> None:
    uid = alone(hall)
    with ledger.seeing(hall.leader.sees):
        Letter.objects.filter(document__uid=uid).update(leader_uid=hall.clerk.person_uid)
    risen(TUESDAY)

    assert marks(hall.leader, TUESDAY) == [DAY]


def test_what_the_head_has_by_name_does_not_rise_to_the_head(hall: Hall) -> None:
    uid = instructed(hall, handling.Named("co", hall.other.unit_id, hall.other.person_uid, due=FRIDAY))
    answered(hall, uid)
    risen(FRIDAY_NIGHT)

    assert said(hall, uid) == []


def test_what_the_leader_does_alone_rises_to_nobody(hall: Hall) -> None:
    here = hall.leader.unit_id
    for whom in (handling.Named("co", here, due=FRIDAY), handling.Named("co", here, hall.leader.person_uid, due=FRIDAY)):
        uid = instructed(hall, whom, symbol=f"{1710 + bool(whom.person_uid)}/UBND-TH")
        answered(hall, uid)
        risen(THURSDAY)
        assert said(hall, uid) == []


def test_where_nobody_leads_the_rung_is_passed_by(hall: Hall) -> None:
    uid = alone(hall)
    day = TUESDAY.date()
    for one in org.staff_of([hall.leader.unit_id], day):
        if {"unit_head", "division_head"} & set(one.duties):
            org.end_appointment(appointment_uid=one.appointment_uid, on=day)
    risen(THURSDAY)

    assert said(hall, uid) == [(2, LATE)]


def test_a_year_without_its_days_off_stops_no_other_letter(hall: Hall) -> None:
    uid, other = alone(hall), instructed(hall, symbol="1701/UBND-TH")
    with ledger.seeing(hall.leader.sees):
        Part.objects.filter(letter__document__uid=uid).update(due_at=datetime(1990, 1, 2, 17, tzinfo=VIETNAM))

    assert risen(TUESDAY) == handling.Risen(raised=1, unknown=1)
    assert said(hall, other) == [(3, DAY)]


def test_the_worker_lets_parts_rise_every_hour(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    (cron,) = [one.cron for (name, _), one in app.periodic_registry.periodic_tasks.items() if name == jobs.escalate.name]
    assert cron == "5 * * * *"

    alone(hall)
    monkeypatch.setattr(clock, "now", lambda: TUESDAY)
    with as_worker():
        assert jobs.escalate(0) == {"raised": 2, "ended": 0, "unknown": 0}
