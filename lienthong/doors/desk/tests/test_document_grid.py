"""The grid of incoming documents at the desk: whole or not at all, faults in their rows, keys of the keyboard."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from lienthong.casework.documents.testing import UBND
from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import as_person, hidden, page_of
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, choose, screenshot, serve, unmarked_vietnamese

URL = f"/van-ban/den/{UBND}/nhieu/"
HEAD = {"arrived_at": "08:00 12/03/2018", "channel": "paper", "reason": ""}
BUDGET = 12


@pytest.fixture
def writer(world: given.World) -> Client:
    """The records clerk of the district's office at the browser."""
    return as_person(world, "office", "records_clerk")


def row(number: int, **changes: str) -> dict[str, str]:
    typed = {
        "symbol": f"{number}/KH-UBND", "issued_on": "09/03/2018", "issuer": "UBND tỉnh Quảng Ninh", "subject": f"Việc {number}",
        "moved_to": "Phòng Nội vụ", "urgency": "",
    }  # fmt: skip
    return {f"r{number}-{name}": value for name, value in (typed | changes).items()}


def posted(client: Client, *rows: dict[str, str], **changes: str) -> Any:
    key = hidden(page_of(client.get(URL)), "key")
    typed = {name: value for one in rows for name, value in one.items()}
    return client.post(URL, {"key": key, "dong": "10", **HEAD, **typed, **changes})


def test_a_grid_offers_rows_and_more_of_them_up_to_forty(world: given.World, writer: Client, query_count: Any) -> None:
    writer.get(URL)
    with query_count() as counted:
        page = page_of(writer.get(URL))
    assert counted.statements <= BUDGET, counted.texts
    assert page.count("data-grid-row") == 10
    more = page_of(posted(writer, row(1), them="1"))
    assert more.count("data-grid-row") == 15
    assert 'value="1/KH-UBND"' in more, "what was typed is kept"
    assert 'class="error"' not in more
    full = page_of(posted(writer, them="1", dong="39"))
    assert full.count("data-grid-row") == 40
    assert "Thêm dòng" not in full


def test_rows_are_registered_in_their_order_and_empty_ones_left_out(world: given.World, writer: Client) -> None:
    done = posted(writer, row(1), row(4), row(9, urgency="express"))
    assert done.status_code == 302
    page = words_of(writer.get(done["Location"]))
    assert "Đã vào sổ 3 văn bản đến: từ số 1 đến số 3." in page
    assert re.search(r" 1 UBND tỉnh Quảng Ninh 01/KH-UBND .* 2 UBND tỉnh Quảng Ninh 04/KH-UBND .* 3 UBND .* 09/KH-UBND", page), (
        page
    )
    assert "Kế hoạch: Việc 4" in page, "the type is the one that the symbol names"
    assert "Hỏa tốc" in page


def test_forty_letters_are_one_act_of_few_statements(world: given.World, writer: Client, query_count: Any) -> None:
    rows = [row(number) for number in range(1, 41)]
    key = hidden(page_of(writer.get(URL)), "key")
    typed = {name: value for one in rows for name, value in one.items()}
    with query_count() as counted:
        done = writer.post(URL, {"key": key, "dong": "40", **HEAD, **typed})
    assert done.status_code == 302
    assert counted.statements <= 40, counted.texts
    assert "Đã vào sổ 40 văn bản đến" in words_of(writer.get(done["Location"]))


@pytest.mark.parametrize(
    ("changes", "says", "field"),
    [
        ({"issuer": ""}, "Ghi tác giả", "issuer"),
        ({"subject": ""}, "rích yếu", "subject"),
        ({"issued_on": "30/02/2018"}, "30/02", "issued_on"),
        ({"issued_on": "13/03/2018"}, "13/03/2018", "issued_on"),
    ],
)
def test_a_row_that_is_wrong_is_told_in_its_place_and_no_row_is_registered(
    world: given.World, writer: Client, changes: dict[str, str], says: str, field: str
) -> None:
    page = posted(writer, row(1), row(3, **changes))
    assert page.status_code == 422
    assert f'href="#id_r3-{field}"' in page_of(page), "the summary leads to the box"
    assert "Dòng 3" in words_of(page)
    assert says in words_of(page)
    assert 'value="1/KH-UBND"' in page_of(page)
    assert "Chưa có sổ nào" in words_of(writer.get("/van-ban/"))


def test_a_document_that_is_there_already_is_registered_when_the_clerk_says_it_is_another(
    world: given.World, writer: Client
) -> None:
    posted(writer, row(1))
    again = posted(writer, row(1), row(2))
    assert again.status_code == 422
    assert page_of(again).count('name="r1-another"') == 1
    assert 'name="r2-another"' not in page_of(again)
    done = posted(writer, row(1) | {"r1-another": "on"}, row(2))
    assert "từ số 2 đến số 3" in words_of(writer.get(done["Location"]))


def test_the_same_document_twice_in_a_grid_is_told(world: given.World, writer: Client) -> None:
    twin = row(2, symbol="1/KH-UBND")
    page = posted(writer, row(1), twin)
    assert (page.status_code, "Giống dòng 1" in words_of(page)) == (422, True)


def test_an_empty_grid_and_a_day_of_arrival_that_has_passed_are_told(world: given.World, writer: Client) -> None:
    empty = posted(writer)
    assert (empty.status_code, "từ 1 đến 40" in words_of(empty)) == (422, True)
    late = posted(writer, row(1), row(2), arrived_at="08:00 09/03/2018")
    assert late.status_code == 422
    assert page_of(late).count('id="id_reason_error"') == 1, "it is said once, above the grid"
    done = posted(writer, row(1), arrived_at="15:00 09/03/2018", reason="mất điện chiều thứ Sáu")
    assert "mất điện chiều thứ Sáu" in words_of(writer.get(done["Location"]))


def test_the_same_grid_posted_twice_is_registered_once(world: given.World, writer: Client) -> None:
    key = hidden(page_of(writer.get(URL)), "key")
    for _ in range(2):
        done = writer.post(URL, {"key": key, "dong": "10", **HEAD, **row(1), **row(2)})
        assert done.status_code == 302
    assert page_of(writer.get(done["Location"])).count("/KH-UBND</td>") == 2


def test_only_who_registers_opens_the_grid(world: given.World) -> None:
    assert as_person(world, "district", "unit_head").get(URL).status_code == 403


def test_the_pages_are_english_on_english_pages(world: given.World, writer: Client) -> None:
    posted(writer, row(1))
    choose(writer, "en")
    assert unmarked_vietnamese(page_of(writer.get(URL))) == []
    assert unmarked_vietnamese(page_of(posted(writer, row(1), row(2, subject="")))) == []


@pytest.mark.browser
def test_the_grid_is_filled_by_the_keyboard(page: Any, world: given.World, writer: Client) -> None:
    serve(page, writer)
    page.goto(ORIGIN + URL)
    assert_accessible(page)
    page.fill("#id_r1-issuer", "Sở Nội vụ tỉnh Quảng Ninh")
    page.focus("#id_r2-issuer")
    page.keyboard.press("Control+d")
    assert page.input_value("#id_r2-issuer") == "Sở Nội vụ tỉnh Quảng Ninh"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_r3-issuer"
    page.focus("#id_r10-symbol")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_r11-symbol"
    assert page.input_value("[name=dong]") == "11"
    assert page.get_attribute("#id_r11-symbol", "aria-label") == "Dòng 11: Số, ký hiệu"
    assert_accessible(page)
    screenshot(page, "documents-grid")
