"""The demonstration: a plan that repeats itself, a history that goes through the services, a worker that goes on."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections, transaction

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.fees.models import Till
from lienthong.casework.procedures import public as procedures
from lienthong.casework.tasks import public as tasks
from lienthong.office.accounts import public as accounts
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime
from lienthong.site import jobs
from lienthong.site.demo import log_ins, people, plan, preparing, progress, scenes, stage
from lienthong.site.demo.fate import chance_of, fate_of
from lienthong.site.demo.playing import Player
from lienthong.site.demo.staff import Staff
from lienthong.site.errors import DemoDataOnly
from lienthong.site.models import DemoProgress
from lienthong.toolkit.clock import VIETNAM

PRESENT = datetime(2018, 3, 12, 8, 0, tzinfo=VIETNAM)
DISTRICT = scenes.DISTRICT_2018
CALENDAR = worktime.shipped_calendar(worktime.DEFAULT_CALENDAR)


def an_offer(code: str = "1.001193", *, at_centre: bool = False, immediate: bool = False) -> plan.Offer:
    """Return an offer in force since 2016."""
    cases = (("default", immediate), ("late", immediate))
    return plan.Offer(code, UUID(int=int(code.replace(".", ""))), date(2016, 1, 1), None, at_centre, cases, ("direct", "post"))


OFFERS = (an_offer(immediate=True), an_offer("1.011607"), an_offer("1.001776"), an_offer("1.013225", at_centre=True))


def promised(unit: str, version_uid: UUID, case: str, channel: str, at: datetime) -> datetime:
    """Promise seven working days."""
    return worktime.deadline(at, worktime.Limit(7, worktime.LimitUnit.WORKING_DAY), CALENDAR).due_at


def a_plan(count: int = 300, seed: int = 7, scene: scenes.Scene = DISTRICT) -> list[plan.Planned]:
    """Return a plan on the shipped calendar."""
    return plan.plan(count, plan.Stand(scene, scene.present, OFFERS, CALENDAR, promised), seed=seed)


# --- the plan ------------------------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_plan_and_another_seed_another() -> None:
    assert a_plan() == a_plan()
    assert a_plan() != a_plan(seed=8)


def test_a_plan_has_as_many_dossiers_as_asked_in_the_order_of_entry() -> None:
    made = a_plan()
    assert len(made) == 300
    assert [one.number for one in made] == list(range(1, 301))
    assert [one.entered_at for one in made] == sorted(one.entered_at for one in made)


def test_everything_is_received_in_office_hours_before_the_present() -> None:
    for one in a_plan():
        assert one.received_at < PRESENT
        assert CALENDAR.at_work(one.received_at) == one.received_at
        assert one.received_at <= one.entered_at < PRESENT


def test_nobody_comes_at_tet_or_on_a_sunday() -> None:
    days = {one.day for one in a_plan(1500)}
    assert not any(date(2018, 2, 14) <= day <= date(2018, 2, 20) for day in days)
    assert not any(day.weekday() == 6 for day in days)
    assert {day.year for day in days} == {2017, 2018}


def test_all_nine_counters_receive_and_only_what_is_offered_there() -> None:
    made = a_plan(900)
    assert {one.unit for one in made} == set(DISTRICT.weights)
    assert {one.code for one in made if one.unit == DISTRICT.centre} == {"1.013225"}
    assert "1.013225" not in {one.code for one in made if one.unit != DISTRICT.centre}


def test_after_a_power_cut_the_afternoon_is_entered_the_next_morning() -> None:
    late = [one for one in a_plan(1500) if one.entered_at != one.received_at]
    assert late
    for one in late:
        assert one.entered_at.date() == CALENDAR.working_day_after(one.day, 1)
        assert one.received_at.hour >= 14


def test_each_counter_shows_dossiers_overdue_due_soon_in_time_and_paused() -> None:
    shown = Counter((one.unit, one.living) for one in a_plan(600) if one.living and not one.living.startswith("leg_"))
    assert shown == Counter({(unit, state): 1 for unit in DISTRICT.weights for state in plan.LIVING})
    for one in a_plan(600):
        due = promised(one.unit, one.version_uid, one.case, one.channel, one.received_at)
        if one.living == "overdue":
            assert due < PRESENT
        if one.living == "due_soon":
            assert PRESENT <= due < PRESENT + timedelta(days=1)


@pytest.mark.parametrize("seed", range(4))
def test_at_each_counter_dossiers_are_entered_in_the_order_in_which_they_came(seed: int) -> None:
    came: dict[str, list[datetime]] = {}
    for one in a_plan(1500, seed=seed):
        came.setdefault(one.unit, []).append(one.received_at)
    assert all(times == sorted(times) for times in came.values()), "a power cut may delay the entry, never turn the order round"


def test_the_registers_of_the_present_year_open_on_its_first_day() -> None:
    assert plan.register_opens(PRESENT) == date(2018, 1, 1)


def test_the_fate_of_a_dossier_depends_on_nothing_but_itself() -> None:
    one = a_plan()[40]
    fates = {fate_of(one, immediate=False, chance=chance_of(one, 7)) for _ in range(3)}
    assert len(fates) == 1
    drawn = [fate_of(each, immediate=False, chance=chance_of(each, 7)) for each in a_plan(1500)]
    assert {fate.answer for fate in drawn} == {"", "yes", "no", "waits"}
    assert any(fate.leave_at for fate in drawn)
    assert any(fate.stop_at for fate in drawn)
    assert any(fate.slow for fate in drawn)
    assert any(fate.fetched is None for fate in drawn)


def test_applicants_are_as_people_are() -> None:
    drawn = [people.applicant(chance_of(one, 7), "hoanh_mo", "xã Hoành Mô") for one in a_plan(900)]
    assert {one.id_type for one in drawn} == {"", "cmnd", "cccd"}
    assert any(one.witness for one in drawn)
    assert all(len(one.id_number) == {"": 0, "cmnd": 9, "cccd": 12}[one.id_type] for one in drawn)
    assert len({one.name for one in drawn}) > 500
    assert all(one.address.endswith("xã Hoành Mô") for one in drawn)


# --- the history -----------------------------------------------------------------------------------------------------


def counted() -> dict[str, int]:
    """Return how many rows the tables of the demonstration hold."""
    tables: tuple[str, ...] = ("org_unit", "org_person", "org_appointment", "procedures_procedureversion", "accounts_account")
    tables += ("dossiers_dossier", "tasks_task", "ledger_event", "dossiers_dailynumber", "site_demoprogress")
    with connection.cursor() as cursor:
        return {table: _count(cursor, table) for table in tables}


def _count(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {table}")
    return int(cursor.fetchone()[0])


def codes() -> list[tuple[Any, ...]]:
    """Return what must come out the same every time: codes, dates, outcomes."""
    columns = ("code", "received_at", "due_at", "finished_at", "returned_at", "status", "verdict", "owner_name", "result_number")
    return list(dossiers.Dossier.objects.order_by("code").values_list(*columns))


@pytest.fixture
def owner(as_owner: None, settings: Any) -> None:
    """See as the owner, in a demo installation."""
    settings.DEMO = True


@contextmanager
def as_worker() -> Iterator[None]:
    """Let the default connection act as the worker, as its process does: rights that it lacks are found here."""
    before = connections["default"]
    connections["default"] = connections["worker"]
    try:
        yield
    finally:
        connections["default"] = before


@pytest.fixture
def as_owner(committed_db: None) -> Any:
    """Let the default connection act as the owner, as `prepare` does."""
    of_the_web = connections["default"]
    connections["default"] = connections["owner"]
    yield
    connections["default"] = of_the_web


def test_the_password_of_the_demonstration_meets_the_rules() -> None:
    accounts.check_password(log_ins.PASSWORD)
    assert len(log_ins.PASSWORD) >= 12


def test_no_demo_data_enter_a_real_installation(as_owner: None, settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(DemoDataOnly):
        log_ins.make(PRESENT, DISTRICT)
    assert progress.history_pending() is None


@pytest.mark.long
def test_a_small_history_holds_every_invariant_shows_every_state_and_is_not_played_twice(owner: None) -> None:
    table = preparing.prepare(at=PRESENT, count=60)
    with as_worker():
        while jobs.play_history(0):
            pass
    with ledger.seeing_everything():
        for check in dossiers.invariants():
            assert check.run() == [], check.title
        statuses = set(dossiers.Dossier.objects.values_list("status", flat=True))
        assert statuses >= {dossiers.Status.PROCESSING, dossiers.Status.SUPPLEMENT_REQUESTED, dossiers.Status.RETURNED}
        assert set(dossiers.Dossier.objects.values_list("verdict", flat=True)) >= {"", "on_time"}
        ids = [unit.id for unit in stage.counters(DISTRICT).values()]
        board = [row for row in dossiers.board(ids, PRESENT) if row.overdue and row.due_soon and row.in_time and row.paused]
        assert len(board) >= 2
        for line in dossiers.report_06a(ids, date(2017, 1, 1), date(2018, 3, 12)):
            assert line.faults() == []
        assert max(event.occurred_at for uid in _streams() for event in ledger.history(uid)) <= PRESENT
    assert ledger.verify().first_fault is None
    assert progress.history_pending() is None
    _numbers_follow_the_order_of_entry()
    _lines_follow_time_without_a_gap()
    before, history = counted(), codes()
    again = preparing.prepare(at=PRESENT + timedelta(minutes=20), count=90)
    assert (counted(), codes(), again) == (before, history, table)
    assert {one.role for one in table} >= {"Chủ tịch UBND", "Chủ tịch UBND huyện", "Quản trị hệ thống"}
    assert all(accounts.account(one.username).check_password(one.password) for one in table[:2])


def test_interlinked_dossiers_are_shown_in_every_state_of_a_leg(owner: None) -> None:
    with transaction.atomic(), ledger.seeing_everything():
        stage.build(PRESENT, DISTRICT)
        offers = stage.offered_by(DISTRICT, PRESENT)
        stand = plan.Stand(DISTRICT, PRESENT, offers, CALENDAR, promised)
        linked = plan._linked(stand)
        player = Player(until=PRESENT, seed=1, units=stage.counters(DISTRICT), homes=stage.homes(DISTRICT), calendar=CALENDAR)
        player.play(sorted(linked, key=lambda one: one.entered_at))

        parents = dossiers.Dossier.objects.filter(parent=None).order_by("pk")
        states = {leg["state"] for row in parents for leg in row.legs.values()}
        assert states >= {"sent", "working", "asking", "given_back", "refused", "done", "agreed"}
        for check in dossiers.invariants():
            assert check.run() == [], check.title


def _streams() -> list[UUID]:
    return list(dossiers.Dossier.objects.order_by("pk").values_list("uid", flat=True))


def _numbers_follow_the_order_of_entry() -> None:
    seen: dict[tuple[int, date], list[datetime]] = {}
    for unit, at in dossiers.Dossier.objects.filter(parent=None).order_by("code").values_list("unit_id", "received_at"):
        seen.setdefault((unit, at.astimezone(VIETNAM).date()), []).append(at)
    assert all(times == sorted(times) for times in seen.values())


def lines() -> dict[tuple[int, int], list[tuple[int, datetime]]]:
    """Return (line, received at) of every dossier by unit and year of the register."""
    found: dict[tuple[int, int], list[tuple[int, datetime]]] = {}
    whole = dossiers.Dossier.objects.filter(parent=None)  # older days are played one by one, each with the legs that follow
    for unit, line, at in whole.order_by("book_line").values_list("unit_id", "book_line", "received_at"):
        found.setdefault((unit, at.astimezone(VIETNAM).year), []).append((line, at))
    return found


def _lines_follow_time_without_a_gap() -> None:
    for register in lines().values():
        assert [line for line, _ in register] == list(range(1, len(register) + 1))
        assert [at for _, at in register] == sorted(at for _, at in register)


def received_today() -> UUID:
    """Receive a birth at Hoành Mô a little after the demonstration's present, as a visitor does; return the dossier."""
    unit = org.unit("06841")
    clerk = Staff(PRESENT).one("counter_clerk", unit.id, random.Random(1))
    version = procedures.version_in_force("1.001193", PRESENT.date())
    owner = dossiers.Person(name="Hoàng Thị Sen", id_type="cmnd", id_number="100123456", born_year=1985)
    asked = dossiers.Application(version.uid, "default", "direct", owner, papers_complete=True)
    with ledger.seeing_everything():
        return dossiers.receive(actor=clerk, at=PRESENT + timedelta(minutes=10), application=asked).dossier_uid


@pytest.mark.long
def test_the_worker_goes_on_after_a_kill_until_every_register_is_whole_and_in_order(owner: None, monkeypatch: Any) -> None:
    preparing.prepare(at=PRESENT, count=40)
    row = DemoProgress.objects.get()
    there = dossiers.Dossier.objects.count()
    assert progress.history_pending() == (there, 40)
    assert progress.pending_days() == (row.next_day, date(2018, 3, 13)), "the present year of some counters waits, too"
    assert {year for _, year in lines()} == {2018}, "the page opens with the present year alone"
    assert {unit for unit, _ in lines()} <= {org.unit(code).id for code in ("06841", "H49.16.14")}, "where somebody signs in"
    row.waiting = [key for key in row.waiting if key.startswith(progress.COUNTER)]  # the other parts have tests of their own
    row.save(update_fields=["waiting"])
    _lines_follow_time_without_a_gap()
    mine = received_today()
    whole = Player._on_act

    def killed(self: Player, due: Any) -> None:
        whole(self, due)
        raise KeyboardInterrupt

    monkeypatch.setattr(Player, "_on_act", killed)
    with pytest.raises(KeyboardInterrupt):
        progress.play_on(seconds=60)
    assert dossiers.Dossier.objects.count() == there + 1
    assert DemoProgress.objects.get().next_day == row.next_day
    monkeypatch.setattr(Player, "_on_act", whole)
    while jobs.play_history(0):
        pass
    assert DemoProgress.objects.get().finished
    assert not Till.objects.filter(closed_at=None, day__lt=PRESENT.date()).exists(), "every evening the money was counted"
    assert dossiers.Dossier.objects.filter(parent=None).count() == 41, "its legs apart"
    assert {year for _, year in lines()} == {2017, 2018}
    _lines_follow_time_without_a_gap()
    last = dossiers.Dossier.objects.get(uid=mine)
    assert last.book_line == max(line for line, _ in lines()[last.unit_id, 2018]), "who came while 2017 was played comes last"
    assert tasks.Task.objects.filter(closed_at=None).exists()
    assert (progress.history_pending(), progress.pending_days()) == (None, None)


@pytest.mark.long
def test_a_late_present_has_a_thinner_history_so_that_the_page_opens_as_soon(owner: None) -> None:
    preparing.prepare(at=datetime(2018, 9, 10, 8, 0, tzinfo=VIETNAM), count=60, most=12)
    row = DemoProgress.objects.get()
    assert 15 <= row.planned < 30, "half as many of 2018 as there would be, and of 2017 too"
    assert row.played <= 15


@pytest.mark.long
def test_versions_with_a_step_that_nobody_here_can_do_are_not_offered(owner: None) -> None:
    stage.build(PRESENT, DISTRICT)
    offered = stage.offered_by(DISTRICT, PRESENT)
    assert {one.code for one in offered} >= {"1.001193", "1.013225", "1.001776", "2.000986", "1.011607"}
    assert {one.code: one.at_centre for one in offered}["1.013225"]
    assert not {one.code: one.at_centre for one in offered}["1.001776"]
    assert {one.code: one.at_centre for one in offered}["1.001612"], "a seconded officer of the centre appraises"
    assert not {one.code: one.at_centre for one in offered}["1.013978"], "the commune checks the land and hands up"
    assert {one.code: one.at_centre for one in offered}["1.012784"], "decided by the district then, by the province since 2025"
    assert uuid4() not in {one.version_uid for one in offered}
