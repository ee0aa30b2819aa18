"""Citizens of the demonstration: who signs in, what they filed, what lies signed in their store and can be checked."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.results import public as results
from lienthong.office.citizens import public as citizens
from lienthong.office.ledger import public as ledger
from lienthong.office.ledger.testing import as_worker
from lienthong.site import jobs
from lienthong.site.demo import scenes, stores
from lienthong.site.errors import DemoDataOnly
from lienthong.site.models import DemoProgress
from lienthong.toolkit.signing.testing import a_ring

PROCEDURES = (f"{given.BIRTH}-2016", f"{stores.COPY}-2016")
SCENE = scenes.DISTRICT_2018


@pytest.fixture
def world(world: given.World, settings: Any, tmp_path: Path) -> given.World:
    settings.DEMO, settings.SIGNING_PASSPHRASE, settings.SIGNING_DIR = True, "", a_ring().folder
    settings.FILES_DIR, settings.DEMO_SCENE = tmp_path, SCENE.key
    return world


def settled(world: given.World, name: str) -> UUID:
    """Let a birth be registered at Hoành Mô and its certificate be fetched."""
    uid = given.received(world, owner=dossiers.Person(name=name, id_type="cmnd", id_number="100123456", born_year=1985))
    for step, outcome in (("receive", "done"), ("verify", "done"), ("sign", "signed"), ("seal", "issued")):
        if any(task.step == step for task in given.all_tasks(world, uid)):
            given.step(world, uid, step, outcome)
    dossiers.return_result(actor=world.clerk, at=world.at + timedelta(hours=6), dossier_uid=uid, receiver=name)
    return uid


def present(world: given.World) -> Any:
    """Return the demonstration's present, noted as that: the morning after the only day that was played first."""
    until = world.at + timedelta(days=1)
    day = world.at.date()
    DemoProgress.objects.create(seed=1, until=until, planned=2, fresh_from=day, next_day=day, finished=True)
    return until


def worked() -> int:
    """Run the job in the role in which the worker runs it."""
    with as_worker():
        return jobs.sign_results(0)


def stored(login: str) -> list[results.ResultRow]:
    uid = stores._uid(SCENE, login)
    with citizens.seeing(uid):
        return results.held_by(uid)


def test_citizens_are_named_as_owners_of_settled_dossiers_and_filed_last_evening(world: given.World) -> None:
    settled(world, "Hoàng Thị Sen")
    settled(world, "Chíu Sếch Và")
    until = present(world)

    table = stores.make(until, SCENE)

    assert [(one.username, one.name) for one in table] == list(
        zip(stores.LOG_INS, ("Chíu Sếch Và", "Hoàng Thị Sen"), strict=True)
    )
    assert stores.make(until, SCENE) == table, "made once"
    with citizens.seeing(stores._uid(SCENE, stores.LOG_INS[0])):
        (row,) = dossiers.filed()
    assert (row.status, row.filed_at.date(), row.unit_name) == (dossiers.Status.REGISTERED, world.at.date(), "UBND xã Hoành Mô")


def test_each_gets_a_result_signed_with_sample_keys_and_then_nothing_more_is_signed(world: given.World) -> None:
    first, second = settled(world, "Hoàng Thị Sen"), settled(world, "Chíu Sếch Và")
    stores.make(present(world), SCENE)

    assert [worked() for _ in range(3)] == [1, 1, 0]

    rows = [stored(login)[0] for login in stores.LOG_INS]
    assert [row.dossier_uid for row in rows] == [second, first]
    assert all(row.sample for row in rows)
    with citizens.seeing(stores._uid(SCENE, stores.LOG_INS[0])):
        pdf = results.content(rows[0])
    page = Client().post("/kiem-tra-chu-ky/", {"file": _uploaded(pdf)}).content.decode()
    assert "Không bị sửa từ khi ký" in page
    assert "MẪU MINH HỌA" in page


def test_who_was_killed_between_signing_and_taking_in_takes_in_what_was_signed(world: given.World) -> None:
    uid = settled(world, "Hoàng Thị Sen")
    until = present(world)
    stores.make(until, SCENE)
    (own,) = stores._settled(SCENE)
    stores._sign(own, until, SCENE)
    assert stored(stores.LOG_INS[0]) == []

    assert worked() == 1

    assert [row.dossier_uid for row in stored(stores.LOG_INS[0])] == [uid]
    with ledger.seeing({world.clerk.unit_id}):
        assert [event.activity for event in ledger.history(uid)].count("result_signed") == 1


def test_what_is_settled_outside_the_year_played_first_changes_nothing(world: given.World) -> None:
    settled(world, "Hoàng Thị Sen")
    until = present(world)
    DemoProgress.objects.update(fresh_from=until.date())

    assert stores.make(until, SCENE) == [], "of a year that the worker played afterwards"
    DemoProgress.objects.update(fresh_from=world.at.date(), until=world.at)
    assert stores.make(until, SCENE) == [], "returned after the first present"


def test_a_history_without_settled_dossiers_has_no_citizens(world: given.World) -> None:
    assert stores.make(present(world), SCENE) == []
    assert worked() == 0


def test_elsewhere_no_citizen_is_made_and_nothing_signed(world: given.World, settings: Any) -> None:
    assert worked() == 0, "no demonstration was ever prepared"
    settings.DEMO = False
    with pytest.raises(DemoDataOnly):
        stores.make(world.at, SCENE)


def _uploaded(pdf: bytes) -> Any:
    return SimpleUploadedFile("ket-qua.pdf", pdf, content_type="application/pdf")
