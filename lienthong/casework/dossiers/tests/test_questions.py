"""Lists, search, board, report, look-up and papers: figures that lead to their rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.queries import reading
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.clock import VIETNAM

MARCH = (date(2018, 3, 1), date(2018, 3, 31))


PROCEDURES = (given.BIRTH, given.CHAIN, given.PERMIT)


def seen(world: given.World) -> Any:
    return ledger.seeing(world.head.sees)


def finished(world: given.World, *, at: datetime, done_at: datetime) -> UUID:
    uid = given.received(world, at=at)
    while given.dossier(world.clerk, uid).status != dossiers.Status.COMPLETED:
        (task,) = given.open_tasks(world.clerk, uid)
        given.step(world, uid, task.step, "done" if task.step != "sign" else "signed", at=done_at)
    return uid


def test_todays_list_holds_what_this_unit_received_today_latest_first(world: given.World) -> None:
    first = given.received(world)
    given.received(world, at=world.at - timedelta(days=3))
    second = given.received(world, at=world.at + timedelta(hours=1))

    with seen(world):
        page = dossiers.received_on(world.clerk, date(2018, 3, 12), world.at)

    assert [row.uid for row in page.rows] == [second, first]
    assert page.after == ""


def test_a_long_list_goes_on_where_the_page_ended(world: given.World) -> None:
    for minute in range(52):
        given.received(world, at=world.at + timedelta(minutes=minute), papers_complete=True)

    with seen(world):
        one = dossiers.listed(world.head, world.at)
        two = dossiers.listed(world.head, world.at, after=one.after)

    assert (len(one.rows), len(two.rows), two.after) == (50, 2, "")
    assert not {row.uid for row in one.rows} & {row.uid for row in two.rows}


@pytest.mark.parametrize("text", ["Hoàng Thị", "hoang thi s", "sen", "Sen hoang", "100123456"])
def test_a_dossier_is_found_by_name_with_or_without_marks_and_by_number(world: given.World, text: str) -> None:
    uid = given.received(world)

    with seen(world):
        assert [row.uid for row in dossiers.search(world.clerk, text, world.at)] == [uid]


def test_a_code_is_found_and_nonsense_is_not(world: given.World) -> None:
    uid = given.received(world)
    code = given.dossier(world.clerk, uid).code

    with seen(world):
        assert [row.uid for row in dossiers.search(world.clerk, code.lower(), world.at)] == [uid]
        assert dossiers.find(code) == uid
        assert dossiers.search(world.clerk, "không có ai", world.at) == ()
        assert dossiers.search(world.clerk, "  ", world.at) == ()


def test_the_board_counts_what_its_lists_show(world: given.World) -> None:
    given.received(world)
    given.received(world, given.CHAIN)
    late = given.received(world, at=world.at - timedelta(days=5))
    paused = given.received(world, given.CHAIN)
    dossiers.request_supplement(actor=world.clerk, at=world.at, dossier_uid=paused, papers=["Giấy chứng sinh"], reason="Bản mờ")

    with seen(world):
        (row,) = dossiers.board(world.head.sees, world.at)
        shown = {
            state: len(dossiers.listed(world.head, world.at, unit_id=row.unit_id, state=state).rows)
            for state in ("in_time", "due_soon", "overdue", "paused")
        }
        overdue = dossiers.listed(world.head, world.at, state="overdue").rows

    assert shown == {"in_time": row.in_time, "due_soon": row.due_soon, "overdue": row.overdue, "paused": row.paused}
    assert (row.due_soon, row.in_time, row.overdue, row.paused, row.total) == (1, 1, 1, 1, 4)
    assert [one.uid for one in overdue] == [late]


def test_board_and_lists_take_few_statements_whatever_the_rows(world: given.World) -> None:
    counts = []
    for _ in range(2):
        for _ in range(4):
            given.received(world)
        with seen(world), CaptureQueriesContext(connection) as captured:
            dossiers.board(world.head.sees, world.at)
            dossiers.listed(world.head, world.at)
        # but the calendar, which a process reads once in two seconds, whoever asks
        counts.append(len([query for query in captured if "worktime_calendarversion" not in query["sql"]]))

    assert counts[0] == counts[1] <= 5


def test_the_report_adds_up_early_on_time_late_and_carried_over(world: given.World) -> None:
    february = datetime(2018, 2, 26, 8, 0, tzinfo=VIETNAM)
    carried = given.received(world, given.CHAIN, at=february)
    finished(world, at=world.at, done_at=world.at + timedelta(hours=1))
    finished(world, at=world.at + timedelta(minutes=5), done_at=world.at + timedelta(days=2))
    gone = given.received(world)
    dossiers.withdraw(actor=world.clerk, at=world.at, dossier_uid=gone, reason="Đổi ý")

    with seen(world):
        rows = dossiers.report_06a(world.head.sees, *MARCH)
    whole = dossiers.plus(rows, level="", field="Tổng số")

    assert (whole.received_direct, whole.carried_in, whole.received) == (3, 1, 4)
    assert (whole.on_time, whole.late, whole.settled) == (1, 1, 2)
    assert (whole.open, whole.left) == (1, 1)
    assert [fault for row in [*rows, whole] for fault in row.faults()] == []
    assert given.dossier(world.clerk, carried).ended_at is None


def test_a_line_that_does_not_add_up_says_so() -> None:
    row = dossiers.ReportRow("commune", "Hộ tịch", received_direct=2, early=1)

    assert row.faults() == ["Hộ tịch: 3 (2) ≠ 7 (1) + 11 (0) + rút, từ chối (0)"]


def test_what_was_paused_at_the_end_of_the_period_is_in_time(world: given.World) -> None:
    uid = given.received(world, at=datetime(2018, 2, 26, 8, 0, tzinfo=VIETNAM))
    dossiers.request_supplement(
        actor=world.clerk, at=datetime(2018, 2, 26, 9, 0, tzinfo=VIETNAM), dossier_uid=uid, papers=["x"], reason="y"
    )

    with seen(world):
        (february,) = dossiers.report_06a(world.head.sees, date(2018, 2, 1), date(2018, 2, 28))

    assert (february.open_in_time, february.open_late) == (1, 0)


def test_the_public_sees_a_masked_name_and_what_to_do(world: given.World) -> None:
    uid = given.received(world)
    row = given.dossier(world.clerk, uid)
    dossiers.request_supplement(
        actor=world.clerk, at=world.at, dossier_uid=uid, papers=["Giấy chứng sinh"], reason="Bản mờ", reply_by=date(2018, 3, 20)
    )

    found = dossiers.public_lookup(row.code.lower(), f"{row.lookup_key[:4]}-{row.lookup_key[4:].lower()}")

    assert found is not None
    assert (found.owner_masked, found.papers_asked, found.reply_by) == ("Hoàng Thị S***", ("Giấy chứng sinh",), "20/03/2018")
    assert "Sen" not in repr(found)
    assert dossiers.public_lookup(row.code, "AAAAAAAA") is None
    assert dossiers.public_lookup("no code", row.lookup_key) is None


def test_the_page_of_a_dossier_shows_where_it_stands_and_what_i_may_do(world: given.World) -> None:
    uid = given.received(world, given.CHAIN)
    for key, outcome in [("receive", "done"), ("register", "done"), ("sign", "signed"), ("send", "sent")]:
        given.step(world, uid, key, outcome)
    police = world.district.actor("police", "specialist.police")
    leg = given.leg(world, uid, "residence")

    with ledger.seeing(police.sees), CaptureQueriesContext(connection) as captured:
        page = dossiers.page(police, leg.uid, world.at + timedelta(hours=4))
    with ledger.seeing(world.clerk.sees):
        whole = dossiers.page(world.clerk, uid, world.at + timedelta(hours=4))

    mine = [place for place in page.places if place.may_act]
    assert [place.task.step for place in mine] == ["police_check"]
    assert [action.outcome for action in mine[0].actions] == ["done", "incomplete"]
    assert [(step.key, step.state) for step in page.path] == [("police_check", "now"), ("police_sign", "to_come")]
    assert [(step.key, step.state) for step in whole.path][:8] == [
        ("receive", "done"), ("register", "done"), ("sign", "done"), ("send", "done"), ("residence", "now"), ("insurance", "now"),
        ("collect", "to_come"), ("give", "to_come"),
    ]  # fmt: skip
    assert {step.leg_name for step in whole.path} == {"", "Đăng ký thường trú", "Cấp thẻ bảo hiểm y tế"}
    assert len(captured) <= 11


def test_a_page_of_an_unknown_dossier_is_refused(world: given.World) -> None:
    with seen(world), pytest.raises(dossiers.DossierUnknown):
        dossiers.page(world.clerk, UUID(int=1), world.at)


def test_a_list_is_narrowed_by_unit_place_and_procedure(world: given.World) -> None:
    birth = given.received(world)
    permit = given.received(world, given.PERMIT, actor=world.centre_clerk)
    given.step(world, permit, "receive", "done")
    division = world.district.units["infrastructure"].pk
    chairman = world.district.actor("district", "unit_head")

    with ledger.seeing(chairman.sees):
        by_unit = dossiers.listed(chairman, world.at, unit_id=world.clerk.unit_id).rows
        by_place = dossiers.listed(chairman, world.at, where_unit_id=division).rows
        by_procedure = dossiers.listed(chairman, world.at, procedure_code=given.PERMIT).rows
        every = dossiers.listed(chairman, world.at).rows

    assert [row.uid for row in by_unit] == [birth]
    assert [row.uid for row in by_place] == [row.uid for row in by_procedure] == [permit]
    assert {row.uid for row in every} == {birth, permit}


def test_what_is_ended_is_listed_as_done_and_what_is_open_as_open(world: given.World) -> None:
    ended, going = given.received(world), given.received(world)
    dossiers.withdraw(actor=world.clerk, at=world.at, dossier_uid=ended, reason="Đổi ý")

    with seen(world):
        done = dossiers.listed(world.head, world.at, state="done").rows
        running = dossiers.listed(world.head, world.at, state="open").rows

    assert [(row.uid, row.state, row.minutes_left) for row in done] == [(ended, "done", None)]
    assert [row.uid for row in running] == [going]


def test_results_that_wait_for_the_citizen_are_listed(world: given.World) -> None:
    uid = finished(world, at=world.at, done_at=world.at + timedelta(hours=1))
    given.received(world)

    with seen(world):
        assert [row.uid for row in dossiers.ready_to_return(world.clerk, world.at).rows] == [uid]


def test_a_paused_dossier_is_shown_as_paused_and_its_step_as_waiting(world: given.World) -> None:
    uid = given.received(world)
    dossiers.request_supplement(actor=world.clerk, at=world.at, dossier_uid=uid, papers=["Giấy chứng sinh"], reason="Bản mờ")

    with seen(world):
        page = dossiers.page(world.clerk, uid, world.at)

    assert page.row.state == "paused"
    assert [(step.key, step.state) for step in page.path][:2] == [("receive", "waiting"), ("verify", "to_come")]
    assert [token.node for token in page.marking.tokens] == ["receive"]
    assert page.places[0].actions == ()


def test_a_page_says_what_is_owed_until_it_is_paid(world: given.World) -> None:
    uid = given.received(world, given.PERMIT, actor=world.centre_clerk)

    with ledger.seeing(world.centre_clerk.sees):
        before = dossiers.page(world.centre_clerk, uid, world.at)
    fee = next(line for line in before.fees if line.amount)
    dossiers.pay(actor=world.centre_clerk, at=world.at, dossier_uid=uid, fee_keys=[fee.key], method="cash")
    with ledger.seeing(world.centre_clerk.sees):
        after = dossiers.page(world.centre_clerk, uid, world.at)

    assert (before.owed, after.owed) == (fee.amount, 0)
    assert str(before.dossier) == before.row.code


def test_a_search_by_number_finds_whoever_handed_it_in(world: given.World) -> None:
    submitter = given.a_person("Tằng Dảu Tình", id_number="100999888")
    uid = given.received(world, submitter=submitter)

    with seen(world):
        assert [row.uid for row in dossiers.search(world.clerk, "100999888", world.at)] == [uid]
        assert dossiers.search(world.clerk, "100 999 888", world.at) == ()


def test_a_dossier_without_a_date_counts_as_in_time(world: given.World, tmp_path: Path) -> None:
    uid = given.received(world, given.publish_like(world, f"{given.CHAIN}-2015", tmp_path, limits=[]))

    with seen(world):
        (row,) = dossiers.listed(world.head, world.at, state="in_time").rows
        (board,) = dossiers.board(world.head.sees, world.at)

    assert (row.uid, row.state, row.minutes_left) == (uid, "in_time", None)
    assert board.in_time == 1


def test_a_step_that_two_legs_share_stands_once_on_the_path(world: given.World) -> None:
    definition = given.procedures.version_in_force(given.CHAIN, world.at.date()).definition
    shared = tuple(
        replace(node, legs=tuple(replace(leg, start="police_check") for leg in node.legs)) for node in definition.nodes
    )

    steps = reading.path(replace(definition, nodes=shared), [], {}, world.at)

    keys = [step.key for step in steps]
    assert len(keys) == len(set(keys))
    assert {"police_check", "insurance_check"} <= set(keys)
