"""Tình Húc goes into the town, then the district ends: what passes, to whom, and what stays as it was."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lienthong.casework.books import public as books
from lienthong.casework.dossiers import public as casework
from lienthong.casework.dossiers import testing as dossiers
from lienthong.casework.fees import public as fees
from lienthong.casework.handover import public as handover
from lienthong.casework.queue import public as queue
from lienthong.casework.reorganisation import public as reorganisation
from lienthong.casework.reorganisation import testing as given
from lienthong.casework.reorganisation.testing import BEFORE, END, LATE, TOWN, Bình_Liêu
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.org.testing import a_place
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.quantities import Dong

pytestmark = pytest.mark.thorough

KEPT = (
    "code",
    "lookup_key",
    "due_at",
    "original_due_at",
    "legal_due_at",
    "calendar",
    "limits",
    "received_at",
    "book_line",
    "marking",
)


def broken() -> list[str]:
    """Return what breaks an invariant of the apps that a reorganisation touches."""
    asked = [one for app in (casework, books, fees, queue, handover, reorganisation) for one in app.invariants()]
    with given.everything():
        return [f"{one.code}: {fault}" for one in asked for fault in one.run()]


def test_an_open_dossier_goes_on_at_the_town_with_its_code_and_its_clock(place: Bình_Liêu) -> None:
    uid = place.received("tinh_huc", BEFORE, dossiers.ALLOWANCE)
    before, (task,) = place.dossier(uid), place.open_tasks(uid)
    town, _ = place.plans()

    found = reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)

    after, (now,) = place.dossier(uid), place.open_tasks(uid)
    assert [getattr(after, name) for name in KEPT] == [getattr(before, name) for name in KEPT]
    assert (after.unit_id, after.where_unit_id) == (place.units["binh_lieu"], place.units["binh_lieu"])
    assert (after.origin_unit_id, after.former) == (
        place.units["tinh_huc"],
        [{"unit": place.units["tinh_huc"], "until": "2020-01-01"}],
    )
    assert (now.unit_id, now.due_at, now.token, now.calendar) == (after.unit_id, task.due_at, task.token, task.calendar)
    assert [(line["code"], line["to"]) for line in found["dossiers"]] == [(before.code, "UBND thị trấn Bình Liêu")]
    with given.everything():
        told = ledger.history(uid)[-1]
    assert (told.activity, told.facts["to"], told.facts["on"]) == ("unit_succeeded", after.unit_id, "2020-01-01")
    assert "Quảng Ninh 2019-2020" in told.facts["document"]
    assert not broken()


def test_a_dossier_is_finished_at_the_unit_that_took_it_over(place: Bình_Liêu) -> None:
    uid = place.received("tinh_huc", BEFORE)
    place.step(uid, "done", BEFORE + timedelta(hours=1))
    town, _ = place.plans()
    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)

    ended = place.finish(uid, ("done", "signed"), TOWN)

    assert (ended.status, ended.unit_id, ended.verdict) == (casework.Status.RETURNED, place.units["binh_lieu"], "overdue")
    assert not broken()


def test_who_takes_a_unit_over_sees_what_it_did_and_a_closed_dossier_stays_as_printed(place: Bình_Liêu) -> None:
    uid = place.received("tinh_huc", BEFORE)
    clerk = place.actor("tinh_huc", "counter_clerk", BEFORE)
    casework.withdraw(actor=clerk, at=BEFORE + timedelta(hours=1), dossier_uid=uid, reason="Gia đình xin rút")
    town, _ = place.plans()

    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)

    heir, stranger = (place.actor(key, "counter_clerk", TOWN) for key in ("binh_lieu", "hoanh_mo"))
    closed = place.dossier(uid)
    assert (closed.unit.name, closed.former) == ("UBND xã Tình Húc", [])
    assert [row.uid for row in found(heir, closed.code)] == [uid]
    assert found(stranger, closed.code) == []


def found(actor: Actor, code: str) -> list[casework.DossierRow]:
    """Return what a search for a code shows somebody."""
    with ledger.seeing(actor.sees):
        return list(casework.search(actor, code, TOWN))


def test_a_step_of_the_divisions_of_2025_stays_in_each_new_commune(place: Bình_Liêu) -> None:
    for uid in place.plans():
        reorganisation.execute(actor=place.admin(END), at=END, uid=uid)

    for code in ("H49.201", "H49.202", "H49.203"):
        commune = org.unit(code)
        for function in ("division.office", "division.economy", "division.social"):
            assert org.place_of(function, commune.id, END.date())[0] == commune.id, (code, function)


def test_a_preview_before_the_day_tells_who_will_do_the_work_on_it(place: Bình_Liêu) -> None:
    uid = place.received("hoanh_mo", LATE)
    clerk, (task,) = place.actor("hoanh_mo", "counter_clerk", LATE), place.open_tasks(uid)
    casework.take_over(actor=clerk, at=LATE, dossier_uid=uid, token=task.token)
    town, end = place.plans()
    reorganisation.execute(actor=place.admin(LATE), at=LATE, uid=town)

    before = reorganisation.preview(actor=place.admin(LATE), at=LATE, uid=end)
    done = reorganisation.execute(actor=place.admin(END), at=END, uid=end)

    (line,) = before["tasks"]
    assert (line["holder"], line["to"], before["nobody"]) == (clerk.name, "UBND xã Hoành Mô", [])
    assert {key: before[key] for key in ("tasks", "dossiers", "people", "unplaced")} == {
        key: done[key] for key in ("tasks", "dossiers", "people", "unplaced")
    }


def test_staff_keep_their_posts_at_the_heir_and_heads_wait_for_a_decision(place: Bình_Liêu) -> None:
    clerk, head = (place.actor("tinh_huc", duty, BEFORE) for duty in ("counter_clerk", "unit_head"))
    town, _ = place.plans()

    found = reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)

    now = place.units["binh_lieu"]
    assert clerk.person_uid in {one.person_uid for one in org.holders("counter_clerk", now, TOWN)}
    assert head.person_uid not in {one.person_uid for one in org.holders("unit_head", now, TOWN)}
    assert head.name in {line["name"] for line in found["unplaced"]}
    assert clerk.name in {line["name"] for line in found["people"] if line["to"] == "UBND thị trấn Bình Liêu"}


def test_the_district_ends_and_the_same_hands_finish_its_work_at_the_commune(place: Bình_Liêu) -> None:
    uid = place.received("service_centre", LATE, dossiers.PERMIT)
    cashier = place.actor("service_centre", "cashier", LATE)
    fees.collect(actor=cashier, at=LATE, dossier_uid=uid, fee_keys=["house_fee"], method="cash")
    with given.everything():
        (till,) = fees.open_tills(cashier.unit_id)
    fees.close_day(actor=cashier, at=LATE + timedelta(hours=7), till_uid=till.uid, counted_cash=Dong(75_000))
    for outcome, hours in (("done", 1), ("assigned", 2)):
        place.step(uid, outcome, LATE + timedelta(hours=hours))
    (task,) = place.open_tasks(uid)
    holder = place.holder(task.unit_id, task.duty, LATE)
    casework.take_over(actor=holder, at=LATE + timedelta(hours=3), dossier_uid=uid, token=task.token)
    town, end = place.plans()
    reorganisation.execute(actor=place.admin(LATE), at=LATE, uid=town)

    found = reorganisation.execute(actor=place.admin(END), at=END, uid=end)

    heir, (now,) = org.unit("H49.201").id, place.open_tasks(uid)
    assert task.unit_id == place.units["infrastructure"]
    assert (place.dossier(uid).unit_id, now.unit_id, now.holder_uid, now.due_at) == (heir, heir, holder.person_uid, task.due_at)
    assert found["nobody"] == []
    assert not broken()
    ended = place.finish(uid, ("done", "agreed", "signed", "issued"), END)
    assert (ended.status, ended.code) == (casework.Status.RETURNED, "H49.16.14-250623-0001")
    assert not broken()


def test_what_the_district_decided_the_commune_decides_when_the_district_is_gone(place: Bình_Liêu) -> None:
    uid = place.received("dong_van", BEFORE, dossiers.ALLOWANCE)
    for number, outcome in enumerate(("done", "done", "agreed", "no_complaint")):
        place.step(uid, outcome, BEFORE + timedelta(hours=number))
    town, end = place.plans()
    reorganisation.execute(actor=place.admin(LATE), at=LATE, uid=town)

    reorganisation.execute(actor=place.admin(END), at=END, uid=end)

    north, centre = (org.unit(code).id for code in ("H49.202", "H49.201"))
    places = []
    for number, outcome in enumerate(("signed", "done", "done", "agreed", "signed", "issued")):
        places += [one.unit_id for one in place.step(uid, outcome, END + timedelta(hours=number)).places]
    assert places == [centre, centre, centre, north, north, north], "labour went to one commune; each decides and numbers itself"
    assert not broken()


def test_eight_communes_become_seven_and_three_and_who_served_them_serves_on(place: Bình_Liêu) -> None:
    town, end = place.plans()
    reorganisation.execute(actor=place.admin(LATE), at=LATE, uid=town)
    before = org.units_on(LATE.date(), level="commune", function="people_committee")

    found = reorganisation.execute(actor=place.admin(END), at=END, uid=end)

    communes = org.units_on(END.date(), level="commune", function="people_committee")
    assert len(before) == 7
    assert sorted(unit.admin_code for unit in communes) == ["06838", "06841", "06856", "06862"], "three, and Tiên Yên"
    for code in ("H49.201", "H49.202", "H49.203"):
        unit = org.unit(code)
        assert org.holders("unit_head", unit.id, END)
        assert org.unit_serving("police", unit.id, END.date()).id == place.units["police"]
    split = next(line for line in found["units"] if line["name"] == "UBND xã Vô Ngại")
    assert [(one["name"], one["share"]) for one in split["heirs"]] == [("UBND xã Bình Liêu", 0.9), ("UBND xã Tiên Yên", 0.1)]


def test_a_dossier_of_the_district_goes_to_the_commune_where_its_owner_lives(place: Bình_Liêu) -> None:
    north = a_place("Xã Đồng Văn", code="06847", since=org.unit(place.units["dong_van"]).since)
    split = a_place("Xã Vô Ngại", code="06853", since=org.unit(place.units["vo_ngai"]).since)
    owners = [dossiers.a_person("Tằng A Sáng", place_uid=one.uid, address="Bản Khe Tiền") for one in (north, split)]
    there, waits = (place.received("service_centre", LATE, dossiers.PERMIT, owner=owner) for owner in owners)
    town, end = place.plans()
    reorganisation.execute(actor=place.admin(LATE), at=LATE, uid=town)

    reorganisation.execute(actor=place.admin(END), at=END, uid=end)

    assert place.dossier(there).unit_id == org.unit("H49.202").id
    assert place.dossier(waits).unit_id == place.units["service_centre"]
    assert [row.dossier_uid for row in seen_waiting()] == [waits]


def seen_waiting() -> list[reorganisation.WaitingRow]:
    """Return the work list as the administrator's page asks it."""
    with given.everything():
        return reorganisation.waiting()


def test_books_are_closed_receipts_and_their_numbers_go_over_counters_close(place: Bình_Liêu) -> None:
    head, cashier = place.actor("tinh_huc", "unit_head", BEFORE), place.actor("tinh_huc", "cashier", BEFORE)
    admin = place.actor("tinh_huc", "unit_admin", BEFORE)
    book = books.begin(actor=head, at=BEFORE, kind_key="birth", first=7)
    pad = fees.load(actor=cashier, at=BEFORE, form="01BLP2-001", symbol="AA-19P", name="Biên lai", first=51, last=100)
    queue.add_group(actor=admin, at=BEFORE, name="Hộ tịch", letter="A", counters=1)
    town, _ = place.plans()

    found = reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)

    with given.everything():
        closed = books.book(book)
        (handed,) = fees.running_ranges(place.units["binh_lieu"])
        assert closed is not None
        assert (closed.unit_id, closed.closed_at) == (place.units["tinh_huc"], TOWN)
        assert (handed.uid, handed.next, handed.left) == (pad, "0000051", 50)
        assert queue.counters(place.units["tinh_huc"]) == []
    assert [line["last"] for line in found["books"]] == [None]
    assert (found["groups"], [line["left"] for line in found["ranges"]]) == (1, [50])
    assert not broken()


def test_a_preview_says_what_the_execution_does_and_changes_nothing(place: Bình_Liêu) -> None:
    place.received("tinh_huc", BEFORE)
    town, _ = place.plans(BEFORE)
    before = given.dump()

    told = reorganisation.preview(actor=place.admin(BEFORE), at=BEFORE, uid=town)

    assert given.dump() == before
    assert reorganisation.reorganisation(town).shown["dossiers"] == told["dossiers"]
    done = reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)
    assert {key: value for key, value in done.items() if key != "people"} == {
        key: value for key, value in told.items() if key != "people"
    }


def test_a_register_and_its_numbers_stay_those_of_the_unit_that_received(place: Bình_Liêu) -> None:
    uids = [place.received("tinh_huc", BEFORE + timedelta(hours=hour)) for hour in range(2)]
    own = place.received("binh_lieu", BEFORE)
    town, _ = place.plans()

    reorganisation.execute(actor=place.admin(TOWN), at=TOWN, uid=town)

    with given.everything():
        lines = {
            key: [line.dossier_uid for line in casework.register_lines(place.units[key], BEFORE.date(), BEFORE.date())]
            for key in ("tinh_huc", "binh_lieu")
        }
    assert lines == {"tinh_huc": uids, "binh_lieu": [own]}
