"""Two at the same moment: one letter is drafted, and it is signed once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection, transaction

from lienthong.casework.deadlines import public as deadlines
from lienthong.casework.deadlines.queries import finding
from lienthong.casework.deadlines.services import drafting
from lienthong.casework.deadlines.testing import drafted, letter, on, words
from lienthong.casework.dossiers import testing as given
from lienthong.office.ledger import public as ledger
from lienthong.office.ledger.testing import as_worker

pytestmark = pytest.mark.usefixtures("committed_db")


def told(world: given.World, uid: UUID) -> list[str]:
    with ledger.seeing(world.clerk.sees):
        return [one.facts["verb"] for one in ledger.history(uid) if one.activity.startswith("apology")]


def test_two_at_once_draft_one_letter() -> None:
    with transaction.atomic():
        world = given.a_world(given.CHAIN)
    uid = given.received(world, given.CHAIN)
    start = Barrier(2)

    def draft(_: int) -> bool:
        start.wait(timeout=30)
        try:
            with transaction.atomic(), as_worker():
                return drafting.draft(dossier_uid=uid, at=on(3, 4, 9), recipients=finding.Recipients(on(3, 4, 9)))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(draft, range(2))) == [False, True]
    with transaction.atomic():
        assert letter(uid).due_at == on(4, 4)
        assert told(world, uid) == ["apology_drafted"]


def test_two_heads_at_once_sign_one_letter() -> None:
    with transaction.atomic():
        world = given.a_world(given.CHAIN)
        uid = drafted(world)
        found = letter(uid).uid
    start = Barrier(2)

    def sign_now(day: int) -> str:
        start.wait(timeout=30)
        try:
            deadlines.sign(actor=world.head, at=on(3, 4, 10), apology_uid=found, words=words(day))
        except deadlines.ApologyAlreadySigned:
            return "told"
        finally:
            connection.close()
        return "signed"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(sign_now, [9, 10])) == ["signed", "told"]
    with transaction.atomic():
        assert told(world, uid) == ["apology_drafted", "apology_signed"]
