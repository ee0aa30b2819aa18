"""Many at once, with real threads and real commits: numbers, the same request twice, two clerks at one dossier."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connections, transaction

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.services.receiving import take_number
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY, a_unit
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.identity import new_uid

pytestmark = pytest.mark.usefixtures("committed_db")

THREADS, TAKES = 20, 50


class RolledBack(Exception):
    """The transaction is given up on purpose."""


def together(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """Run every act in a thread of its own, all let go at one moment; a refusal is an answer like another."""
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        gate.wait(60)
        try:
            return act()
        except Refusal as no:
            return no
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [one.result() for one in [pool.submit(run, act) for act in acts]]


def test_twenty_threads_take_a_thousand_numbers_without_gap_or_double_though_some_roll_back() -> None:
    unit_id = a_unit("UBND xã Hoành Mô").pk

    def taker(seed: int) -> list[tuple[int, int]]:
        dice, kept = random.Random(seed), []
        for _ in range(TAKES):
            try:
                with transaction.atomic():
                    taken = take_number(unit_id, MONDAY)
                    if dice.random() < 0.1:
                        raise RolledBack
            except RolledBack:
                continue
            kept.append(taken)
        return kept

    taken = [pair for pairs in together([partial(taker, seed) for seed in range(THREADS)]) for pair in pairs]

    whole = list(range(1, len(taken) + 1))
    assert THREADS * TAKES * 0.8 < len(taken) < THREADS * TAKES
    assert sorted(number for number, _ in taken) == whole
    assert sorted(line for _, line in taken) == whole


def test_a_dossier_posted_many_times_at_once_with_one_key_is_received_once() -> None:
    world = given.a_world(given.BIRTH)
    application = given.an_application()

    answers = together(
        [lambda: dossiers.receive(actor=world.clerk, at=world.at, application=application, key="một khóa") for _ in range(8)]
    )

    assert {type(answer) for answer in answers} == {dossiers.Received}
    assert len({answer.code for answer in answers}) == 1
    assert sorted(answer.repeated for answer in answers) == [False] + [True] * 7
    with ledger.seeing(world.clerk.sees):
        assert dossiers.Dossier.objects.count() == 1


def test_receptions_at_once_get_consecutive_numbers() -> None:
    world = given.a_world(given.BIRTH)
    application = given.an_application()

    answers = together([lambda: dossiers.receive(actor=world.clerk, at=world.at, application=application)] * 8)

    assert sorted(answer.code[-4:] for answer in answers) == [f"{number:04d}" for number in range(1, 9)]


def test_of_two_clerks_who_advance_a_dossier_at_once_one_wins_and_the_other_is_told_where_it_is() -> None:
    world = given.a_world(given.BIRTH)
    uid = given.received(world)
    (task,) = given.open_tasks(world.clerk, uid)
    colleague = replace(world.clerk, person_uid=new_uid(), name="Nông Thị Bích")
    at = world.at + timedelta(minutes=5)

    answers = together(
        [
            partial(dossiers.advance, actor=who, at=at, dossier_uid=uid, token=task.token, outcome="done", key=key)
            for who, key in ((world.clerk, "a"), (colleague, "b"))
        ]
    )

    (won,) = [answer for answer in answers if isinstance(answer, dossiers.Standing)]
    (told,) = [answer for answer in answers if isinstance(answer, dossiers.MovedMeanwhile)]
    assert won.status is dossiers.Status.PROCESSING
    assert won.places[0].title in str(told), "the loser reads at which step the dossier is now"
    with ledger.seeing(world.clerk.sees):
        assert len(ledger.history(uid)) == 2


def test_of_many_who_give_the_result_out_at_once_one_does() -> None:
    world = given.a_world(given.BIRTH)
    uid = given.received(world)
    for key, outcome in (("receive", "done"), ("verify", "done"), ("sign", "signed")):
        given.step(world, uid, key, outcome)
    at = world.at + timedelta(days=1)

    answers = together(
        [
            partial(dossiers.return_result, actor=world.clerk, at=at, dossier_uid=uid, receiver="Hoàng Thị Sen", key=str(key))
            for key in range(6)
        ]
    )

    assert sum(isinstance(answer, dossiers.Standing) for answer in answers) == 1
    assert sum(isinstance(answer, dossiers.NotInThisStatus) for answer in answers) == 5
    with ledger.seeing(world.clerk.sees):
        assert len(ledger.history(uid)) == 5, "received, three steps, returned once"
