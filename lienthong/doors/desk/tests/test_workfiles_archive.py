"""The archive and destruction of work files at the desk, and what the house asks of every page of them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from lienthong.casework.dossiers import testing as given
from lienthong.casework.workfiles import public as workfiles
from lienthong.doors.desk.testing import as_person, page_of, set_clock
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.doors.desk.tests.test_workfiles import BUDGET, DESTRUCTIONS, HAND_INS, PLANS, URL, Office, office_of, shown, told
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.paper.testing import words_of as words_of_pdf
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, choose, screenshot, serve, unmarked_vietnamese


@pytest.fixture
def office(world: given.World) -> Office:
    return office_of(world)


# --- archive ----------------------------------------------------------------------------------------------------------


def test_files_are_handed_in_and_taken_with_box_and_shelf(world: given.World, office: Office) -> None:
    clerk, head = world.district.actor("justice", "records_clerk"), world.district.actor("justice", "division_head")
    uid = workfiles.open_file(
        actor=clerk, at=world.at, new=workfiles.NewFile(title="Thống kê tư pháp", reason="Chưa có danh mục", period="permanent")
    )
    loose = workfiles.Loose("a.txt", b"thong ke", "Biểu thống kê", date(2018, 1, 5), "Phòng Tư pháp", 3)
    workfiles.put_loose(actor=clerk, at=world.at, file_uid=uid, new=loose)
    workfiles.close(actor=clerk, at=world.at, file_uid=uid, ended_on=date(2018, 3, 9))
    workfiles.check(actor=head, at=world.at, file_uid=uid)
    giver = as_person(world, "justice", "records_clerk")
    assert "Chưa có đợt nộp lưu nào" in words_of(giver.get(HAND_INS))
    give = f"{HAND_INS}moi/agency/"
    assert giver.post(give, {}).status_code == 422
    done = giver.post(give, {"files": [str(uid)], "condition": "Đủ"})
    place = done["Location"]
    assert "chờ bên nhận ký" in shown(giver, done)
    assert "Chưa có hồ sơ nào nộp được." in words_of(giver.get(give))
    assert giver.get(f"{HAND_INS}moi/kho-bac/").status_code == 404
    assert f'href="{place}nhan/"' in page_of(office.writer.get(place))
    assert "Thống kê tư pháp" in words_of_pdf(office.writer.get(f"{place.rstrip('/')}.pdf").content)
    page = told(office.writer, f"{place}nhan/", **{"box-1": "7", "shelf-1": "Giá 2"})
    assert "Đã ký nhận 1 hồ sơ vào lưu trữ." in page
    assert "7 · Giá 2" in page
    assert "Thống kê tư pháp" in words_of(office.writer.get(URL, {"xem": "archive"}))
    settled = office.writer.post(f"{place}tra-lai/", {"reason": "muộn"})
    assert (settled.status_code, "đã giao nhận" in words_of(settled)) == (409, True)
    further = office.writer.post(f"{HAND_INS}moi/historical/", {"files": [str(uid)]})
    outside = further["Location"]
    assert office.writer.post(f"{outside}nhan/", {}).status_code == 422
    assert "Trung tâm Lưu trữ lịch sử" in told(office.writer, f"{outside}nhan/", taker="Bà Nga, Trung tâm Lưu trữ lịch sử")


def test_a_hand_in_is_refused_with_a_reason(world: given.World, office: Office) -> None:
    uid = office.closed()
    specialist = as_person(world, "office", "specialist")
    place = specialist.post(f"{HAND_INS}moi/agency/", {"files": [str(uid)]})["Location"]
    assert "Thiếu mục lục" in told(office.writer, f"{place}tra-lai/", reason="Thiếu mục lục")
    assert "Đã kết thúc" in words_of(office.writer.get(f"{URL}{uid}/"))


# --- destruction ------------------------------------------------------------------------------------------------------


def test_a_list_is_made_said_of_decided_and_leaves_a_stub(world: given.World, office: Office, settings: Any) -> None:
    uid = office.closed()
    assert "Chưa có hồ sơ nào hết thời hạn" in words_of(office.writer.get(f"{DESTRUCTIONS}moi/"))
    later = world.at.replace(year=2024, month=1, day=8)
    set_clock(settings, later)
    people = [world.district.person("office", duty).uid for duty in ("division_head", "records_clerk", "specialist")]
    making = {
        "files": [str(uid)],
        "reason": "Hết thời hạn",
        "chair": str(people[0]),
        "secretary": str(people[1]),
        "members": [str(people[2])],
    }
    alone = office.writer.post(f"{DESTRUCTIONS}moi/", making | {"members": [str(people[0])]})
    assert (alone.status_code, "ít nhất 3 người khác nhau" in words_of(alone)) == (422, True)
    done = office.writer.post(f"{DESTRUCTIONS}moi/", making)
    place = done["Location"]
    assert "chờ Hội đồng" in shown(office.writer, done)
    lacking = office.writer.post(place, {"say-1": "stay"})
    assert (lacking.status_code, "Ghi lý do." in words_of(lacking)) == (422, True)
    for client in (office.writer, office.leader, as_person(world, "office", "specialist")):
        assert "Đã ghi ý kiến của ông/bà." in told(client, place, **{"say-1": "go"})
    early = office.leader.post(f"{place}quyet-dinh/", {"verdict": "yes"})
    assert (early.status_code, "Đánh dấu ô" in words_of(early)) == (422, True)
    assert "tiêu hủy 1 hồ sơ" in told(office.leader, f"{place}quyet-dinh/", verdict="yes", sure="on")
    stub = words_of(office.writer.get(f"{URL}{uid}/"))
    assert "Đã tiêu hủy ngày 08/01/2024; chỉ còn thông tin dưới đây." in stub
    assert "Chưa có văn bản nào trong hồ sơ" in stub
    assert "BIÊN BẢN HỦY TÀI LIỆU" in words_of_pdf(office.writer.get(f"{place.rstrip('/')}.pdf").content)
    assert office.writer.get(f"{URL}{uid}/goi.zip").status_code == 409
    assert "03.HCQT" in words_of(office.writer.get(URL, {"xem": "stubs"}))
    assert "01/2024" in words_of(office.writer.get(DESTRUCTIONS))
    assert office.writer.post(place, {"say-1": "go"}).status_code in {409, 422}


# --- the house --------------------------------------------------------------------------------------------------------


def scene(office: Office, world: given.World, settings: Any) -> list[str]:
    """Return the addresses of every page that shows something: a drafted plan, a full file, a hand-in, a list under review."""
    file, over = office.closed("02.CCHC"), office.closed(number=5)
    open_ = office.file("01.CCHC")
    workfiles.put_letter(actor=office.clerk, at=world.at, file_uid=open_, document_uid=office.letter(9))
    workfiles.hold(actor=office.clerk, at=world.at, file_uid=open_, kind="suit", reason="Vụ kiện đất")
    hand_in = workfiles.hand_in(actor=office.head, at=world.at, file_uids=[file])
    later = world.at.replace(year=2024, month=1, day=8)
    set_clock(settings, later)
    council = {
        office.head.person_uid: "chair", office.clerk.person_uid: "secretary",
        world.district.person("office", "specialist").uid: "member",
    }  # fmt: skip
    made = workfiles.list_for_destruction(
        actor=office.clerk, at=later, reason="Hết thời hạn", doomed=[workfiles.Doomed(over, "")], council=council
    )
    draft = office.plan(issued=False, year=2024)
    with ledger.seeing(office.clerk.sees):
        item = workfiles.sheet(office.clerk, open_).items[0]
    line = re.search(r"dong/([0-9a-f-]+)/bo/", page_of(office.writer.get(f"{PLANS}{draft}/")))
    assert line is not None
    return [
        URL, f"{URL}?xem=unit", f"{URL}?xem=over", f"{URL}mo/", f"{URL}van-ban/{item.object_uid}/", PLANS, f"{PLANS}{draft}/",
        f"{PLANS}{draft}/dong/", f"{PLANS}{draft}/dong/{line[1]}/", f"{PLANS}{draft}/dong/{line[1]}/bo/", f"{PLANS}{draft}/bang/",
        HAND_INS, f"{HAND_INS}moi/agency/", f"{HAND_INS}{hand_in}/", f"{HAND_INS}{hand_in}/nhan/",
        f"{HAND_INS}{hand_in}/tra-lai/", DESTRUCTIONS, f"{DESTRUCTIONS}moi/", f"{DESTRUCTIONS}{made}/", f"{URL}{open_}/",
        f"{URL}{file}/", f"{URL}{open_}/tep/",
        f"{URL}{open_}/thu-tuc/", f"{URL}{open_}/du-thao/",
        f"{URL}{open_}/muc/{item.uid}/", f"{URL}{open_}/muc/{item.uid}/bo/", f"{URL}{open_}/ket-thuc/",
        f"{URL}{file}/giu-lai/", f"/van-ban/{item.object_uid}/",
    ]  # fmt: skip


def test_every_page_keeps_its_budget_and_has_no_vietnamese_unmarked_in_english(
    office: Office, world: given.World, settings: Any, query_count: Any
) -> None:
    addresses = scene(office, world, settings)
    for address in addresses:
        office.writer.get(address)
        with query_count() as counted:
            answer = office.writer.get(address)
        assert answer.status_code == 200, address
        assert counted.statements <= BUDGET, (address, counted.texts)
    choose(office.writer, "en")
    unmarked = {address: unmarked_vietnamese(page_of(office.writer.get(address))) for address in addresses}
    assert {address: words for address, words in unmarked.items() if words} == {}


@pytest.mark.browser
def test_axe_finds_nothing_on_the_main_pages(office: Office, world: given.World, settings: Any, page: Any) -> None:
    addresses = scene(office, world, settings)
    serve(page, office.writer)
    for name, address in (
        ("list", addresses[1]), ("plan", addresses[6]), ("hand-in", addresses[13]), ("destruction", addresses[18]),
        ("file", addresses[19]), ("closing", addresses[25]),
    ):  # fmt: skip
        page.goto(ORIGIN + address)
        assert_accessible(page)
        screenshot(page, f"workfiles-{name}")
