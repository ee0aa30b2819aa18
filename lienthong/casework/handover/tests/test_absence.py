"""Absence and standing in: rights, tasks, signatures for a period."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.handover import public as handover
from lienthong.casework.handover.testing import a_colleague, a_held_dossier, at, giver
from lienthong.casework.tasks import public as tasks
from lienthong.office.accounts import public as accounts
from lienthong.office.accounts.testing import an_account
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid


@pytest.mark.parametrize(
    ("title", "block"),
    [
        ("Chủ tịch UBND xã", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("Phó Chủ tịch UBND xã", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("Trưởng phòng Tư pháp", ("TRƯỞNG PHÒNG",)),
        ("Phó Trưởng phòng Tư pháp", ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")),
        ("Phó Giám đốc Trung tâm", ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")),
        ("Công chứng viên", ("CÔNG CHỨNG VIÊN",)),
        ("KT. Chủ tịch UBND xã / Phó Chủ tịch UBND xã", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("TL. Chủ tịch UBND huyện / Chánh Văn phòng", ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        ("TUQ. Giám đốc Trung tâm / Trưởng phòng", ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG")),
    ],
)
def test_a_deputy_and_a_stand_in_sign_as_decree_30_says(title: str, block: tuple[str, ...]) -> None:
    assert org.signature_lines(title) == block


def absence(world: given.World, absent: Actor, taker: Actor, **facts: Any) -> handover.Absence:
    """Return an absence of two days, beginning now."""
    told = handover.Absence(
        absent.post_uid, absent.person_uid, taker.person_uid, at(world), at(world) + timedelta(days=2), "tuq", "Nghỉ phép"
    )
    return replace(told, **facts)


def as_stand_in(taker: Actor, delegation: UUID, moment: datetime) -> Actor:
    """Return a person as it acts in the delegated capacity at an instant."""
    account = an_account(org.Person.objects.get(uid=taker.person_uid), username=f"thay.{taker.person_uid.hex[-8:]}")
    found = accounts.actor_of(account, at=moment, key=str(delegation))
    assert found is not None
    return found


def test_a_stand_in_does_the_tasks_of_the_absent_for_the_period(world: given.World) -> None:
    held = a_held_dossier(world)
    free = given.received(world, owner=given.a_person("La Văn Thím"))
    given.step(world, free, "receive", "done")
    absent, taker = giver(world), a_colleague(world, "Vi Văn Lộc", "specialist.finance")
    delegation = handover.stand_in(actor=absent, at=at(world), absence=absence(world, absent, taker))
    actor = as_stand_in(taker, delegation, at(world, 3))

    assert (actor.on_behalf_of, actor.stands_for) == (absent.person_uid, {absent.person_uid})
    assert actor.post == f"TUQ. {absent.post} / {taker.post}"
    with ledger.seeing({actor.unit_id}):
        assert {row.object_uid for row in tasks.inbox(actor, at(world, 3)).rows} == {held, free}
    (task,) = given.open_tasks(actor, free)
    dossiers.take_over(actor=actor, at=at(world, 3), dossier_uid=free, token=task.token)
    assert given.open_tasks(actor, free)[0].holder_name == absent.name, "the task stays the post's"
    for uid in (held, free):
        (task,) = given.open_tasks(actor, uid)
        dossiers.advance(actor=actor, at=at(world, 4), dossier_uid=uid, token=task.token, outcome="done")
    with ledger.seeing({absent.unit_id}):
        assert [one.activity for one in ledger.history(absent.post_uid)] == ["stand_in_set"]


def test_who_signs_for_the_head_is_named_in_the_form(world: given.World) -> None:
    head = world.head
    deputy = replace(a_colleague(world, "Lô Thị Hồng", "specialist.social"))
    org.Post.objects.filter(uid=deputy.post_uid).update(title="Phó Chủ tịch UBND xã")
    clerk = a_colleague(world, "Chíu Sếch Và")
    with pytest.raises(org.NotADeputy):
        handover.stand_in(actor=head, at=at(world), absence=absence(world, head, clerk, form="kt"))
    handover.stand_in(actor=head, at=at(world), absence=absence(world, head, deputy, form="kt"))
    (held,) = [one for one in org.holders("unit_head", head.unit_id, at(world, 3)) if one.via_delegation]
    assert held.title == "KT. Chủ tịch UBND xã / Phó Chủ tịch UBND xã"
    assert org.signature_lines(held.title) == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_only_the_absent_or_a_head_sets_and_ends_it(world: given.World) -> None:
    absent, taker = giver(world), a_colleague(world)
    told = absence(world, absent, taker)
    with pytest.raises(handover.NotYourHandover):
        handover.stand_in(actor=taker, at=at(world), absence=told)
    with pytest.raises(handover.ReceiverUnknown):
        handover.stand_in(actor=absent, at=at(world), absence=replace(told, taker_uid=absent.person_uid))
    with pytest.raises(handover.GiverUnknown):
        handover.stand_in(actor=absent, at=at(world), absence=replace(told, post_uid=new_uid()))
    uid = handover.stand_in(actor=world.head, at=at(world), absence=told)
    with pytest.raises(handover.NotYourHandover):
        handover.end_stand_in(actor=taker, at=at(world, 3), delegation_uid=uid)
    with pytest.raises(org.DelegationUnknown):
        handover.end_stand_in(actor=absent, at=at(world, 3), delegation_uid=new_uid())
    handover.end_stand_in(actor=absent, at=at(world, 3), delegation_uid=uid)
    (row,) = org.delegations_of(absent.unit_id, at(world, 4))
    assert (row.until, row.taker, row.form) == (at(world, 3), taker.name, "tuq")


def test_a_stand_in_acting_in_the_own_post_signs_the_heads_acts_for_the_head_and_the_rest_for_itself(
    world: given.World,
) -> None:
    head, taker = world.head, a_colleague(world, "Vi Văn Lộc", "specialist.finance")
    delegation = handover.stand_in(actor=head, at=at(world), absence=absence(world, head, taker))
    account = an_account(org.Person.objects.get(uid=taker.person_uid), username="loc.vv")
    own, lent = (accounts.actor_of(account, at=at(world, 3), key=key) for key in (str(taker.post_uid), str(delegation)))
    later = accounts.actor_of(account, at=at(world) + timedelta(days=3))

    assert own is not None
    assert lent is not None
    assert later is not None
    stands = f"TUQ. {head.post} / {taker.post}"
    assert (own.post, own.signs_as("unit_head"), own.signs_as("specialist.finance")) == (taker.post, stands, taker.post)
    assert (lent.post, lent.signs_as("unit_head")) == (stands, stands)
    assert (later.has("unit_head"), later.signs_as("unit_head")) == (False, taker.post)
