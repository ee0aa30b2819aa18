"""A trip is planned: what waits in its villages comes on the sheet; it is called off, closed, or waits for what is undecided."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import translation

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.trips import public as trips
from lienthong.casework.trips.models import Trip
from lienthong.casework.trips.testing import VILLAGE, Phone, a_lacking, a_result, a_trip, a_wish, shown
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import a_place
from lienthong.toolkit.ui.tongues import said


def at_six(world: given.World) -> dict[str, Any]:
    """Return who acts and when, in the afternoon."""
    return {"actor": world.clerk, "at": world.at + timedelta(hours=8)}


def villages(world: given.World) -> list[tuple[str, int, int, int]]:
    """Return the villages where something waits, as the page of a new trip counts them."""
    with ledger.seeing({world.clerk.unit_id}):
        return [(one.name, one.results, one.papers, one.visits) for one in trips.villages(world.clerk, world.at.date())]


def test_the_sheet_holds_results_missing_papers_and_wishes_of_its_villages(world: given.World) -> None:
    place = a_place("Bản Loòng Vài", path="Bản Loòng Vài, xã Hoành Mô, huyện Bình Liêu", level="village")
    result, lacking = a_result(world), a_lacking(world)
    a_result(world, "La Văn Thím", address="Số 5", place_uid=place.uid)
    given.received(world)  # still in work: nobody goes there for it
    a_wish(world, village="dong cam")
    assert villages(world) == [(VILLAGE, 1, 1, 1), ("Bản Loòng Vài, xã Hoành Mô", 1, 0, 0)]

    page = shown(world, a_trip(world))

    assert [(one.kind, one.dossier_uid, one.to_do) for one in page.lines] == [
        ("return", result, True), ("supplement", lacking, True), ("visit", None, True),
    ]  # fmt: skip
    assert page.lines[1].what == "Còn thiếu: Giấy chứng sinh"
    assert (page.lines[2].name, page.lines[2].what) == ("Tằng Thị Phùn", "Khai sinh cho cháu, mẹ mới sinh")
    assert (page.number, page.villages, page.clerks) == ("01/2018", (VILLAGE,), (world.clerk.name,))
    with ledger.seeing({world.clerk.unit_id}):
        (row,) = trips.trips(world.clerk)
        assert (row.number, row.lines, row.acts, row.exceptions) == ("01/2018", 3, 0, 0)
        assert [one.activity for one in ledger.history(page.uid)] == ["trip_planned"]


def test_what_comes_up_later_is_added_once_and_what_was_done_at_the_counter_is_told(world: given.World) -> None:
    result = a_result(world)
    uid = a_trip(world)
    dossiers.return_result(actor=world.clerk, at=world.at + timedelta(hours=6), dossier_uid=result, receiver="Hoàng Thị Sen")
    lacking = a_lacking(world)
    assert trips.gather(**at_six(world), trip_uid=uid) == 1
    assert trips.gather(**at_six(world), trip_uid=uid) == 0
    dossiers.receive_supplement(actor=world.clerk, at=world.at + timedelta(hours=7), dossier_uid=lacking)
    lines = shown(world, uid).lines
    assert [(one.kind, one.to_do) for one in lines] == [("return", False), ("supplement", False)]
    assert lines[0].told == "Đã trả cho Hoàng Thị Sen, 14:00 ngày 12/03/2018"
    assert lines[1].told == "Hồ sơ nay: đang xử lý"
    with translation.override("en"):
        assert said(lines[0].told) == 'Returned to <span lang="vi">Hoàng Thị Sen</span>, 14:00 on 12 March 2018'
        assert (said(lines[1].told), said(lines[1].what)) == ("Dossier now: being handled", "Missing papers")


def test_a_trip_is_planned_once_for_a_day_that_comes_by_a_counter(world: given.World) -> None:
    key = str(uuid4())
    assert a_trip(world, key=key) == a_trip(world, key=key)
    assert shown(world, a_trip(world)).number == "02/2018"
    plan = trips.Plan(on=world.at.date(), villages=[VILLAGE], clerks=[world.clerk.person_uid])
    cases: list[tuple[dict[str, Any], type[Exception]]] = [
        ({"villages": [" , "]}, trips.NothingToVisit),
        ({"clerks": []}, trips.NothingToVisit),
        ({"on": world.at.date() - timedelta(days=1)}, trips.TripInPast),
        ({"clerks": [world.head.person_uid]}, trips.ClerkUnknown),
    ]
    for wrong, refusal in cases:
        with pytest.raises(refusal):
            trips.plan(**at_six(world), wanted=trips.Plan(**{**vars(plan), **wrong}))
    with pytest.raises(trips.NotYourTrip):
        trips.plan(actor=world.head, at=world.at, wanted=plan)


def test_a_wish_is_written_down_once_and_dropped_with_a_reason(world: given.World) -> None:
    wish = trips.Wish(name="Tằng Thị Phùn", village="bản Đồng Cậm", wish="Khai sinh")
    uid = trips.ask(actor=world.clerk, at=world.at, wish=wish, key="k")
    assert trips.ask(actor=world.clerk, at=world.at, wish=wish, key="k") == uid
    with ledger.seeing({world.clerk.unit_id}):
        assert [(one.name, one.village) for one in trips.wishes(world.clerk)] == [("Tằng Thị Phùn", "Bản Đồng Cậm")]
    trip = a_trip(world, "Đồng Cậm")
    with pytest.raises(trips.VisitNeedsWords):
        trips.ask(actor=world.clerk, at=world.at, wish=trips.Wish(name="Sen", village="", wish="x"))
    with pytest.raises(trips.DropNeedsReason):
        trips.drop_wish(actor=world.clerk, visit_uid=uid, reason=" ")
    trips.drop_wish(actor=world.clerk, visit_uid=uid, reason="đã đến quầy")
    with pytest.raises(trips.VisitUnknown):
        trips.drop_wish(actor=world.clerk, visit_uid=uid, reason="lần nữa")
    (line,) = shown(world, trip).lines
    assert (line.to_do, line.told) == (False, "Đã bỏ: đã đến quầy")


def test_a_trip_on_which_nothing_was_done_is_called_off_with_a_reason(world: given.World) -> None:
    uid = a_trip(world)
    for reason in ("", "mưa lũ"):
        phone = Phone(world, uid)
        if reason:
            phone.says()
            phone.made = 1
            phone.says()
        with pytest.raises(trips.CancelNeedsReason):
            trips.cancel(**at_six(world), trip_uid=uid, reason=reason)
    other = a_trip(world)
    trips.cancel(**at_six(world), trip_uid=other, reason="mưa lũ, đường sạt")
    page = shown(world, other)
    assert (page.state, page.end_reason, page.open) == ("cancelled", "mưa lũ, đường sạt", False)
    with pytest.raises(trips.TripOver, match="đã hủy"):
        trips.gather(**at_six(world), trip_uid=other)
    with pytest.raises(trips.TripUnknown):
        trips.gather(**at_six(world), trip_uid=uuid4())
    with pytest.raises(trips.TripUnknown):
        shown(world, uuid4())


def test_a_trip_closes_when_nothing_is_undecided_and_the_rest_has_a_reason(world: given.World) -> None:
    a_result(world)
    a_lacking(world)
    uid = a_trip(world)
    phone = Phone(world, uid)
    act = phone.act("return", line=phone.line("return"), receiver="Hoàng Thị Sen")  # nobody signed: it will be held
    phone.says()
    with pytest.raises(trips.NotUndecided, match="1 việc còn trên điện thoại chưa gửi") as no:
        trips.close(**at_six(world), trip_uid=uid, rest="không gặp")
    with translation.override("en"):
        assert ": 1 act is still on a phone." in no.value.message
    assert phone.tell(act).state == "exception"
    with pytest.raises(trips.NotUndecided, match="1 việc chờ quyết định"):
        trips.close(**at_six(world), trip_uid=uid, rest="không gặp")
    trips.drop(**at_six(world), trip_uid=uid, act_uid=act.uid, reason="ghi nhầm")
    with pytest.raises(trips.RestNeedsReason, match="điện thoại của"):
        trips.close(**at_six(world), trip_uid=uid)
    phone.says(finished=True)
    with pytest.raises(trips.RestNeedsReason, match="2 mục"):
        trips.close(**at_six(world), trip_uid=uid)
    trips.close(**at_six(world), trip_uid=uid, rest="không gặp, hẹn chuyến sau")
    page = shown(world, uid)
    assert (page.state, page.end_reason, page.ended_by) == ("closed", "không gặp, hẹn chuyến sau", world.clerk.name)
    with pytest.raises(trips.TripOver, match="đã khép"):
        phone.tell(phone.act("missed", line=phone.line("supplement"), reason="x"))


def test_the_database_keeps_what_was_told(world: given.World) -> None:
    a_result(world)
    uid = a_trip(world)
    phone = Phone(world, uid)
    phone.tell(phone.act("missed", line=phone.line("return"), reason="đi nương"))
    with ledger.seeing({world.clerk.unit_id}):
        key = Trip.objects.get(uid=uid).pk
        for statement in (
            "DELETE FROM trips_tripact WHERE trip_id = %s",
            "UPDATE trips_tripact SET said = '{}' WHERE trip_id = %s",
            "DELETE FROM trips_trip WHERE id = %s",
        ):
            with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, [key])
        trips.close(**at_six(world), trip_uid=uid)
        for statement in (
            "UPDATE trips_trip SET note = 'x' WHERE id = %s",
            "INSERT INTO trips_tripact (uid, trip_id, kind, done_at, sent_at, sent_by_uid, sent_by, said, changes, files, "
            "digest, state, cause, cause_code, decided_by, drop_reason) SELECT gen_random_uuid(), %s, 'missed', now(), now(), "
            "gen_random_uuid(), '', '{}', '{}', '[]', '', 'exception', 'x', '', '', ''",
        ):
            with pytest.raises(ProgrammingError, match="đã khép"), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, [key])
    with ledger.seeing({world.district.units["dong_van"].pk}):
        assert not Trip.objects.exists(), "another commune does not see it"
