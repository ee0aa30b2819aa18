"""Where a time stamp authority is set every signature carries its stamp, and nothing waits for it in a transaction."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.results import public as results
from lienthong.casework.results.testing import decided, signed, stamping
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.signing.testing.authority import NAME, TimeAuthority, needs_openssl

pytestmark = [pytest.mark.usefixtures("committed_db"), needs_openssl]


@pytest.fixture
def authority(tmp_path: Path, settings: Any) -> Generator[TimeAuthority]:
    with stamping(settings, tmp_path) as one:
        yield one


def left(world: given.World, uid: Any) -> tuple[int, int, int]:
    """Return how many results, files and signing events a dossier has."""
    with ledger.seeing([world.head.unit_id]):
        events = [one for one in ledger.history(uid) if one.activity == "result_signed"]
        return len(results.of_dossier(uid)), len(files.of_object(uid)), len(events)


def test_both_signatures_are_stamped_and_the_page_hears_by_whom(authority: TimeAuthority) -> None:
    world = given.a_world(given.BIRTH)

    checked = results.checked(results.content(signed(world, decided(world))))

    assert checked.whole
    assert [one.stamp.by.subject for one in checked.signatures if one.proved_at and one.stamp] == [NAME, NAME]


def test_no_transaction_and_no_lock_waits_for_the_authority(authority: TimeAuthority) -> None:
    world = given.a_world(given.BIRTH)
    uid, seen = decided(world), []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (mine,) = cursor.fetchone()

    def look() -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT xact_start FROM pg_stat_activity WHERE pid = %s", [mine])
            seen.extend(cursor.fetchone())
            cursor.execute("SELECT uid FROM dossiers_dossier WHERE uid = %s FOR UPDATE NOWAIT", [uid])
        connections["owner"].close()

    authority.before = look
    signed(world, uid)

    assert seen == [None, None]


def test_an_authority_that_is_silent_leaves_nothing_and_the_same_request_signs_later(authority: TimeAuthority) -> None:
    world = given.a_world(given.BIRTH)
    uid = decided(world)
    before = left(world, uid)
    authority.status = 503

    with pytest.raises(results.NotStamped):
        signed(world, uid, key="k-1")
    after = left(world, uid)
    authority.status = 200
    row = signed(world, uid, key="k-1")

    assert after == before
    assert left(world, uid) == (before[0] + 1, before[1] + 2, before[2] + 1)
    assert results.checked(results.content(row)).whole


def test_what_changed_while_the_authority_was_asked_is_seen(authority: TimeAuthority) -> None:
    """The very request is sent again and is faster: the slower one finds its result and signs nothing twice."""
    world = given.a_world(given.BIRTH)
    uid = decided(world)
    done: list[results.ResultRow] = []

    def faster() -> None:
        authority.before = lambda: None
        done.append(signed(world, uid, key="k-1"))
        connections.close_all()

    authority.before = faster
    row = signed(world, uid, key="k-1")

    assert [row] == done
    assert left(world, uid)[0] == 1


def test_a_dossier_that_is_no_longer_to_be_signed_gets_no_result(authority: TimeAuthority) -> None:
    world = given.a_world(given.BIRTH)
    uid = decided(world)
    before = left(world, uid)

    def reopened() -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute("UPDATE dossiers_dossier SET status = %s WHERE uid = %s", [int(dossiers.Status.REFUSED), uid])
        connections["owner"].close()

    authority.before = reopened
    with pytest.raises(results.NothingToSign):
        signed(world, uid)

    assert left(world, uid) == before
