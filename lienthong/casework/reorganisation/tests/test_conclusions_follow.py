"""Who takes a unit over has the tasks of conclusions that were open there, and reports them."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from lienthong.casework.agenda import public as agenda
from lienthong.casework.agenda.testing import broken, drafted, published
from lienthong.casework.reorganisation import public as reorganisation
from lienthong.casework.reorganisation.testing import BEFORE, LATE, Bình_Liêu
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org

AFTER = LATE + timedelta(hours=1)


@pytest.fixture
def job(place: Bình_Liêu) -> UUID:
    """What a conclusion of the district gave Tình Húc to do, before 2020 ended the commune."""
    head = place.actor("district", "unit_head", BEFORE)
    office = org.unit_serving("division.office", place.units["district"], BEFORE.date())
    clerk = place.holder(office.id, "records_clerk", BEFORE)
    entry = drafted(clerk, at=BEFORE, day=BEFORE.date())
    published(clerk, head, at=BEFORE, monday=agenda.monday_of(BEFORE.date()))
    asked = agenda.Given("Niêm yết thủ tục", org.unit(place.units["tinh_huc"]).uid, BEFORE.date() + timedelta(days=90))
    agenda.conclude(actor=clerk, at=BEFORE, entry_uid=entry, text="Niêm yết lại", given=[asked])
    with ledger.seeing({clerk.unit_id}):
        return agenda.conclusions(entry, BEFORE)[0].jobs[0].uid


def test_an_open_task_of_a_conclusion_is_the_heir_s(place: Bình_Liêu, job: UUID) -> None:
    town, _ = place.plans()
    told = reorganisation.execute(actor=place.admin(LATE), at=LATE, uid=town)

    assert ("việc theo kết luận chưa báo cáo", 1) in [(one["what"], one["number"]) for one in told["by_itself"]]
    heir = place.holder(org.successor(place.units["tinh_huc"], AFTER.date()).id, "unit_head", AFTER)
    with ledger.seeing(heir.sees | {heir.unit_id}):
        assert job in {row.object_uid for row in tasks.inbox(heir, AFTER).rows}
    agenda.report(actor=heir, at=AFTER, job_uid=job, answer="Đã niêm yết.")
    assert broken() == []


def test_what_is_undone_lies_where_it_lay(place: Bình_Liêu, job: UUID) -> None:
    town, _ = place.plans()
    reorganisation.execute(actor=place.admin(LATE), at=LATE, uid=town)
    reorganisation.undo(actor=place.admin(LATE), at=LATE, uid=town)
    head = place.holder(place.units["tinh_huc"], "unit_head", BEFORE)
    with ledger.seeing(head.sees):
        assert job in {row.object_uid for row in tasks.inbox(head, BEFORE).rows}
    assert broken() == []
