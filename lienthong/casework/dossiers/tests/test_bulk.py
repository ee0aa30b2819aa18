"""A dossier built in memory for a load has the rows that the services write."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.models import DailyNumber, Supplement
from lienthong.casework.procedures import public as procedures
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.identity import new_uid

PROCEDURES = (f"{given.PERMIT}-2015", f"{given.BIRTH}-2016")
OWN = {"id", "dossier_id"}
"""Columns that differ from one dossier to the next."""
SECTION = "Bản vẽ mặt cắt móng"
ASKING: dict[str, Any] = {"papers": [SECTION], "reason": "Thiếu bản vẽ", "reply_by": None}
FEE = "house_fee"
BROUGHT = [dossiers.Paper("section", SECTION, originals=1, copies=2)]
BIRTH_STEPS = (("receive", "done"), ("verify", "done"), ("sign", "signed"))
MOTHER = "Hoàng Thị Sen"
RETURNED = (
    "status", "marking", "legs", "where_unit_id", "where_step", "due_at", "finished_at", "verdict", "result_number",
    "returned_at", "returned_to", "ended_at", "ended_as",
)  # fmt: skip
"""Columns that tell how a dossier ended."""
ASKED, CAME, PAID = timedelta(hours=1), timedelta(days=2), timedelta(days=2, hours=1)


def in_memory(world: given.World) -> dossiers.Carried:
    """Let a building permit come in, wait for its supplement and be paid, in memory."""
    builder, clerk, at = dossiers.Builder(), world.centre_clerk, world.at
    version = procedures.version_in_force(given.PERMIT, at.date())
    application = given.an_application(given.PERMIT)
    carried = builder.receive(uid=new_uid(), actor=clerk, at=at, application=application, version=version, numbers=(1, 1))
    builder.request_supplement(carried, actor=clerk, at=at + ASKED, **ASKING)
    builder.receive_supplement(carried, actor=clerk, at=at + CAME, papers=BROUGHT)
    fee = next(line for line in carried.fees if line.key == FEE)
    builder.pay(carried, actor=clerk, at=at + PAID, fee=fee, method="cash")
    return carried


def written(world: given.World) -> dossiers.Dossier:
    """Let the same happen to another dossier, act by act."""
    clerk, at = world.centre_clerk, world.at
    uid = dossiers.receive(actor=clerk, at=at, application=given.an_application(given.PERMIT)).dossier_uid
    dossiers.request_supplement(actor=clerk, at=at + ASKED, dossier_uid=uid, **ASKING)
    dossiers.receive_supplement(actor=clerk, at=at + CAME, dossier_uid=uid, papers=BROUGHT)
    dossiers.pay(actor=clerk, at=at + PAID, dossier_uid=uid, fee_keys=[FEE], method="cash")
    return given.dossier(clerk, uid)


def ended(task: tasks.Task) -> tuple[Any, ...]:
    return task.step, task.outcome, task.closed_at, task.state


def told(line: ledger.Entry | ledger.EventRow) -> tuple[Any, ...]:
    return line.activity, line.lifecycle, line.occurred_at, dict(line.personal)


def as_kept(value: Any) -> Any:
    """Return a value as it comes back from the database."""
    return list(value) if isinstance(value, tuple) else value


def test_a_supplement_and_a_payment_leave_the_same_rows_in_memory_as_by_the_services(world: given.World) -> None:
    carried, row = in_memory(world), written(world)

    with ledger.seeing(world.centre_clerk.sees):
        for held, kept in (
            (carried.supplements, row.supplements), (carried.papers, row.papers), (carried.fees, row.fees),
            (carried.due_dates, row.due_dates),
        ):  # fmt: skip
            stored = [{name: value for name, value in one.items() if name not in OWN} for one in kept.order_by("pk").values()]
            made = [{name: as_kept(getattr(one, name)) for name in facts} for one, facts in zip(held, stored, strict=True)]
            assert made == stored
        events = [(event.activity, event.occurred_at, event.lifecycle) for event in ledger.history(row.uid)]
    assert [(entry.activity, entry.occurred_at, entry.lifecycle) for entry in carried.entries] == events
    assert (carried.dossier.status, carried.dossier.due_at, carried.dossier.remainder) == (row.status, row.due_at, row.remainder)
    assert carried.supplements[0].new_due_at == row.due_at


def test_a_supplement_stops_the_tasks_of_a_dossier_in_memory_and_its_coming_lets_them_run(world: given.World) -> None:
    builder, clerk, at = dossiers.Builder(), world.centre_clerk, world.at
    version = procedures.version_in_force(given.PERMIT, at.date())
    application = given.an_application(given.PERMIT)
    carried = builder.receive(uid=new_uid(), actor=clerk, at=at, application=application, version=version, numbers=(1, 1))

    builder.request_supplement(carried, actor=clerk, at=at + ASKED, **ASKING)
    assert [(task.due_at, task.state) for task in carried.open] == [(None, "suspended")]
    assert carried.dossier.due_at is None

    builder.receive_supplement(carried, actor=clerk, at=at + CAME, papers=BROUGHT)
    assert all(task.due_at for task in carried.open)
    table = next(table for table in dossiers.TABLES if table.name == Supplement._meta.db_table)
    supplement = dict(zip(table.columns, dossiers.rows_of(carried, 7)[table][0], strict=True))
    assert (supplement["dossier_id"], supplement["received_at"], supplement["accepted_by"]) == (7, at + CAME, clerk.name)


def test_a_result_handed_over_in_memory_leaves_the_row_the_tasks_and_the_lines_that_the_services_write(
    world: given.World,
) -> None:
    clerk, builder = world.clerk, dossiers.Builder()
    version = procedures.version_in_force(given.BIRTH, world.at.date())
    carried = builder.receive(
        uid=new_uid(), actor=clerk, at=world.at, application=given.an_application(), version=version, numbers=(1, 1)
    )
    uid = given.received(world)
    for step, outcome in BIRTH_STEPS:
        number = "12/2018" if outcome == "signed" else ""
        (task,) = given.open_tasks(clerk, uid)
        assert task.step == step
        who, at = world.who_does(task), task.opened_at + ASKED
        builder.advance(carried, actor=who, at=at, token=task.token, outcome=outcome, result_number=number)
        given.step(world, uid, step, outcome, at=at, result_number=number)

    builder.return_result(carried, actor=clerk, at=world.at + CAME, receiver=MOTHER)
    dossiers.return_result(actor=clerk, at=world.at + CAME, dossier_uid=uid, receiver=MOTHER)

    with ledger.seeing(clerk.sees):
        row = dossiers.Dossier.objects.get(uid=uid)
        kept, lines = [ended(task) for task in tasks.of_object(uid)], [told(event) for event in ledger.history(uid)]
    assert [getattr(carried.dossier, name) for name in RETURNED] == [getattr(row, name) for name in RETURNED]
    assert (row.returned_to, row.status, row.where_step) == (MOTHER, dossiers.Status.RETURNED, "")
    assert (carried.open, sorted(ended(task) for task in carried.work)) == ([], sorted(kept))
    assert [told(entry) for entry in carried.entries] == lines
    assert lines[-1] == ("give", ledger.Lifecycle.COMPLETED, world.at + CAME, {"receiver": MOTHER, "receiver_id": ""})


def test_the_counters_of_a_load_are_rows_of_the_daily_numbers() -> None:
    assert dossiers.NUMBER.name == DailyNumber._meta.db_table
    assert [dict(zip(dossiers.NUMBER.columns, row, strict=True)) for row in dossiers.number_rows([(3, "180312", 14)])] == [
        {"unit_id": 3, "series": "180312", "last": 14}
    ]
