"""A certified copy is signed while nothing is locked: what changed meanwhile is seen before anything is recorded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from lienthong.casework.certification import public as certification
from lienthong.casework.certification.testing import FIRST_DAY, a_copy, scanned, signed
from lienthong.casework.dossiers import testing as given
from lienthong.casework.results import public as results
from lienthong.casework.results.testing import sample_keys, stamping
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.signing.testing import a_paper
from lienthong.toolkit.signing.testing.authority import needs_openssl

pytestmark = needs_openssl


@pytest.fixture
def world(committed_db: None, settings: Any) -> given.World:
    sample_keys(settings)
    return given.a_world("2.000815-2015", "2.000884-2015")


def test_a_copy_is_stamped_by_both(world: given.World, settings: Any, tmp_path: Path) -> None:
    copy = a_copy(world)
    scanned(world, copy)

    with stamping(settings, tmp_path):
        row = signed(world, copy)

    assert all(one.proved_at for one in results.checked(results.content(row)).signatures)


def test_a_scan_that_is_replaced_while_its_copy_is_signed_is_looked_at_first(
    world: given.World, settings: Any, tmp_path: Path
) -> None:
    copy = a_copy(world)
    scanned(world, copy)

    def replaced() -> None:
        scanned(world, copy, content=a_paper("Giấy chứng nhận kết hôn, quét lại"))
        connections.close_all()

    with stamping(settings, tmp_path) as authority:
        authority.before = replaced
        with pytest.raises(certification.ScanReplaced):
            signed(world, copy)

    with ledger.seeing([world.clerk.unit_id]):
        assert certification.copy(copy.uid).result_uid is None
        assert results.of_dossier(copy.dossier_uid) == []


def test_the_same_copy_signed_twice_at_once_is_one_result(world: given.World, settings: Any, tmp_path: Path) -> None:
    copy, done = a_copy(world), []
    scanned(world, copy)

    with stamping(settings, tmp_path) as authority:

        def faster() -> None:
            authority.before = lambda: None
            done.append(signed(world, copy, key="k-2", at=FIRST_DAY))
            connections.close_all()

        authority.before = faster
        assert [signed(world, copy)] == done
