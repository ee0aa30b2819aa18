"""A list of several units shows the latest of all of them, page by page, whoever received how many."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.queries import lists
from lienthong.office.ledger import public as ledger

pytestmark = pytest.mark.django_db


def test_pages_of_several_units_hold_every_dossier_once_the_latest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PAGE", 3)
    world = given.a_world(given.BIRTH)
    head = world.district.actor("district", "unit_head")
    one, other = world.clerk, world.district.actor("dong_van", "counter_clerk")
    made = [
        given.received(world, at=world.at + timedelta(minutes=minute), papers_complete=True, actor=clerk)
        for minute, clerk in enumerate([one, one, other, one, one, other, one])
    ]
    shown, after = [], ""
    with ledger.seeing(head.sees):
        for _ in range(3):
            page = dossiers.listed(head, world.at + timedelta(hours=1), state="open", after=after)
            shown.append([row.uid for row in page.rows])
            after = page.after

    assert [uid for page in shown for uid in page] == made[::-1]
    assert [len(page) for page in shown] == [3, 3, 1]
    assert after == ""
