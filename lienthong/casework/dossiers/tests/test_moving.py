"""From the counter through commune and district to the returned result, each hand-over proven."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.procedures import public as procedures
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger


def standing_steps(world: given.World, uid: object) -> list[str]:
    return sorted(task.step for task in given.open_tasks(world.clerk, uid))  # type: ignore[arg-type]  # a uid


def finish_birth(world: given.World, uid: object) -> None:
    definition = procedures.version_in_force(given.BIRTH, world.at.date()).definition
    for node in definition.main_line()[:-1]:
        given.step(world, uid, node.key, node.edges[0].outcome)  # type: ignore[arg-type]  # a uid


def test_a_birth_goes_along_its_line_to_the_returned_certificate(world: given.World) -> None:
    uid = given.received(world)

    finish_birth(world, uid)
    ready = given.dossier(world.clerk, uid)
    done = dossiers.return_result(actor=world.clerk, at=world.at + timedelta(hours=5), dossier_uid=uid, receiver="Hoàng Thị Sen")

    assert (ready.status, ready.verdict) == (dossiers.Status.COMPLETED, "on_time")
    assert done.status is dossiers.Status.RETURNED
    assert given.open_tasks(world.clerk, uid) == []
    with ledger.seeing(world.clerk.sees):
        assert ledger.history(uid)[-1].personal["receiver"] == "Hoàng Thị Sen"


def test_the_first_step_makes_a_received_dossier_one_in_process(world: given.World) -> None:
    uid = given.received(world)

    moved = given.step(world, uid, "receive", "done")

    assert moved.status is dossiers.Status.PROCESSING


def test_somebody_whose_post_does_not_carry_the_duty_cannot_move_it(world: given.World) -> None:
    uid = given.received(world)
    (task,) = given.open_tasks(world.clerk, uid)

    with pytest.raises(tasks.NotYours):
        dossiers.advance(actor=world.head, at=world.at, dossier_uid=uid, token=task.token, outcome="done")


def test_of_two_clerks_one_wins_and_the_other_is_told_where_it_is(world: given.World) -> None:
    uid = given.received(world)
    (task,) = given.open_tasks(world.clerk, uid)
    dossiers.advance(actor=world.clerk, at=world.at, dossier_uid=uid, token=task.token, outcome="done")

    with pytest.raises(dossiers.MovedMeanwhile) as no:
        dossiers.advance(actor=world.clerk, at=world.at, dossier_uid=uid, token=task.token, outcome="done")

    (now,) = given.open_tasks(world.clerk, uid)
    assert no.value.facts["step"] == now.title


def test_the_same_move_twice_under_one_key_moves_once(world: given.World) -> None:
    uid = given.received(world)
    (task,) = given.open_tasks(world.clerk, uid)
    ask = {"actor": world.clerk, "at": world.at, "dossier_uid": uid, "token": task.token, "outcome": "done", "key": "m-1"}

    first = dossiers.advance(**ask)  # type: ignore[arg-type]  # the same request twice
    second = dossiers.advance(**ask)  # type: ignore[arg-type]  # the same request twice

    assert (first.repeated, second.repeated) == (False, True)
    assert second.places == first.places
    with ledger.seeing(world.clerk.sees):
        assert len(ledger.history(uid)) == 2


def test_an_outcome_that_the_step_has_not_names_those_it_has(world: given.World) -> None:
    uid = given.received(world)
    (task,) = given.open_tasks(world.clerk, uid)

    with pytest.raises(dossiers.NotThisOutcome) as no:
        dossiers.advance(actor=world.clerk, at=world.at, dossier_uid=uid, token=task.token, outcome="fly")

    assert "«" in no.value.facts["choices"]


def test_a_dossier_that_nobody_here_knows_is_unknown(world: given.World) -> None:
    uid = given.received(world)
    stranger = world.district.actor("dong_van", "counter_clerk")

    with pytest.raises(dossiers.DossierUnknown):
        dossiers.advance(actor=stranger, at=world.at, dossier_uid=uid, token=1, outcome="done")


def test_a_permit_crosses_divisions_and_each_unit_takes_it_over(world: given.World) -> None:
    uid = given.received(world, given.PERMIT, actor=world.centre_clerk)
    given.step(world, uid, "receive", "done")
    division = world.district.actor("infrastructure", "division_head")
    (task,) = given.open_tasks(division, uid)

    taken = dossiers.take_over(actor=division, at=world.at + timedelta(hours=1), dossier_uid=uid, token=task.token)

    with ledger.seeing(division.sees):
        giver, taker = ledger.history(uid)[-2:]
    assert taken.places[0].unit_id == division.unit_id
    assert (giver.lifecycle, giver.person_uid) == (ledger.Lifecycle.COMPLETED, world.centre_clerk.person_uid)
    assert (taker.lifecycle, taker.person_uid) == (ledger.Lifecycle.CLAIMED, division.person_uid)


def test_birth_residence_insurance_runs_in_two_legs_and_joins(world: given.World) -> None:
    uid = given.received(world, given.CHAIN)
    for key, outcome in [("receive", "done"), ("register", "done"), ("sign", "signed"), ("send", "sent")]:
        given.step(world, uid, key, outcome)
    row = given.dossier(world.clerk, uid)
    split = standing_steps(world, uid)

    given.step(world, uid, "police_check", "incomplete")
    given.step(world, uid, "residence_complete", "completed")
    for key, outcome in [("police_check", "done"), ("police_sign", "signed")]:
        given.step(world, uid, key, outcome)
    waiting = standing_steps(world, uid)
    for key, outcome in [("insurance_check", "done"), ("insurance_sign", "signed")]:
        given.step(world, uid, key, outcome)

    assert split == ["split", "split"], "its sender waits for each leg"
    assert row.legs["residence"]["unit_id"] == world.district.units["police"].pk
    assert datetime.fromisoformat(row.legs["residence"]["due_at"]) > datetime.fromisoformat(row.legs["insurance"]["due_at"])
    assert waiting == ["split"]
    assert standing_steps(world, uid) == ["collect"]
    assert all(leg["finished_at"] for leg in given.dossier(world.clerk, uid).legs.values())


def test_a_vertical_agency_never_sees_the_dossier_only_its_leg(world: given.World) -> None:
    uid = given.received(world, given.CHAIN)
    police = world.district.actor("police", "specialist.police")
    with ledger.seeing(police.sees):
        before = dossiers.Dossier.objects.filter(uid=uid).count()

    for key, outcome in [("receive", "done"), ("register", "done"), ("sign", "signed"), ("send", "sent")]:
        given.step(world, uid, key, outcome)

    with ledger.seeing(police.sees):
        assert (before, dossiers.Dossier.objects.filter(uid=uid).count()) == (0, 0)
        assert [leg.leg for leg in dossiers.Dossier.objects.order_by("pk")] == ["residence"]


def test_the_poor_household_review_loops_until_the_village_agrees(world: given.World) -> None:
    uid = given.received(world, given.POOR)
    definition = procedures.version_in_force(given.POOR, world.at.date()).definition
    looping = next(node for node in definition.nodes if any(edge.back for edge in node.edges) and node.key != definition.start)
    back = next(edge for edge in looping.edges if edge.back)
    while looping.key not in standing_steps(world, uid):
        (task,) = given.open_tasks(world.clerk, uid)
        given.step(world, uid, task.step, definition.node(task.step).edges[0].outcome)

    given.step(world, uid, looping.key, back.outcome)

    assert standing_steps(world, uid) == [back.to]


def test_a_task_goes_back_to_the_step_before_with_its_reason(world: given.World) -> None:
    uid = given.received(world)
    given.step(world, uid, "receive", "done")
    (task,) = given.open_tasks(world.clerk, uid)

    with pytest.raises(dossiers.ReasonNeeded):
        dossiers.send_back(actor=world.who_does(task), at=world.at, dossier_uid=uid, token=task.token, reason=" ")
    dossiers.send_back(actor=world.who_does(task), at=world.at, dossier_uid=uid, token=task.token, reason="Thiếu chữ ký")

    assert standing_steps(world, uid) == ["receive"]
    fresh = given.received(world)
    with pytest.raises(dossiers.NoPreviousStep):
        dossiers.send_back(actor=world.clerk, at=world.at, dossier_uid=fresh, token=1, reason="Thử trả lại bước đầu")


def test_a_result_is_not_returned_while_a_fee_is_owed(world: given.World) -> None:
    uid = given.received(world, given.PERMIT, actor=world.centre_clerk)
    with ledger.seeing(world.centre_clerk.sees):
        fee = next(line for line in dossiers.page(world.centre_clerk, uid, world.at).fees if line.amount)
    steps = ["receive/done", "assign/assigned", "appraise/done", "review/agreed", "sign/signed", "number/issued"]
    for one in steps:
        given.step(world, uid, *one.split("/"))
    give = {"actor": world.centre_clerk, "at": world.at + timedelta(days=3), "dossier_uid": uid, "receiver": "Hoàng Thị Sen"}

    with pytest.raises(dossiers.FeeOwed) as no:
        dossiers.return_result(**give)  # type: ignore[arg-type]  # the same request twice
    dossiers.pay(actor=world.centre_clerk, at=world.at + timedelta(days=3), dossier_uid=uid, fee_keys=[fee.key], method="cash")
    done = dossiers.return_result(**give)  # type: ignore[arg-type]  # the same request twice

    assert no.value.facts["dossier"] == done.code
    assert done.status is dossiers.Status.RETURNED
    with pytest.raises(dossiers.NothingOwed):
        dossiers.pay(actor=world.centre_clerk, at=world.at, dossier_uid=uid, fee_keys=[fee.key], method="cash")


def test_an_open_dossier_goes_over_to_a_newer_version_with_its_mapping(world: given.World) -> None:
    uid = given.received(world)
    (task,) = given.open_tasks(world.clerk, uid)
    target = procedures.version_in_force(given.CHAIN, world.at.date())
    ask = {"actor": world.head, "at": world.at, "dossier_uid": uid, "version_uid": target.uid, "reason": "Quy trình mới"}
    given.step(world, uid, "receive", "done")
    (now,) = given.open_tasks(world.clerk, uid)

    with pytest.raises(dossiers.StepNotMapped):
        dossiers.move_to_version(**ask, mapping={now.step: "no-such-step"})  # type: ignore[arg-type]  # the same request twice
    moved = dossiers.move_to_version(**ask, mapping={now.step: "register"})  # type: ignore[arg-type]  # the same request twice

    assert [place.step for place in moved.places] == ["register"]
    assert given.dossier(world.clerk, uid).original_due_at is not None
    assert task.step == "receive"


@pytest.mark.parametrize("kind", ["same unit", "another unit"])
def test_a_transition_takes_ten_statements_or_fewer(world: given.World, kind: str) -> None:
    crossing = kind == "another unit"
    actor = world.centre_clerk if crossing else world.clerk
    uid = given.received(world, given.PERMIT if crossing else given.BIRTH, actor=actor)
    (task,) = given.open_tasks(actor, uid)

    with CaptureQueriesContext(connection) as seen:
        dossiers.advance(actor=actor, at=world.at, dossier_uid=uid, token=task.token, outcome="done", key="count")

    apart = ("SAVEPOINT", "RELEASE")  # and the calendar, which a process reads once in two seconds, whoever asks
    texts = [query["sql"] for query in seen.captured_queries if "worktime_calendarversion" not in query["sql"]]
    counted = [text for text in texts if not text.startswith(apart)]
    assert len(counted) <= 10, counted


def test_a_task_that_somebody_took_is_moved_by_nobody_else(world: given.World) -> None:
    uid = given.received(world, given.PERMIT, actor=world.centre_clerk)
    (task,) = given.open_tasks(world.centre_clerk, uid)
    dossiers.take_over(actor=world.centre_clerk, at=world.at, dossier_uid=uid, token=task.token)
    colleague = replace(world.centre_clerk, person_uid=world.head.person_uid, name="Vi Văn Lộc")
    ask = {"actor": colleague, "at": world.at, "dossier_uid": uid, "token": task.token}

    with pytest.raises(tasks.HeldByAnother) as no:
        dossiers.advance(**ask, outcome="done")  # type: ignore[arg-type]  # one question for two acts
    with pytest.raises(tasks.HeldByAnother):
        dossiers.take_over(**ask)  # type: ignore[arg-type]  # one question for two acts

    assert no.value.facts["holder"] == world.centre_clerk.name


def test_a_step_without_a_way_back_goes_to_the_one_that_was_done_before_it(world: given.World) -> None:
    uid = given.received(world, given.PERMIT, actor=world.centre_clerk)
    given.step(world, uid, "receive", "done")
    (task,) = given.open_tasks(world.centre_clerk, uid)
    head = world.who_does(task)

    back = dossiers.send_back(actor=head, at=task.opened_at, dossier_uid=uid, token=task.token, reason="Thiếu trang 2")

    assert [place.step for place in back.places] == ["receive"]
    assert back.places[0].token == task.token + 1


def test_a_step_that_was_done_twice_is_not_its_own_step_before(world: given.World) -> None:
    uid = given.received(world, given.PERMIT, actor=world.centre_clerk)
    for one in ("receive/done", "assign/assigned", "appraise/wrong_papers", "receive/done"):
        given.step(world, uid, *one.split("/"))
    (task,) = given.open_tasks(world.centre_clerk, uid)

    back = dossiers.send_back(
        actor=world.who_does(task), at=task.opened_at, dossier_uid=uid, token=task.token, reason="Thiếu trang 2"
    )

    assert (task.step, [place.step for place in back.places]) == ("assign", ["receive"])
