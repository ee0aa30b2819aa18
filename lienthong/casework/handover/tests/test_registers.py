"""Registers of documents in the minutes: whoever keeps them hands them over with their last numbers."""

from __future__ import annotations

from dataclasses import replace

from lienthong.casework.documents.testing import UBND, registered, reserved
from lienthong.casework.dossiers import testing as given
from lienthong.casework.handover.models import Keeping
from lienthong.casework.handover.testing import a_colleague, begun, shown, signed
from lienthong.office.ledger import public as ledger
from lienthong.office.org.public import Post


def test_the_records_clerk_hands_over_registers_with_their_last_numbers(world: given.World) -> None:
    old = world.district.actor("hoanh_mo", "records_clerk")
    new = a_colleague(world, "Tằng A Sáng", "records_clerk")
    for number in range(1, 4):
        registered(old, at=world.at, arrived_at=world.at, symbol=f"{number}/UBND-TH1")
    reserved(old, at=world.at, body=UBND)
    uid = begun(world, old, new)

    items = shown(old, uid).items
    assert [(one.kind, one.label, one.detail) for one in items] == [
        ("book", "Sổ văn bản của UBND xã Hoành Mô: Văn bản đến", "năm 2018, số cuối đã dùng 3"),
        ("book", "Sổ văn bản của UBND xã Hoành Mô: Văn bản có tên loại: Quyết định", "năm 2018, số cuối đã dùng 1"),
    ]
    assert signed(world, uid, old, new)
    with ledger.seeing({old.unit_id}):
        assert {one.keeper_uid for one in Keeping.objects.all()} == {new.person_uid}
    Post.objects.filter(uid=new.post_uid).update(duties=["specialist"])
    again = begun(world, replace(new, duties=frozenset({"specialist"})), old, key="again")
    assert len(shown(new, again).items) == 2, "who is recorded as their keeper has them whatever the post"


def test_registers_are_no_book_of_the_justice_officer(world: given.World) -> None:
    clerk = world.district.actor("hoanh_mo", "records_clerk")
    registered(clerk, at=world.at, arrived_at=world.at)
    justice, new = world.district.actor("hoanh_mo", "specialist.justice"), a_colleague(world)
    uid = begun(world, justice, new, things=[("seal", "Dấu chức danh")])
    assert [one.kind for one in shown(justice, uid).items] == ["seal"]
