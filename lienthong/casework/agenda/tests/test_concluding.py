"""Conclusions: written once something took place; what they give to do stands in the one list of tasks until it is reported."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from lienthong.casework.agenda import public as agenda
from lienthong.casework.agenda.testing import TUESDAY, Hall, broken, drafted, published
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.identity import new_uid

HELD = MONDAY_8AM + timedelta(days=8, hours=2)
DUE = TUESDAY + timedelta(days=7)
TEXT = "Chủ tịch kết luận:\nPhòng Tư pháp rà soát thủ tục chứng thực."


@pytest.fixture
def entry(hall: Hall) -> UUID:
    """A meeting of an approved week."""
    uid = drafted(hall.office)
    published(hall.office, hall.head)
    return uid


def given(hall: Hall, **facts: Any) -> agenda.Given:
    told: dict[str, Any] = {"what": "Rà soát thủ tục chứng thực", "unit": hall.unit("justice"), "due_on": DUE, **facts}
    return agenda.Given(**told)


def concluded(hall: Hall, entry: UUID, *jobs: agenda.Given, at: Any = HELD, key: UUID | None = None, text: str = TEXT) -> UUID:
    return agenda.conclude(actor=hall.office, at=at, entry_uid=entry, text=text, given=jobs, key=key)


def shown(actor: Actor, entry: UUID, at: Any = HELD) -> agenda.ConclusionRow:
    with ledger.seeing(actor.sees):
        return agenda.conclusions(entry, at)[0]


def inbox(actor: Actor) -> list[tuple[str, str, bool]]:
    with ledger.seeing(actor.sees):
        return [(row.object_type, row.code, row.mine) for row in tasks.inbox(actor, HELD).rows]


def sheet(actor: Actor, uid: UUID, at: Any = HELD) -> agenda.JobSheet:
    with ledger.seeing(actor.sees):
        return agenda.job(actor, uid, at)


def test_what_a_conclusion_gives_to_do_stands_in_the_inbox_and_its_answer_on_the_entry(hall: Hall, entry: UUID) -> None:
    concluded(hall, entry, given(hall))
    (job,) = shown(hall.office, entry).jobs
    assert inbox(hall.justice) == [("conclusion", "KL.200318.1", False)]
    assert (sheet(hall.justice, job.uid).acts, sheet(hall.office, job.uid).acts) == (("claim", "report"), ("withdraw",))
    assert shown(hall.office, entry).text == TEXT

    agenda.claim(actor=hall.justice, at=HELD, job_uid=job.uid)
    assert inbox(hall.justice) == [("conclusion", "KL.200318.1", True)]
    with pytest.raises(agenda.AnswerMissing):
        agenda.report(actor=hall.justice, at=HELD, job_uid=job.uid, answer=" \n ")
    with pytest.raises(agenda.TooLong):
        agenda.report(actor=hall.justice, at=HELD, job_uid=job.uid, answer="x" * 2001)
    agenda.report(actor=hall.justice, at=HELD, job_uid=job.uid, answer="Đã rà soát 12 thủ tục.")

    (done,) = shown(hall.office, entry).jobs
    assert (done.state, done.answer, done.closed_by, done.late) == ("done", "Đã rà soát 12 thủ tục.", hall.justice.name, False)
    assert inbox(hall.justice) == []
    with pytest.raises(agenda.JobClosed):
        agenda.report(actor=hall.justice, at=HELD, job_uid=job.uid, answer="lần nữa")
    with pytest.raises(agenda.JobClosed):
        agenda.withdraw(actor=hall.office, at=HELD, job_uid=job.uid, reason="Thôi")
    assert broken() == []


def test_a_person_who_is_named_holds_the_task(hall: Hall, entry: UUID) -> None:
    specialist = hall.town.actor("justice", "specialist")
    concluded(hall, entry, given(hall, person=specialist.person_uid))
    (job,) = shown(hall.office, entry).jobs
    assert (job.person, sheet(specialist, job.uid).holder) == (specialist.name, specialist.name)
    assert inbox(specialist) == [("conclusion", job.code, True)]
    with pytest.raises((tasks.NotYours, tasks.HeldByAnother)):
        agenda.report(actor=hall.town.actor("justice", "records_clerk"), at=HELD, job_uid=job.uid, answer="Xong")


def test_it_is_late_when_its_day_is_over(hall: Hall, entry: UUID) -> None:
    concluded(hall, entry, given(hall))
    last = HELD + timedelta(days=7)
    assert not shown(hall.office, entry, last).jobs[0].late
    assert shown(hall.office, entry, last + timedelta(days=1)).jobs[0].late
    with ledger.seeing(hall.office.sees):
        ((row,), total) = agenda.given(hall.office, last + timedelta(days=1), only_open=True)
    assert (row.late, total) == (True, 1)
    agenda.report(actor=hall.justice, at=last + timedelta(days=1), job_uid=row.uid, answer="Xong muộn")
    assert shown(hall.office, entry, last + timedelta(days=9)).jobs[0].late, "it stays late"
    for reader, open_, all_ in ((hall.office, 0, 1), (hall.head, 0, 1), (hall.justice, 0, 0), (hall.party, 0, 0)):
        with ledger.seeing(reader.sees):
            assert [agenda.given(reader, HELD, only_open=only)[1] for only in (True, False)] == [open_, all_]


def test_what_is_taken_back_leaves_the_inbox_and_says_why(hall: Hall, entry: UUID) -> None:
    concluded(hall, entry, given(hall))
    uid = shown(hall.office, entry).jobs[0].uid
    with pytest.raises(agenda.NotYourPart):
        agenda.withdraw(actor=hall.justice, at=HELD, job_uid=uid, reason="Khó")
    with pytest.raises(agenda.ReasonMissing):
        agenda.withdraw(actor=hall.office, at=HELD, job_uid=uid, reason="")
    agenda.withdraw(actor=hall.office, at=HELD, job_uid=uid, reason="Đã giao Phòng Nội vụ")
    row = shown(hall.office, entry, HELD + timedelta(days=30)).jobs[0]
    assert (row.state, row.answer, row.late, inbox(hall.justice)) == ("withdrawn", "Đã giao Phòng Nội vụ", False, [])


def test_numbers_go_on_in_the_next_conclusion_and_the_same_page_sent_twice_is_one(hall: Hall, entry: UUID) -> None:
    key = new_uid()
    assert concluded(hall, entry, given(hall), key=key) == concluded(hall, entry, given(hall), key=key)
    concluded(hall, entry, given(hall, what="Báo cáo Sở Tư pháp"))
    with ledger.seeing(hall.office.sees):
        codes = [job.code for one in agenda.conclusions(entry, HELD) for job in one.jobs]
    assert codes == ["KL.200318.1", "KL.200318.2"]


def test_nothing_is_concluded_before_it_took_place_or_was_approved(hall: Hall, entry: UUID) -> None:
    with pytest.raises(agenda.NotHeldYet) as told:
        concluded(hall, entry, at=MONDAY_8AM)
    assert "20/03/2018" in told.value.message
    later = drafted(hall.office, day=date(2018, 3, 13), subject="Chưa duyệt")
    with pytest.raises(agenda.NotHeldYet):
        concluded(hall, later)
    with pytest.raises(agenda.NotYourPart):
        agenda.conclude(actor=hall.town.actor("office", "specialist"), at=HELD, entry_uid=entry, text=TEXT)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"what": " "}, agenda.JobIncomplete),
        ({"unit": None}, agenda.JobIncomplete),
        ({"unit": new_uid()}, agenda.JobIncomplete),
        ({"due_on": None}, agenda.JobIncomplete),
        ({"what": "x" * 501}, agenda.TooLong),
        ({"due_on": date(2018, 3, 19)}, agenda.DayPast),
        ({"person": new_uid()}, agenda.NobodyThere),
    ],
)
def test_what_is_given_says_what_who_and_by_when(hall: Hall, entry: UUID, facts: dict[str, Any], refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        concluded(hall, entry, given(hall, **facts))
    with ledger.seeing(hall.office.sees):
        assert agenda.conclusions(entry, HELD) == [], "the whole of it or nothing"


def test_a_conclusion_says_something_and_gives_ten_things_at_most(hall: Hall, entry: UUID) -> None:
    for text, jobs, refusal in (
        (" \n", 0, agenda.ConclusionEmpty),
        ("x" * 4001, 0, agenda.TooLong),
        (TEXT, 11, agenda.TooManyJobs),
    ):
        with pytest.raises(refusal):
            concluded(hall, entry, *[given(hall)] * jobs, text=text)


def test_a_unit_without_a_head_gets_nothing_that_nobody_would_see(hall: Hall, entry: UUID) -> None:
    org.Appointment.objects.filter(post=hall.town.district.post("justice", "division_head")).update(until=TUESDAY)
    with pytest.raises(agenda.NobodyThere) as told:
        concluded(hall, entry, given(hall))
    assert "Phòng Tư pháp" in told.value.message


def test_nobody_else_sees_what_a_unit_was_given(hall: Hall, entry: UUID) -> None:
    concluded(hall, entry, given(hall))
    uid = shown(hall.office, entry).jobs[0].uid
    assert sheet(hall.justice, uid).text == "", "the unit sees what it is to do, not the whole conclusion"
    with pytest.raises(agenda.JobUnknown):
        sheet(hall.town.commune, uid)
    with pytest.raises(agenda.JobUnknown):
        agenda.claim(actor=hall.town.commune, at=HELD, job_uid=uid)


def test_units_that_an_entry_names_read_its_conclusions_unless_it_is_private(hall: Hall) -> None:
    units = (hall.unit("finance"),)
    first = drafted(hall.office, units=units)
    second = drafted(hall.office, units=units, private=True, session="afternoon", starts=None, ends=None)
    published(hall.office, hall.head)
    for uid in (first, second):
        concluded(hall, uid)
    finance = hall.town.actor("finance", "division_head")
    with ledger.seeing(finance.sees):
        assert [len(agenda.conclusions(uid, HELD)) for uid in (first, second)] == [1, 0]


def test_the_invariant_finds_a_job_without_its_task(hall: Hall, entry: UUID) -> None:
    concluded(hall, entry, given(hall), given(hall, unit=hall.unit("finance")))
    assert broken() == []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute("DELETE FROM tasks_task WHERE code = 'KL.200318.1'")
        cursor.execute("UPDATE agenda_job SET state = 'done', answer = 'x', closed_at = now() WHERE code = 'KL.200318.2'")
        cursor.execute("SET LOCAL ROLE lienthong_web")
    assert len(broken()) == 2
