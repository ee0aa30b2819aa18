"""Legs that a bulk load carries stand as the services would have put them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.models import PaperLine
from lienthong.casework.dossiers.public import Status
from lienthong.casework.dossiers.tests import legs as at
from lienthong.toolkit.identity import new_uid

PROCEDURES = (f"{given.CHAIN}-2015",)


def carried(world: given.World) -> tuple[dossiers.Builder, dossiers.Carried]:
    """Receive a chain in memory, as the counter of Hoành Mô does."""
    builder, application = dossiers.Builder(), given.an_application(given.CHAIN)
    version = given.procedures.version(application.version_uid)
    one = builder.receive(uid=new_uid(), actor=world.clerk, at=world.at, application=application, version=version, numbers=(1, 1))
    return builder, one


def step(world: given.World, builder: dossiers.Builder, one: dossiers.Carried, key: str, outcome: str, hours: int) -> None:
    """Let whoever holds the duty end a step of the dossier or of a leg."""
    here, task = next((leg, task) for leg in one.family for task in leg.open if task.step == key and task.kind != "leg")
    moment, who = world.at + timedelta(hours=hours), world.who_does(task)
    if here.parent is not None and task.holder_uid is None:
        builder.take_over(here, actor=who, at=moment, token=task.token)
    builder.advance(here, actor=who, at=moment, token=task.token, outcome=outcome)


def test_a_carried_chain_sends_its_legs_asks_and_gets_their_results(world: given.World) -> None:
    builder, one = carried(world)
    for hours, (key, outcome) in enumerate(at.TO_LEGS, 1):
        step(world, builder, one, key, outcome, hours)
    residence, insurance = one.legs

    step(world, builder, one, "police_check", "incomplete", 30)
    asked: Any = residence.dossier.status
    one.papers.append(PaperLine(key="residence_slip", name="Phiếu báo", added_at=world.at + timedelta(hours=31)))
    step(world, builder, one, "residence_complete", "completed", 32)
    rest = [("police_check", "done"), ("police_sign", "signed"), ("insurance_check", "done"), ("insurance_sign", "signed")]
    for hours, (key, outcome) in enumerate(rest, 33):
        step(world, builder, one, key, outcome, hours)

    assert [leg.dossier.leg for leg in (residence, insurance)] == ["residence", "insurance"]
    assert (asked, residence.dossier.status) == (Status.SUPPLEMENT_REQUESTED, Status.RETURNED)
    assert residence.papers[-1].name == "Phiếu báo"
    assert [task.step for task in one.open] == ["collect"]
    assert {key: leg["state"] for key, leg in one.dossier.legs.items()} == {"residence": "done", "insurance": "done"}
    assert [leg.dossier.book_line for leg in one.legs] == [1, 1]
    rows = [dossiers.rows_of(leg, key) for key, leg in enumerate(one.family, 10)]
    assert all(len(row) == len(rows[0]) for row in rows)
    assert {leg.dossier.__dict__["parent_id"] for leg in one.legs} == {10}
