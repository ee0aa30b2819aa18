"""Who takes a unit over receives, gives on, answers and closes the petitions that were open there."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection

from lienthong.casework.handover import public as handover
from lienthong.casework.petitions import public as petitions
from lienthong.casework.petitions.testing import answered, broken, entered, row, said
from lienthong.casework.reorganisation import public as reorganisation
from lienthong.casework.reorganisation.testing import BEFORE, END, LATE, Bình_Liêu, everything
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.org.testing import abolish_unit
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid

pytestmark = pytest.mark.thorough
AFTER = END + timedelta(days=1)


@pytest.fixture
def left(place: Bình_Liêu) -> dict[str, UUID]:
    """Two petitions that Tình Húc has taken in and one that nobody has, when 2020 and 2025 end it and the district."""
    waiting = petitions.file(unit_id=place.units["tinh_huc"], at=BEFORE, said=said(), key=new_uid()).uid
    clerk = place.actor("tinh_huc", "counter_clerk", BEFORE)
    own, above = entered(clerk, at=BEFORE).uid, entered(clerk, at=BEFORE).uid
    petitions.assign(actor=clerk, at=BEFORE, uid=above, handler_id=place.units["district"])
    return {"waiting": waiting, "own": own, "above": above}


def reform(place: Bình_Liêu) -> list[dict[str, Any]]:
    """Execute 2020 and 2025; return what each told."""
    town, end = place.plans()
    return [reorganisation.execute(actor=place.admin(on), at=on, uid=uid) for on, uid in ((LATE, town), (END, end))]


def heir(place: Bình_Liêu, duty: str, of: str = "tinh_huc") -> Actor:
    return place.holder(org.successor(place.units[of], AFTER.date()).id, duty, AFTER)


def acts(actor: Actor, uid: UUID) -> tuple[str, ...]:
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return petitions.sheet(actor, uid, AFTER).acts


def waiting(actor: Actor) -> set[UUID]:
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return {one.object_uid for one in tasks.inbox(actor, AFTER).rows}


def test_what_was_open_at_a_merged_commune_is_handled_by_who_took_it_over(place: Bình_Liêu, left: dict[str, UUID]) -> None:
    told, _ = reform(place)
    clerk, head = heir(place, "counter_clerk"), heir(place, "unit_head")

    assert [(one["what"], one["number"]) for one in told["by_itself"]] == [("phản ánh, kiến nghị chưa khép", 2)]
    assert acts(head, left["own"]) == ("assign", "answer", "transfer", "refuse")
    assert "receive" in acts(clerk, left["waiting"])
    assert waiting(head) >= {left["own"], left["waiting"]}, "the inbox of who took over shows them"
    assert not waiting(heir(place, "unit_head", "hoanh_mo")) & {left["own"], left["waiting"]}
    assert clerk.unit_id in {one.id for one in petitions.handlers(place.units["tinh_huc"], AFTER.date())}
    with pytest.raises(petitions.AlreadyThere):
        petitions.assign(actor=head, at=AFTER, uid=left["own"], handler_id=head.unit_id)
    petitions.receive(actor=clerk, at=AFTER, uid=left["waiting"], kind="procedure", handler_id=clerk.unit_id)
    answered(head, left["waiting"], at=AFTER)
    answered(head, left["own"], at=AFTER)

    assert {row(head, left[name]).state for name in ("waiting", "own")} == {"answered"}
    assert broken() == []


def test_what_the_ended_district_handled_is_answered_by_who_took_its_largest_part_over(
    place: Bình_Liêu, left: dict[str, UUID]
) -> None:
    reform(place)
    head = heir(place, "unit_head", "district")
    assert left["above"] in waiting(head)
    stranger = heir(place, "unit_head", "hoanh_mo")

    with pytest.raises((petitions.NotYourPetition, petitions.PetitionUnknown)):
        petitions.refuse(actor=stranger, at=AFTER, uid=left["above"], reason="Không phải của xã")
    answered(head, left["above"], at=AFTER)

    assert row(head, left["above"]).state == "answered"


def test_of_a_unit_that_nobody_took_over_nobody_decides(place: Bình_Liêu, left: dict[str, UUID]) -> None:
    units, on = place.units, BEFORE + timedelta(days=3)
    abolish_unit(unit_id=units["tinh_huc"], on=on.date(), legal_document="QĐ 1/QĐ-UBND")
    above = place.actor("district", "unit_head", on)

    with ledger.seeing(above.sees | {units["tinh_huc"]}):
        assert petitions.sheet(above, left["own"], on).acts == ()
        assert petitions.handlers(units["tinh_huc"], on.date()) == []


def test_an_installation_that_knew_no_tasks_of_petitions_lays_them_with_who_took_over(
    place: Bình_Liêu, left: dict[str, UUID]
) -> None:
    migration = import_module("lienthong.casework.petitions.migrations.0004_open_tasks")

    def lying() -> list[tuple[UUID, int, str]]:
        found = tasks.Task.objects.filter(object_uid__in=left.values(), closed_at=None).order_by("object_uid")
        return list(found.values_list("object_uid", "unit_id", "calendar"))

    reform(place)
    with everything(), connection.cursor() as cursor:
        before = lying()
        cursor.execute("SET LOCAL ROLE NONE")
        tasks.Task.objects.filter(object_uid__in=left.values()).delete()
        migration.open_tasks(apps, SimpleNamespace(connection=connection))
        cursor.execute("SET LOCAL ROLE lienthong_web")
        assert lying() == before
    assert len(before) == 3


def test_the_minutes_of_the_hand_over_name_them_and_an_undo_lays_them_where_they_were(
    place: Bình_Liêu, left: dict[str, UUID]
) -> None:
    def lying() -> dict[UUID, int]:
        with everything():
            return dict(
                tasks.Task.objects.filter(object_uid__in=left.values(), closed_at=None).values_list("object_uid", "unit_id")
            )

    before, (town, _) = lying(), place.plans()
    reorganisation.execute(actor=place.admin(LATE), at=LATE, uid=town)
    taker = place.holder(org.successor(place.units["tinh_huc"], LATE.date()).id, "unit_head", LATE)
    after = lying()
    assert after == {**before, left["waiting"]: taker.unit_id, left["own"]: taker.unit_id}, "the district has not ended yet"
    (minutes,) = reorganisation.minutes(place.admin(LATE), town)
    with ledger.seeing(taker.sees | {taker.unit_id}):
        named = [one.label for one in handover.minutes(taker, minutes.uid, LATE).items if "PA-" in one.label]
    assert len(named) == 2

    reorganisation.undo(actor=place.admin(LATE), at=LATE, uid=town)
    assert lying() == before
    assert broken() == []

    reorganisation.execute(actor=place.admin(LATE), at=LATE, uid=town)
    answered(taker, left["own"], at=LATE)
    with pytest.raises(reorganisation.WorkDoneSince, match="PA-"):
        reorganisation.undo(actor=place.admin(LATE), at=LATE, uid=town)
