"""What was done in a village is merged once, with its true time; what cannot be is held with its cause, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.utils import translation

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.trips import public as trips
from lienthong.casework.trips.models import Trip, TripAct, TripPhone
from lienthong.casework.trips.services.frame import entry
from lienthong.casework.trips.testing import Phone, a_lacking, a_photo, a_result, a_signature, a_trip, a_wish, shown
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger


def later(world: given.World) -> dict[str, Any]:
    """Return who decides and when."""
    return {"actor": world.clerk, "at": world.at + timedelta(hours=9)}


def wrong() -> list[str]:
    """Return what the invariants of trips and dossiers find."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE lienthong_worker")
        with ledger.seeing_everything():
            found = [line for one in [*trips.invariants(), *dossiers.invariants()] for line in one.run()]
        cursor.execute("SET LOCAL ROLE lienthong_web")
    return found


def verbs(world: given.World, uid: UUID) -> list[str]:
    """Return what the ledger tells of a trip or a dossier."""
    with ledger.seeing({world.clerk.unit_id}):
        return [one.activity for one in ledger.history(uid)]


def test_a_result_handed_over_in_a_village_is_returned_once_at_its_true_time(world: given.World) -> None:
    result = a_result(world)
    phone = Phone(world, a_trip(world))
    act = phone.handed()

    told = phone.tell(act, a_signature())
    again = phone.tell(act, a_signature(), hours=9)

    assert (told.state, told.dossier_uid, told.repeated) == ("merged", result, False)
    assert (again.state, again.repeated) == ("merged", True)
    row = given.dossier(world.clerk, result)
    assert (row.status, row.returned_to) == (dossiers.Status.RETURNED, "Hoàng Thị Sen")
    assert row.returned_at == world.at + timedelta(hours=6), "the time is that of the village"
    assert verbs(world, phone.trip) == ["trip_planned", "trip_act_merged"]
    with ledger.seeing({world.clerk.unit_id}):
        assert [one.name for one in files.of_object(result)] == ["chu-ky.png"]
        assert len(files.of_object(phone.trip)) == 1, "the second sending left no second file"
    assert wrong() == []


def test_missing_papers_are_taken_in_with_their_photos_and_the_clock_runs_on(world: given.World) -> None:
    lacking = a_lacking(world, papers=("Giấy chứng sinh", "Tờ khai"))
    phone = Phone(world, a_trip(world))
    papers = [{"name": "Giấy chứng sinh", "originals": 1}, {"name": "Tờ khai", "originals": 1}]
    act = phone.act("supplement", line=phone.line("supplement"), papers=papers)
    photos = [trips.Attached("paper:1", f"to-khai-{number}.jpg", a_photo(f"to khai {number}")) for number in (1, 2)]

    assert phone.tell(act, *photos).state == "merged"

    with ledger.seeing({world.clerk.unit_id}):
        page = dossiers.page(world.clerk, lacking, world.at + timedelta(hours=9))
    came = [line for line in page.papers if line.added_at == world.at + timedelta(hours=6)]
    assert [(line.name, line.file_uid is not None, len(line.more_files)) for line in came] == [
        ("Giấy chứng sinh", False, 0), ("Tờ khai", True, 1),
    ]  # fmt: skip
    assert page.row.status is dossiers.Status.PROCESSING
    assert page.supplements[0].received_at == world.at + timedelta(hours=6)
    assert wrong() == []


def test_a_reception_in_a_village_is_a_late_entry_with_its_reason_and_fulfils_the_wish(world: given.World) -> None:
    a_wish(world)
    phone = Phone(world, a_trip(world))
    act = phone.received(line=phone.line("visit"))

    told = phone.tell(act, trips.Attached("paper:0", "giay.jpg", a_photo()), a_signature())

    assert told.state == "merged", told.cause
    assert told.dossier_uid is not None
    row = given.dossier(world.clerk, told.dossier_uid)
    assert (row.received_at, row.late_reason) == (act.done_at, "tiếp nhận lưu động")
    assert row.owner_name == "Tằng Thị Phùn"
    with ledger.seeing({world.clerk.unit_id}):
        assert trips.wishes(world.clerk) == []
        assert len(files.of_object(told.dossier_uid)) == 2
    (line,) = shown(world, phone.trip).lines
    assert (line.to_do, line.told) == (False, "Tiếp nhận lưu động: đã nhập")
    assert phone.tell(act, trips.Attached("paper:0", "giay.jpg", a_photo()), a_signature()).repeated
    assert wrong() == []


def test_what_was_meanwhile_done_at_the_counter_is_held_with_the_cause_and_dropped_with_a_reason(world: given.World) -> None:
    result = a_result(world)
    phone = Phone(world, a_trip(world))
    act = phone.handed()
    dossiers.return_result(actor=world.clerk, at=world.at + timedelta(hours=7), dossier_uid=result, receiver="La Văn Thím")

    with translation.override("en"):  # whoever sent it looks at English pages; the record is Vietnamese
        told = phone.tell(act, a_signature())

    assert told.state == "exception"
    assert "nên chưa thể trả kết quả" in told.cause
    (held,) = shown(world, phone.trip).exceptions
    assert held.words == (("Người nhận", "Hoàng Thị Sen"), ("Số giấy tờ", "100123456"))
    assert held.files[0]["name"] == "chu-ky.png"
    assert trips.retry(**later(world), trip_uid=phone.trip, act_uid=act.uid).state == "exception"
    with pytest.raises(trips.DropNeedsReason):
        trips.drop(**later(world), trip_uid=phone.trip, act_uid=act.uid, reason=" ")
    trips.drop(**later(world), trip_uid=phone.trip, act_uid=act.uid, reason="đã trả ở quầy cho anh Thím")
    with pytest.raises(trips.AlreadyDecided):
        trips.drop(**later(world), trip_uid=phone.trip, act_uid=act.uid, reason="lần nữa")
    with pytest.raises(trips.ActUnknown):
        trips.retry(**later(world), trip_uid=phone.trip, act_uid=uuid4())
    assert phone.tell(act, a_signature()).state == "dropped", "the phone hears what became of it"
    assert verbs(world, phone.trip) == ["trip_planned", "trip_act_held", "trip_act_held", "trip_act_dropped"]
    assert wrong() == []


def test_what_the_clerk_corrects_is_merged_and_what_was_told_stays(world: given.World) -> None:
    phone = Phone(world, a_trip(world))
    act = phone.received(id_number="12345")
    told = phone.tell(act)
    assert (told.state, "CMND có 9 chữ số" in told.cause) == ("exception", True)

    again = trips.retry(
        **later(world), trip_uid=phone.trip, act_uid=act.uid, changes={"id_number": "100111222", "owner": "không có trường này"}
    )

    assert (again.state, again.cause) == ("merged", "")
    with ledger.seeing({world.clerk.unit_id}):
        kept = TripAct.objects.get(uid=act.uid)
    assert (kept.said["person"]["id_number"], kept.changes) == ("12345", {"id_number": "100111222"})
    (row,) = shown(world, phone.trip).acts
    assert (row.person["id_number"], row.state_name, row.by_phone) == ("100111222", "Đã nhập", True)
    assert wrong() == []


def test_a_supplement_without_any_paper_is_held(world: given.World) -> None:
    a_lacking(world)
    phone = Phone(world, a_trip(world))
    told = phone.tell(phone.act("supplement", line=phone.line("supplement"), papers=[]))
    assert (told.state, "không đọc được" in told.cause) == ("exception", True)


@pytest.mark.parametrize(
    ("kind", "facts", "code"),
    [
        ("return", {"receiver": "Sen", "witness": "Lô Văn Tài"}, "trips.not_on_the_trip"),
        ("supplement", {"papers": []}, "trips.not_on_the_trip"),
        ("missed", {"reason": "không có nhà"}, "trips.not_on_the_trip"),
        ("missed", {"reason": 5}, "trips.act_unreadable"),
        ("receive", {}, "trips.act_unreadable"),
    ],
)
def test_what_is_not_on_the_sheet_or_unreadable_is_held(world: given.World, kind: str, facts: dict[str, Any], code: str) -> None:
    phone = Phone(world, a_trip(world))
    stray = replace(phone.act(kind, **facts), dossier_uid=given.received(world) if kind == "return" else None)
    assert phone.tell(stray).state == "exception"
    with ledger.seeing({world.clerk.unit_id}):
        assert TripAct.objects.get(uid=stray.uid).cause_code == code
    assert len(shown(world, phone.trip).exceptions) == 1


def test_times_that_cannot_be_are_held(world: given.World) -> None:
    a_result(world)
    a_lacking(world)
    phone = Phone(world, a_trip(world))
    early, future = world.at + timedelta(minutes=5), world.at + timedelta(days=1)
    facts = {"papers": [{"name": "Giấy chứng sinh", "originals": 1}]}
    told = [
        phone.tell(phone.handed(at=early), a_signature()),
        phone.tell(phone.act("supplement", line=phone.line("supplement"), at=early, **facts)),
        phone.tell(phone.handed(at=future), a_signature()),
    ]
    assert [one.state for one in told] == ["exception"] * 3
    assert "mãi đến" in told[0].cause
    assert "bị yêu cầu bổ sung" in told[1].cause
    assert "đồng hồ điện thoại" in told[2].cause
    a_little = phone.tell(phone.handed(at=world.at + timedelta(hours=8, minutes=3)), a_signature())
    assert a_little.state == "merged", "a clock that runs a little ahead is believed"
    assert wrong() == []


def test_a_file_that_the_policy_refuses_holds_the_act_without_it(world: given.World) -> None:
    a_lacking(world)
    phone = Phone(world, a_trip(world))
    act = phone.act("supplement", line=phone.line("supplement"), papers=[{"name": "Giấy chứng sinh", "originals": 1}])
    told = phone.tell(act, trips.Attached("paper:0", "anh.jpg", b"MZ day la mot chuong trinh"))
    assert (told.state, "anh.jpg" in told.cause) == ("exception", True)
    assert trips.retry(**later(world), trip_uid=phone.trip, act_uid=act.uid).state == "merged"
    assert wrong() == []


def test_a_file_that_could_not_be_checked_stays_on_the_phone(world: given.World, monkeypatch: pytest.MonkeyPatch) -> None:
    a_result(world)
    phone = Phone(world, a_trip(world))

    def late(*_: object, **__: object) -> None:
        raise files.FileNotChecked(name="chu-ky.png")

    monkeypatch.setattr(files, "store", late)
    with pytest.raises(files.FileNotChecked):
        phone.tell(phone.handed(), a_signature())
    assert shown(world, phone.trip).acts == ()


def test_a_key_or_a_number_used_for_something_else_is_refused(world: given.World) -> None:
    a_result(world)
    phone = Phone(world, a_trip(world))
    act = phone.act("missed", line=phone.line("return"), reason="đi nương")
    phone.tell(act)
    for other in (replace(act, facts={"reason": "khác"}), replace(act, uid=uuid4())):
        with pytest.raises(trips.KeyTakenByAnother):
            phone.tell(other)
    for unknown in (replace(act, kind="sell"), replace(act, number=None)):
        with pytest.raises(trips.ActUnreadable):
            phone.tell(unknown)
    with pytest.raises(trips.NotYourTrip):
        trips.merge(actor=world.head, at=world.at, trip_uid=phone.trip, sent=act)


def test_what_was_undone_on_the_phone_is_kept_as_dropped(world: given.World) -> None:
    phone = Phone(world, a_trip(world))
    assert phone.tell(phone.act("void", reason="bấm nhầm")).state == "dropped"
    (row,) = shown(world, phone.trip).acts
    assert (row.drop_reason, row.words) == ("Xóa trên điện thoại trước khi gửi", (("Lý do", "bấm nhầm"),))
    assert wrong() == []


def test_the_invariants_find_a_lost_act_and_one_that_nobody_did(world: given.World) -> None:
    a_result(world)
    phone = Phone(world, a_trip(world))
    phone.tell(phone.handed(), a_signature())
    phone.says(finished=True)
    trips.close(**later(world), trip_uid=phone.trip)
    assert wrong() == []
    with ledger.seeing({world.clerk.unit_id}):
        TripPhone.objects.update(made=3)
    other = Phone(world, a_trip(world))
    row = shown(world, other.trip)
    planted = replace(phone.act("return"), uid=uuid4())
    with ledger.seeing({world.clerk.unit_id}):
        trip = Trip.objects.get(uid=row.uid)
        TripAct.objects.create(
            uid=planted.uid, trip=trip, kind="return", done_at=world.at, sent_at=world.at, sent_by_uid=world.clerk.person_uid,
            digest=b"x", state="merged", decided_at=world.at,
        )  # fmt: skip
        ledger.append(
            entry(world.clerk, world.at, trip, "trip_act_merged", ledger.Lifecycle.COMPLETED, {"act": uuid4(), "kind": "return"})
        )
    found = wrong()
    assert any("thiếu việc số [2, 3]" in line for line in found)
    assert any("không có đúng một sự kiện" in line for line in found)
    assert any("nhưng dịch vụ ghi None" in line for line in found)
    assert any("không có việc nào đã nhập" in line for line in found)
