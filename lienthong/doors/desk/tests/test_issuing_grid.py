"""The grid of documents that go out: numbered whole or not at all, each in its series, groups written out."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from lienthong.casework.documents.testing import UBND
from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import as_person, hidden, page_of
from lienthong.doors.desk.tests.test_delivery import a_group
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, choose, screenshot, serve, unmarked_vietnamese

URL = f"/van-ban/di/{UBND}/nhieu/"
BUDGET = 12


@pytest.fixture
def writer(world: given.World) -> Client:
    """The records clerk of the district's office at the browser."""
    return as_person(world, "office", "records_clerk")


def row(number: int, **changes: str) -> dict[str, str]:
    typed = {
        "type_key": "quyet-dinh", "drafter": "", "subject": f"Việc {number}", "signer": "Hoàng Văn Cường",
        "recipients": "Các phòng; Lưu: VT", "copies": "3",
    }  # fmt: skip
    return {f"r{number}-{name}": value for name, value in (typed | changes).items()}


def posted(client: Client, *rows: dict[str, str], **changes: str) -> Any:
    key = hidden(page_of(client.get(URL)), "key")
    typed = {name: value for one in rows for name, value in one.items()}
    return client.post(URL, {"key": key, "dong": "10", **typed, **changes})


def test_rows_are_numbered_each_in_the_series_of_its_type(world: given.World, writer: Client, query_count: Any) -> None:
    writer.get(URL)
    with query_count() as counted:
        page = page_of(writer.get(URL))
    assert counted.statements <= BUDGET, counted.texts
    assert (page.count("data-grid-row"), "Lập nhóm nơi nhận" in page) == (10, True)
    letter = {"type_key": "cong-van", "drafter": "VP"}
    done = posted(writer, row(1), row(2, **letter), row(4), {"r7-type_key": "cong-van", "r7-drafter": "VP"})
    assert done.status_code == 302, words_of(done)
    said = words_of(writer.get(done["Location"]))
    assert "Đã cấp 3 số: 01/QĐ-UBND – 02/QĐ-UBND; 01/UBND-VP." in said
    assert "Việc 1" in said
    assert "Việc 4" in said
    assert "Việc 2" not in said, "it stands in the register of its own series"


def test_forty_letters_are_one_act_of_few_statements(world: given.World, writer: Client, query_count: Any) -> None:
    key = hidden(page_of(writer.get(URL)), "key")
    typed = {name: value for number in range(1, 41) for name, value in row(number).items()}
    for _ in range(2):
        with query_count() as counted:
            done = writer.post(URL, {"key": key, "dong": "40", **typed})
        assert done.status_code == 302
        assert counted.statements <= 40, counted.texts
    assert "Đã cấp 40 số: 01/QĐ-UBND – 40/QĐ-UBND." in words_of(writer.get(done["Location"]))


def test_a_group_is_written_out_below_what_was_typed(world: given.World, writer: Client) -> None:
    group = a_group(world, writer, "hoanh_mo", "dong_van").strip("/").rpartition("/")[2]
    done = posted(writer, row(1, group=group, recipients="UBND xã Hoành Mô; Lưu: VT"), row(2))
    assert done.status_code == 302, words_of(done)
    said = words_of(writer.get(done["Location"]))
    assert "UBND xã Hoành Mô Lưu: VT UBND xã Đồng Văn" in said, "who is named already is not named twice"
    assert "Lập nhóm nơi nhận" not in page_of(writer.get(URL))
    assert posted(writer, row(1, group="nobody")).status_code == 422


@pytest.mark.parametrize(
    ("changes", "says", "field"),
    [
        ({"type_key": ""}, "Dòng 3", "type_key"),
        ({"subject": ""}, "rích yếu", "subject"),
        ({"type_key": "cong-van", "drafter": "1/2"}, "Dòng 3", "drafter"),
        ({"copies": "0"}, "Dòng 3", "copies"),
    ],
)
def test_a_row_that_is_wrong_is_told_in_its_place_and_no_row_is_numbered(
    world: given.World, writer: Client, changes: dict[str, str], says: str, field: str
) -> None:
    page = posted(writer, row(1), row(3, **changes))
    assert page.status_code == 422
    assert f'href="#id_r3-{field}"' in page_of(page), "the summary leads to the box"
    assert says in words_of(page)
    assert 'value="Việc 1"' in page_of(page), "what was typed is kept"
    assert "Chưa có sổ nào" in words_of(writer.get("/van-ban/"))


def test_an_empty_grid_more_rows_and_a_day_that_has_passed(world: given.World, writer: Client) -> None:
    empty = posted(writer)
    assert (empty.status_code, "từ 1 đến 40" in words_of(empty)) == (422, True)
    more = page_of(posted(writer, row(1), them="1"))
    assert (more.count("data-grid-row"), 'value="Việc 1"' in more, 'class="error"' in more) == (15, True, False)
    late = posted(writer, row(1), day="09/03/2018")
    assert (late.status_code, "lý do" in words_of(late)) == (422, True)
    done = posted(writer, row(1), day="09/03/2018", reason="mất điện chiều thứ Sáu")
    assert "mất điện chiều thứ Sáu" in words_of(writer.get(done["Location"]))


def test_only_who_registers_opens_the_grid_of_a_body_of_theirs(world: given.World, writer: Client) -> None:
    assert as_person(world, "district", "unit_head").get(URL).status_code == 403
    assert writer.get("/van-ban/di/nobody/nhieu/").status_code == 404


def test_the_pages_are_english_on_english_pages(world: given.World, writer: Client) -> None:
    choose(writer, "en")
    assert unmarked_vietnamese(page_of(writer.get(URL))) == []
    assert unmarked_vietnamese(page_of(posted(writer, row(1), row(2, type_key="")))) == []


@pytest.mark.browser
def test_the_grid_is_filled_by_the_keyboard(page: Any, world: given.World, writer: Client) -> None:
    a_group(world, writer, "hoanh_mo", "dong_van")
    serve(page, writer)
    page.goto(ORIGIN + URL)
    assert_accessible(page)
    page.select_option("#id_r1-type_key", "thong-bao")
    page.focus("#id_r2-type_key")
    page.keyboard.press("Control+d")
    assert page.input_value("#id_r2-type_key") == "thong-bao"
    for number in (1, 2):
        page.fill(f"#id_r{number}-subject", f"Lịch trực tuần {number}")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_r3-subject"
    screenshot(page, "documents-issuing-grid")
    page.get_by_role("button", name="Cấp số cả bảng").click()
    page.get_by_text("Đã cấp 2 số: 01/TB-UBND – 02/TB-UBND.").wait_for()
