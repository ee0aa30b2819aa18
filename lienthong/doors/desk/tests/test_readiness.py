"""The pages of modern one-stop units: figures that open their rows, claims with evidence, review, withdrawal."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from contextlib import closing
from datetime import date
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import as_person, page_of, set_clock
from lienthong.doors.desk.tests.test_leading import links_of, words_of
from lienthong.office.files.testing.pictures import photo
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.office.readiness import public as readiness
from lienthong.office.readiness.testing import assessed, confirmed, ready
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

URL = "/lanh-dao/mot-cua/"
BUDGET = 12


@pytest.fixture
def above(world: given.World) -> Actor:
    """The chairman of the district."""
    return world.district.actor("district", "unit_head")


@pytest.fixture
def chairman(world: given.World) -> Client:
    """The same at the browser: sees every unit below."""
    return as_person(world, "district", "unit_head")


@pytest.fixture
def modern(world: given.World, above: Actor) -> dict[str, UUID]:
    """Hoành Mô has everything; of Đồng Văn one thing is missing; of the centre nothing is known."""
    made = ready(world.head, above)
    assessed(world.district.actor("dong_van", "unit_head"), "camera", "not_met")
    return made


def posted(client: Client, key: str, *files: SimpleUploadedFile, form: str = "", **facts: str) -> Any:
    said = {"key": form or str(new_uid()), "state": "met", "since": "15/01/2018", "until": "", "note": "", **facts}
    return client.post(f"{URL}danh-gia/{key}/", {**said, "scan-evidence": list(files)})


def a_photo(name: str = "camera-quay.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo(), "image/jpeg")


def test_the_figure_of_modern_units_opens_exactly_its_units(chairman: Client, modern: dict[str, UUID], query_count: Any) -> None:
    chairman.get(URL)
    with query_count() as counted:
        page = chairman.get(URL)
    words = words_of(page)

    assert counted.statements <= BUDGET, counted.texts
    assert "Ngày 12/03/2018 · Bộ phận tiếp nhận và trả kết quả hiện đại theo Quyết định 09/2015/QĐ-TTg" in words
    assert "Cấp xã 1 trên 2 đơn vị hiện đại" in words
    assert "Cấp huyện chưa có số liệu" in words, "unknown is no 0"
    names = {"hien-dai": "UBND xã Hoành Mô", "chua-dat": "UBND xã Đồng Văn", "chua-ro": "Trung tâm Hành chính công"}
    for link in set(links_of(page, r"\?ngay=")):
        rows = page_of(chairman.get(URL + link.partition("#")[0]))
        listed = re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)<', rows)
        figure = re.search(rf'href="{re.escape(link.replace("&", "&amp;"))}"[^>]*>(\d+)', page_of(page))
        assert figure is not None
        assert len(listed) == int(figure[1]), link
        verdict = re.search(r"ket-qua=([a-z-]+)", link)
        assert verdict is None or listed[0].startswith(names[verdict[1]])


def test_a_day_before_and_a_withdrawal_change_the_figure_from_that_day(
    world: given.World, above: Actor, chairman: Client, modern: dict[str, UUID]
) -> None:
    readiness.withdraw(actor=above, at=MONDAY_8AM, uid=modern["camera"], on=date(2018, 3, 5), reason="Camera đã tháo")

    assert "Cấp xã 1 trên 2 đơn vị hiện đại" in words_of(chairman.get(URL, {"ngay": "04/03/2018"}))
    assert "Cấp xã chưa đủ số liệu" in words_of(chairman.get(URL, {"ngay": "05/03/2018"})), "none or one: not 0"
    assert "Cấp xã chưa có số liệu" in words_of(chairman.get(URL, {"ngay": "14/01/2018"}))
    page = words_of(chairman.get(f"{URL}{world.head.unit_id}/", {"ngay": "05/03/2018"}))
    assert "Camera giám sát Thấy được quầy và nơi chờ. Bắt buộc ○ Chưa có số liệu minh chứng đã rút" in page


def test_a_figure_that_may_be_more_says_so(world: given.World, above: Actor, chairman: Client) -> None:
    ready(world.head, above)

    assert "Cấp xã ít nhất 1 trên 2 đơn vị hiện đại" in words_of(chairman.get(URL))


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("32/01/2018", "Ngày"),
        ("13/03/2018", "Chọn ngày đến hôm nay (12/03/2018)"),
        ("01/01/2014", "Chưa có bộ yêu cầu nào được nhập cho ngày 01/01/2014; chọn ngày từ 15/05/2015"),
    ],
)
def test_a_wrong_day_is_kept_and_told(chairman: Client, day: str, says: str) -> None:
    page = chairman.get(URL, {"ngay": day})

    assert page.status_code == 422
    assert says in words_of(page)
    assert f'value="{day}"' in page_of(page)
    assert chairman.get("/lanh-dao/mot-cua.xlsx", {"ngay": day}).status_code == 404


def test_today_without_requirements_is_no_fault_of_the_reader(settings: Any, chairman: Client) -> None:
    set_clock(settings, MONDAY_8AM.replace(year=2026))
    page = chairman.get(URL)

    assert page.status_code == 200
    assert "Ngày này chưa có bộ yêu cầu" in words_of(page)


def test_who_sees_no_one_stop_is_told_so(someone: Callable[[str, str], Client]) -> None:
    assert "Không có bộ phận một cửa nào" in words_of(someone("justice", "unit_head").get(URL))


def test_the_proof_as_a_workbook(chairman: Client, modern: dict[str, UUID]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(chairman.get("/lanh-dao/mot-cua.xlsx").content)).active
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]

    assert rows[1][0] == "Cấp xã: 1 trên 2 đơn vị hiện đại"
    assert rows[2][0] == "Cấp huyện: chưa có số liệu"
    camera = [row for row in rows if row[3] == "Camera giám sát"]
    assert [row[5] for row in camera] == ["Chưa có số liệu", "Đạt", "Chưa đạt"]
    assert camera[1][8:11] == ["15/01/2018", "", "anh.png"]


def test_a_unit_shows_its_requirements_with_their_proof_and_each_its_history(
    world: given.World, chairman: Client, modern: dict[str, UUID], query_count: Any
) -> None:
    address = f"{URL}{world.head.unit_id}/"
    chairman.get(address)
    with query_count() as counted:
        page = chairman.get(address)

    assert counted.statements <= BUDGET, counted.texts
    assert "● Hiện đại ngày 12/03/2018: đủ 9 trên 9 yêu cầu" in words_of(page)
    assert "100 m²" in words_of(page)
    with query_count() as counted:
        history = words_of(chairman.get(f"{address}camera/"))
    assert counted.statements <= BUDGET, counted.texts
    assert "đang tính cho ngày 12/03/2018" in history
    assert "Đã xác nhận" in history
    (file,) = set(links_of(chairman.get(f"{address}camera/"), "/tep/"))
    with closing(chairman.get(file)) as shown:
        assert shown["Content-Type"] == "image/png"


def test_pages_of_others_and_of_nothing_are_not_found(world: given.World, someone: Callable[[str, str], Client]) -> None:
    mine, other = someone("hoanh_mo", "unit_head"), world.district.other_commune.pk

    for address in (f"{other}/", f"{other}/camera/", "999999/", f"{world.head.unit_id}/ho-boi/", "danh-gia/ho-boi/"):
        assert mine.get(URL + address).status_code == 404, address
    for address in (f"{world.head.unit_id}/", f"{world.head.unit_id}/camera/"):
        assert mine.get(URL + address, {"ngay": "01/01/2014"}).status_code == 404
    assert mine.get(f"{URL}xac-nhan/{new_uid()}/").status_code == 404


def test_a_clerk_is_told_whose_duty_it_is(clerk: Client) -> None:
    assert clerk.get(URL).status_code == 403
    assert clerk.get(f"{URL}danh-gia/camera/").status_code == 403


def test_from_a_photo_to_a_confirmed_requirement(world: given.World, chairman: Client) -> None:
    office = as_person(world, "hoanh_mo", "unit_admin")
    page = posted(office, "camera", a_photo(), note="Lắp hai mắt")

    assert page.status_code == 302
    unit = words_of(chairman.get(f"{URL}{world.head.unit_id}/"))
    assert "chờ cấp trên xác nhận" in unit
    (review,) = links_of(chairman.get(f"{URL}{world.head.unit_id}/"), f"{URL}xac-nhan/")
    shown = words_of(chairman.get(review))
    assert "camera-quay.jpg" in shown
    assert "Lắp hai mắt" in shown
    assert chairman.post(review, {"verdict": "return", "note": ""}).status_code == 422
    assert chairman.post(review, {}).status_code == 422
    assert chairman.post(review, {"verdict": "confirm", "note": "Đúng"}).status_code == 302
    assert chairman.post(review, {"verdict": "confirm", "note": "Đúng"}).status_code == 409
    assert "đủ 1 trên 9 yêu cầu" in words_of(chairman.get(f"{URL}{world.head.unit_id}/"))


def test_what_was_typed_and_sent_stays_when_the_form_is_refused(world: given.World) -> None:
    head, form = as_person(world, "hoanh_mo", "unit_head"), str(new_uid())
    page = posted(head, "dien-tich", a_photo("phong.jpg"), form=form, measured="39,5", note="Phòng mới")

    assert page.status_code == 422
    assert "39,5 m² là dưới mức thấp nhất 40 m²" in words_of(page)
    assert "Đã giữ phong.jpg" in words_of(page)
    assert "Phòng mới" in page_of(page)
    assert 'value="39,5"' in page_of(page)
    assert posted(head, "dien-tich", form=form, measured="42,5").status_code == 302
    history = words_of(head.get(f"{URL}{world.head.unit_id}/dien-tich/"))
    assert "42,5 m²" in history
    assert "phong.jpg" in history


def test_a_file_that_is_refused_says_why_and_one_that_is_dropped_is_gone(world: given.World) -> None:
    head, form = as_person(world, "hoanh_mo", "unit_head"), str(new_uid())
    page = posted(head, "camera", SimpleUploadedFile("anh.jpg", b"khong phai anh"), a_photo(), form=form)
    held = re.findall(r'name="drop" value="([^"]+)"', page_of(page))

    assert page.status_code == 422
    assert "anh.jpg" in words_of(page).partition("Ghi bản đánh giá")[0], "told in the summary and beside the box"
    assert len(held) == 1
    dropped = posted(head, "camera", form=form, drop=held[0], note="Lắp hai mắt")
    assert dropped.status_code == 200
    assert "Đã giữ" not in words_of(dropped)
    assert "Còn" not in words_of(dropped), "nobody pressed «save»"
    assert "Lắp hai mắt" in page_of(dropped)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"since": "32/01/2018"}, "Từ ngày"),
        ({"since": ""}, "Nhập từ ngày."),
        ({"state": "tot"}, "Chọn tình trạng trong danh sách"),
        ({"state": "not_needed", "note": "Ít người"}, "Chọn tình trạng trong danh sách"),
        ({"until": "01/01/2018"}, "Ngày hết hạn phải sau ngày bắt đầu"),
        ({"state": "not_met"}, "cần nói rõ lý do"),
        ({"measured": "bốn mươi"}, "Ghi một số, phần lẻ sau dấu phẩy"),
    ],
)
def test_a_wrong_claim_says_what_to_do(world: given.World, facts: dict[str, str], says: str) -> None:
    page = posted(as_person(world, "hoanh_mo", "unit_head"), "dien-tich", **facts)

    assert page.status_code == 422
    assert says in words_of(page)


def test_a_claim_is_withdrawn_from_a_day(world: given.World, above: Actor) -> None:
    uid, head = confirmed(world.head, above), as_person(world, "hoanh_mo", "unit_head")
    history = f"{URL}{world.head.unit_id}/camera/"
    (address,) = links_of(head.get(history), f"{URL}rut/")

    assert 'value="12/03/2018"' in page_of(head.get(address))
    assert head.post(address, {"on": "14/01/2018", "reason": "Hỏng"}).status_code == 422
    assert head.post(address, {"on": "10/03/2018", "reason": "Hỏng"}).status_code == 302
    page = head.get(history)
    assert "Không tính từ ngày 10/03/2018: Hỏng" in words_of(page)
    assert not links_of(page, f"{URL}rut/")
    with ledger.seeing({world.head.unit_id}):
        assert readiness.assessment(uid).withdrawn_by == world.head.name


def test_the_pages_are_found_from_the_leaders_board_and_from_the_queue(world: given.World, head: Client) -> None:
    assert URL in links_of(head.get("/lanh-dao/"), URL)
    office = as_person(world, "hoanh_mo", "unit_admin")
    assert URL in links_of(office.get("/hang-doi/"), URL)
    assert "/lanh-dao/" not in links_of(office.get(URL), "/lanh-dao/"), "the administrator of a unit leads nobody"


@pytest.mark.thorough
@pytest.mark.browser
def test_axe_finds_nothing_on_the_pages_of_modern_units(
    page: Any, world: given.World, above: Actor, chairman: Client, modern: dict[str, UUID]
) -> None:
    mine, waiting = world.head.unit_id, assessed(world.head, "camera", since=date(2018, 3, 1), note="Thêm mắt ở cửa")
    serve(page, chairman)
    for name, address in {
        "board": "", "unit": f"{mine}/", "requirement": f"{mine}/camera/", "review": f"xac-nhan/{waiting}/",
        "withdraw": f"rut/{modern['camera']}/", "wrong": "?ngay=01/01/2014",
    }.items():  # fmt: skip
        page.goto(f"{ORIGIN}{URL}{address}")
        assert_accessible(page)
        screenshot(page, f"readiness-{name}")
    head = as_person(world, "hoanh_mo", "unit_head")
    page.unroute_all()
    serve(page, head)
    page.goto(f"{ORIGIN}{URL}danh-gia/dien-tich/")
    assert_accessible(page)
    page.get_by_label("Đạt", exact=True).check()
    page.get_by_label("Số đo").fill("39,5")
    page.get_by_label("Từ ngày", exact=True).fill("15/01/2018")
    page.get_by_label("Minh chứng").set_input_files({"name": "phong.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    page.get_by_role("button", name="Ghi bản đánh giá").click()
    page.get_by_text("Đã giữ phong.jpg").wait_for()
    assert_accessible(page)
    screenshot(page, "readiness-assess")
