"""Quick certification and the books on the screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from lienthong.casework.books import public as books
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import as_person, page_of, set_clock
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

Someone = Callable[[str, str], Client]


PROCEDURES = ("2.000815-2015", "2.000884-2015")


@pytest.fixture
def clerk(world: given.World) -> Client:
    """The counter clerk of Hoành Mô at the browser."""
    return as_person(world, "hoanh_mo", "counter_clerk")


def typed(world: given.World, *papers: str, **changes: str) -> dict[str, str]:
    """Return what a clerk posts to certify copies of two pages each."""
    form = {
        "key": str(new_uid()),
        "kind": "copy",
        "requester": "Tằng A Sáng",
        "signer": str(world.head.person_uid),
        "method": "cash",
    }
    for place in range(1, 6):
        form |= {
            f"{place}-name": papers[place - 1] if place <= len(papers) else "",
            f"{place}-pages": "1",
            f"{place}-copies": "1",
        }
    return form | changes


def certified(client: Client, world: given.World, *papers: str, **changes: str) -> Any:
    """Certify and return the page that says which numbers were given."""
    return client.post("/chung-thuc/", typed(world, *papers, **changes), follow=True)


def volume(world: given.World) -> books.BookRow:
    """Return the latest volume of the certification book of Hoành Mô."""
    with ledger.seeing({world.clerk.unit_id}):
        return [one for one in books.books_of(world.clerk.unit_id, 2018) if one.kind.key != "cash-receipt"][-1]


def test_a_clerk_types_papers_and_gets_their_numbers_and_the_sum(clerk: Client, world: given.World) -> None:
    answer = certified(clerk, world, "Giấy khai sinh", "Học bạ", **{"1-copies": "3"})
    words = page_of(answer)
    assert answer.status_code == 200
    assert "Đã vào sổ 2 giấy tờ" in words
    assert "thu <strong>8.000 đồng</strong>" in words
    assert "In lời chứng (4 tờ, PDF)" in words
    assert "quyển 01/2018-SCT/BS" in words


def test_the_attestations_open_as_a_pdf(clerk: Client, world: given.World) -> None:
    uid = certified(clerk, world, "Học bạ").redirect_chain[-1][0].split("/")[-2]
    answer = clerk.get(f"/chung-thuc/{uid}/loi-chung.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")
    slip = clerk.get(f"/chung-thuc/{uid}/phieu-thu.pdf")
    assert (slip.status_code, slip.content[:4]) == (200, b"%PDF")


def test_a_certification_that_is_not_there_prints_nothing(clerk: Client) -> None:
    for name in ("phieu-thu", "loi-chung"):
        answer = clerk.get(f"/chung-thuc/{new_uid()}/{name}.pdf")
        assert (answer.status_code, "không còn số nào để in" in page_of(answer)) == (404, True)


def test_a_second_press_takes_no_second_number(clerk: Client, world: given.World) -> None:
    form = typed(world, "Học bạ")
    clerk.post("/chung-thuc/", form)
    again = clerk.post("/chung-thuc/", form, follow=True)
    assert "không lấy thêm số" in page_of(again)
    assert volume(world).taken == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"requester": ""}, "Nhập người yêu cầu."),
        ({"1-pages": "0"}, "Số trang"),
        ({"1-copies": "nhiều"}, "Số bản chưa đúng cách viết"),
        ({"1-name": "", "1-copies": "4"}, "Ghi tên giấy tờ, hoặc để nguyên cả dòng"),
        ({"signer": str(new_uid())}, "Chọn người ký trong danh sách"),
        ({"id_number": "12"}, "số CMND"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    clerk: Client, world: given.World, changes: dict[str, str], said: str
) -> None:
    answer = clerk.post("/chung-thuc/", typed(world, "Giấy khai sinh", "Bằng nghề", **changes))
    words = page_of(answer)
    assert answer.status_code in (409, 422)
    assert said.lower() in words.lower()
    assert ("error-summary" in words, "Bằng nghề" in words) == (True, True)


def test_a_request_without_a_paper_is_refused(clerk: Client, world: given.World) -> None:
    answer = clerk.post("/chung-thuc/", typed(world))
    assert answer.status_code == 409
    assert "Ghi ít nhất một giấy tờ cần chứng thực." in page_of(answer)


def test_more_lines_keep_what_was_typed(clerk: Client, world: given.World) -> None:
    words = page_of(clerk.post("/chung-thuc/", typed(world, "Giấy khai sinh", **{"5-name": "Học bạ", "more": "1"})))
    assert "Giấy khai sinh" in words
    assert 'name="10-name"' in words
    assert 'name="11-name"' not in words
    assert "2 giấy tờ · phí phải thu <strong>4.000 đồng</strong>" in words


def test_no_line_is_offered_that_one_request_cannot_hold(clerk: Client, world: given.World) -> None:
    form = typed(world, "Giấy khai sinh", **{"48-name": "Học bạ", "48-pages": "1", "48-copies": "1", f"{'9' * 5_000}-name": "x"})
    sent = urlencode(form | {"more": "1"})  # as a browser sends it: a part of a multipart body could not have such a name
    words = page_of(clerk.post("/chung-thuc/", sent, content_type="application/x-www-form-urlencoded"))
    assert ('name="50-name"' in words, 'name="51-name"' in words, "Thêm 5 dòng" in words) == (True, False, False)
    assert "2 giấy tờ" in words


@pytest.mark.parametrize(
    ("number", "kind"), [("022090001234", "cccd"), ("100123456", "cmnd"), ("B1234567", "passport"), ("", "")]
)
def test_the_kind_of_an_identity_paper_is_read_from_its_number(clerk: Client, world: given.World, number: str, kind: str) -> None:
    certified(clerk, world, "Học bạ", id_number=number)
    with ledger.seeing({world.clerk.unit_id}):
        (row,) = dossiers.received_on(world.clerk, world.at.date(), world.at).rows
        party = dossiers.page(world.clerk, row.uid, world.at).parties[0]
    assert (party.id_type, party.id_number) == (kind, number)


def test_a_dossier_that_was_not_certified_here_shows_no_figures(clerk: Client, world: given.World) -> None:
    certified(clerk, world, "Học bạ")
    with ledger.seeing({world.clerk.unit_id}):
        line = books.entries(volume(world).uid).rows[0]
        books.take(
            actor=world.clerk, at=world.at, kind_key="birth", entries=[books.NewEntry("Khai sinh", object_uid=line.object_uid)]
        )
    words = page_of(clerk.get(f"/chung-thuc/{line.object_uid}/"))
    assert "Khai sinh" in words
    assert 'data-label="Phí (đồng)">–</td>' in words


def test_the_sum_follows_what_is_typed(clerk: Client, world: given.World) -> None:
    said = page_of(clerk.post("/chung-thuc/phi/", typed(world, "Học bạ", **{"1-pages": "4", "1-copies": "2"})))
    assert "1 giấy tờ · phí phải thu <strong>12.000 đồng</strong>" in said
    signature = page_of(clerk.post("/chung-thuc/phi/", typed(world, "Giấy ủy quyền", kind="signature")))
    assert "<strong>10.000 đồng</strong>" in signature
    assert "0 giấy tờ" in page_of(clerk.post("/chung-thuc/phi/", typed(world, "Học bạ", kind="khác")))


def test_a_day_without_the_procedure_is_said_before_anything_is_typed(world: given.World, settings: Any) -> None:
    set_clock(settings, world.at + timedelta(days=9_000))
    assert "báo người quản lý thủ tục" in page_of(as_person(world, "hoanh_mo", "counter_clerk").get("/chung-thuc/"))


def test_a_draft_comes_back_with_its_papers(clerk: Client, world: given.World) -> None:
    form = typed(world, "Giấy khai sinh", "Học bạ")
    assert "saved_at" in clerk.post(f"/chung-thuc/nhap/{form['key']}/", form).json()
    words = page_of(clerk.get(f"/chung-thuc/?nhap={form['key']}"))
    assert ("Tằng A Sáng" in words, "Học bạ" in words) == (True, True)


def test_only_the_counter_certifies(someone: Someone) -> None:
    assert someone("hoanh_mo", "unit_head").get("/chung-thuc/").status_code == 403


def test_the_pages_ask_few_questions(clerk: Client, world: given.World, query_count: Any) -> None:
    certified(clerk, world, *["Học bạ"] * 5)
    for address in ("/chung-thuc/", "/so/", f"/so/{volume(world).uid}/"):
        with query_count() as counted:
            assert clerk.get(address).status_code == 200
        assert counted.statements <= 12, (address, counted.texts)


# --- the books --------------------------------------------------------------------------------------------------------


def test_the_books_of_the_year_are_listed_and_opened(clerk: Client, world: given.World) -> None:
    empty = page_of(clerk.get("/so/"))
    assert ("Năm này chưa có sổ nào" in empty, 'href="/so/?nam=2018"' in empty, "Năm 2018" in empty) == (True, True, True)
    certified(clerk, world, "Học bạ", "Giấy khai sinh")
    assert "Sổ chứng thực bản sao từ bản chính" in page_of(clerk.get("/so/"))
    words = page_of(clerk.get(f"/so/{volume(world).uid}/"))
    assert ("Tằng A Sáng" in words, "Giấy khai sinh" in words) == (True, True)
    assert "Quyển này chưa có số nào" not in words
    assert "Không có dòng nào khớp" in page_of(clerk.get(f"/so/{volume(world).uid}/?q=zzz"))


def test_a_number_is_made_void_with_a_reason_after_a_question(clerk: Client, world: given.World) -> None:
    certified(clerk, world, "Học bạ")
    uid = volume(world).uid
    with ledger.seeing({world.clerk.unit_id}):
        (line,) = books.entries(uid).rows
    address = f"/so/{uid}/huy/{line.uid}/"
    assert "Số bị hủy vẫn nằm trong sổ" in page_of(clerk.get(address))
    assert clerk.post(address, {"reason": ""}).status_code == 422
    assert "Đã hủy: Ghi nhầm tên" in page_of(clerk.post(address, {"reason": "Ghi nhầm tên"}, follow=True))
    assert "đã được hủy trước đó" in page_of(clerk.post(address, {"reason": "Ghi nhầm tên"}))
    assert clerk.get(f"/so/{uid}/huy/{new_uid()}/").status_code == 404


def test_who_keeps_no_books_is_offered_no_voiding(someone: Someone, clerk: Client, world: given.World) -> None:
    certified(clerk, world, "Học bạ")
    address = f"/so/{volume(world).uid}/"
    assert "Hủy số" in page_of(clerk.get(address))
    assert "Hủy số" not in page_of(someone("hoanh_mo", "specialist.land").get(address))


def test_the_volume_prints(clerk: Client, world: given.World) -> None:
    certified(clerk, world, "Học bạ")
    answer = clerk.get(f"/so/{volume(world).uid}.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


def test_the_head_goes_on_from_paper_turns_the_volume_and_closes_the_year(
    someone: Someone, clerk: Client, world: given.World, settings: Any
) -> None:
    head = someone("hoanh_mo", "unit_head")
    assert "số tiếp theo là 318" in page_of(head.post("/so/tu-giay/", {"kind": "certified-copy", "first": "318"}, follow=True))
    certified(clerk, world, "Học bạ")
    assert "đã có số 318" in page_of(head.post("/so/tu-giay/", {"kind": "certified-copy", "first": "9"}))
    refused = head.post("/so/tu-giay/", {"kind": "certified-copy", "first": "0"})
    assert (refused.status_code, 'href="/so/?nam=2018"' in page_of(refused)) == (422, True)
    assert "mở quyển 02" in page_of(head.post(f"/so/{volume(world).uid}/quyen-moi/", follow=True))
    assert "Năm 2018 chưa hết" in page_of(head.post(f"/so/{volume(world).uid}/khoa-so/", follow=True))
    set_clock(settings, world.at + timedelta(days=300))
    assert "Đã khóa sổ năm 2018" in page_of(head.post(f"/so/{volume(world).uid}/khoa-so/", follow=True))


def test_a_clerk_may_not_turn_the_volume(clerk: Client, world: given.World) -> None:
    certified(clerk, world, "Học bạ")
    assert "Việc này cần người giữ sổ" in page_of(clerk.post(f"/so/{volume(world).uid}/quyen-moi/", follow=True))


def test_another_unit_s_book_is_not_found(someone: Someone, clerk: Client, world: given.World) -> None:
    certified(clerk, world, "Học bạ")
    stranger = someone("dong_van", "counter_clerk")
    assert stranger.get(f"/so/{volume(world).uid}/").status_code == 404
    assert stranger.get(f"/so/{volume(world).uid}.pdf").status_code == 404


def test_the_dossier_of_a_certification_tells_its_story_in_words(clerk: Client, world: given.World) -> None:
    uid = certified(clerk, world, "Học bạ").redirect_chain[-1][0].split("/")[-2]
    words = page_of(clerk.get(f"/ho-so/{uid}/"))
    assert "Người có thẩm quyền ký, vào sổ tại quầy" in words
    assert "Trả kết quả cho người nộp" in words


# --- in the browser ---------------------------------------------------------------------------------------------------


@pytest.mark.browser
def test_three_papers_are_certified_by_keyboard_alone(page: Any, clerk: Client, world: given.World) -> None:
    serve(page, clerk)
    page.goto(ORIGIN + "/chung-thuc/")
    assert_accessible(page)
    page.locator("#id_requester").focus()
    page.keyboard.type("Tằng A Sáng")
    page.locator("#id_1-name").focus()
    for place, name in enumerate(("Giấy khai sinh", "Sổ hộ khẩu", "Học bạ"), 1):
        assert page.evaluate("document.activeElement.id") == f"id_{place}-name"
        page.keyboard.type(name)
        page.keyboard.press("Tab")
        page.keyboard.type("4")
        page.keyboard.press("Tab")
        page.keyboard.type("2")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
    page.get_by_text("3 giấy tờ · phí phải thu 36.000 đồng").wait_for()
    screenshot(page, "certify")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Đã vào sổ 3 giấy tờ").wait_for()
    assert_accessible(page)
    screenshot(page, "certified")
    with ledger.seeing({world.clerk.unit_id}):
        assert [row.facts["pages"] for row in books.entries(volume(world).uid).rows] == [4, 4, 4]


@pytest.mark.thorough
@pytest.mark.browser
def test_the_books_are_accessible(page: Any, clerk: Client, world: given.World) -> None:
    certified(clerk, world, "Học bạ", "Giấy khai sinh")
    serve(page, clerk)
    page.goto(ORIGIN + "/so/")
    assert_accessible(page)
    screenshot(page, "books")
    page.get_by_role("link", name="Sổ chứng thực bản sao từ bản chính").click()
    page.get_by_role("link", name="Hủy số 1").wait_for()
    assert_accessible(page)
    screenshot(page, "book")
    page.get_by_role("link", name="Hủy số 1").click()
    page.get_by_role("heading", level=1, name="Hủy số 1").wait_for()
    assert_accessible(page)


def test_what_is_certified_counts_as_settled_at_the_counter(clerk: Client, world: given.World) -> None:
    certified(clerk, world, "Học bạ")
    with ledger.seeing({world.clerk.unit_id}):
        (row,) = dossiers.received_on(world.clerk, world.at.date(), world.at).rows
    assert row.status == dossiers.Status.RETURNED
