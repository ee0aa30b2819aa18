"""What a unit that ended sent and got is followed, and answered for, by who took it over, and by nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from lienthong.casework.delivery import public as delivery
from lienthong.casework.delivery.models import Dispatch
from lienthong.casework.delivery.testing import a_letter, an_agency, broken, carried, key_of, rows_of, sent, taken_in
from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import Town, a_clerk
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY, abolish_unit
from lienthong.office.org.testing import MONDAY_8AM as AT
from lienthong.toolkit.actor import Actor

LATER = AT + timedelta(days=1)
TUESDAY = MONDAY + timedelta(days=1)


def ended(actor: Actor, heir: Actor) -> Actor:
    """Let a unit end on Tuesday; return its heir's clerk, who has what it kept in sight."""
    abolish_unit(unit_id=actor.unit_id, on=TUESDAY, legal_document="NQ 1/NQ-HĐND", heir_id=heir.unit_id)
    return replace(heir, sees=heir.sees | {actor.unit_id})


def got(actor: Actor) -> list[UUID]:
    with ledger.seeing(actor.sees):
        return [one.uid for one in delivery.asked(actor)[0]]


def frozen(actor: Actor, uid: UUID) -> bool:
    with ledger.seeing(actor.sees):
        return documents.document(actor, uid).line.recalled_at is not None


def test_a_recall_that_an_ended_unit_owed_is_answered_by_its_heir_whose_document_is_frozen(town: Town) -> None:
    uid = a_letter(town.clerk)
    (dispatch,) = sent(town.clerk, uid, key_of(town, "hoanh_mo"))
    here = taken_in(town.commune).document_uid
    carried()
    assert here is not None
    delivery.recall(actor=town.clerk, at=AT, document_uid=uid, reason="Sai thẩm quyền ký")
    heir = ended(town.commune, town.other)

    assert got(heir) == [dispatch]
    with ledger.seeing(heir.sees):
        (row,) = delivery.of_document(heir, here)
        assert (row.mine, delivery.dispatch(heir, dispatch).mine) == (False, False)
    delivery.answer(actor=heir, at=LATER, dispatch_uid=dispatch, agree=True)
    assert frozen(heir, here)
    assert (got(heir), rows_of(town.clerk, uid)[0].answered_by) == ([], heir.name)
    assert broken() == []


def test_who_sees_an_ended_unit_and_did_not_take_it_over_does_not_answer_for_it(town: Town) -> None:
    uid = a_letter(town.clerk)
    (dispatch,) = sent(town.clerk, uid, key_of(town, "hoanh_mo"))
    taken_in(town.commune)
    delivery.recall(actor=town.clerk, at=AT, document_uid=uid, reason="Sai thẩm quyền ký")
    ended(town.commune, town.other)
    stranger = a_clerk(town.district.units["culture"])
    stranger = replace(stranger, sees=stranger.sees | {town.commune.unit_id})

    assert got(stranger) == [dispatch], "in sight, as all of the unit is"
    with pytest.raises(delivery.DispatchUnknown):
        delivery.answer(actor=stranger, at=LATER, dispatch_uid=dispatch, agree=True)
    with pytest.raises(delivery.DispatchUnknown):
        delivery.answer(actor=town.board, at=LATER, dispatch_uid=dispatch, agree=True)


def test_what_an_ended_unit_sent_is_followed_and_sent_again_by_its_heir(town: Town, axis: object) -> None:
    uid = a_letter(town.commune)
    (dispatch,) = sent(town.commune, uid, an_agency(town.commune))
    with ledger.seeing({town.commune.unit_id}):
        Dispatch.objects.filter(uid=dispatch).update(state="failed", note="Trục không nhận", over_at=AT)
    heir = ended(town.commune, town.other)

    with ledger.seeing(heir.sees):
        (row,) = delivery.sent(heir)[0]
        assert (row.uid, row.mine, row.sender_name) == (dispatch, True, "UBND xã Hoành Mô")
        assert delivery.dispatch(heir, dispatch).mine
    stranger = a_clerk(town.district.units["culture"])
    with pytest.raises(delivery.DispatchUnknown):
        delivery.send_again(actor=replace(stranger, sees=stranger.sees | {town.commune.unit_id}), at=LATER, dispatch_uid=dispatch)
    delivery.send_again(actor=heir, at=LATER, dispatch_uid=dispatch)
    with ledger.seeing(heir.sees):
        assert delivery.dispatch(heir, dispatch).state == "queued"


def test_a_unit_that_is_still_there_is_followed_by_nobody_else(town: Town) -> None:
    uid = a_letter(town.commune)
    sent(town.commune, uid, key_of(town, "dong_van"))
    above = replace(town.clerk, sees=town.clerk.sees | {town.commune.unit_id})
    with ledger.seeing(above.sees):
        assert delivery.sent(above)[0] == []
