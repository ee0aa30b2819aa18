"""A dossier is rated once, when its work has ended; units see the ratings of their dossiers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, transaction

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.ratings import public as ratings
from lienthong.casework.ratings.models import Rating
from lienthong.office.ledger import public as ledger

PROCEDURES = (given.CHAIN,)


def ended(world: given.World) -> tuple[UUID, str]:
    """Return a dossier that was withdrawn: uid and code."""
    uid = given.received(world, given.CHAIN)
    dossiers.withdraw(actor=world.clerk, at=world.at, dossier_uid=uid, reason="Đổi ý")
    return uid, given.dossier(world.clerk, uid).code


def rate(code: str, world: given.World, **facts: Any) -> None:
    told: dict[str, Any] = {"code": code, "face": "good", "reasons": ["time_on"], "comment": " Tốt ", "at": world.at}
    ratings.rate(**(told | facts))


def test_a_rating_is_kept_and_shown_as_it_was_given(world: given.World) -> None:
    _, code = ended(world)

    assert ratings.given(code) is None
    rate(code, world)

    assert ratings.given(code) == ratings.Given("good", "Hài lòng", ("Thời gian giải quyết: Đúng hạn",), "Tốt", world.at)


def test_a_second_rating_changes_nothing(world: given.World) -> None:
    _, code = ended(world)
    rate(code, world)

    with pytest.raises(ratings.AlreadyRated):
        rate(code, world, face="bad")

    found = ratings.given(code)
    assert found is not None
    assert found.face == "good"


def test_what_is_not_finished_or_not_there_is_not_rated(world: given.World) -> None:
    running = given.dossier(world.clerk, given.received(world, given.CHAIN)).code

    with pytest.raises(ratings.NothingToRateYet):
        rate(running, world)
    with pytest.raises(ratings.RatedDossierUnknown):
        rate("H49.16.22-180312-9999", world)
    for wrong in ({"face": "fine"}, {"reasons": ["time_on", "time_late"]}, {"comment": "x" * 1001}):
        with pytest.raises(ratings.BadRating):
            rate(running, world, **wrong)


def test_counts_are_of_the_period_and_of_the_units_that_one_sees(world: given.World) -> None:
    for face in ("very", "good", "bad"):
        rate(ended(world)[1], world, face=face)
    rate(ended(world)[1], world, at=world.at + timedelta(days=1))
    today, unit = world.at.date(), world.clerk.unit_id

    with ledger.seeing({unit}):
        by_unit = ratings.tallies({unit}, today, today, by="unit")
        by_procedure = ratings.tallies({unit}, today, today + timedelta(days=1), by="procedure")
        bad = ratings.rated({unit}, today, today, face="bad")
    with ledger.seeing({world.centre_clerk.unit_id}):
        others = ratings.tallies({unit}, today, today, by="unit")

    assert [(row.name, row.very, row.good, row.bad) for row in by_unit] == [("UBND xã Hoành Mô", 1, 1, 1)]
    assert by_procedure[0].total == 4
    assert [row.given.face_name for row in bad] == ["Không hài lòng"]
    assert others == []


def test_nobody_writes_a_rating_past_the_one_function(world: given.World) -> None:
    rate(ended(world)[1], world)

    with ledger.seeing({world.clerk.unit_id}):
        for sql in ("UPDATE ratings_rating SET face = 'very'", "DELETE FROM ratings_rating"):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql)
        assert Rating.objects.count() == 1
