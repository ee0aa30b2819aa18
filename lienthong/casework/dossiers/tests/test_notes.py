"""Hand-over notes: one note for many dossiers, taken over in one act by the unit to which they go."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.office.ledger import public as ledger

PROCEDURES = (given.BIRTH, f"{given.PERMIT}-2015")


def test_one_note_hands_many_dossiers_over_and_one_act_accepts_them(world: given.World) -> None:
    uids = [given.received(world, given.PERMIT, actor=world.centre_clerk) for _ in range(3)]
    for uid in uids:
        given.step(world, uid, "receive", "done")
    division = world.district.actor("infrastructure", "division_head")

    note = dossiers.make_note(actor=world.centre_clerk, at=world.at, to_unit_id=division.unit_id, dossier_uids=uids)
    with pytest.raises(dossiers.NotTakenOver):
        dossiers.make_note(actor=world.centre_clerk, at=world.at, to_unit_id=division.unit_id, dossier_uids=uids[:1])
    accepted = dossiers.accept_note(actor=division, at=world.at + timedelta(hours=1), note_uid=note.uid)

    with ledger.seeing(division.sees):
        paper = dossiers.hand_over_note(note.uid)
    assert (note.number, note.dossiers, accepted) == (1, 3, 3)
    assert len(paper["items"]) == 3


def test_a_note_is_taken_over_once_and_by_its_receiver(world: given.World) -> None:
    uid = given.received(world, given.PERMIT, actor=world.centre_clerk)
    given.step(world, uid, "receive", "done")
    division = world.district.actor("infrastructure", "division_head")
    elsewhere = world.district.actor("land", "division_head")
    note = dossiers.make_note(actor=world.centre_clerk, at=world.at, to_unit_id=division.unit_id, dossier_uids=[uid])

    with pytest.raises(dossiers.NotTakenOver):
        dossiers.accept_note(actor=elsewhere, at=world.at, note_uid=note.uid)
    dossiers.accept_note(actor=division, at=world.at, note_uid=note.uid)

    with pytest.raises(dossiers.NotTakenOver):
        dossiers.accept_note(actor=division, at=world.at, note_uid=note.uid)
    with ledger.seeing(elsewhere.sees):
        assert dossiers.hand_over_note(note.uid) == {}


def test_a_note_holds_only_what_lies_there(world: given.World) -> None:
    uid = given.received(world, given.PERMIT, actor=world.centre_clerk)
    division = world.district.actor("infrastructure", "division_head")

    for unknown, named in ((uid, given.dossier(world.centre_clerk, uid).code), (world.clerk.person_uid, None)):
        with pytest.raises(dossiers.NotTakenOver) as no:
            dossiers.make_note(actor=world.centre_clerk, at=world.at, to_unit_id=division.unit_id, dossier_uids=[unknown])
        assert no.value.facts["dossier"] == (named or str(unknown))


def test_a_note_says_until_when_and_a_paused_dossier_has_no_date(world: given.World) -> None:
    uids = [given.received(world, given.PERMIT, actor=world.centre_clerk) for _ in range(2)]
    for uid in uids:
        given.step(world, uid, "receive", "done")
    division = world.district.actor("infrastructure", "division_head")
    dossiers.stop(actor=division, at=world.at + timedelta(hours=1), dossier_uid=uids[1], reason="Chờ tòa án")

    note = dossiers.make_note(actor=world.centre_clerk, at=world.at, to_unit_id=division.unit_id, dossier_uids=uids)

    with ledger.seeing(division.sees):
        first, second = dossiers.hand_over_note(note.uid)["items"]
    assert first["due_at"] == given.dossier(world.centre_clerk, uids[0]).due_at
    assert "due_at" not in second
