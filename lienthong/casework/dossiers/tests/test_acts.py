"""What holds of every act on a dossier: its statuses, its rights, its reason, its key, its cost."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import transaction

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.public import Status
from lienthong.casework.dossiers.tests.acts import ACTS, REASONED, Stage, everything, stages
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.errors import Refusal

PROCEDURES = (f"{given.PERMIT}-2015",)
LEGAL = [(name, status) for name, act in ACTS.items() for status in sorted(act.allowed)]
WRONG = [(name, status) for name, act in ACTS.items() for status in Status if status not in act.allowed]
CONTEXT = 1
"""The statement by which a request says whose eyes look; inside that context an act says it no more."""
NEEDS_NO_DUTY = {"put_on_shelf"}
"""Whoever sees a dossier may write down where its paper lies."""


@pytest.fixture(scope="module")
def staged(district_of_module: given.World, django_db_blocker: Any) -> dict[Status, Stage]:
    return stages(district_of_module)


@pytest.fixture
def at_status(staged: dict[Status, Stage], django_db_blocker: Any) -> Generator[dict[Status, Stage]]:
    """Return a dossier in each status; what the test writes is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield staged
        transaction.set_rollback(True)


def first_of(name: str, at_status: dict[Status, Stage]) -> Stage:
    return at_status[max(ACTS[name].allowed, key=lambda status: (status is Status.PROCESSING, -status))]


@pytest.mark.parametrize(("name", "status"), WRONG)
def test_an_act_in_a_wrong_status_is_refused_and_leaves_everything_as_it_was(
    at_status: dict[Status, Stage], name: str, status: Status
) -> None:
    stage = at_status[status]
    before = everything(stage)

    with pytest.raises(Refusal) as no:
        ACTS[name](stage, key="k-1")

    assert no.value.code.startswith("dossiers."), "the act itself refused, not a right"
    assert everything(stage) == before


@pytest.mark.parametrize(("name", "status"), LEGAL)
def test_an_act_in_a_right_status_is_one_line_of_the_ledger(at_status: dict[Status, Stage], name: str, status: Status) -> None:
    stage = at_status[status]
    before = everything(stage)

    done = ACTS[name](stage, result_number="15/GPXD") if name == "advance" else ACTS[name](stage)

    after = everything(stage)
    assert len(after["ledger"]) == len(before["ledger"]) + 1
    assert after["row"]["status"] == done.status
    assert sorted(place.token for place in done.places) == [task["token"] for task in after["tasks"] if not task["closed_at"]]


@pytest.mark.parametrize("name", ACTS)
def test_the_same_act_again_under_its_key_answers_the_same_and_writes_nothing(at_status: dict[Status, Stage], name: str) -> None:
    stage = first_of(name, at_status)
    who, facts = ACTS[name].who(stage), ACTS[name].facts(stage)
    first = ACTS[name].do(actor=who, at=stage.at, dossier_uid=stage.uid, key="k-1", **facts)
    before = everything(stage)

    second = ACTS[name].do(actor=who, at=stage.at, dossier_uid=stage.uid, key="k-1", **facts)

    assert (first.repeated, second.repeated) == (False, True)
    assert (second.status, second.due_at, second.places) == (first.status, first.due_at, first.places)
    assert everything(stage) == before


@pytest.mark.parametrize("name", ACTS)
def test_a_key_that_was_used_for_something_else_is_refused(at_status: dict[Status, Stage], name: str) -> None:
    stage = first_of(name, at_status)
    who = ACTS[name].who(stage)
    dossiers.put_on_shelf(actor=who, at=stage.at, dossier_uid=stage.uid, shelf="Kệ 1", key="k-1")
    before = everything(stage)

    with pytest.raises(dossiers.KeyUsedForAnother):
        ACTS[name](stage, actor=who, key="k-1")

    assert everything(stage) == before


@pytest.mark.parametrize("name", [name for name in ACTS if name not in NEEDS_NO_DUTY])
def test_an_act_needs_its_duty(at_status: dict[Status, Stage], name: str) -> None:
    stage = first_of(name, at_status)
    before = everything(stage)
    records_clerk = stage.world.district.actor("service_centre", "records_clerk")

    with pytest.raises((dossiers.ForeignAct, tasks.NotYours)):
        ACTS[name](stage, actor=records_clerk, key="k-1")

    assert everything(stage) == before


@pytest.mark.parametrize("name", ACTS)
def test_a_dossier_of_another_commune_is_not_there_for_any_act(at_status: dict[Status, Stage], name: str) -> None:
    stage = first_of(name, at_status)
    before, facts = everything(stage), ACTS[name].facts(stage)
    who = "unit_head" if name in ("stop", "restart", "reopen", "move_to_version") else "counter_clerk"
    stranger = stage.world.district.actor("dong_van", who)

    with pytest.raises(dossiers.DossierUnknown):
        ACTS[name].do(actor=stranger, at=stage.at, dossier_uid=stage.uid, key="k-1", **facts)

    assert everything(stage) == before


@pytest.mark.parametrize("name", REASONED)
def test_an_act_that_must_say_why_is_refused_without_a_reason(at_status: dict[Status, Stage], name: str) -> None:
    stage = first_of(name, at_status)
    before = everything(stage)

    with pytest.raises(dossiers.ReasonNeeded):
        ACTS[name](stage, key="k-1", reason="  ")

    assert everything(stage) == before


def test_a_result_is_not_given_to_nobody(at_status: dict[Status, Stage]) -> None:
    stage = at_status[Status.COMPLETED]

    with pytest.raises(dossiers.ReasonNeeded):
        ACTS["return_result"](stage, receiver=" ")


@pytest.mark.parametrize(("name", "status"), LEGAL)
def test_an_act_takes_ten_statements_or_fewer(
    at_status: dict[Status, Stage], name: str, status: Status, query_count: Callable[[], AbstractContextManager[Any]]
) -> None:
    stage = at_status[status]
    who, facts = ACTS[name].who(stage), ACTS[name].facts(stage)

    with ledger.seeing(who.sees | {who.unit_id}), query_count() as counted:
        ACTS[name].do(actor=who, at=stage.at, dossier_uid=stage.uid, key="k-1", **facts)

    texts = [text for text in counted.texts if "worktime_calendarversion" not in text]  # read once in two seconds, whoever asks
    assert CONTEXT + len(texts) <= 10, "\n".join(text[:80] for text in texts)


@pytest.mark.parametrize(("name", "status"), [(name, status) for name, status in LEGAL if status in dossiers.PAUSED])
def test_no_clock_of_a_step_runs_while_the_dossier_waits(at_status: dict[Status, Stage], name: str, status: Status) -> None:
    stage = at_status[status]

    done = ACTS[name](stage)

    running = [task for task in given.open_tasks(stage.clerk, stage.uid) if task.due_at is not None]
    assert not running or done.status not in dossiers.PAUSED


def test_a_step_of_a_new_version_keeps_its_time_until_the_dossier_goes_on(at_status: dict[Status, Stage]) -> None:
    stage = at_status[Status.STOPPED]
    ACTS["move_to_version"](stage)
    (waiting,) = given.open_tasks(stage.clerk, stage.uid)

    ACTS["restart"](stage)

    (going,) = given.open_tasks(stage.clerk, stage.uid)
    assert (waiting.state, waiting.remaining_minutes) == ("suspended", waiting.planned_minutes)
    assert (going.state, going.remaining_minutes) == ("offered", None)
    assert going.due_at


def test_a_dossier_refused_before_it_was_received_is_reopened_at_the_counter(at_status: dict[Status, Stage]) -> None:
    stage = at_status[Status.REFUSED]

    again = ACTS["reopen"](stage)
    accepted = ACTS["accept"](stage)

    assert (again.status, again.due_at, again.places) == (Status.REGISTERED, None, ())
    assert accepted.status is Status.RECEIVED
    assert accepted.due_at is not None


def test_a_dossier_withdrawn_is_reopened_at_the_step_with_its_old_promise(at_status: dict[Status, Stage]) -> None:
    stage = at_status[Status.WITHDRAWN]

    again = ACTS["reopen"](stage)

    row = given.dossier(stage.clerk, stage.uid)
    assert (again.status, [place.step for place in again.places]) == (Status.PROCESSING, ["appraise"])
    assert again.due_at == row.original_due_at
    assert row.ended_at is None


@pytest.mark.parametrize("step", ["give", "no-such-step"])
def test_a_dossier_is_reopened_only_at_a_step_where_somebody_works(at_status: dict[Status, Stage], step: str) -> None:
    with pytest.raises(dossiers.NotThisOutcome) as no:
        ACTS["reopen"](at_status[Status.RETURNED], step=step)

    assert "appraise" in no.value.facts["choices"]


def test_only_the_head_of_the_receiving_unit_reopens(at_status: dict[Status, Stage]) -> None:
    stage = at_status[Status.RETURNED]

    with pytest.raises(dossiers.NotInThisStatus):
        ACTS["reopen"](stage, actor=stage.division_head)
