"""The clock of a dossier: its pauses, its legs, its waits, what the policy of the era says, and dossiers without a date."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.models import DueDate, PaperLine, Supplement
from lienthong.casework.dossiers.public import Status
from lienthong.casework.procedures import public as procedures
from lienthong.office.ledger import public as ledger
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.clock import VIETNAM

LAND = "1.013949"
PROCEDURES = (given.BIRTH, f"{given.PERMIT}-2015", f"{given.CHAIN}-2015", f"{LAND}-2015")


def on(month: int, day: int, hour: int = 8, minute: int = 0) -> datetime:
    return datetime(2018, month, day, hour, minute, tzinfo=VIETNAM)


def play(world: given.World, uid: UUID, *steps: str) -> dossiers.Standing:
    """Take «step/outcome» after «step/outcome», each half an hour after the one before."""
    for one in steps:
        done = given.step(world, uid, *one.split("/"))
    return done


def chain_in_two_legs(world: given.World) -> UUID:
    uid = given.received(world, given.CHAIN)
    play(world, uid, "receive/done", "register/done", "sign/signed", "send/sent")
    return uid


def chain_in_one_house(world: given.World, folder: Path) -> UUID:
    """Bring a birth to two legs that the commune does itself: such legs stay in the dossier."""
    text = next(procedures.LIBRARY.rglob("2.000986-2015.yaml")).read_text(encoding="utf-8")
    for old, new in [("2.000986", "2.999007"), ("QT-LT-01", "QT-LT-99"), ("at: police", "at: reception"),
                     ("at: social_insurance", "at: reception"), ("specialist.police", "specialist.justice"),
                     ("specialist.insurance", "specialist.justice")]:  # fmt: skip
        text = text.replace(old, new)
    path = folder / "2.999007.yaml"
    path.write_text(text, encoding="utf-8")
    assert not procedures.load_library(path, at=world.at).faults
    uid = given.received(world, "2.999007")
    play(world, uid, "receive/done", "register/done", "sign/signed", "send/sent")
    return uid


def stopped(world: given.World, uid: UUID, at: datetime) -> dossiers.Standing:
    return dossiers.stop(actor=world.head, at=at, dossier_uid=uid, reason="Chờ kết luận của tòa án")


def restarted(world: given.World, uid: UUID, at: datetime) -> dossiers.Standing:
    return dossiers.restart(actor=world.head, at=at, dossier_uid=uid)


def promises(world: given.World, uid: UUID) -> list[tuple[str, datetime | None]]:
    with ledger.seeing(world.clerk.sees | world.centre_clerk.sees):
        return list(DueDate.objects.filter(dossier__uid=uid).order_by("pk").values_list("reason", "due_at"))


def nothing_broken(world: given.World) -> None:
    with ledger.seeing({unit.pk for unit in world.district.units.values()}):
        assert [fault for check in dossiers.invariants() for fault in check.run()] == []


# --- legs -----------------------------------------------------------------------------------------------------


def test_a_stop_leaves_the_clocks_of_legs_at_other_units_alone(world: given.World) -> None:
    uid = chain_in_two_legs(world)
    before = given.dossier(world.clerk, uid).legs

    stopped(world, uid, on(3, 14))
    standing = given.dossier(world.clerk, uid).legs
    restarted(world, uid, on(3, 17))

    assert standing == before == given.dossier(world.clerk, uid).legs
    assert given.leg(world, uid, "residence").due_at == datetime.fromisoformat(before["residence"]["due_at"])
    nothing_broken(world)


def test_a_stop_keeps_what_is_left_of_a_leg_in_the_same_house_and_the_restart_gives_it_back(
    world: given.World, tmp_path: Path
) -> None:
    uid = chain_in_one_house(world, tmp_path)
    before = given.dossier(world.clerk, uid).legs

    stopped(world, uid, on(3, 14))
    standing = given.dossier(world.clerk, uid).legs
    restarted(world, uid, on(3, 17))

    after = given.dossier(world.clerk, uid).legs
    assert [leg["due_at"] for leg in standing.values()] == [None, None]
    assert all(leg["remainder"] for leg in standing.values())
    for key in ("residence", "insurance"):
        moved = datetime.fromisoformat(after[key]["due_at"]) - datetime.fromisoformat(before[key]["due_at"])
        assert timedelta(days=2) < moved <= timedelta(days=4), "three calendar days, or to the next working day"
    play(world, uid, "police_check/done", "police_sign/signed")
    assert given.dossier(world.clerk, uid).legs["residence"]["finished_at"]
    nothing_broken(world)


def test_a_leg_stands_still_by_the_limit_that_its_row_keeps_and_an_older_row_is_counted_now(
    world: given.World, tmp_path: Path
) -> None:
    uid = chain_in_one_house(world, tmp_path)
    row = given.dossier(world.clerk, uid)
    was = {key: worktime.Limit.from_dict(leg["limit"]).unit for key, leg in row.legs.items()}
    hours = worktime.Limit(40, worktime.LimitUnit.WORKING_HOUR).as_dict()
    older = {name: value for name, value in row.legs["insurance"].items() if name != "limit"}
    with ledger.seeing(world.clerk.sees):
        dossiers.Dossier.objects.filter(uid=uid).update(
            legs={"residence": {**row.legs["residence"], "limit": hours}, "insurance": older}
        )

    stopped(world, uid, on(3, 14))
    standing = given.dossier(world.clerk, uid).legs
    restarted(world, uid, on(3, 17))

    assert was["residence"] != worktime.LimitUnit.WORKING_HOUR
    assert {key: leg["remainder"]["unit"] for key, leg in standing.items()} == {
        "residence": worktime.LimitUnit.WORKING_HOUR, "insurance": was["insurance"],
    }  # fmt: skip
    assert all(leg["due_at"] for leg in given.dossier(world.clerk, uid).legs.values())
    nothing_broken(world)


def test_a_leg_that_has_come_back_is_not_stopped(world: given.World) -> None:
    uid = chain_in_two_legs(world)
    play(world, uid, "police_check/done", "police_sign/signed")
    finished = given.dossier(world.clerk, uid).legs["residence"]

    stopped(world, uid, on(3, 14))
    restarted(world, uid, on(3, 15))

    assert given.dossier(world.clerk, uid).legs["residence"] == finished


def test_a_leg_that_no_fork_has_is_a_mistake_of_the_program() -> None:
    definition = procedures.parse(next(procedures.LIBRARY.rglob("2.000986-2015.yaml")).read_text(encoding="utf-8"))

    fork, leg = definition.leg("insurance")
    assert (leg.at, leg in fork.legs) == ("social_insurance", True)
    with pytest.raises(KeyError):
        definition.leg("no-such-leg")


# --- supplement ---------------------------------------------------------------------------------------------------


def supplemented(world: given.World, code: str, *, asked: datetime, came: datetime, at: datetime | None = None) -> UUID:
    uid = given.received(world, code, at=at, papers_complete=True)
    given.step(world, uid, "receive", "done")
    dossiers.request_supplement(actor=world.clerk, at=asked, dossier_uid=uid, papers=["Giấy chứng sinh"], reason="Bản mờ")
    paper = dossiers.Paper("birth_proof", "Giấy chứng sinh", originals=1, copies=2)
    dossiers.receive_supplement(actor=world.clerk, at=came, dossier_uid=uid, papers=[paper], note="Người nhà mang đến")
    return uid


def test_what_came_is_written_line_by_line_and_the_slip_gets_its_new_date(world: given.World) -> None:
    uid = supplemented(world, given.CHAIN, asked=on(3, 13), came=on(3, 15))

    with ledger.seeing(world.clerk.sees):
        paper = PaperLine.objects.filter(dossier__uid=uid).latest("pk")
        supplement = Supplement.objects.get(dossier__uid=uid)
        event = ledger.history(uid)[-1]
    row = given.dossier(world.clerk, uid)
    assert (paper.key, paper.name, paper.originals, paper.certified, paper.copies) == ("birth_proof", "Giấy chứng sinh", 1, 0, 2)
    assert (paper.added_at, paper.shown_only, paper.file_uid) == (on(3, 15), False, None)
    assert (supplement.received_at, supplement.accepted_by, supplement.new_due_at) == (on(3, 15), world.clerk.name, row.due_at)
    assert supplement.previous_due_at == row.original_due_at
    assert (event.facts["policy"], event.facts["note"]) == ("resume", "Người nhà mang đến")


def test_until_june_2018_the_clock_runs_on_with_what_was_left(world: given.World) -> None:
    uid = supplemented(world, given.CHAIN, asked=on(3, 13), came=on(3, 15))

    row = given.dossier(world.clerk, uid)
    assert row.original_due_at == on(4, 4, 8)
    assert row.due_at == on(4, 6, 8), "two working days later"
    nothing_broken(world)


def test_since_june_2018_the_whole_limit_is_counted_again(world: given.World) -> None:
    uid = supplemented(world, given.CHAIN, at=on(7, 2), asked=on(7, 5), came=on(7, 10))

    row = given.dossier(world.clerk, uid)
    limit = worktime.Limit.from_dict(row.limits["committed"])
    again = worktime.deadline(on(7, 10), limit, worktime.calendar(row.calendar), area_extra=limit.area_extra > 0)
    assert row.due_at == again.due_at
    assert row.due_at is not None
    assert row.original_due_at is not None
    assert row.due_at - row.original_due_at > timedelta(days=7)
    nothing_broken(world)


def test_what_the_case_says_goes_before_the_policy_of_the_era(world: given.World, tmp_path: Path) -> None:
    code = given.publish_like(world, f"{given.CHAIN}-2015", tmp_path, after_supplement="restart")

    uid = supplemented(world, code, asked=on(3, 13), came=on(3, 15))

    row = given.dossier(world.clerk, uid)
    with ledger.seeing(world.clerk.sees):
        assert ledger.history(uid)[-1].facts["policy"] == "restart"
    assert row.due_at == on(4, 9, 8), "seventeen working days from the day on which it was complete"
    nothing_broken(world)


# --- waits in the procedure -------------------------------------------------------------------------------------------


TO_TAX = (
    "receive/done",
    "appraise/done",
    "review/agreed",
    "decide/signed",
    "number/issued",
    "forward/sent",
    "cadastre/sent",
    "cadastre_result/sent",
    "tax_notice/notified",
)


def land_at_tax(world: given.World) -> UUID:
    uid = given.received(world, LAND, actor=world.centre_clerk)
    play(world, uid, *TO_TAX)
    return uid


@pytest.mark.parametrize(
    ("outcome", "wait", "end", "status", "then"),
    [
        ("notified", "payment", "paid", Status.PAYMENT_REQUIRED, "register_out"),
        ("missing", "documents", "added", Status.SUPPLEMENT_REQUESTED, "tax"),
    ],
)
def test_a_wait_for_the_citizen_stops_the_clock_and_its_end_lets_it_run(
    world: given.World, outcome: str, wait: str, end: str, status: Status, then: str
) -> None:
    uid = land_at_tax(world)
    before = given.dossier(world.centre_clerk, uid).due_at

    waiting = given.step(world, uid, "tax_result", outcome)
    (task,) = given.open_tasks(world.centre_clerk, uid)
    going = given.step(world, uid, wait, end, at=on(3, 19, 9))

    assert (waiting.status, waiting.due_at, task.due_at) == (status, None, None)
    assert (going.status, [place.step for place in going.places]) == (Status.PROCESSING, [then])
    assert before is not None
    assert going.due_at is not None
    assert going.due_at > before
    assert [reason.split(":")[0] for reason, _ in promises(world, uid)] == ["received", "paused", "resumed"]
    nothing_broken(world)


def test_a_wait_tells_the_world_that_the_dossier_stands_still(world: given.World) -> None:
    uid = land_at_tax(world)
    given.step(world, uid, "tax_result", "notified")

    row = given.dossier(world.centre_clerk, uid)

    assert row.pause_cause == "payment"
    assert row.remainder is not None


# --- without a date ------------------------------------------------------------------------------------------------------


@pytest.fixture
def undated(world: given.World, tmp_path: Path) -> UUID:
    """Return a dossier of a procedure that sets no date."""
    return given.received(world, given.publish_like(world, f"{given.CHAIN}-2015", tmp_path, limits=[]))


def test_a_case_without_limits_promises_no_date_and_says_so(world: given.World, tmp_path: Path) -> None:
    application = given.an_application(given.publish_like(world, f"{given.CHAIN}-2015", tmp_path, limits=[]))

    told = dossiers.promise(
        unit_id=world.clerk.unit_id, version_uid=application.version_uid, case=application.case, channel="direct",
        received_at=world.at,
    )  # fmt: skip
    done = dossiers.receive(actor=world.clerk, at=world.at, application=application)

    assert (told.due_at, told.legal_due_at, done.due_at) == (None, None, None)
    assert "không ấn định" in told.reasons[0]


def test_a_dossier_without_a_date_is_stopped_restarted_and_finished_without_a_verdict(world: given.World, undated: UUID) -> None:
    given.step(world, undated, "receive", "done")
    pause = stopped(world, undated, on(3, 12, 10))
    going = restarted(world, undated, on(3, 13))
    play(world, undated, "register/done", "sign/signed", "send/sent", "police_check/done", "police_sign/signed")
    ended = play(world, undated, "insurance_check/done", "insurance_sign/signed", "collect/done")

    row = given.dossier(world.clerk, undated)
    (give,) = given.open_tasks(world.clerk, undated)
    assert (pause.due_at, going.due_at) == (None, None)
    assert (ended.status, row.verdict, row.due_at) == (Status.COMPLETED, "", None)
    assert (give.due_at, give.planned_minutes) == (None, 0)
    nothing_broken(world)


def test_every_step_of_a_dossier_without_a_date_gets_at_least_half_an_hour(world: given.World, undated: UUID) -> None:
    (task,) = given.open_tasks(world.clerk, undated)

    assert task.planned_minutes == 30


def test_a_calendar_change_does_not_give_a_date_to_a_dossier_without_one(world: given.World, undated: UUID) -> None:
    assert dossiers.recalculate_due_dates(calendar="vn-state", version=2, reason="Bão số 1", at=world.at) == 0
    assert given.dossier(world.clerk, undated).due_at is None
