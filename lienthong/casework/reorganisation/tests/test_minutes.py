"""The execution makes the minutes of the hand-over from what moved; both sides sign; an undo withdraws what is not signed."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from lienthong.casework.books import public as books
from lienthong.casework.dossiers import testing as dossiers
from lienthong.casework.fees import public as fees
from lienthong.casework.handover import public as handover
from lienthong.casework.reorganisation import public as reorganisation
from lienthong.casework.reorganisation import testing as given
from lienthong.casework.reorganisation.testing import BEFORE, END, LATE, TOWN, Bình_Liêu
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.org import testing as people
from lienthong.toolkit import paper
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.paper.testing import words_of


def a_busy_tinh_huc(place: Bình_Liêu) -> UUID:
    """Let Tình Húc have two dossiers, a book, a range of receipts and a seal; return the first reorganisation."""
    place.received("tinh_huc", BEFORE)
    place.received("tinh_huc", BEFORE, dossiers.ALLOWANCE)
    head, cashier = place.actor("tinh_huc", "unit_head", BEFORE), place.actor("tinh_huc", "cashier", BEFORE)
    books.begin(actor=head, at=BEFORE, kind_key="birth", first=7)
    fees.load(actor=cashier, at=BEFORE, form="01BLP2-001", symbol="AA-19P", name="Biên lai", first=51, last=100)
    clerk, keeper = place.actor("tinh_huc", "counter_clerk", BEFORE), place.actor("tinh_huc", "records_clerk", BEFORE)
    asked = handover.Asked(clerk.person_uid, "Giao con dấu", "Trụ sở UBND xã")
    uid = handover.start(actor=clerk, at=BEFORE, asked=asked)
    plan = handover.Plan([handover.Named(keeper.person_uid, keeper.unit_id)], things=[("seal", "Dấu tròn UBND xã Tình Húc")])
    handover.plan(actor=clerk, at=BEFORE, handover_uid=uid, wanted=plan)
    for sign, who in ((handover.give, clerk), (handover.receive, keeper)):
        sign(actor=who, at=BEFORE, handover_uid=uid, digest=shown(who, uid).digest)
    return place.plans()[0]


def shown(actor: Actor, uid: UUID, at: datetime = TOWN) -> handover.Minutes:
    """Return minutes as somebody sees them."""
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return handover.minutes(actor, uid, at)


def of(place: Bình_Liêu, act: UUID) -> list[handover.ActRow]:
    """Return the minutes of an execution, as the administrator's page asks them."""
    return reorganisation.minutes(place.admin(TOWN), act)


def old_head(place: Bình_Liêu) -> Actor:
    """Return who headed Tình Húc, appointed to a post of the town since."""
    before = place.actor("tinh_huc", "unit_head", BEFORE)
    unit = org.Unit.objects.get(pk=place.units["binh_lieu"])
    post = people.a_post(unit, "specialist.office", title="Chuyên viên")
    people.an_appointment(post, org.Person.objects.get(uid=before.person_uid), since=TOWN.date())
    return place.holder(unit.pk, "specialist.office", TOWN, before.person_uid)


def sign(actor: Actor, uid: UUID, *, receives: bool = False, hours: int = 1) -> None:
    """Sign what is shown."""
    act = handover.receive if receives else handover.give
    act(actor=actor, at=TOWN + timedelta(hours=hours), handover_uid=uid, digest=shown(actor, uid).digest)


def broken() -> list[str]:
    """Return what breaks an invariant of hand-overs or reorganisations."""
    with given.everything():
        return [fault for app in (handover, reorganisation) for one in app.invariants() for fault in one.run()]


def test_the_execution_makes_minutes_of_the_rows_that_moved_and_both_sides_sign(place: Bình_Liêu) -> None:
    chairman = place.actor("tinh_huc", "unit_head", BEFORE)
    town = a_busy_tinh_huc(place)
    seen = reorganisation.preview(actor=place.admin(TOWN), at=TOWN, uid=town)

    found = reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)

    assert seen["minutes"] == found["minutes"]
    (line,) = found["minutes"]
    assert (line["number"], line["from"], line["to"], line["giver"], line["lines"]) == (
        "01/2020", "UBND xã Tình Húc", "UBND thị trấn Bình Liêu", chairman.name, 5,
    )  # fmt: skip
    (row,) = of(place, town)
    giver, taker = old_head(place), place.actor("binh_lieu", "unit_head", TOWN)
    page = shown(giver, row.uid)
    assert [one.kind for one in page.items] == ["task", "task", "book", "range", "seal"]
    assert "quyển 01/2019" in page.items[2].detail
    assert "số tiếp theo 0000051" in page.items[3].detail
    assert {one.receiver for one in page.items} == {"UBND thị trấn Bình Liêu"}
    assert (page.giver_title, page.writes, page.gives, page.may_withdraw) == ("Chủ tịch UBND", False, True, False)

    sign(giver, row.uid)
    with ledger.seeing(taker.sees):
        assert handover.handovers(taker, TOWN)[0].waits
    sign(taker, row.uid, receives=True)

    assert [(one.state, one.receiver) for one in of(place, town)] == [("done", taker.name)]
    done = shown(taker, row.uid)
    assert (done.given_by, done.given_title, {one.receiver for one in done.items}) == (giver.name, "Chủ tịch UBND", {taker.name})
    assert handover.printed(done)["signer_name"] == giver.name
    assert broken() == []
    place.step(place.open_tasks_at("binh_lieu")[0], "done", TOWN + timedelta(hours=2))
    assert [one.state for one in of(place, town)] == ["done"]


def test_another_head_of_the_heir_may_sign_and_nobody_on_both_sides(place: Bình_Liêu) -> None:
    town = a_busy_tinh_huc(place)
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    (row,) = of(place, town)
    heads = org.holders("unit_head", place.units["binh_lieu"], TOWN)
    deputy = place.holder(place.units["binh_lieu"], "unit_head", TOWN, heads[-1].person_uid)
    clerk = place.actor("binh_lieu", "counter_clerk", TOWN)
    giver = old_head(place)

    with pytest.raises(handover.NotYourHandover):
        sign(deputy, row.uid)
    with pytest.raises(handover.HandoverUnknown):
        shown(clerk, row.uid)
    sign(giver, row.uid)
    with pytest.raises(handover.NotYourHandover):
        sign(giver, row.uid, receives=True)
    sign(deputy, row.uid, receives=True)

    assert [one.receiver for one in of(place, town)] == [deputy.name]


def test_nobody_writes_withdraws_or_refuses_what_the_act_made(place: Bình_Liêu) -> None:
    town = a_busy_tinh_huc(place)
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    (row,) = of(place, town)
    giver, taker = old_head(place), place.actor("binh_lieu", "unit_head", TOWN)
    facts: dict[str, Any] = {"at": TOWN, "handover_uid": row.uid}

    with pytest.raises(handover.WrittenByAct, match="01/2020"):
        handover.plan(actor=giver, wanted=handover.Plan([]), **facts)
    with pytest.raises(handover.WrittenByAct):
        handover.withdraw(actor=giver, reason="Không đúng", **facts)
    with ledger.seeing(giver.sees), pytest.raises(handover.WrittenByAct):
        handover.writing(giver, row.uid)
    sign(giver, row.uid)
    with pytest.raises(handover.WrittenByAct):
        handover.refuse(actor=taker, reason="Thiếu sổ", **facts)


def test_an_undo_withdraws_minutes_that_are_not_signed_by_both_and_numbers_go_on(place: Bình_Liêu) -> None:
    town = a_busy_tinh_huc(place)
    before = given.dump()
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    (row,) = of(place, town)

    reorganisation.undo(actor=place.admin(TOWN), at=TOWN, uid=town)

    assert given.dump() == before
    assert of(place, town) == []
    with given.everything():
        assert ledger.history(row.uid)[-1].facts["reason"] == "Hoàn tác lần sắp xếp đơn vị ngày 01/01/2020"
    again = reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    assert [line["number"] for line in again["minutes"]] == ["02/2020"]
    assert broken() == []


def test_minutes_that_both_sides_signed_forbid_an_undo_and_a_confirmation_names_those_that_wait(place: Bình_Liêu) -> None:
    town = a_busy_tinh_huc(place)
    admin = place.admin(TOWN)
    reorganisation.execute(actor=admin, at=TOWN, uid=town)
    (row,) = of(place, town)
    giver, taker = old_head(place), place.actor("binh_lieu", "unit_head", TOWN)

    sign(giver, row.uid)
    sign(taker, row.uid, receives=True)

    with pytest.raises(reorganisation.WorkDoneSince, match="biên bản bàn giao hai bên đã ký số 01/2020"):
        reorganisation.undo(actor=place.admin(TOWN), at=TOWN, uid=town)
    assert reorganisation.confirm(actor=place.admin(TOWN), at=TOWN, uid=town) == []


@pytest.mark.thorough
def test_the_end_of_the_district_makes_minutes_to_each_commune_and_a_choice_adds_its_line(place: Bình_Liêu) -> None:
    waits = place.received("vo_ngai", LATE)
    north, _ = place.received("dong_van", LATE), place.received("service_centre", LATE, dossiers.PERMIT)
    town, end = place.plans()
    reorganisation.execute(actor=place.admin(LATE), at=LATE, uid=town)
    before = given.dump()

    found = reorganisation.execute(actor=place.admin(END), at=END, uid=end)

    pairs = {(line["from"], line["to"]) for line in found["minutes"]}
    assert pairs == {
        ("UBND xã Đồng Văn", "UBND xã Hoành Mô"),
        ("Trung tâm Hành chính công huyện Bình Liêu", "UBND xã Bình Liêu"),
    }
    assert all(line["giver"] != line["receiver"] for line in found["minutes"])
    heir = org.unit("H49.201").id
    reorganisation.decide(actor=place.admin(END), at=END, uid=end, dossier_uid=waits, unit_id=heir)
    assert ("UBND xã Vô Ngại", "UBND xã Bình Liêu") in {(one.unit, one.heir) for one in of(place, end)}
    assert place.dossier(north).unit_id == org.unit("H49.202").id
    assert broken() == []

    reorganisation.undo(actor=place.admin(END), at=END, uid=end)
    assert given.dump() == before
    reorganisation.execute(actor=place.admin(END), at=END, uid=end)
    reorganisation.confirm(actor=place.admin(END), at=END, uid=town)
    again = org.unit("H49.201").id  # made anew
    reorganisation.decide(actor=place.admin(END), at=END, uid=end, dossier_uid=waits, unit_id=again)
    assert len(reorganisation.confirm(actor=place.admin(END), at=END, uid=end)) == 3


def test_minutes_that_wait_when_the_heir_itself_ends_are_signed_by_who_heads_its_own_heir(place: Bình_Liêu) -> None:
    place.received("tinh_huc", BEFORE)
    town, end = place.plans()
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    (row,) = of(place, town)
    sign(old_head(place), row.uid)
    reorganisation.confirm(actor=place.admin(END), at=END, uid=town)
    reorganisation.execute(actor=place.admin(END), at=END, uid=end)
    taker, stranger = (place.holder(org.unit(code).id, "unit_head", END) for code in ("H49.201", "H49.202"))

    with pytest.raises(handover.HandoverUnknown):
        shown(stranger, row.uid, END)
    with ledger.seeing(taker.sees):
        assert [one.waits for one in handover.handovers(taker, END) if one.uid == row.uid] == [True]
    handover.receive(actor=taker, at=END, handover_uid=row.uid, digest=shown(taker, row.uid, END).digest)

    assert [(one.state, one.receiver) for one in of(place, town)] == [("done", taker.name)]
    told = shown(taker, row.uid, END)
    assert [one.instead_of for one in told.receivers] == ["UBND thị trấn Bình Liêu"]
    words = words_of(paper.render("handover/minutes.typ", handover.printed(told)))
    assert "UBND xã Bình Liêu, kế thừa UBND thị trấn Bình Liêu" in words
    assert broken() == []


def test_of_an_heir_that_was_split_the_head_of_the_largest_part_alone_sees_what_waits(place: Bình_Liêu) -> None:
    place.received("tinh_huc", BEFORE)
    town, _ = place.plans()
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    (row,) = of(place, town)
    large, small = place.units["hoanh_mo"], place.units["dong_van"]
    parts = [(large, Decimal("0.7")), (small, Decimal("0.3"))]
    people.split_unit(unit_id=place.units["binh_lieu"], into=parts, on=LATE.date(), legal_document="NQ")

    larger, smaller = (place.holder(unit, "unit_head", LATE) for unit in (large, small))

    assert shown(larger, row.uid, LATE).number == "01/2020"
    with pytest.raises(handover.HandoverUnknown):
        shown(smaller, row.uid, LATE)


def test_minutes_are_told_with_the_receiver_whom_they_name(place: Bình_Liêu) -> None:
    town = a_busy_tinh_huc(place)
    (first,) = reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)["minutes"]
    unit = org.Unit.objects.get(pk=place.units["binh_lieu"])
    post = people.a_post(unit, "unit_head", title="Chủ tịch UBND", rank=0)
    people.an_appointment(post, people.a_person("Lý Thị Hà"))
    row = reorganisation.reorganisation(town)
    act = handover.Act(town, row.on, row.document)
    line = handover.Item("seal", unit.uid, 0, "seal", "Dấu chức danh", "")

    with given.everything():
        pairs = {(place.units["tinh_huc"], unit.pk): [line]}
        (again,) = handover.write_up(actor=place.admin(TOWN), at=TOWN, act=act, passed=pairs)

    assert (again.number, again.lines) == (first["number"], first["lines"] + 1)
    assert again.receiver == first["receiver"] != "Lý Thị Hà"


def test_a_unit_that_nobody_headed_has_nobody_to_give_and_that_is_told(place: Bình_Liêu) -> None:
    town = a_busy_tinh_huc(place)
    for one in org.staff_of([place.units["tinh_huc"]], BEFORE.date()):
        if "unit_head" in one.duties:
            org.end_appointment(appointment_uid=one.appointment_uid, on=BEFORE.date() + timedelta(days=1))

    found = reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)

    (line,) = found["minutes"]
    assert (line["from"], line["number"], line["giver"], line["lines"]) == ("UBND xã Tình Húc", None, None, 5)
    assert of(place, town) == []


def test_what_somebody_keeps_follows_to_a_unit_that_the_same_act_makes(place: Bình_Liêu) -> None:
    a_busy_tinh_huc(place)  # a seal, kept by the records clerk, who goes to the town and then to the new commune
    town, end = place.plans()
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    before = given.dump()

    found = reorganisation.execute(actor=place.admin(END), at=END, uid=end)

    assert found["kept"] > 0
    with given.everything():
        kept = handover.kept_things([org.unit("H49.201").id])
    assert [item.label for _, item in kept] == ["Dấu tròn UBND xã Tình Húc"]
    reorganisation.undo(actor=place.admin(END), at=END, uid=end)
    assert given.dump() == before
