"""A procedure whose first step lies at another unit than the counter that receives: mobile registration since 2025."""

from __future__ import annotations

from datetime import datetime

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.clock import VIETNAM

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 9, 8, 0, tzinfo=VIETNAM)


def test_a_counter_receives_what_another_office_begins_and_both_see_it() -> None:
    world = given.a_world("1.003583-2025")
    office = world.district.actor("office", "specialist")

    uid = given.received(world, "1.003583", at=AT)

    for actor in (world.clerk, office):
        with ledger.seeing(actor.sees | {actor.unit_id}):
            (task,) = tasks.of_object(uid)
            assert dossiers.Dossier.objects.get(uid=uid).where_unit_id == office.unit_id
        assert task.unit_id == office.unit_id
    stranger = world.district.actor("dong_van", "counter_clerk")
    with ledger.seeing(stranger.sees | {stranger.unit_id}):
        assert not dossiers.Dossier.objects.filter(uid=uid).exists()
