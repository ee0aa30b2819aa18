"""One reform over a commune that has all of it in hand: letters, a round, drafts, questions, a recall, a week."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from lienthong.casework.agenda import public as agenda
from lienthong.casework.agenda import testing as calendars
from lienthong.casework.approval import public as approval
from lienthong.casework.approval import testing as rounds
from lienthong.casework.delivery import public as delivery
from lienthong.casework.delivery import testing as post
from lienthong.casework.documents.testing import UBND, registered
from lienthong.casework.drafting import public as drafting
from lienthong.casework.drafting import testing as drafts
from lienthong.casework.handling import public as handling
from lienthong.casework.handling import testing as letters
from lienthong.casework.handover import public as handover
from lienthong.casework.reorganisation import public as reorganisation
from lienthong.casework.reorganisation import testing as given
from lienthong.casework.reorganisation.testing import BEFORE, TOWN, Bình_Liêu
from lienthong.casework.results.testing import sample_keys
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid

AFTER = TOWN + timedelta(hours=1)
DUE = TOWN.date() + timedelta(days=14)


@pytest.fixture
def hands(place: Bình_Liêu, settings: Any, tmp_path: Path) -> dict[str, UUID]:
    """What Tình Húc has in hand in December 2019."""
    settings.FILES_DIR, settings.FILES_S3 = tmp_path / "files", ""
    sample_keys(settings)
    office = org.unit_serving("division.office", place.units["district"], BEFORE.date())
    above = place.holder(office.id, "records_clerk", BEFORE)
    clerk, head = (place.actor("tinh_huc", duty, BEFORE) for duty in ("records_clerk", "unit_head"))

    letter = registered(clerk, at=BEFORE, arrived_at=BEFORE).document_uid
    assert letter is not None
    handling.present(actor=clerk, at=BEFORE, document_uid=letter, leader_uid=head.person_uid)
    signer: dict[str, Any] = {"signer": head.name, "sign_form": "tm", "sign_head": "", "signer_post": "CHỦ TỊCH"}
    draft = drafts.begun(clerk, at=BEFORE, **signer).draft_uid
    waits = approval.submit(actor=clerk, at=BEFORE, draft_uid=draft, plan=approval.Plan(), key=new_uid())
    asked = drafts.begun(above, at=BEFORE).draft_uid
    drafting.ask(actor=above, at=BEFORE, draft_uid=asked, unit_ids=[head.unit_id], due_on=DUE)
    wrong = post.a_letter(above, at=BEFORE)
    (dispatch,) = post.sent(above, wrong, f"{head.unit_id}:{UBND}", at=BEFORE)
    post.taken_in(clerk, at=BEFORE)
    post.carried()
    delivery.recall(actor=above, at=BEFORE, document_uid=wrong, reason="Sai thẩm quyền ký")
    entry = calendars.drafted(clerk, at=BEFORE, day=TOWN.date() + timedelta(days=5))
    return {"letter": letter, "draft": draft, "round": waits, "asked": asked, "dispatch": dispatch, "entry": entry}


def acted(place: Bình_Liêu, town: UUID) -> None:
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)


def seen(actor: Actor) -> Any:
    return ledger.seeing(actor.sees | {actor.unit_id})


def faults() -> list[str]:
    """Return what breaks an invariant of any room that something went over in."""
    with given.everything():
        found = [fault for one in reorganisation.invariants() for fault in one.run()]
    return [*found, *letters.broken(), *rounds.broken(), *drafts.broken(), *post.broken(), *calendars.broken()]


def test_a_commune_that_holds_all_of_it_ends_and_its_heir_goes_on(place: Bình_Liêu, hands: dict[str, UUID]) -> None:
    town, _ = place.plans(BEFORE)
    preview = reorganisation.preview(actor=place.admin(BEFORE), at=BEFORE, uid=town)
    acted(place, town)
    shown = reorganisation.reorganisation(town).shown
    counted = {one["what"]: one["number"] for one in shown["others"]}
    assert counted == {
        "văn bản đến chờ bút phê": 1, "văn bản đang trình ký": 1, "ý kiến về dự thảo chưa trả lời": 1,
        "tuần lịch công tác chưa ban hành": 1,
    }  # fmt: skip
    assert preview["others"] == shown["others"]
    with given.everything():
        left = org.held_at([place.units["tinh_huc"]])
    assert [words for _, words, _ in left] == ["biên bản bàn giao chưa xong"], "those that the act made"

    clerk, head = (place.actor("binh_lieu", duty, AFTER) for duty in ("records_clerk", "unit_head"))
    lead = handling.Named("lead", head.unit_id, due=DUE)
    handling.instruct(actor=head, at=AFTER, document_uid=hands["letter"], words=letters.WORDS, named=[lead])
    drafting.give_opinion(actor=head, at=AFTER, draft_uid=hands["asked"], verdict="agree")
    delivery.answer(actor=clerk, at=AFTER, dispatch_uid=hands["dispatch"], agree=True)
    with seen(clerk):
        assert approval.round_of(clerk, hands["round"], AFTER).state == "returned"
        assert drafting.draft(clerk, hands["draft"]).unit_id == clerk.unit_id
        assert agenda.entry(clerk, hands["entry"]).state == "dropped"
        (minutes,) = reorganisation.minutes(place.admin(TOWN), town)
        kinds = {one.kind for one in handover.minutes(head, minutes.uid, AFTER).items}
    assert {"task", "draft", "book"} <= kinds
    assert faults() == []


def test_an_undo_gives_it_back(place: Bình_Liêu, hands: dict[str, UUID]) -> None:
    town, _ = place.plans(BEFORE)
    acted(place, town)
    reorganisation.undo(actor=place.admin(TOWN), at=TOWN, uid=town)
    clerk, head = (place.actor("tinh_huc", duty, BEFORE) for duty in ("records_clerk", "unit_head"))

    with seen(clerk):
        assert handling.chain(head, hands["letter"], BEFORE).leader_unit_id == head.unit_id
        assert drafting.draft(clerk, hands["draft"]).unit_id == clerk.unit_id
        assert agenda.entry(clerk, hands["entry"]).state == "accepted"
        assert [one.state for one in agenda.weeks(clerk, BEFORE.date())] == ["draft"]
    drafting.give_opinion(actor=head, at=BEFORE, draft_uid=hands["asked"], verdict="agree")
    delivery.answer(actor=clerk, at=BEFORE, dispatch_uid=hands["dispatch"], agree=True)
    assert faults() == []
    acted(place, town)
