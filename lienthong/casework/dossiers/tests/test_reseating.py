"""Dossiers go on at the unit that takes over: their legs, hand-over notes and tasks name the units of today."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.models import Dossier, HandOverNote
from lienthong.casework.dossiers.services import reseating
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger

PROCEDURES = (given.BIRTH,)
COMMUNE, TOWN, DIVISION, HEIR, AGENCY, BRANCH = 4, 10, 7, 70, 5, 50


def test_a_dossier_and_its_open_leg_name_the_units_of_today() -> None:
    one, other = UUID(int=1), UUID(int=2)
    open_leg = {"uid": str(other), "state": "working", "unit_id": AGENCY, "charge": [COMMUNE, "unit_head"]}
    over = {"uid": str(UUID(int=3)), "state": "done", "unit_id": AGENCY, "finished_at": "2018-03-12T01:00:00Z"}
    parent = Dossier(uid=one, unit_id=TOWN, legs={"insurance": open_leg, "residence": over})
    sender = {"parent_uid": str(one), "parent_unit_id": COMMUNE, "home_unit_id": COMMUNE, "sender_unit_id": DIVISION}
    leg = Dossier(uid=other, unit_id=BRANCH, leg="insurance", link=sender)
    act = reseating.Succession(UUID(int=9), date(2020, 1, 1), "NQ 1", {AGENCY: BRANCH, DIVISION: HEIR})

    reseating._join([parent, leg], act, {one: COMMUNE, other: AGENCY})

    assert (parent.legs["insurance"]["unit_id"], parent.legs["insurance"]["charge"]) == (BRANCH, [TOWN, "unit_head"])
    assert parent.legs["residence"]["unit_id"] == AGENCY, "what is over stays as it was"
    assert [leg.link[name] for name in ("parent_unit_id", "home_unit_id", "sender_unit_id")] == [TOWN, TOWN, HEIR]


def test_a_note_that_an_ended_unit_had_not_taken_over_goes_to_its_heir(world: given.World) -> None:
    old, heir = world.district.other_commune.pk, world.district.units["district"].pk
    told = {"from_unit_id": world.clerk.unit_id, "to_unit_id": old, "year": 2018, "made_at": world.at, "made_by": "Đỗ Thị Thu"}
    with ledger.seeing({world.clerk.unit_id, old, heir}):
        waiting = HandOverNote.objects.create(number=1, **told)
        taken = HandOverNote.objects.create(number=2, accepted_at=world.at, accepted_by="La Văn Thím", **told)
        reseating.redirect_notes({old: heir})
        found = {note.number: note.to_unit_id for note in HandOverNote.objects.filter(pk__in=[waiting.pk, taken.pk])}
    assert found == {1: heir, 2: old}


def test_a_task_is_offered_anew_where_its_holder_has_no_such_duty(world: given.World) -> None:
    uid = given.received(world)
    (task,) = given.open_tasks(world.clerk, uid)
    there = world.district.other_commune.pk
    with ledger.seeing({world.clerk.unit_id, there}):
        tasks.Task.objects.filter(pk=task.pk).update(
            holder_uid=world.clerk.person_uid, holder_name=world.clerk.name, claimed_at=world.at, state="claimed"
        )
        (moved,) = tasks.reseat(seats={(uid, task.token): there}, heirs={}, at=world.at)
    assert (moved.task.unit_id, moved.task.holder_uid, moved.task.state, moved.kept) == (there, None, "offered", False)
