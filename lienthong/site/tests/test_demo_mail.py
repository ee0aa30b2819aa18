"""The mail of the demonstration's past: some four hundred letters in two years, each in the registers of both sides, handled."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from lienthong.casework.delivery import public as delivery
from lienthong.casework.delivery.testing import broken as broken_delivery
from lienthong.casework.delivery.testing import carried
from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import Town, a_town, broken, registered
from lienthong.casework.drafting import public as drafting
from lienthong.casework.handling import public as handling
from lienthong.casework.handling.testing import broken as broken_handling
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY, MONDAY_8AM
from lienthong.office.worktime import public as worktime
from lienthong.office.worktime.testing import load_calendars
from lienthong.site.demo import chains, crowd, mail, stories
from lienthong.site.demo.scenes import DISTRICT_2018
from lienthong.site.demo.staff import Staff
from lienthong.site.demo.stage import CALENDAR
from lienthong.toolkit.actor import Actor

SEED = DISTRICT_2018.seed


@pytest.fixture
def town(db: Any) -> Town:
    """A small Bình Liêu with calendar, Party office and clerks."""
    load_calendars()
    return a_town()


def drawn() -> list[crowd.Mail]:
    """Return every letter of the crowd up to the present of the demonstration."""
    calendar = worktime.calendar(CALENDAR)
    made: list[crowd.Mail] = []
    for year, month in mail.months_of(MONDAY_8AM, DISTRICT_2018):
        days = crowd.working_days(calendar, year, month, date(2017, 1, 4), date(2018, 3, 7))
        made += crowd.letters_of(year, month, days, seed=SEED)
    return made


def test_some_four_hundred_letters_are_drawn_between_every_side_and_the_same_each_time(db: Any) -> None:
    load_calendars()
    letters = drawn()
    assert 380 <= len(letters) <= 470
    assert letters == drawn()
    senders = Counter(one.sender.partition(":")[0] for one in letters)
    assert {"commune", "district", "party", "council", "division.home_affairs"} <= set(senders)
    assert {one.sender for one in letters if one.sender.startswith("commune")} == {f"commune:{number}" for number in range(8)}
    assert {place for one in letters for place in one.to} >= {"district", "party", *(f"commune:{number}" for number in range(8))}
    assert {one.day.year for one in letters} == {2017, 2018}
    assert not any("{" in one.subject for one in letters)


def test_a_short_month_has_fewer_letters_and_one_without_days_has_none() -> None:
    whole = [date(2017, 5, day) for day in range(8, 31) if date(2017, 5, day).weekday() < 5]
    assert len(crowd.letters_of(2017, 5, whole[:5], seed=SEED)) < len(crowd.letters_of(2017, 5, whole, seed=SEED))
    assert crowd.letters_of(2017, 5, [], seed=SEED) == []


def test_months_go_from_the_first_day_to_the_present() -> None:
    assert crowd.months(date(2017, 11, 30), date(2018, 2, 1)) == [(2017, 11), (2017, 12), (2018, 1), (2018, 2)]


def incoming(actor: Actor, year: int) -> list[documents.EntryRow]:
    """Return the incoming lines of a clerk's unit in a year."""
    with ledger.seeing(actor.sees):
        rows = [row for row in documents.registers_of(actor, date(year, 6, 1)) if row.direction == "in"]
        return [line for row in rows for line in documents.all_lines(actor, row.uid)]


def test_a_letter_stands_in_the_register_of_who_sent_it_and_of_each_who_got_it(town: Town) -> None:
    assert mail.write_month(MONDAY_8AM, DISTRICT_2018, 2017, 5) > 10

    with ledger.seeing(town.clerk.sees):
        sent = delivery.all_sent(town.clerk)
        out = {line.label for row in documents.registers_of(town.clerk, MONDAY.replace(year=2017)) if row.direction == "out"
               for line in documents.all_lines(town.clerk, row.uid)}  # fmt: skip
    got = {line.symbol for line in (*incoming(town.commune, 2017), *incoming(town.other, 2017), *incoming(town.party, 2017))}
    assert sent
    assert {row.symbol for row in sent} <= got & out
    assert {row.means for row in sent} == {"paper"}
    assert broken() == broken_delivery() == broken_handling() == []


def test_numbers_of_a_month_go_with_its_days(town: Town) -> None:
    mail.write_month(MONDAY_8AM, DISTRICT_2018, 2017, 5)
    mail.write_month(MONDAY_8AM, DISTRICT_2018, 2017, 6)
    for actor in (town.clerk, town.party, town.commune):
        days = [line.day for line in incoming(actor, 2017)]
        assert days
        assert days == sorted(days)


def test_a_month_written_twice_adds_nothing(town: Town) -> None:
    mail.write_month(MONDAY_8AM, DISTRICT_2018, 2017, 5)
    there = len(incoming(town.clerk, 2017))
    assert mail.write_month(MONDAY_8AM, DISTRICT_2018, 2017, 5) >= 0
    assert len(incoming(town.clerk, 2017)) == there


def test_the_letters_of_the_last_weeks_go_by_wire_with_their_file_and_show_as_registered(town: Town) -> None:
    mail.write_month(MONDAY_8AM, DISTRICT_2018, 2018, 3)
    carried()
    rows = [row for actor in (town.clerk, town.party, town.commune) for row in sent_by(actor) if row.means == "inside"]
    assert rows
    assert {row.state for row in rows} <= {"registered", "assigned", "processing", "done"}
    assert all(row.registered_at and row.registered_at.date() == row.queued_at.date() for row in rows)
    with ledger.seeing(town.clerk.sees):
        sheets = [documents.document(town.clerk, line.document_uid) for line in incoming(town.clerk, 2018) if line.document_uid]
    assert any(sheet.files for sheet in sheets)


def sent_by(actor: Actor) -> list[delivery.DispatchRow]:
    """Return what a clerk's unit sent."""
    with ledger.seeing(actor.sees):
        return delivery.all_sent(actor)


def followed(town: Town, script: str, *, days: int = 60) -> UUID:
    """Let a letter come to the district so many days before the present and go as a script says; return its document."""
    came = MONDAY_8AM - timedelta(days=days)
    symbol = f"{100 + list(chains.SCRIPTS).index(script)}/UBND-TH"
    uid = registered(town.clerk, at=came, arrived_at=came, issued_on=came.date(), symbol=symbol).document_uid
    assert uid is not None
    room = chains.Chains(MONDAY_8AM, Staff(MONDAY_8AM), worktime.calendar(CALENDAR))
    letter = chains.Came(uid, town.clerk, town.head, ("home_affairs", "justice", "finance"), came, "a letter")
    assert room.follow(letter, script) == len(chains.SCRIPTS[script])
    return uid


def standing(town: Town, uid: UUID) -> handling.Standing | None:
    """Return where the handling of a letter stands, as its clerk sees it."""
    with ledger.seeing(town.clerk.sees | town.head.sees):
        return handling.standing(town.clerk, uid)


@pytest.mark.thorough
@pytest.mark.parametrize("script", chains.SCRIPTS)
def test_every_script_goes_to_its_end_and_leaves_the_letter_there(town: Town, script: str) -> None:
    acts = [act for _, act in chains.SCRIPTS[script]]
    found = standing(town, followed(town, script))
    if not acts:
        assert found is None
    else:
        assert found is not None
        assert (found.closed_at is not None) == bool({"finish", "file", "file_by_leader"} & set(acts))
    assert broken_handling() == []


def test_a_letter_of_yesterday_stands_where_it_is_by_now(town: Town) -> None:
    came = MONDAY_8AM - timedelta(days=3)
    uid = registered(town.clerk, at=came, arrived_at=came, issued_on=came.date()).document_uid
    assert uid is not None
    room = chains.Chains(MONDAY_8AM, Staff(MONDAY_8AM), worktime.calendar(CALENDAR))
    assert room.follow(chains.Came(uid, town.clerk, town.head, ("home_affairs",), came, "x"), "on_time") == 1
    found = standing(town, uid)
    assert found is not None
    assert found.state == "presented"


def test_statistics_show_every_state_of_a_part(town: Town) -> None:
    """What is answered in time, late, waived, open and late; and ended, filed, waiting for the leader."""
    for script in ("on_time", "late", "waived", "overdue", "extended", "given_back", "passed_down", "filed", "presented"):
        followed(town, script)
    followed(town, "assigned", days=4)
    with ledger.seeing(town.clerk.sees | town.head.sees):
        rows = handling.by_unit(town.head, date(2017, 1, 1), MONDAY_8AM.date(), MONDAY_8AM)
        week = handling.week(town.clerk, date(2017, 1, 1), MONDAY_8AM.date(), MONDAY_8AM)
    assert all(handling.totals(rows)[verdict] for verdict in handling.VERDICTS)
    assert week.finished >= 5
    assert all((week.filed, week.finished_late, week.waiting, week.open, week.late))


@pytest.fixture
def told(town: Town) -> Town:
    """A town in which both stories were played, each act on its day."""
    room = mail.Mailroom(MONDAY_8AM, DISTRICT_2018)
    room.post.open_term()
    calendar, day = worktime.calendar(CALENDAR), date(2018, 1, 15)
    while day < MONDAY:
        room.stories.play(day)
        day = calendar.working_day_after(day, 1)
    return town


def found(actor: Actor, words: str, direction: str) -> list[documents.EntryRow]:
    """Return the lines of a clerk's registers that say some words."""
    with ledger.seeing(actor.sees):
        return [row.line for row in documents.search(actor, words, direction=direction).rows]


def test_the_answers_to_the_resolution_are_a_chain_from_the_province_and_back(told: Town) -> None:
    """Inspection -> question -> instruction -> reports of divisions and communes -> one answer -> report to the province."""
    assert len(found(told.party, stories.INSPECTION, "in")) == 1
    assert len(found(told.party, stories.ASKED, "out")) == 1
    (asked,) = found(told.clerk, stories.ASKED, "in")
    reports = found(told.clerk, stories.REPORTED, "in")
    assert len({line.issuer for line in reports}) >= 4, "two communes and some divisions"
    (summary,) = found(told.clerk, stories.SUMMARY, "out")
    assert [line.symbol for line in found(told.party, stories.SUMMARY, "in")] == [summary.symbol]
    assert len(found(told.party, stories.TO_PROVINCE, "out")) == 1
    assert asked.document_uid is not None
    with ledger.seeing(told.head.sees):
        chain = handling.chain(told.head, asked.document_uid, MONDAY_8AM)
    assert chain.state == "finished"
    assert chain.answer_uid == summary.document_uid
    assert {part.state for part in chain.parts} == {"done"}
    assert len([part for part in chain.parts if part.role == "co"]) >= 2
    assert broken() == broken_handling() == broken_delivery() == []


def test_the_plan_was_returned_once_signed_and_stands_in_the_communes_registers(told: Town) -> None:
    (plan,) = found(told.clerk, stories.PLAN, "out")
    assert plan.document_uid is not None
    for commune in (told.commune, told.other):
        assert [line.symbol for line in found(commune, stories.PLAN, "in")] == [plan.symbol]
    writer = told.actor("home_affairs", "specialist")
    with ledger.seeing(writer.sees):
        (draft,) = drafting.drafts(writer, word=stories.PLAN)[0]
    assert (draft.versions, draft.document_uid) == (2, plan.document_uid)
    with ledger.seeing(told.clerk.sees):
        assert documents.document(told.clerk, plan.document_uid).files


@pytest.mark.thorough
def test_a_story_told_twice_is_told_once(told: Town) -> None:
    room = mail.Mailroom(MONDAY_8AM, DISTRICT_2018)
    day = worktime.calendar(CALENDAR).working_day_after(date(2018, 1, 14), 1)
    while day < MONDAY:
        room.stories.play(day)
        day = worktime.calendar(CALENDAR).working_day_after(day, 1)
    assert len(found(told.clerk, stories.SUMMARY, "out")) == 1
    assert len(found(told.clerk, stories.PLAN, "out")) == 1
