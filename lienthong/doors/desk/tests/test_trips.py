"""Village trips on the screen: planned, printed, told by a phone, decided, closed."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import testing as given
from lienthong.casework.procedures import public as procedures
from lienthong.casework.trips import public as trips
from lienthong.casework.trips.testing import VILLAGE, a_listed_village, a_photo, a_trip, a_wish, shown
from lienthong.doors.desk.testing import hidden, page_of
from lienthong.doors.desk.web.trips.trip_forms import at_hour, waits
from lienthong.toolkit.paper.testing import words_of
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve


def told(client: Client, uid: UUID, facts: dict[str, Any], **files: Any) -> Any:
    """Tell the office something as a phone does."""
    return client.post(
        reverse("desk:trip_exchange", args=[uid]), {"told": json.dumps(facts), **files}, headers={"accept": "application/json"}
    )


def an_act(world: given.World, row: trips.LineRow, **changes: Any) -> dict[str, Any]:
    """Return a result handed over as a phone tells it."""
    done = {
        "act": str(uuid4()), "device": str(uuid4()), "number": 1, "kind": "return", "line": row.id,
        "dossier": str(row.dossier_uid), "done_at": (world.at + timedelta(hours=5)).isoformat(),
        "facts": {"receiver": "Hoàng Thị Sen"},
    }  # fmt: skip
    return done | changes


def a_drawn() -> SimpleUploadedFile:
    """Return a signature as it is uploaded."""
    return SimpleUploadedFile("chu-ky.png", a_photo("ky", kind="PNG"), content_type="image/png")


def test_a_trip_is_planned_for_villages_where_something_waits(
    world: given.World, clerk: Client, waiting: dict[str, UUID]
) -> None:
    assert "Chưa có chuyến nào" in page_of(clerk.get(reverse("desk:trips")))
    page = page_of(clerk.get(reverse("desk:plan_trip")))
    assert f"{VILLAGE}: 1 kết quả, 1 hồ sơ thiếu giấy tờ, 1 đề nghị đến nhà" in page
    form = {"key": hidden(page, "key"), "on": "13/03/2018", "villages": [VILLAGE], "more": "bản Loòng Vài\n\n", "clerks": []}
    answer = clerk.post(reverse("desk:plan_trip"), form)
    assert (answer.status_code, "Loòng Vài" in page_of(answer)) == (422, True)
    form["clerks"] = [str(world.clerk.person_uid)]
    assert clerk.post(reverse("desk:plan_trip"), form | {"on": "01/03/2018"}).status_code == 409
    page = page_of(clerk.post(reverse("desk:plan_trip"), form, follow=True))
    for words in ("Chuyến về bản số 01/2018, ngày 13/03/2018", "Còn thiếu: Giấy chứng sinh", "Tằng Thị Phùn", "Bản Loòng Vài",
                  "Chưa có việc nào chờ ở đây"):  # fmt: skip
        assert words in page
    assert "Chuẩn bị đi" in page_of(clerk.get(reverse("desk:trips")))


def test_the_trip_is_printed_gathered_again_closed_or_called_off(
    world: given.World, clerk: Client, waiting: dict[str, UUID]
) -> None:
    uid = a_trip(world)
    printed = clerk.get(reverse("desk:trip_pdf", args=[uid]))
    assert "DANH SÁCH CHUYẾN VỀ BẢN" in words_of(printed.content)
    a_wish(world, "Lô Văn Tài")

    def turn(verb: str, reason: str = "") -> Any:
        return clerk.post(reverse("desk:turn_trip", args=[uid, verb]), {"reason": reason}, follow=True)

    assert "Đã thêm 1 việc" in page_of(turn("lay-them"))
    answer = turn("khep")
    assert (answer.status_code, "Còn 4 mục chưa xong" in page_of(answer)) == (409, True)
    assert "Đã khép chuyến" in page_of(turn("khep", "không gặp, hẹn chuyến sau"))
    assert (turn("khep").status_code, turn("xoa").status_code) == (409, 404)
    uid = a_trip(world)
    assert "Đã hủy chuyến" in page_of(turn("huy", "mưa lũ"))
    assert "Đã hủy" in page_of(clerk.get(reverse("desk:trips")))


def test_a_wish_is_written_down_and_given_up_with_a_reason(world: given.World, clerk: Client) -> None:
    page = page_of(clerk.get(reverse("desk:wishes")))
    form = {"key": hidden(page, "key"), "name": "Tằng Thị Phùn", "phone": "", "village": "bản Đồng Cậm", "wish": ""}
    assert clerk.post(reverse("desk:wishes"), form).status_code == 422
    page = page_of(clerk.post(reverse("desk:wishes"), form | {"wish": "Khai sinh cho cháu"}, follow=True))
    assert "Khai sinh cho cháu" in page
    address = re.findall(r'action="([^"]+/bo/)"', page)[0]
    assert "Ghi lý do bỏ" in page_of(clerk.post(address, {"reason": ""}, follow=True))
    assert "Không có đề nghị nào" in page_of(clerk.post(address, {"reason": "đã đến quầy"}, follow=True))


def test_what_a_phone_tells_is_merged_once_and_it_hears_what_became_of_it(
    world: given.World, clerk: Client, waiting: dict[str, UUID]
) -> None:
    uid = a_trip(world, hours=4)
    hello = clerk.get(reverse("desk:trip_exchange", args=[uid]), headers={"accept": "application/json"}).json()
    assert (hello["open"], hello["now"][:16], len(hello["csrf"]) > 30) == (True, "2018-03-12T07:00", True)
    act = an_act(world, shown(world, uid).lines[0])
    first = told(clerk, uid, act, **{"signature/000": a_drawn()})
    again = told(clerk, uid, act, **{"signature/000": a_drawn()})
    assert (first.json(), again.json()["repeated"]) == ({"state": "merged", "cause": "", "repeated": False}, True)
    assert given.dossier(world.clerk, waiting["result"]).returned_at == world.at + timedelta(hours=5)
    assert told(clerk, uid, {"device": act["device"], "made": 3}).status_code == 200
    page = page_of(clerk.get(reverse("desk:trip", args=[uid])))
    assert ("Còn 2 việc trên điện thoại chưa gửi về" in page, "✓ Đã nhập" in page) == (True, True)
    page = page_of(clerk.get(reverse("desk:trip_act", args=[uid, act["act"]])))
    assert ("Đã nhập" in page, "chu-ky.png" in page, "Bỏ việc này" in page) == (True, True, False)
    assert told(Client(), uid, act).status_code == 401


@pytest.mark.parametrize(
    "changes",
    [
        {"act": "không phải mã"}, {"act": 5}, {"device": None}, {"number": "1"}, {"number": True}, {"line": "x"},
        {"done_at": "hôm qua"}, {"done_at": "2018-03-12T08:00:00"}, {"done_at": "2018-13-12T08:00:00Z"}, {"done_at": 5},
        {"facts": []}, {"kind": 5}, {"kind": "sell"}, {"dossier": "x"},
    ],
)  # fmt: skip
def test_what_cannot_be_read_stays_on_the_phone(
    world: given.World, clerk: Client, waiting: dict[str, UUID], changes: dict[str, Any]
) -> None:
    uid = a_trip(world, hours=4)
    answer = told(clerk, uid, an_act(world, shown(world, uid).lines[0], **changes))
    assert (answer.status_code, answer.json()["code"]) == (409, "trips.act_unreadable")
    for words in ("", "[]"):
        answer = clerk.post(reverse("desk:trip_exchange", args=[uid]), {"told": words}, headers={"accept": "application/json"})
        assert answer.json()["code"] == "trips.act_unreadable"


def test_a_held_act_is_tried_again_or_dropped(world: given.World, clerk: Client, waiting: dict[str, UUID]) -> None:
    uid = a_trip(world, hours=4)
    act = an_act(world, shown(world, uid).lines[0])
    assert told(clerk, uid, act).json()["state"] == "exception"  # nobody signed
    address = reverse("desk:trip_act", args=[uid, act["act"]])
    page = page_of(clerk.get(reverse("desk:trip", args=[uid])))
    assert ("Chờ quyết định: 1" in page, "Thiếu chữ ký của người nhận" in page, address in page) == (True, True, True)
    assert "▲ 1 việc chờ quyết định" in page_of(clerk.get(reverse("desk:trips")))
    answer = clerk.post(address, {"nhap": "1"})
    assert (answer.status_code, "Thiếu chữ ký" in page_of(answer)) == (409, True)
    assert "Ghi lý do bỏ việc này" in page_of(clerk.post(address, {"bo": "1", "reason": ""}))
    assert "Đã bỏ, lý do được giữ" in page_of(clerk.post(address, {"bo": "1", "reason": "ghi trùng"}, follow=True))
    assert clerk.get(reverse("desk:trip_act", args=[uid, uuid4()])).status_code == 404


def test_a_held_reception_is_corrected_and_merged(world: given.World, clerk: Client, waiting: dict[str, UUID]) -> None:
    uid = a_trip(world, hours=4)
    version = procedures.version_in_force(given.BIRTH, world.at.date())
    case = version.definition.cases[0].key
    papers = [{"key": one.key, "name": one.name, "originals": 1} for one in version.definition.papers_for(case)]
    facts = {"version": str(version.uid), "case": case, "papers": papers, "person": {"name": "Lô Văn Tài", "id_type": "cmnd"}}
    act = an_act(world, shown(world, uid).lines[2], kind="receive", dossier=None, facts=facts)
    assert told(clerk, uid, act).json()["state"] == "exception"
    address = reverse("desk:trip_act", args=[uid, act["act"]])
    assert "CMND có 9 chữ số" in page_of(clerk.get(address))
    form = {"nhap": "1", "name": "Lô Văn Tài", "id_type": "cmnd", "id_number": "100555666", "born": "1956"}
    page = page_of(clerk.post(address, form, follow=True))
    assert ("Đã nhập." in page, "Tiếp nhận lưu động: đã nhập" in page) == (True, True)


def a_reception(world: given.World, uid: UUID, **representative: str) -> dict[str, Any]:
    """Return a reception for somebody else as a phone tells it."""
    version = procedures.version_in_force(given.BIRTH, world.at.date())
    case = version.definition.cases[0].key
    papers = [{"key": one.key, "name": one.name, "originals": 1} for one in version.definition.papers_for(case)]
    person = {"name": "Lô Thị Ngân", "born": "2018"}
    facts = {"version": str(version.uid), "case": case, "papers": papers, "person": person, "representative": representative}
    return an_act(world, shown(world, uid).lines[2], kind="receive", dossier=None, facts=facts)


def test_a_held_reception_for_somebody_else_is_corrected_beside_who_stands_for_them(
    world: given.World, clerk: Client, waiting: dict[str, UUID]
) -> None:
    uid = a_trip(world, hours=4)
    act = a_reception(world, uid, name="Lô Văn Tài", id_type="cmnd", id_number="123", basis="cha của chủ hồ sơ")
    assert told(clerk, uid, act).json()["state"] == "exception"
    address = reverse("desk:trip_act", args=[uid, act["act"]])
    page = page_of(clerk.get(address))
    for words in (
        "CMND có 9 chữ số",
        "Người đại diện, được ủy quyền",
        "Lô Văn Tài, cha của chủ hồ sơ",
        'value="cha của chủ hồ sơ"',
    ):
        assert words in page
    form = {
        "nhap": "1", "name": "Lô Thị Ngân", "born": "2018", "rep_name": "Lô Văn Tài", "rep_id_type": "cmnd",
        "rep_id_number": "1234", "rep_basis": "",
    }  # fmt: skip
    assert clerk.post(address, form).status_code == 422, "a representative has a basis"
    form["rep_basis"] = "cha của chủ hồ sơ"
    again = clerk.post(address, form)
    assert (again.status_code, 'value="1234"' in page_of(again)) == (409, True)

    page = page_of(clerk.post(address, form | {"rep_id_number": "100555666"}, follow=True))

    assert "Đã nhập." in page
    (came,) = shown(world, uid).acts
    assert (came.state, came.representative["id_number"], came.person["id_number"]) == ("merged", "100555666", "")


def test_a_wish_for_a_visit_opens_the_reception_with_its_village_picked(
    world: given.World, clerk: Client, waiting: dict[str, UUID]
) -> None:
    village = a_listed_village()

    page = page_of(clerk.get(reverse("desk:carry_trip", args=[a_trip(world)])))

    assert f'data-village="{VILLAGE}" data-place="{village.uid}"' in page
    assert page.count(f'<option value="{village.uid}">Bản Đồng Cậm</option>') == 2, "for the applicant and who stands for them"


def test_only_a_counter_goes_on_trips(world: given.World, head: Client) -> None:
    uid = a_trip(world)
    for name, args in [("trips", []), ("plan_trip", []), ("wishes", []), ("trip", [uid]), ("carry_trip", [uid])]:
        assert head.get(reverse(f"desk:{name}", args=args)).status_code == 403


def test_the_pages_cost_few_statements(world: given.World, clerk: Client, waiting: dict[str, UUID], query_count: Any) -> None:
    uid = a_trip(world, hours=4)
    told(clerk, uid, an_act(world, shown(world, uid).lines[0]), **{"signature/000": a_drawn()})
    for name, args in [
        ("trips", []), ("plan_trip", []), ("wishes", []), ("trip", [uid]), ("carry_trip", [uid]), ("trip_paper", [uid]),
    ]:  # fmt: skip
        clerk.get(reverse(f"desk:{name}", args=args))
        with query_count() as counted:
            assert clerk.get(reverse(f"desk:{name}", args=args)).status_code == 200
        assert counted.statements <= 12, f"{name}: {counted.statements}\n" + "\n".join(counted.texts)


def test_hours_and_villages_in_words(world: given.World) -> None:
    assert at_hour("", world.at) == world.at
    assert at_hour("9g05", world.at) == world.at + timedelta(hours=1, minutes=5)
    assert waits(trips.VillageRow("Bản Nà Pò", 0, 2, 0)) == "Bản Nà Pò: 2 hồ sơ thiếu giấy tờ"


@pytest.mark.thorough
@pytest.mark.browser
def test_axe_finds_nothing_on_the_pages_of_trips(page: Any, world: given.World, clerk: Client, waiting: dict[str, UUID]) -> None:
    uid = a_trip(world, VILLAGE, "Bản Loòng Vài", hours=4)
    act = an_act(world, shown(world, uid).lines[0])
    told(clerk, uid, act, **{"signature/000": a_drawn()})
    held = an_act(world, shown(world, uid).lines[1], kind="supplement", device=act["device"], number=2)
    told(clerk, uid, held)
    stands = a_reception(world, uid, name="Lô Văn Tài", basis="") | {"device": act["device"], "number": 3}
    told(clerk, uid, stands)
    told(clerk, uid, {"device": act["device"], "made": 4})
    serve(page, clerk)
    for name, args in [
        ("trips", []), ("plan_trip", []), ("wishes", []), ("trip", [uid]), ("trip_paper", [uid]),
        ("trip_act", [uid, held["act"]]),
    ]:  # fmt: skip
        page.goto(ORIGIN + reverse(f"desk:{name}", args=args))
        screenshot(page, f"desk-{name}")
        assert_accessible(page)
    page.goto(ORIGIN + reverse("desk:trip_act", args=[uid, stands["act"]]))
    page.get_by_role("group", name="Người đại diện, được ủy quyền").wait_for()
    screenshot(page, "desk-trip_act-represented")
    assert_accessible(page)
    page.goto(ORIGIN + reverse("desk:trip_paper", args=[uid]))
    page.get_by_text("Có người đại diện hoặc được ủy quyền").first.click()
    screenshot(page, "desk-trip_paper-represented")
    assert_accessible(page)
