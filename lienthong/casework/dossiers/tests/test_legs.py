"""Interlinked legs: a dossier of its own at the agency, its result in the parent, and who sees what."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.dossiers.public import LegState, Status
from lienthong.casework.dossiers.services import frame, linking
from lienthong.casework.dossiers.tests import legs as at
from lienthong.casework.tasks import public as tasks
from lienthong.office.files import public as files
from lienthong.office.files.testing import pdfs
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.worktime import public as worktime

PROCEDURES = (f"{given.CHAIN}-2015", f"{given.PERMIT}-2015")


@pytest.fixture
def world(world: given.World, settings: Any, tmp_path: Any) -> given.World:
    settings.FILES_DIR = tmp_path
    return world


def test_a_leg_has_its_own_code_register_line_and_first_task(world: given.World) -> None:
    uid = at.sent(world)

    leg, police = given.leg(world, uid, "residence"), world.district.units["police"]
    (task,) = [one for one in given.all_tasks(world, uid) if one.object_uid == leg.uid]

    assert leg.code == f"{police.code}-180312-0001"
    assert (leg.unit_id, leg.status, leg.book_line) == (police.pk, Status.RECEIVED, 1)
    assert (task.step, task.unit_id, task.duty) == ("police_check", police.pk, "specialist.police")
    assert (at.mirror(world, uid)["code"], at.mirror(world, uid)["state"]) == (leg.code, LegState.SENT)
    at.nothing_broken()


def test_of_a_leg_nobody_tells_the_citizen_of_its_whole_its_sender_does(world: given.World) -> None:
    uid = at.sent(world)
    leg = given.leg(world, uid, "residence")
    with ledger.seeing({leg.unit_id}):
        assert dossiers.addressee(leg.uid) is None
    with ledger.seeing({world.clerk.unit_id}):
        told = dossiers.addressee(uid)
    assert told is not None
    assert told.phone == "0912345678"


def test_the_clock_of_a_leg_stands_on_the_calendar_of_its_unit(world: given.World) -> None:
    police = world.district.units["police"]
    org.assign_calendar(unit_id=police.pk, calendar_code="vn-state-winter", since=date(2018, 1, 1))

    uid = at.sent(world)

    for key, calendar in (("residence", "vn-state-winter"), ("insurance", "vn-state")):
        leg = given.leg(world, uid, key)
        limit = worktime.Limit.from_dict(leg.limits["legal"])
        assert leg.calendar == at.mirror(world, uid, key)["calendar"] == calendar
        assert leg.due_at == leg.original_due_at == worktime.due_at(leg.received_at, limit, worktime.calendar(calendar))
    assert given.dossier(world.clerk, uid).calendar == "vn-state"


def test_three_results_walk_from_the_counter_through_the_agencies_to_the_citizen(world: given.World) -> None:
    uid = at.sent(world)
    for key, duty in (("residence", at.police(world)), ("insurance", world.district.actor("insurance", "specialist.insurance"))):
        leg = given.leg(world, uid, key)
        dossiers.take_over(actor=duty, at=world.at + 3 * at.HOUR, dossier_uid=leg.uid, token=1)

    for step in [("police_check", "done"), ("insurance_check", "done")]:
        given.step(world, uid, *step)
    given.step(world, uid, "police_sign", "signed", result_number="15/TB-CA", note="Đã cập nhật")
    halfway = given.dossier(world.clerk, uid)
    given.step(world, uid, "insurance_sign", "signed", result_number="77/BHXH")
    given.step(world, uid, "collect", "done")
    dossiers.return_result(actor=world.clerk, at=world.at + timedelta(days=1), dossier_uid=uid, receiver="Hoàng Thị Sen")

    leg = given.leg(world, uid, "residence")
    result = halfway.legs["residence"]["result"]
    assert (result["number"], result["note"]) == ("15/TB-CA", "Đã cập nhật")
    assert (halfway.legs["residence"]["state"], halfway.legs["insurance"]["state"]) == (LegState.DONE, LegState.WORKING)
    assert (leg.status, leg.ended_as, leg.returned_to, leg.verdict) == (
        Status.RETURNED, Status.COMPLETED, "UBND xã Hoành Mô", "early",
    )  # fmt: skip
    assert leg.received_by == at.police(world).name
    assert given.dossier(world.clerk, uid).status == Status.RETURNED
    with ledger.seeing(world.clerk.sees):
        told = [(event.activity, str(event.lifecycle)) for event in ledger.history(uid) if event.activity.startswith("leg_")]
    assert told == [("leg_sent", "offered")] * 2 + [("leg_taken", "claimed")] * 2 + [("leg_ended", "completed")] * 2
    at.nothing_broken()


def test_a_stranger_to_the_leg_sees_nothing_and_the_agency_sees_only_its_leg(world: given.World) -> None:
    other, uid = at.sent(world), at.sent(world)
    leg = given.leg(world, uid, "residence")
    police, insurance = at.police(world), world.district.actor("insurance", "specialist.insurance")

    def seen(actor: Any) -> set[UUID]:
        with ledger.seeing(actor.sees | {actor.unit_id}):
            return set(dossiers.Dossier.objects.values_list("uid", flat=True))

    assert seen(police) == {leg.uid, given.leg(world, other, "residence").uid}
    assert leg.uid not in seen(insurance) | seen(world.clerk) | seen(world.district.actor("dong_van", "counter_clerk"))
    with ledger.seeing(world.clerk.sees):
        assert (tasks.of_object(leg.uid), list(ledger.history(leg.uid))) == ([], [])
        assert tasks.inbox(at.police(world), world.at).total == 0
    with ledger.seeing(police.sees):
        assert (tasks.of_object(uid), list(ledger.history(uid))) == ([], [])
        assert [paper.key for paper in leg.papers.order_by("pk")] == ["residence_slip", "household_book"]
        assert [(one.role, one.name) for one in leg.parties.order_by("pk")] == [
            ("owner", "Hoàng Thị Sen"), ("submitter", "UBND xã Hoành Mô"),
        ]  # fmt: skip
        assert dossiers.page(police, leg.uid, world.at).sender is not None
        with pytest.raises(dossiers.DossierUnknown):
            dossiers.page(police, uid, world.at)


def test_scans_of_the_named_papers_go_with_a_leg_and_no_others(world: given.World) -> None:
    uid = given.received(world, given.CHAIN)
    with ledger.seeing(world.clerk.sees):
        papers = {paper.key: paper for paper in dossiers.page(world.clerk, uid, world.at).papers}
    for key, content in (("residence_slip", pdfs.good()), ("residence_slip", pdfs.good()), ("declaration", pdfs.good())):
        dossiers.add_scan(
            actor=world.clerk,
            at=world.at,
            dossier_uid=uid,
            paper_id=papers[key].pk,
            content=content,
            name=f"{key}.pdf",
            beside=True,
        )

    for step in at.TO_LEGS:
        given.step(world, uid, *step)

    with ledger.seeing(at.police(world).sees):
        slip = given.leg(world, uid, "residence").papers.get(key="residence_slip")
        mine = [slip.file_uid, *slip.more_files]
        assert [files.find(UUID(str(one))).name for one in mine] == ["residence_slip.pdf"] * 2
        assert files.of_object(uid) == []
        with pytest.raises(files.FileUnknown):
            files.share(UUID(int=5), object_uid=uid, unit_id=1, at=world.at)


def test_the_agency_gives_its_result_with_a_file_once(world: given.World) -> None:
    uid = at.sent(world)
    given.step(world, uid, "police_check", "done")
    leg, chief = given.leg(world, uid, "residence"), at.chief(world)
    (task,) = [one for one in given.all_tasks(world, uid) if one.object_uid == leg.uid]
    answer: dict[str, Any] = {
        "actor": chief, "at": world.at + timedelta(days=2), "dossier_uid": leg.uid, "token": task.token, "outcome": "signed",
        "result_number": "15/TB-CA", "content": pdfs.good(), "name": "thông báo.pdf", "key": "k-1",
    }  # fmt: skip

    with pytest.raises(dossiers.NotThisOutcome):
        dossiers.answer_leg(**answer | {"outcome": "rejected", "key": "k-0"})
    first = dossiers.answer_leg(**answer)
    again = dossiers.answer_leg(**answer)

    (shared,) = at.mirror(world, uid)["result"]["files"]
    with ledger.seeing(world.clerk.sees):
        assert [row.name for row in files.of_object(uid)] == ["thông báo.pdf"]
        assert files.find(UUID(shared)).object_uid == uid
    assert (first.status, again.repeated) == (Status.RETURNED, True)
    at.nothing_broken()


def test_the_parent_shows_the_limit_of_the_whole_apart_from_the_sum_of_its_legs(world: given.World) -> None:
    uid = at.sent(world)

    with ledger.seeing(world.clerk.sees):
        page = dossiers.page(world.clerk, uid, world.at + timedelta(days=1))

    assert page.sum_of_legs == "25 ngày"
    assert page.dossier.limits["legal"]["value"] == 20
    assert page.dossier.legal_due_at == given.dossier(world.clerk, uid).legal_due_at
    assert [(leg.name, leg.limit, leg.state_name, leg.open) for leg in page.legs] == [
        ("Cấp thẻ bảo hiểm y tế", "10 ngày", "Đã gửi, chờ tiếp nhận", True),
        ("Đăng ký thường trú", "15 ngày", "Đã gửi, chờ tiếp nhận", True),
    ]
    assert len(page.legs) == len(page.dossier.legs) == 2
    assert max(leg.due_at for leg in page.legs if leg.due_at) < page.dossier.legal_due_at  # type: ignore[operator]  # it has one


def test_the_control_slip_lists_each_leg_once_with_its_hand_over(world: given.World) -> None:
    uid = at.sent(world)
    leg = given.leg(world, uid, "residence")
    dossiers.take_over(actor=at.police(world), at=world.at + 3 * at.HOUR, dossier_uid=leg.uid, token=1)

    with ledger.seeing(world.clerk.sees):
        page = dossiers.page(world.clerk, uid, world.at + timedelta(days=1))
        slip = dossiers.control_slip(page, printed_on=world.at.date(), lookup_url="https://x")

    rows = {row["receiver"]: row for row in slip["hand_overs"]}
    assert rows["Công an huyện Bình Liêu: Đăng ký thường trú"]["receiver_name"] == at.police(world).name
    assert "Bảo hiểm xã hội huyện Bình Liêu: Cấp thẻ bảo hiểm y tế" in rows
    assert len(rows) == 6
    assert "Công an huyện Bình Liêu" in slip["co_agencies"]


def test_the_receipt_of_a_leg_is_printed_by_the_unit_that_got_it(world: given.World) -> None:
    uid, permit = at.sent(world), at.asked(world)
    leg, opinion = given.leg(world, uid, "residence"), given.leg(world, permit, "opinion")

    with ledger.seeing({leg.unit_id, opinion.unit_id}):
        receipt = dossiers.leg_receipt(dossiers.page(at.police(world), leg.uid, world.at), printed_on=world.at.date())
        other = dossiers.leg_receipt(dossiers.page(at.police(world), opinion.uid, world.at), printed_on=world.at.date())
    with ledger.seeing(world.clerk.sees), pytest.raises(dossiers.NotALeg):
        dossiers.leg_receipt(dossiers.page(world.clerk, uid, world.at), printed_on=world.at.date())

    assert (receipt["agency_name"], receipt["dossier_code"], receipt["sender_unit"]) == (
        "Công an huyện Bình Liêu", leg.code, "UBND xã Hoành Mô",
    )  # fmt: skip
    assert receipt["parent_code"] == given.dossier(world.clerk, uid).code
    assert receipt["clerk_name"] == "Tiếp nhận điện tử, chưa có người nhận việc"
    assert receipt["components"][0]["name"] == "Phiếu báo thay đổi hộ khẩu, nhân khẩu"
    assert receipt["silence"] == ""
    assert "Luật Xây dựng 2014, Điều 102" in other["silence"]


def test_the_citizen_is_told_each_leg_in_plain_words_and_never_looks_up_a_leg(world: given.World) -> None:
    uid = at.sent(world)
    row, leg = given.dossier(world.clerk, uid), given.leg(world, uid, "residence")
    given.step(world, uid, "insurance_check", "done")

    found = dossiers.public_lookup(row.code, row.lookup_key)

    assert found is not None
    assert [(one.name, one.unit, one.state_name) for one in found.legs] == [
        ("Cấp thẻ bảo hiểm y tế", "Bảo hiểm xã hội huyện Bình Liêu", "Đang giải quyết"),
        ("Đăng ký thường trú", "Công an huyện Bình Liêu", "Đã gửi, chờ tiếp nhận"),
    ]
    assert all(one.due_at and not one.ended_at for one in found.legs)
    assert dossiers.public_lookup(leg.code, leg.lookup_key) is None
    plain = given.dossier(world.clerk, given.received(world, given.CHAIN))
    assert dossiers.public_lookup(plain.code, plain.lookup_key).legs == ()  # type: ignore[union-attr]  # it is found


def test_the_same_sending_under_one_key_sends_its_legs_once(world: given.World) -> None:
    uid = given.received(world, given.CHAIN)
    for step in at.TO_LEGS[:-1]:
        given.step(world, uid, *step)

    first = given.step(world, uid, "send", "sent", key="k-1")
    before = at.everything(world, uid)
    again = dossiers.advance(
        actor=at.justice(world), at=world.at, dossier_uid=uid, token=4, outcome="sent", result_number="12/2018", key="k-1"
    )

    assert (len(first.others), again.repeated, again.others) == (2, True, ())
    assert at.everything(world, uid) == before


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_a_sending_that_is_killed_midway_leaves_nothing_half(
    world: given.World, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    uid = given.received(world, given.CHAIN)
    for step in at.TO_LEGS[:-1]:
        given.step(world, uid, *step)
    before, written = at.everything(world, uid), []
    real = frame.settle

    def settle(act: frame.Act) -> None:
        written.append(act)
        if len(written) == fails_at:
            raise InterruptedError
        real(act)

    monkeypatch.setattr(frame, "settle", settle)
    with pytest.raises(InterruptedError):
        given.step(world, uid, "send", "sent")

    monkeypatch.undo()
    assert at.everything(world, uid) == before
    at.nothing_broken()


def test_a_result_that_is_killed_midway_is_neither_at_the_leg_nor_at_the_parent(
    world: given.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = at.sent(world)
    given.step(world, uid, "police_check", "done")
    before = at.everything(world, uid)
    real = frame.settle

    def settle(act: frame.Act) -> None:
        if not act.is_leg:
            raise InterruptedError
        real(act)

    monkeypatch.setattr(frame, "settle", settle)
    with pytest.raises(InterruptedError):
        given.step(world, uid, "police_sign", "signed")

    monkeypatch.undo()
    assert at.everything(world, uid) == before


def test_a_leg_that_the_parent_knows_otherwise_is_a_broken_invariant(world: given.World) -> None:
    uid = at.sent(world)
    at.as_worker()
    with ledger.seeing_everything():
        check = next(one for one in dossiers.invariants() if one.code == "I16")
        row = dossiers.Dossier.objects.get(uid=uid)
        legs = {key: {**leg, "token": 99} for key, leg in row.legs.items()}
        legs["residence"]["due_at"] = "2018-01-01T08:00:00+07:00"
        dossiers.Dossier.objects.filter(uid=uid).update(legs=legs)
        dossiers.Dossier.objects.filter(parent__uid=uid, leg="insurance").update(marking={"tokens": [], "next": 2, "forks": {}})
        found = check.run()

    assert len([one for one in found if "không ai chờ" in one]) == 2
    assert len([one for one in found if "hồ sơ gốc ghi" in one]) == 1
    assert len([one for one in found if "không có việc nào" in one]) == 1


def test_a_leg_with_one_step_at_an_agency_comes_back_as_soon_as_the_step_does(world: given.World, tmp_path: Path) -> None:
    code = at.published_otherwise(world, tmp_path, ("at: police\n          start", "at: reception\n          start"))
    uid = at.sent(world, code)
    first = given.leg(world, uid, "residence")

    given.step(world, uid, "police_check", "incomplete")
    given.step(world, uid, "residence_complete", "completed")
    second = given.leg(world, uid, "residence-2")
    for step in [("police_check", "done"), ("police_sign", "signed")]:
        given.step(world, uid, *step)

    assert (first.link["wide"], second.code != first.code) == (False, True)
    legs = given.dossier(world.clerk, uid).legs
    assert {key: leg["state"] for key, leg in legs.items()} == {"residence": "done", "insurance": "sent", "residence-2": "done"}
    assert all(leg.get("finished_at") for key, leg in legs.items() if key != "insurance")
    at.nothing_broken()


def test_a_leg_that_leads_to_another_agency_is_watched_by_the_counter(world: given.World, tmp_path: Path) -> None:
    code = at.published_otherwise(
        world, tmp_path, ("at: police\n          start", "at: reception\n          start"),
        ("at: police\n      duty: unit_head", "at: tax\n      duty: unit_head"),
    )  # fmt: skip
    uid = at.sent(world, code)

    given.step(world, uid, "police_check", "done")

    second = given.leg(world, uid, "residence-2")
    (waits,) = [task for task in at.here(world, uid) if task.leg == "residence"]
    assert second.unit_id == world.district.units["tax"].pk
    assert (waits.duty, waits.unit_id) == ("counter_clerk", world.clerk.unit_id)
    at.nothing_broken()


def test_what_a_leg_says_of_places_is_said_for_the_unit_to_which_the_citizen_came(world: given.World) -> None:
    leg = given.leg(world, at.sent(world), "residence")
    act = frame.Act(at.police(world), world.at, "look", leg, frame.kept(given.procedures.version_by_id(leg.version_id)))

    assert linking.place(act, "reception") == (world.clerk.unit_id, "vn-state")
    assert linking.place(act, "parent")[0] == world.district.district.pk
    with pytest.raises(LookupError):
        nowhere = linking.Crossing("x", "x", "tax", "x", "x", None, (), wide=True)
        linking.new_leg(act, nowhere, "x", org.unit(leg.unit_id), "vn-state")


def test_a_version_stays_while_a_leg_is_away(world: given.World) -> None:
    uid = at.sent(world)
    version = given.procedures.version_in_force(given.CHAIN, world.at.date())

    with pytest.raises(dossiers.LegsAway) as no:
        dossiers.move_to_version(
            actor=world.head, at=world.at, dossier_uid=uid, version_uid=version.uid, mapping={}, reason="Quy trình mới"
        )

    assert sorted(no.value.facts["legs"].split(", ")) == ["Cấp thẻ bảo hiểm y tế", "Đăng ký thường trú"]
