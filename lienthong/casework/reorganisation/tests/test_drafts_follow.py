"""Drafts, rounds of approval and questions about drafts when a commune ends: nothing waits there, the heir goes on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from lienthong.casework.approval import public as approval
from lienthong.casework.approval import testing as rounds
from lienthong.casework.drafting import public as drafting
from lienthong.casework.drafting import testing as drafts
from lienthong.casework.handover import public as handover
from lienthong.casework.reorganisation import public as reorganisation
from lienthong.casework.reorganisation import testing as given
from lienthong.casework.reorganisation.testing import BEFORE, TOWN, Bình_Liêu
from lienthong.casework.results.testing import sample_keys
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.identity import new_uid

AFTER = TOWN + timedelta(hours=1)


@pytest.fixture
def left(place: Bình_Liêu, settings: Any) -> dict[str, UUID]:
    """A draft of Tình Húc that waits for its chairman, one that is written, and one of the district that it is asked about."""
    sample_keys(settings)
    clerk, head = (place.actor("tinh_huc", duty, BEFORE) for duty in ("records_clerk", "unit_head"))
    signer: dict[str, Any] = {"signer": head.name, "sign_form": "tm", "sign_head": "", "signer_post": "CHỦ TỊCH"}
    one, own = (drafts.begun(clerk, at=BEFORE, **signer).draft_uid for _ in range(2))
    waits = approval.submit(actor=clerk, at=BEFORE, draft_uid=one, plan=approval.Plan(), key=new_uid())
    office = org.unit_serving("division.office", place.units["district"], BEFORE.date())
    above = place.holder(office.id, "records_clerk", BEFORE)
    asked = drafts.begun(above, at=BEFORE).draft_uid
    due = TOWN.date() + timedelta(days=9)
    drafting.ask(actor=above, at=BEFORE, draft_uid=asked, unit_ids=[head.unit_id], due_on=due)
    return {"one": one, "own": own, "round": waits, "asked": asked}


def faults() -> list[str]:
    with given.everything():
        found = [fault for one in reorganisation.invariants() for fault in one.run()]
    return [*found, *drafts.broken(), *rounds.broken()]


def test_the_round_ends_and_the_heir_writes_submits_and_answers(place: Bình_Liêu, left: dict[str, UUID]) -> None:
    town, _ = place.plans(BEFORE)
    told = reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    assert {("văn bản đang trình ký", 1), ("ý kiến về dự thảo chưa trả lời", 1)} <= {
        (one["what"], one["number"]) for one in told["others"]
    }
    clerk, head = (place.actor("binh_lieu", duty, AFTER) for duty in ("records_clerk", "unit_head"))
    with ledger.seeing(clerk.sees | {clerk.unit_id}):
        row = approval.round_of(clerk, left["round"], AFTER)
        again = drafting.draft(clerk, left["one"])
        assert not tasks.Task.objects.filter(object_uid=left["round"], closed_at=None).exists()
    assert (row.state, row.reason) == ("returned", "UBND xã Tình Húc kết thúc hoạt động; trình lại ở nơi tiếp nhận")
    assert (again.state, again.unit, again.body) == ("open", "UBND thị trấn Bình Liêu", "UBND thị trấn Bình Liêu")
    (minutes,) = reorganisation.minutes(place.admin(TOWN), town)
    with ledger.seeing(head.sees | {head.unit_id}):
        named = [one.kind for one in handover.minutes(head, minutes.uid, AFTER).items]
    assert (named.count("draft"), named.count("task")) == (2, 1)

    facts: dict[str, Any] = {"signer": head.name, "sign_form": "tm", "sign_head": "", "signer_post": "CHỦ TỊCH"}
    drafts.written(clerk, left["one"], at=AFTER, **facts)
    new = approval.submit(actor=clerk, at=AFTER, draft_uid=left["one"], plan=approval.Plan(), key=new_uid())
    with ledger.seeing(clerk.sees | {clerk.unit_id}):
        assert approval.round_of(clerk, new, AFTER).number == 2
    drafting.give_opinion(actor=head, at=AFTER, draft_uid=left["asked"], verdict="agree")
    assert faults() == []


def test_an_undo_gives_drafts_and_questions_back_and_does_not_revive_the_round(place: Bình_Liêu, left: dict[str, UUID]) -> None:
    town, _ = place.plans(BEFORE)
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    reorganisation.undo(actor=place.admin(TOWN), at=TOWN, uid=town)

    clerk, head = (place.actor("tinh_huc", duty, BEFORE) for duty in ("records_clerk", "unit_head"))
    with ledger.seeing({clerk.unit_id}):
        assert approval.round_of(clerk, left["round"], TOWN).state == "returned"
        back = drafting.draft(clerk, left["one"])
    assert (back.state, back.unit, back.body) == ("open", "UBND xã Tình Húc", "UBND xã Tình Húc")
    approval.submit(actor=clerk, at=BEFORE, draft_uid=left["one"], plan=approval.Plan(), key=new_uid())
    drafting.give_opinion(actor=head, at=BEFORE, draft_uid=left["asked"], verdict="agree")
    assert faults() == []
