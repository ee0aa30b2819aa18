"""Two people at the same moment: one act is done, and done once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connection, transaction

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.models import DoneRequest
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.errors import Refusal

pytestmark = pytest.mark.usefixtures("committed_db")


@pytest.fixture
def world(committed_db: None) -> given.World:
    with transaction.atomic():
        return given.a_world(given.BIRTH)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do the acts in threads of their own, begun together; return what each answered or refused."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        start.wait(timeout=30)
        try:
            return act()
        except Refusal as no:
            return no
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_of_two_clerks_who_move_it_at_once_one_wins_and_the_other_is_told(world: given.World) -> None:
    uid = given.received(world)
    (task,) = given.open_tasks(world.clerk, uid)

    def move() -> dossiers.Standing:
        return dossiers.advance(actor=world.clerk, at=world.at, dossier_uid=uid, token=task.token, outcome="done")

    answers = at_once(move, move)

    assert sorted(type(answer).__name__ for answer in answers) == ["MovedMeanwhile", "Standing"]
    with ledger.seeing(world.clerk.sees):
        assert [event.activity for event in ledger.history(uid)] == ["received", "receive"]


def test_one_request_sent_twice_at_once_is_one_dossier(world: given.World) -> None:
    application = given.an_application()

    def receive() -> dossiers.Received:
        return dossiers.receive(actor=world.clerk, at=world.at, application=application, key="k-1")

    answers = at_once(receive, receive, receive)

    assert len({answer.code for answer in answers}) == 1
    assert sorted(answer.repeated for answer in answers) == [False, True, True]
    assert DoneRequest.objects.count() == 1


def test_receptions_at_once_take_numbers_without_a_gap(world: given.World) -> None:
    application = given.an_application()

    def receive() -> dossiers.Received:
        return dossiers.receive(actor=world.clerk, at=world.at, application=application)

    answers = at_once(*[receive] * 4)

    assert sorted(answer.code[-4:] for answer in answers) == ["0001", "0002", "0003", "0004"]


def test_a_decision_on_a_leg_that_its_agency_is_acting_on_is_told_to_come_again(committed_db: None) -> None:
    with transaction.atomic():
        world = given.a_world(f"{given.CHAIN}-2015")
    uid = given.received(world, given.CHAIN)
    for step in [("receive", "done"), ("register", "done"), ("sign", "signed"), ("send", "sent")]:
        given.step(world, uid, *step)
    leg = given.leg(world, uid, "residence")
    police, justice = world.district.actor("police", "specialist.police"), world.district.actor("hoanh_mo", "specialist.justice")
    acting, told = Event(), Event()

    def works() -> None:
        with transaction.atomic(), ledger.seeing(police.sees):
            dossiers.Dossier.objects.select_for_update().get(uid=leg.uid)
            acting.set()
            told.wait(timeout=30)

    def decides() -> dossiers.Standing:
        acting.wait(timeout=30)
        try:
            return dossiers.decide_leg(
                actor=justice, at=world.at, dossier_uid=uid, leg="residence", decision=dossiers.GO_ON, reason="Gia đình đổi ý"
            )
        finally:
            told.set()

    answers = at_once(works, decides)

    assert isinstance(answers[1], dossiers.LegBusy)
    assert given.leg(world, uid, "residence").status == dossiers.Status.RECEIVED


def test_a_refusal_leaves_nothing_behind_also_where_the_act_is_the_whole_transaction(world: given.World) -> None:
    uid = given.received(world)

    with pytest.raises(dossiers.NotInThisStatus):
        dossiers.restart(actor=world.head, at=world.at, dossier_uid=uid, key="k-1")

    assert DoneRequest.objects.count() == 0
    with ledger.seeing(world.clerk.sees):
        assert len(ledger.history(uid)) == 1
