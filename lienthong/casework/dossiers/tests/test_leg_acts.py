"""What an agency does with a leg besides doing it, and what its sender decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.public import LegState, Status
from lienthong.casework.dossiers.tests import legs as at
from lienthong.casework.tasks import public as tasks
from lienthong.office.ledger import public as ledger

PROCEDURES = (f"{given.CHAIN}-2015", f"{given.PERMIT}-2015")
DAY = timedelta(days=1)


def decide(world: given.World, uid: UUID, decision: str, *, leg: str = "residence", **facts: Any) -> dossiers.Standing:
    asked: dict[str, Any] = {"actor": at.justice(world), "at": world.at + 4 * DAY, "reason": at.WHY}
    return dossiers.decide_leg(dossier_uid=uid, leg=leg, decision=decision, **(asked | facts))


def of_police(world: given.World, uid: UUID, act: Callable[..., Any], *, actor: Any = None, **facts: Any) -> Any:
    leg = given.leg(world, uid, "residence")
    asked: dict[str, Any] = {"actor": actor or at.police(world), "at": world.at + DAY, "dossier_uid": leg.uid, "reason": "Thiếu"}
    return act(**(asked | facts))


def states(world: given.World, uid: UUID, who: Any = None) -> dict[str, str]:
    """Return how each leg stands, as the parent's row says."""
    return {key: leg["state"] for key, leg in given.dossier(who or world.clerk, uid).legs.items()}


def asks(world: given.World, uid: UUID, **facts: Any) -> Any:
    return of_police(world, uid, dossiers.ask_sender, papers=["Hợp đồng thuê nhà"], **facts)


def gives_back(world: given.World, uid: UUID, **facts: Any) -> Any:
    return of_police(world, uid, dossiers.give_back_leg, **facts)


def refuses(world: given.World, uid: UUID, **facts: Any) -> Any:
    return of_police(world, uid, dossiers.refuse_leg, **({"actor": at.chief(world), "result_number": "9/TB-CA"} | facts))


# --- the agency asks ------------------------------------------------------------------------------------------------


def test_a_leg_that_asks_stands_still_while_its_parent_runs_and_goes_on_with_what_came(world: given.World) -> None:
    uid = at.sent(world)
    before = given.dossier(world.clerk, uid).due_at

    asks(world, uid)
    asking, parent = given.leg(world, uid, "residence"), given.dossier(world.clerk, uid)
    page_of_parent = parent.legs["residence"]
    decide(world, uid, dossiers.RESEND, papers=[dossiers.Paper("", "Hợp đồng thuê nhà", originals=1)])
    going = given.leg(world, uid, "residence")

    assert (asking.status, asking.due_at, asking.pause_cause) == (Status.SUPPLEMENT_REQUESTED, None, "sender")
    assert (parent.due_at, parent.status) == (before, Status.PROCESSING)
    assert (page_of_parent["state"], page_of_parent["asked"], page_of_parent["due_at"]) == (
        LegState.ASKING, ["Hợp đồng thuê nhà"], None,
    )  # fmt: skip
    assert (going.status, going.code) == (Status.PROCESSING, asking.code)
    assert going.due_at is not None
    with ledger.seeing({going.unit_id}):
        assert going.papers.filter(name="Hợp đồng thuê nhà").count() == 1
    assert at.mirror(world, uid)["decided"]["reason"] == at.WHY
    at.nothing_broken()


def test_the_task_of_whoever_waits_becomes_the_decision(world: given.World) -> None:
    uid = at.sent(world)

    asks(world, uid)

    waits, decides = sorted(at.here(world, uid), key=lambda task: task.kind, reverse=True)
    assert (waits.kind, decides.kind) == ("leg", "decide")
    assert decides.title == "Quyết định: chặng «Đăng ký thường trú» tại Công an huyện Bình Liêu yêu cầu bổ sung"
    assert (decides.unit_id, decides.duty) == (world.clerk.unit_id, "specialist.justice")
    with ledger.seeing(world.clerk.sees):
        (shown,) = [leg for leg in dossiers.page(world.clerk, uid, world.at + DAY).legs if leg.undecided]
        places = dossiers.page(at.justice(world), uid, world.at + DAY).places
    assert (shown.reason, shown.asked) == ("Thiếu", ("Hợp đồng thuê nhà",))
    assert [place.actions for place in places] == [(), ()]


def test_what_the_citizen_brought_meanwhile_goes_to_the_leg_that_asked(world: given.World) -> None:
    uid = at.sent(world)
    given.step(world, uid, "police_check", "incomplete", note="Thiếu sổ hộ khẩu")
    asking = given.leg(world, uid, "residence")
    dossiers.request_supplement(
        actor=world.clerk, at=world.at + DAY, dossier_uid=uid, papers=["Sổ hộ khẩu"], reason="Công an yêu cầu"
    )
    dossiers.receive_supplement(
        actor=world.clerk, at=world.at + 2 * DAY, dossier_uid=uid, papers=[dossiers.Paper("", "Sổ hộ khẩu", originals=1)]
    )

    given.step(world, uid, "residence_complete", "completed", at=world.at + 3 * DAY)

    going = given.leg(world, uid, "residence")
    assert (asking.status, going.status) == (Status.SUPPLEMENT_REQUESTED, Status.PROCESSING)
    with ledger.seeing({going.unit_id}):
        assert going.papers.filter(name="Sổ hộ khẩu").count() == 1
    assert (at.mirror(world, uid)["state"], going.code) == (LegState.WORKING, asking.code)
    at.nothing_broken()


def test_a_leg_that_its_sender_ends_while_it_is_asked_is_recalled(world: given.World, tmp_path: Path) -> None:
    more = "- {outcome: completed, label: Gửi lại công an, to: police_check, back: true}"
    code = at.published_otherwise(
        world, tmp_path, (more, f"{more}\n        - {{outcome: settled, label: Xã tự giải quyết, to: together}}")
    )
    uid = at.sent(world, code)
    given.step(world, uid, "police_check", "incomplete")

    given.step(world, uid, "residence_complete", "settled")

    assert given.leg(world, uid, "residence").status == Status.WITHDRAWN
    assert (at.mirror(world, uid)["state"], bool(at.mirror(world, uid)["finished_at"])) == (LegState.RECALLED, True)
    at.nothing_broken()


# --- given back, refused --------------------------------------------------------------------------------------------


def test_a_leg_that_is_given_back_is_sent_again_under_its_code(world: given.World) -> None:
    uid = at.sent(world)

    gives_back(world, uid)
    state = at.mirror(world, uid)["state"]
    decide(world, uid, dossiers.RESEND)
    given.step(world, uid, "police_check", "done", at=world.at + 5 * DAY)

    assert state == LegState.GIVEN_BACK
    assert given.leg(world, uid, "residence").status == Status.PROCESSING
    assert states(world, uid) == {"residence": LegState.WORKING, "insurance": LegState.SENT}
    at.nothing_broken()


def test_a_refused_leg_ends_with_its_answer_and_goes_anew_under_another_code(world: given.World) -> None:
    uid = at.sent(world)

    refuses(world, uid)
    refused, said = given.leg(world, uid, "residence"), at.mirror(world, uid)
    decide(world, uid, dossiers.RESEND)
    again = given.leg(world, uid, "residence-2")
    for step in [("police_check", "done"), ("police_sign", "signed")]:
        given.step(world, uid, *step)

    assert (refused.status, refused.result_number, said["result"]["number"]) == (Status.REFUSED, "9/TB-CA", "9/TB-CA")
    assert refused.code != again.code
    assert states(world, uid) == {
        "residence": LegState.REFUSED, "insurance": LegState.SENT, "residence-2": LegState.DONE,
    }  # fmt: skip
    with ledger.seeing(world.clerk.sees):
        steps = [step for step in dossiers.page(world.clerk, uid, world.at).path if step.key == "residence"]
    assert [(step.times, step.state) for step in steps] == [(2, "done")]
    at.nothing_broken()


@pytest.mark.parametrize(
    ("act", "ends_as"), [(asks, Status.WITHDRAWN), (gives_back, Status.WITHDRAWN), (refuses, Status.REFUSED)]
)
def test_the_sender_may_go_on_without_the_leg(world: given.World, act: Callable[..., Any], ends_as: Status) -> None:
    uid = at.sent(world)
    act(world, uid)

    decide(world, uid, dossiers.GO_ON, actor=world.head)
    for step in [("insurance_check", "done"), ("insurance_sign", "signed")]:
        given.step(world, uid, *step)

    assert given.leg(world, uid, "residence").status == ends_as
    assert [task.step for task in at.here(world, uid)] == ["collect"]
    at.nothing_broken()


def test_a_leg_under_way_is_recalled_but_not_sent_again(world: given.World) -> None:
    uid = at.sent(world)
    given.step(world, uid, "police_check", "done")

    with pytest.raises(dossiers.LegNotWaiting) as no:
        decide(world, uid, dossiers.RESEND)
    done = decide(world, uid, dossiers.GO_ON, key="k-1")
    again = decide(world, uid, dossiers.GO_ON, key="k-1")

    assert no.value.facts["state"] == "đang giải quyết"
    assert (done.repeated, again.repeated) == (False, True)
    leg = given.leg(world, uid, "residence")
    assert (leg.status, leg.due_at) == (Status.WITHDRAWN, None)
    assert [task for task in given.all_tasks(world, uid) if task.object_uid == leg.uid] == []
    with pytest.raises(dossiers.LegUnknown):
        decide(world, uid, dossiers.GO_ON)
    with pytest.raises(dossiers.LegUnknown):
        decide(world, uid, dossiers.GO_ON, leg="no-such-leg")


def test_an_opinion_that_is_refused_may_be_asked_anew_or_gone_without(world: given.World) -> None:
    uid = at.asked(world)
    head = world.district.actor("land", "unit_head")
    specialist = world.district.actor("infrastructure", "specialist.infrastructure")
    first = given.leg(world, uid, "opinion")
    dossiers.refuse_leg(actor=head, at=world.at + DAY, dossier_uid=first.uid, reason="Không thuộc thẩm quyền")

    decide(world, uid, dossiers.RESEND, leg="opinion", actor=specialist)
    decide(world, uid, dossiers.GO_ON, leg="opinion-2", actor=specialist)

    assert [task.step for task in at.here(world, uid)] == ["appraise"]
    assert states(world, uid, world.centre_clerk) == {"opinion": LegState.REFUSED, "opinion-2": LegState.RECALLED}
    at.nothing_broken()


def test_a_dossier_that_is_withdrawn_takes_its_legs_with_it(world: given.World) -> None:
    uid = at.sent(world)
    refuses(world, uid)

    dossiers.withdraw(actor=world.clerk, at=world.at + 2 * DAY, dossier_uid=uid, reason="Gia đình đổi ý")

    assert given.leg(world, uid, "insurance").status == Status.WITHDRAWN
    assert states(world, uid) == {"residence": LegState.REFUSED, "insurance": LegState.RECALLED}
    assert given.all_tasks(world, uid) == []
    at.nothing_broken()


def test_a_leg_may_be_refused_and_sent_again_more_than_once(world: given.World) -> None:
    uid = at.sent(world)
    for key in ("residence", "residence-2"):
        leg = given.leg(world, uid, key)
        dossiers.refuse_leg(actor=at.chief(world), at=world.at + DAY, dossier_uid=leg.uid, reason="Chưa đủ")
        decide(world, uid, dossiers.RESEND, leg=key)

    assert sorted(states(world, uid)) == ["insurance", "residence", "residence-2", "residence-3"]
    assert len({leg["code"] for leg in given.dossier(world.clerk, uid).legs.values()}) == 4
    at.nothing_broken()


def test_an_agency_that_was_asked_for_its_opinion_gets_what_it_lacked(world: given.World) -> None:
    uid = at.asked(world)
    leg, specialist = given.leg(world, uid, "opinion"), world.district.actor("land", "specialist.land")
    dossiers.ask_sender(actor=specialist, at=world.at + DAY, dossier_uid=leg.uid, papers=["Bản vẽ"], reason="Mờ")

    who = world.district.actor("infrastructure", "specialist.infrastructure")
    decide(world, uid, dossiers.RESEND, leg="opinion", actor=who, papers=[dossiers.Paper("", "Bản vẽ rõ", originals=1)])

    again = given.leg(world, uid, "opinion")
    with ledger.seeing({again.unit_id}):
        assert [paper.name for paper in again.papers.order_by("pk")][-1] == "Bản vẽ rõ"
    assert again.due_at is not None
    at.nothing_broken()


# --- who may, and when not ------------------------------------------------------------------------------------------


def test_what_belongs_to_the_whole_is_refused_on_a_leg(world: given.World) -> None:
    uid = at.sent(world)
    leg = given.leg(world, uid, "residence")
    who: dict[str, Any] = {"at": world.at + DAY, "dossier_uid": leg.uid}
    counter, chief = world.district.actor("police", "counter_clerk"), at.chief(world)
    for act in (
        lambda: dossiers.withdraw(actor=counter, reason="Rút", **who),
        lambda: dossiers.refuse(actor=chief, reason="Từ chối", **who),
        lambda: dossiers.stop(actor=chief, reason="Dừng", **who),
        lambda: dossiers.restart(actor=chief, **who),
        lambda: dossiers.reopen(actor=chief, step="police_check", reason="Mở", **who),
        lambda: dossiers.request_supplement(actor=at.police(world), papers=["Sổ"], reason="Thiếu", **who),
        lambda: dossiers.receive_supplement(actor=counter, **who),
        lambda: dossiers.require_payment(actor=at.police(world), reason="Nộp", **who),
        lambda: dossiers.return_result(actor=counter, receiver="Ai đó", **who),
    ):
        with pytest.raises(dossiers.NotForALeg) as no:
            act()  # type: ignore[no-untyped-call]  # a lambda
        assert no.value.facts["sender"] == "UBND xã Hoành Mô"


def test_what_belongs_to_a_leg_is_refused_on_the_whole(world: given.World) -> None:
    uid = at.sent(world)
    who: dict[str, Any] = {"actor": world.head, "at": world.at + DAY, "dossier_uid": uid, "reason": "Thử"}
    with pytest.raises(dossiers.NotALeg):
        dossiers.give_back_leg(**who)
    with pytest.raises(dossiers.NotALeg):
        dossiers.answer_leg(actor=world.head, at=world.at, dossier_uid=uid, token=1, outcome="done")


def test_the_step_that_waits_for_a_leg_is_not_ended_by_hand(world: given.World) -> None:
    uid, permit = at.sent(world), at.asked(world)
    for actor, one, outcome in (
        (at.justice(world), uid, "sent"),
        (world.district.actor("infrastructure", "specialist.infrastructure"), permit, "answered"),
    ):
        (task, *_) = at.here(world, one)
        with pytest.raises(dossiers.LegAway) as no:
            dossiers.advance(actor=actor, at=world.at + DAY, dossier_uid=one, token=task.token, outcome=outcome)
        assert no.value.facts["state"] == "đã gửi, chờ tiếp nhận"


@pytest.mark.parametrize("act", [asks, gives_back, refuses])
def test_an_answer_needs_its_reason_and_its_person_and_is_given_once(world: given.World, act: Callable[..., Any]) -> None:
    uid = at.sent(world)

    with pytest.raises(dossiers.ReasonNeeded):
        act(world, uid, reason="  ")
    with pytest.raises((tasks.NotYours, dossiers.ForeignAct)):
        act(world, uid, actor=world.district.actor("police", "counter_clerk"))
    with pytest.raises(dossiers.DossierUnknown):
        act(world, uid, actor=world.clerk)
    first, again = act(world, uid, key="k-1"), act(world, uid, key="k-1")
    with pytest.raises(dossiers.NotInThisStatus):
        act(world, uid)

    assert (first.repeated, again.repeated) == (False, True)


def test_asking_names_what_is_missing(world: given.World) -> None:
    uid = at.sent(world)
    with pytest.raises(dossiers.ReasonNeeded):
        of_police(world, uid, dossiers.ask_sender, papers=[])


def test_only_whoever_is_in_charge_decides_with_a_reason_and_one_of_two_ways(world: given.World) -> None:
    uid = at.sent(world)
    asks(world, uid)

    with pytest.raises(dossiers.ForeignAct) as no:
        decide(world, uid, dossiers.RESEND, actor=world.clerk)
    with pytest.raises(dossiers.ReasonNeeded):
        decide(world, uid, dossiers.RESEND, reason=" ")
    with pytest.raises(dossiers.NotThisOutcome):
        decide(world, uid, "sell")
    with pytest.raises(dossiers.DossierUnknown):
        decide(world, uid, dossiers.RESEND, actor=world.district.actor("dong_van", "unit_head"))

    assert "«Đăng ký thường trú»" in no.value.facts["act"]
