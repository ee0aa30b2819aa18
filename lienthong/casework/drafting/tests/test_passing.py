"""Drafts and questions go to who takes a unit over; a draft of a person goes on by signed minutes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from lienthong.casework.drafting import public as drafting
from lienthong.casework.drafting.testing import Room, a_party_draft, begun, row, written
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.office.worktime import public as worktime
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid

LATER = MONDAY_8AM + timedelta(hours=2)
FRIDAY = date(2018, 3, 16)


@pytest.fixture(autouse=True)
def _calendar(db: None) -> None:
    worktime.load_calendars()


def followed(room: Room, heirs: Mapping[int, int]) -> tuple[set[UUID], list[tasks.Reseated]]:
    """Let heirs take over what units have in hand, as an act that ends them does; return the drafts asked about, the tasks."""
    with ledger.seeing(set(org.Unit.objects.values_list("pk", flat=True))):
        return drafting.strayed(list(heirs)), drafting.follow(actor=room.head, at=LATER, heirs=heirs)


def asked(room: Room, *actors: Actor) -> UUID:
    made = begun(room.writer)
    units = [one.unit_id for one in actors]
    drafting.ask(actor=room.writer, at=MONDAY_8AM, draft_uid=made.draft_uid, unit_ids=units, due_on=FRIDAY)
    return made.draft_uid


def opinions(room: Room, uid: UUID) -> list[tuple[str, bool]]:
    with ledger.seeing({room.writer.unit_id}):
        return [(one.unit, one.waits) for one in drafting.opinions(uid)]


def test_what_a_unit_was_asked_is_answered_by_who_takes_it_over(room: Room) -> None:
    finance, justice = room.town.actor("finance", "unit_head"), room.town.actor("justice", "unit_head")
    uid = asked(room, finance)
    with ledger.seeing({finance.unit_id}):
        assert drafting.asked_at([finance.unit_id, justice.unit_id]) == {finance.unit_id: 1}

    uids, (moved,) = followed(room, {finance.unit_id: justice.unit_id})
    assert (uids, moved.task.unit_id, moved.task.title) == ({uid}, justice.unit_id, "Cho ý kiến dự thảo")
    with pytest.raises(drafting.OpinionUnknown):
        drafting.give_opinion(actor=finance, at=LATER, draft_uid=uid, verdict="agree")
    drafting.give_opinion(actor=justice, at=LATER, draft_uid=uid, verdict="agree")
    assert opinions(room, uid) == [(justice.unit, False)]


def test_nobody_is_asked_twice_or_about_the_own_draft(room: Room) -> None:
    finance, justice = room.town.actor("finance", "unit_head"), room.town.actor("justice", "unit_head")
    twice, own = asked(room, finance, justice), asked(room, finance)

    assert followed(room, {finance.unit_id: justice.unit_id})[1] != []
    assert opinions(room, twice) == [(finance.unit, False), (justice.unit, True)]
    assert followed(room, {justice.unit_id: room.writer.unit_id})[1] == []
    assert opinions(room, own) == [(justice.unit, False)]
    drafting.submit(actor=room.writer, at=LATER, draft_uid=own)


def test_a_draft_of_a_commune_is_its_heir_s_and_speaks_in_the_name_of_the_heir(room: Room) -> None:
    old, heir = room.town.actor("hoanh_mo", "records_clerk"), room.town.actor("dong_van", "records_clerk")
    uid = begun(old).draft_uid
    assert followed(room, {old.unit_id: heir.unit_id}) == (set(), [])

    now = row(heir, uid)
    assert (now.unit_id, now.keeper_id, now.body_name) == (heir.unit_id, heir.unit_id, heir.unit)
    assert written(heir, uid, subject="Đã sửa").number == 2
    with pytest.raises(drafting.NotYourDraft):
        written(old, uid, on_top_of=2, subject="Muộn")


def test_what_is_submitted_or_has_no_body_of_its_kind_near_the_heir_keeps_its_name(room: Room) -> None:
    old, heir = room.town.actor("hoanh_mo", "records_clerk"), room.town.actor("dong_van", "records_clerk")
    uid = begun(old).draft_uid
    drafting.submit(actor=old, at=MONDAY_8AM, draft_uid=uid)
    party = a_party_draft(room.party).draft_uid
    followed(room, {old.unit_id: heir.unit_id, room.party.unit_id: heir.unit_id})

    assert (row(heir, uid).unit_id, row(heir, uid).body_name) == (heir.unit_id, old.unit)
    assert row(heir, party).body_name == "Huyện ủy Bình Liêu"


def test_a_person_has_the_drafts_that_the_person_began_until_another_takes_them_over(room: Room) -> None:
    uid = begun(room.writer).draft_uid
    ended = begun(room.writer).draft_uid
    drafting.drop(actor=room.writer, at=LATER, draft_uid=ended, reason="Trùng")
    taker = room.town.actor("finance", "specialist")
    units = {room.writer.unit_id, taker.unit_id}
    with ledger.seeing(units):
        held = drafting.unfinished(room.writer.unit_id, room.writer.person_uid)
        assert [(one.uid, one.type_name, one.body, one.subject[:8]) for one in held] == [
            (uid, "Kế hoạch", "UBND huyện Bình Liêu", "Nâng cao")
        ]
        assert drafting.unfinished(room.writer.unit_id) == held
        facts: dict[str, Any] = {"taker_uid": room.head.person_uid, "taker": room.head.name, "minutes_uid": new_uid()}
        moved = drafting.pass_on(actor=room.head, at=LATER, draft_uids=[uid, ended], unit_id=room.head.unit_id, **facts)
        assert moved == 1
        assert drafting.unfinished(room.writer.unit_id, room.writer.person_uid) == []
        assert [one.uid for one in drafting.unfinished(room.head.unit_id, room.head.person_uid)] == [uid]

        facts |= {"taker_uid": taker.person_uid, "taker": taker.name}
        drafting.pass_on(actor=room.head, at=LATER, draft_uids=[uid], unit_id=taker.unit_id, **facts)
        assert [one.uid for one in drafting.unfinished(taker.unit_id, taker.person_uid)] == [uid]
    assert written(taker, uid, subject="Đã sửa").number == 2


def test_minutes_do_not_tell_what_a_party_draft_is_about(room: Room) -> None:
    a_party_draft(room.party)
    with ledger.seeing({room.party.unit_id}):
        assert [one.subject for one in drafting.unfinished(room.party.unit_id)] == [""]
