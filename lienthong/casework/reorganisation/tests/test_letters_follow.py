"""Letters that a commune has in hand when it ends are handled by who took it over; the minutes name them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import registered
from lienthong.casework.handling import public as handling
from lienthong.casework.handling.testing import WORDS, broken
from lienthong.casework.handover import public as handover
from lienthong.casework.reorganisation import public as reorganisation
from lienthong.casework.reorganisation import testing as given
from lienthong.casework.reorganisation.testing import BEFORE, TOWN, Bình_Liêu
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor

DUE = TOWN.date() + timedelta(days=14)
AFTER = TOWN + timedelta(hours=1)


def came(clerk: Actor, leader: Actor, symbol: str) -> UUID:
    """Register a letter and present it."""
    uid = registered(clerk, at=BEFORE, arrived_at=BEFORE, symbol=symbol).document_uid
    assert uid is not None
    handling.present(actor=clerk, at=BEFORE, document_uid=uid, leader_uid=leader.person_uid)
    return uid


@pytest.fixture
def letters(place: Bình_Liêu) -> tuple[UUID, UUID]:
    """One of the district that Tình Húc leads, one of its own that waits for its chairman, before 2020 ends the commune."""
    office = org.unit_serving("division.office", place.units["district"], BEFORE.date())
    head = place.actor("district", "unit_head", BEFORE)
    above = came(place.holder(office.id, "records_clerk", BEFORE), head, "1520/UBND-TH1")
    lead = handling.Named("lead", place.units["tinh_huc"], due=DUE)
    handling.instruct(actor=head, at=BEFORE, document_uid=above, words=WORDS, named=[lead])
    clerk, leader = (place.actor("tinh_huc", duty, BEFORE) for duty in ("records_clerk", "unit_head"))
    own = came(clerk, leader, "12/UBND-VP")
    return above, own


def test_the_heir_reads_answers_and_instructs_and_both_sides_sign_what_went_over(
    place: Bình_Liêu, letters: tuple[UUID, UUID]
) -> None:
    above, own = letters
    town, _ = place.plans(BEFORE)
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    heir = place.actor("binh_lieu", "unit_head", AFTER)

    with ledger.seeing(heir.sees | {heir.unit_id}):
        found = [handling.chain(heir, uid, AFTER) for uid in letters]
        assert all(documents.readable(heir, uid) for uid in letters)
    assert [one.came_from for one in found[0].parts] == ["UBND xã Tình Húc"]
    assert (found[1].leader, found[1].came_from) == (heir.name, "UBND xã Tình Húc")
    (minutes,) = reorganisation.minutes(place.admin(TOWN), town)
    with ledger.seeing(heir.sees | {heir.unit_id}):
        named = {one.label for one in handover.minutes(heir, minutes.uid, AFTER).items}
    assert {"1520/UBND-TH1 · Văn bản đến", "12/UBND-VP · Văn bản đến"} <= named
    handling.finish(actor=heir, at=AFTER, document_uid=above, words="Đã rà soát thủ tục")
    lead = handling.Named("lead", heir.unit_id, due=DUE)
    handling.instruct(actor=heir, at=AFTER, document_uid=own, words=WORDS, named=[lead])
    handling.finish(actor=heir, at=AFTER, document_uid=own, words="Đã niêm yết")
    assert broken() == []
    with given.everything():
        assert [fault for one in reorganisation.invariants() for fault in one.run()] == []


def test_an_undo_gives_letters_back_with_who_may_read_them_unless_somebody_worked_on_them(
    place: Bình_Liêu, letters: tuple[UUID, UUID]
) -> None:
    town, _ = place.plans(BEFORE)
    before = given.dump()
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    assert given.dump() != before

    reorganisation.undo(actor=place.admin(TOWN), at=TOWN, uid=town)
    assert given.dump() == before
    assert broken() == []

    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    heir = place.actor("binh_lieu", "unit_head", AFTER)
    handling.finish(actor=heir, at=AFTER, document_uid=letters[0], words="Đã rà soát thủ tục")
    with pytest.raises(reorganisation.WorkDoneSince, match="1520/UBND-TH1"):
        reorganisation.undo(actor=place.admin(TOWN), at=AFTER, uid=town)
