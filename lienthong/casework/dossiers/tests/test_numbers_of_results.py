"""A result takes its number from its book, or is given the one that paper or another system gave."""

from __future__ import annotations

import pytest

from lienthong.casework.books import public as books
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.office.ledger import public as ledger

APPRAISED = [("receive", "done"), ("assign", "assigned"), ("appraise", "done"), ("review", "agreed"), ("sign", "signed")]


def test_a_result_without_a_book_needs_its_number(world: given.World) -> None:
    uid = given.received(world, given.ALLOWANCE)
    for key, outcome in [
        ("receive", "done"), ("check", "done"), ("council", "agreed"), ("posting", "no_complaint"), ("sign_commune", "signed"),
        ("receive_district", "done"), ("appraise", "done"), ("review", "agreed"), ("sign", "signed"),
    ]:  # fmt: skip
        given.step(world, uid, key, outcome, result_number="")

    with pytest.raises(dossiers.DossierIncomplete):
        given.step(world, uid, "number", "issued", result_number="")
    assert given.step(world, uid, "number", "issued", result_number="15/QĐ-UBND").status is dossiers.Status.COMPLETED


def test_a_result_takes_the_next_number_of_its_book_and_none_when_the_step_is_refused(world: given.World) -> None:
    numbers = []
    for _ in range(2):
        uid = given.received(world, given.PERMIT, actor=world.centre_clerk)
        for key, outcome in APPRAISED:
            given.step(world, uid, key, outcome, result_number="")
        with pytest.raises(dossiers.NotThisOutcome):
            given.step(world, uid, "number", "lost", result_number="")
        given.step(world, uid, "number", "issued", result_number="")
        numbers.append(given.dossier(world.centre_clerk, uid).result_number)
    assert numbers == ["01/GPXD", "02/GPXD"]
    with ledger.seeing({unit.pk for unit in world.district.units.values()}):
        line = books.entries_of([uid])[0]
    assert (line.label, line.requester) == ("02/GPXD", "Hoàng Thị Sen")
