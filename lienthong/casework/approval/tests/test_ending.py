"""Rounds that need a unit which ends are given back with the reason; what was signed stays written, the draft is open again."""

from __future__ import annotations

from uuid import UUID

import pytest

from lienthong.casework.approval import public as approval
from lienthong.casework.approval.testing import Desk, broken
from lienthong.casework.drafting import testing as drafts
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit.actor import Actor


def ended(desk: Desk, *actors: Actor) -> int:
    """Let units end as an act does that sees every unit; return how many rounds ended."""
    with ledger.seeing(set(org.Unit.objects.values_list("pk", flat=True))):
        return approval.end_units(actor=desk.other, at=MONDAY_8AM, unit_ids=[one.unit_id for one in actors])


def state_of(desk: Desk, draft_uid: UUID) -> str:
    return drafts.row(desk.writer, draft_uid).state


@pytest.mark.parametrize("who", ["writer", "office", "chairman"])
def test_a_round_ends_with_who_drafts_keeps_the_register_or_bears_the_name(desk: Desk, who: str) -> None:
    draft = desk.drafted()
    uid = desk.submitted(draft=draft)
    gone = getattr(desk, who)

    assert ended(desk, gone) == 1
    row = desk.row(desk.writer, uid)
    assert (row.state, row.at, row.turn, row.ended_by) == ("returned", None, False, desk.other.name)
    assert row.reason == f"{gone.unit} kết thúc hoạt động; trình lại ở nơi tiếp nhận"
    assert {one.state for one in row.stands} == {"dropped"}
    assert state_of(desk, draft) == "open"
    with ledger.seeing({desk.head.unit_id}):
        assert not tasks.Task.objects.filter(object_uid=uid, closed_at=None).exists()
    assert broken() == []


def test_a_signature_stays_written_in_a_round_that_is_signed_and_cannot_be_issued(desk: Desk) -> None:
    draft = desk.drafted()
    uid = desk.signed(draft=draft)
    assert ended(desk, desk.clerk) == 1
    row = desk.row(desk.writer, uid)
    assert [(one.role, one.state) for one in row.stands] == [
        ("content", "done"), ("form", "done"), ("sign", "done"), ("issue", "dropped"),
    ]  # fmt: skip
    assert row.stands[2].acted_by == desk.chairman.name
    with pytest.raises(approval.RoundClosed):
        desk.issue(uid)
    again = desk.submitted(draft=draft)
    assert desk.row(desk.writer, again).number == 2
    assert broken() == []


def test_a_unit_that_a_round_needs_no_more_ends_without_it(desk: Desk) -> None:
    cosigner = desk.district.units["finance"].uid
    uid = desk.submitted(plan=approval.Plan(cosigners=(cosigner,)))
    issued = desk.issued()
    desk.approve(desk.head, uid)
    desk.approve(desk.office, uid)
    desk.sign(desk.other, uid)
    assert ended(desk, desk.other) == 0
    assert (desk.row(desk.writer, uid).state, desk.row(desk.writer, issued).state) == ("running", "issued")


def test_a_round_ends_with_a_unit_that_has_yet_to_sign(desk: Desk) -> None:
    cosigner = desk.district.units["finance"].uid
    uid = desk.submitted(plan=approval.Plan(cosigners=(cosigner,)))
    assert ended(desk, desk.other) == 1
    assert desk.row(desk.writer, uid).reason.startswith(desk.other.unit)
