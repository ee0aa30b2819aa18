"""Letters that somebody still handles are in the minutes and go to who takes them over, who may read them."""

from __future__ import annotations

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import registered
from lienthong.casework.dossiers import testing as given
from lienthong.casework.handling import public as handling
from lienthong.casework.handling.testing import broken
from lienthong.casework.handover.testing import a_colleague, begun, shown, signed
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org


def test_a_letter_in_hand_goes_to_who_takes_the_work_over(world: given.World) -> None:
    clerk, head = (world.district.actor("hoanh_mo", duty) for duty in ("records_clerk", "unit_head"))
    old = world.district.actor("hoanh_mo", "specialist.justice")
    new = a_colleague(world)
    uid = registered(clerk, at=world.at, arrived_at=world.at).document_uid
    assert uid is not None
    handling.present(actor=clerk, at=world.at, document_uid=uid, leader_uid=head.person_uid)
    lead = handling.Named("lead", old.unit_id, old.person_uid, due=org.local_day(world.at))
    handling.instruct(actor=head, at=world.at, document_uid=uid, words="Giao tư pháp tham mưu", named=[lead])
    minutes = begun(world, old, new)
    assert "1520/UBND-TH1 · Văn bản đến" in {one.label for one in shown(old, minutes).items}
    assert signed(world, minutes, old, new)
    with ledger.seeing(new.sees):
        (part,) = handling.chain(new, uid, world.at).parts
        assert (part.person, part.mine) == (new.name, True)
        assert documents.readable(new, uid)
    handling.finish(actor=new, at=world.at, document_uid=uid, words="Xong")
    assert broken() == []


def test_a_letter_that_waits_for_its_instruction_goes_to_who_leads_from_now_on(world: given.World) -> None:
    clerk, old = (world.district.actor("hoanh_mo", duty) for duty in ("records_clerk", "unit_head"))
    new = a_colleague(world, "Chìu Văn Dũng", "unit_head")
    uid = registered(clerk, at=world.at, arrived_at=world.at).document_uid
    assert uid is not None
    handling.present(actor=clerk, at=world.at, document_uid=uid, leader_uid=old.person_uid)
    assert signed(world, begun(world, old, new), old, new)
    with ledger.seeing(new.sees):
        found = handling.chain(new, uid, world.at)
        assert documents.readable(new, uid)
    assert (found.leader, found.state) == (new.name, "presented")
    named = [handling.Named("lead", new.unit_id, a_colleague(world).person_uid, due=org.local_day(world.at))]
    handling.instruct(actor=new, at=world.at, document_uid=uid, words="Giao tư pháp tham mưu", named=named)
    assert broken() == []
