"""Drafts in the minutes: what a person has not finished goes to who takes the work over, who writes it from then on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lienthong.casework.dossiers import testing as given
from lienthong.casework.drafting import public as drafting
from lienthong.casework.drafting import testing as drafts
from lienthong.casework.handover import public as handover
from lienthong.casework.handover.testing import a_colleague, begun, shown, signed
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org


def test_drafts_that_are_not_finished_are_listed_and_become_the_receivers(world: given.World) -> None:
    old = world.district.actor("hoanh_mo", "specialist.land")
    new = a_colleague(world)
    uid = drafts.begun(old, at=world.at).draft_uid
    with ledger.seeing({old.unit_id}):
        assert handover.held_by(old.person_uid, old.unit_id) == {"dự thảo văn bản đang soạn": 1}
    minutes = begun(world, old, new)

    (line,) = shown(old, minutes).items
    assert (line.kind, line.label) == ("draft", "Kế hoạch · UBND xã Hoành Mô")
    assert line.detail.startswith("Nâng cao Chỉ số cải cách hành chính")
    assert signed(world, minutes, old, new)

    with ledger.seeing({old.unit_id}):
        assert handover.held_by(old.person_uid, old.unit_id) == {}
        assert [one.uid for one in drafting.unfinished(new.unit_id, new.person_uid)] == [uid]
    assert drafts.broken() == []


def test_a_question_asked_of_a_person_goes_to_who_takes_the_work_over(world: given.World) -> None:
    writer, old = (world.district.actor("hoanh_mo", duty) for duty in ("specialist.land", "specialist.justice"))
    new = a_colleague(world)
    uid = drafts.begun(writer, at=world.at).draft_uid
    due = org.local_day(world.at) + timedelta(days=3)
    drafting.ask(actor=writer, at=world.at, draft_uid=uid, person=(old.unit_id, old.person_uid), due_on=due)
    minutes = begun(world, old, new)
    assert {one.kind for one in shown(old, minutes).items} == {"task"}
    assert signed(world, minutes, old, new)

    with pytest.raises(drafting.OpinionUnknown):
        drafting.give_opinion(actor=old, at=world.at, draft_uid=uid, verdict="agree", words="")
    drafting.give_opinion(actor=new, at=world.at, draft_uid=uid, verdict="agree", words="Nhất trí")
    assert drafts.broken() == []
