"""The leaders' pages: figures that lead to exactly their rows, the official form, its files, and the administrator's page."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import openpyxl
import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.procedures import public as procedures
from lienthong.doors.desk.testing import page_of
from lienthong.doors.desk.web import leading_shapes, leading_tables
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.paper import testing
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

BOARD, REPORT, OPERATIONS = "/lanh-dao/", "/bao-cao/ii-06a/", "/quan-tri/van-hanh/"
MARCH = {"tu": "01/03/2018", "den": "31/03/2018"}
BUDGET, WIRE = 12, 15 * 1024


def on(day: int, month: int = 3, hour: int = 8) -> datetime:
    return datetime(2018, month, day, hour, 0, tzinfo=VIETNAM)


def a_busy_week(world: given.World) -> dict[str, UUID]:
    """Receive dossiers of every state: in time, due soon, overdue, paused, finished, withdrawn, carried over."""
    found = {
        "carried": given.received(world, given.CHAIN, at=on(26, 2)),
        "overdue": given.received(world, at=on(5)),
        "due_soon": given.received(world, at=on(12)),
        "in_time": given.received(world, given.CHAIN, at=on(12)),
        "paused": given.received(world, given.CHAIN, at=on(9)),
        "gone": given.received(world, at=on(8)),
        "done": given.received(world, at=on(6)),
    }
    dossiers.request_supplement(actor=world.clerk, at=on(9, hour=9), dossier_uid=found["paused"], papers=["Giấy"], reason="Mờ")
    dossiers.withdraw(actor=world.clerk, at=on(8, hour=9), dossier_uid=found["gone"], reason="Đổi ý")
    while given.dossier(world.clerk, found["done"]).status != dossiers.Status.COMPLETED:
        (task,) = given.open_tasks(world.clerk, found["done"])
        given.step(world, found["done"], task.step, "signed" if task.step == "sign" else "done", at=on(6, hour=10))
    return found


@pytest.fixture
def week(world: given.World) -> dict[str, UUID]:
    return a_busy_week(world)


@pytest.fixture
def chairman(someone: Callable[[str, str], Client]) -> Client:
    """The chairman of the district at the browser: sees every unit below."""
    return someone("district", "unit_head")


def words_of(answer: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page_of(answer).partition("<main")[2])).split())


def codes_of(answer: Any) -> set[str]:
    return set(re.findall(r'class="code" href="[^"]+">([^<]+)<', page_of(answer)))


def links_of(answer: Any, pattern: str) -> list[str]:
    return [unescape(link) for link in re.findall(rf'href="({pattern}[^"]*)"', page_of(answer))]


# --- the board -----------------------------------------------------------------------------------------------------------


def test_each_figure_of_the_board_leads_to_exactly_its_dossiers(
    world: given.World, chairman: Client, week: dict[str, UUID]
) -> None:
    page = chairman.get(BOARD)
    links = links_of(page, r"/ho-so/\?xem=")

    assert {re.search(r"xem=(\w+)", link)[1] for link in links} == {"in_time", "due_soon", "overdue", "paused"}  # type: ignore[index]  # found by its own pattern
    for link in links:
        figure = re.search(rf'href="{re.escape(link).replace("&", "&amp;")}"[^>]*>(\d+)<', page_of(page))
        assert figure is not None
        assert len(codes_of(chairman.get(link))) == int(figure[1]), link


def test_the_board_tells_what_is_in_whose_hands(world: given.World, chairman: Client, week: dict[str, UUID]) -> None:
    words = words_of(chairman.get(BOARD))

    assert "5 hồ sơ đang giải quyết" in words
    assert "Chưa ai nhận" in words.partition("Việc quá hạn đang nằm ở ai")[2]
    assert words.count("UBND xã Hoành Mô") >= 2


def test_a_leader_sees_the_units_below_and_no_others(
    world: given.World, someone: Callable[[str, str], Client], week: dict[str, UUID]
) -> None:
    mine, stranger = someone("hoanh_mo", "unit_head"), someone("dong_van", "unit_head")

    assert "UBND xã Hoành Mô" in words_of(mine.get(BOARD))
    assert "Không có hồ sơ nào đang giải quyết" in words_of(stranger.get(BOARD))
    assert stranger.get(f"/lanh-dao/viec/{world.district.commune.pk}/").status_code == 404
    assert stranger.get("/lanh-dao/viec/999999/").status_code == 404


@pytest.mark.parametrize(
    "address", [BOARD, "/lanh-dao/bang.csv", REPORT, "/bao-cao/ii-06a.pdf", "/bao-cao/ii-06a.xlsx", OPERATIONS]
)
def test_a_clerk_is_told_whose_duty_it_is(clerk: Client, address: str) -> None:
    answer = clerk.get(address)

    assert answer.status_code == 403
    assert "Việc này cần nhiệm vụ" in page_of(answer)


def test_the_board_as_csv_holds_the_same_figures_and_no_formula(
    world: given.World, chairman: Client, week: dict[str, UUID]
) -> None:
    world.district.units["hoanh_mo"].__class__.objects.filter(pk=world.district.commune.pk).update(name="=HYPERLINK(1)")
    answer = chairman.get("/lanh-dao/bang.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert rows[0][:5] == ["Đơn vị", "Trong hạn", "Sắp đến hạn", "Quá hạn", "Tạm dừng"]
    (commune,) = [row for row in rows[1:] if row[5] == "5"]
    assert commune[1:6] == ["2", "1", "1", "1", "5"]
    assert "attachment" in answer["Content-Disposition"]
    assert not [cell for row in rows for cell in row if cell.startswith("=")]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_text_like_a_formula_is_no_formula_in_csv(text: str) -> None:
    assert leading_tables.plain(text) == f"'{text}"
    assert (leading_tables.plain("Hộ tịch"), leading_tables.plain(""), leading_tables.plain(-3)) == ("Hộ tịch", "", -3)


def test_a_head_sees_the_work_of_the_unit_and_where_to_give_it(world: given.World, head: Client, week: dict[str, UUID]) -> None:
    own = head.get(f"/lanh-dao/viec/{world.district.commune.pk}/")

    assert "Giao cho người khác" in words_of(own)
    assert reverse("desk:dossier", args=[week["overdue"]]) in page_of(own)
    assert len(codes_of(own)) == 6, "five that are open, and one whose result waits to be fetched"
    assert words_of(own).count("Chờ người dân nhận") == 1
    assert "Chưa ai nhận 6 2 1" in words_of(own), "a result that waits to be fetched is nobody's delay"


def test_who_sees_a_unit_from_above_is_not_offered_to_give_its_work(
    world: given.World, chairman: Client, week: dict[str, UUID]
) -> None:
    assert "Giao cho người khác" not in words_of(chairman.get(f"/lanh-dao/viec/{world.district.commune.pk}/"))


def test_figures_that_still_wait_say_so() -> None:
    assert "150 trên 1.500 hồ sơ" in render_to_string("desk/leading/_waiting.html", {"history_pending": (150, 1500)})
    assert "Số liệu chưa đủ" not in render_to_string("desk/leading/_waiting.html", {"history_pending": None})
    assert "Số liệu chưa đủ" not in render_to_string("desk/leading/_waiting.html", {})


# --- report II.06a -------------------------------------------------------------------------------------------------------


def test_the_report_stands_as_on_the_form_and_each_figure_opens_its_rows(
    world: given.World, chairman: Client, week: dict[str, UUID]
) -> None:
    page = chairman.get(REPORT, MARCH)
    words = words_of(page)
    links = links_of(page, "/bao-cao/ii-06a/ho-so/")

    assert "(1) (2) (3) (4) (5) (6) (7) (8) (9) (10) (11) (12) (13)" in words
    assert "I TTHC cấp xã 7 0 6 1 1 0 1 0 5 4 1" in words
    assert "(3) = (7) + (11) + rút, từ chối: 7 = 1 + 5 + 1 ; mọi dòng đều khớp." in words
    assert len(links) > 10
    for link in set(links):
        figure = re.search(rf'href="{re.escape(link).replace("&", "&amp;")}"[^>]*>(\d+)<', page_of(page))
        assert figure is not None
        assert len(codes_of(chairman.get(link))) == int(figure[1]), link


def test_the_report_is_of_one_unit_or_of_all_below(world: given.World, chairman: Client, week: dict[str, UUID]) -> None:
    district, commune, other = (str(world.district.units[slug].pk) for slug in ("district", "hoanh_mo", "dong_van"))

    assert "7 = 1 + 5 + 1" in words_of(chairman.get(REPORT, {**MARCH, "don-vi": district, "pham-vi": "ca-duoi"}))
    assert "0 = 0 + 0 + 0" in words_of(chairman.get(REPORT, {**MARCH, "don-vi": district, "pham-vi": "rieng"}))
    assert "7 = 1 + 5 + 1" in words_of(chairman.get(REPORT, {**MARCH, "don-vi": commune, "pham-vi": "rieng"}))
    assert "0 = 0 + 0 + 0" in words_of(chairman.get(REPORT, {**MARCH, "don-vi": other}))


def test_without_a_question_the_report_is_of_this_month(chairman: Client, week: dict[str, UUID]) -> None:
    assert "từ ngày 01/03/2018 đến hết ngày 31/03/2018" in words_of(chairman.get(REPORT))
    assert "từ ngày 01/01/2018 đến hết ngày 31/03/2018" in words_of(chairman.get(REPORT, {"ky": "quy-nay"}))
    assert "đến hết ngày 28/02/2018" in words_of(chairman.get(REPORT, {"ky": "thang-truoc"}))


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"tu": "31/03/2018", "den": "01/03/2018"}, "Đến hết ngày phải bằng hoặc sau Từ ngày."),
        ({"tu": "32/03/2018", "den": "31/03/2018"}, "Từ ngày"),
        ({**MARCH, "don-vi": "999999"}, "Chọn đơn vị trong danh sách"),
        ({"tu": "01/03/2018"}, "Nhập đến hết ngày."),
    ],
)
def test_a_wrong_question_keeps_what_was_typed_and_says_what_to_do(chairman: Client, asked: dict[str, str], says: str) -> None:
    page = chairman.get(REPORT, asked)

    assert page.status_code == 422
    assert says in unescape(page_of(page))
    assert f'value="{asked["tu"]}"' in page_of(page)
    assert "Số hồ sơ tiếp nhận" not in page_of(page)


@pytest.mark.parametrize("path", ["ii-06a.xlsx", "ii-06a.pdf", "ii-06a/ho-so/"])
def test_a_bent_address_is_not_found(chairman: Client, path: str) -> None:
    assert chairman.get(f"/bao-cao/{path}", {"tu": "x", "den": "y"}).status_code == 404


@pytest.mark.parametrize("asked", [{"cot": "14"}, {}, {"cot": "3", "sau": "x"}, {"cot": "3", "sau": "hôm qua_1"}])
def test_a_bent_cell_is_not_found(chairman: Client, asked: dict[str, str]) -> None:
    assert chairman.get(f"{REPORT}ho-so/", {**MARCH, **asked}).status_code == 404


def test_the_workbook_holds_the_figures_and_texts_that_are_no_formulas(
    world: given.World, chairman: Client, week: dict[str, UUID]
) -> None:
    version = procedures.version_in_force(given.BIRTH, date(2018, 3, 12))
    procedures.Procedure.objects.filter(pk=version.procedure_id).update(field='=HYPERLINK("http://x")')
    answer = chairman.get("/bao-cao/ii-06a.xlsx", MARCH)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(min_row=8, values_only=True))

    assert answer["Content-Type"] == leading_tables.XLSX
    assert [cell.value for cell in sheet[7]] == [f"({number})" for number in range(1, 14)]
    assert rows[0][:5] == ("I", "TTHC cấp xã", 7, 0, 6)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}, "no formula anywhere"
    assert '=HYPERLINK("http://x")' in {row[1] for row in rows}
    total = next(row for row in rows if row[1] == "Tổng số")
    assert total[2] == total[6] + total[10] + 1
    assert any("rút, từ chối 1 hồ sơ" in str(row[0]) for row in rows)


def test_the_pdf_is_the_official_form(world: given.World, chairman: Client, week: dict[str, UUID]) -> None:
    answer = chairman.get("/bao-cao/ii-06a.pdf", MARCH)
    text = testing.words_of(answer.content)

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    for fact in (
        "II.06a/VPCP/KSTT",
        "UBND HUYỆN BÌNH LIÊU",
        "số liệu tính đến 08:0",
        "01/03/2018",
        "TTHC cấp xã",
        "Ghi chú: rút, từ chối 1 hồ sơ",
        "La Văn",
    ):
        assert fact in text, fact


# --- periods and lines, without data ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "today", "first", "last"),
    [
        ("thang-nay", date(2018, 3, 12), date(2018, 3, 1), date(2018, 3, 31)),
        ("thang-nay", date(2018, 12, 31), date(2018, 12, 1), date(2018, 12, 31)),
        ("thang-truoc", date(2018, 1, 1), date(2017, 12, 1), date(2017, 12, 31)),
        ("thang-truoc", date(2016, 3, 31), date(2016, 2, 1), date(2016, 2, 29)),
        ("quy-nay", date(2018, 11, 5), date(2018, 10, 1), date(2018, 12, 31)),
        ("quy-truoc", date(2018, 2, 5), date(2017, 10, 1), date(2017, 12, 31)),
        ("nam-nay", date(2018, 2, 5), date(2018, 1, 1), date(2018, 12, 31)),
        ("nam-truoc", date(2018, 2, 5), date(2017, 1, 1), date(2017, 12, 31)),
    ],
)
def test_a_named_period_has_its_first_and_last_day(key: str, today: date, first: date, last: date) -> None:
    assert leading_shapes.period(key, today) == (first, last)


@pytest.mark.parametrize("key", ["", "tuan-nay", "thang-sau", "thang"])
def test_an_unknown_period_is_none(key: str) -> None:
    assert leading_shapes.period(key, date(2018, 3, 12)) is None


def test_levels_stand_in_order_with_their_sums_and_the_whole_last() -> None:
    rows = [
        dossiers.ReportRow("commune", "Hộ tịch", received_direct=3, on_time=3),
        dossiers.ReportRow("commune", "Chứng thực", received_direct=1, early=1),
        dossiers.ReportRow("district", "Đất đai", received_online=5, open_late=5),
    ]

    lines = leading_shapes.report_lines(rows, {"tu": "01/03/2018"})

    assert [(line.number, line.name, line.is_total, line.figures[0]) for line in lines] == [
        ("I", "TTHC cấp huyện", True, 5), ("1", "Đất đai", False, 5), ("II", "TTHC cấp xã", True, 4),
        ("1", "Chứng thực", False, 1), ("2", "Hộ tịch", False, 3), ("", "Tổng số", True, 9),
    ]  # fmt: skip
    assert lines[0].cells[0].url == f"{REPORT}ho-so/?{urlencode({'tu': '01/03/2018', 'cap': 'district', 'cot': '3'})}"
    assert leading_shapes.report_notes(lines) == []


def test_a_line_that_does_not_add_up_is_told_under_the_table() -> None:
    lines = leading_shapes.report_lines([dossiers.ReportRow("commune", "Hộ tịch", received_direct=2, early=1, left=0)], {})

    notes = leading_shapes.report_notes(lines)

    assert notes[0].startswith("số liệu không khớp: TTHC cấp xã: 3 (2) ≠ 7 (1)")
    assert any("Hộ tịch: 3 (2)" in note for note in notes)


# --- what the pages cost -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [BOARD, REPORT, f"{REPORT}ho-so/?cot=3", "workload", OPERATIONS])
def test_pages_keep_their_budget_and_do_not_grow_with_rows(
    world: given.World, someone: Callable[[str, str], Client], query_count: Callable[[], Any], address: str
) -> None:
    who = someone("district", "system_admin" if address == OPERATIONS else "unit_head")
    address = f"/lanh-dao/viec/{world.district.commune.pk}/" if address == "workload" else address
    counts = []
    for size in (1, 6):
        for _ in range(size):
            given.received(world)
        who.get(address)
        with query_count() as counted:
            answer = who.get(address)
        assert answer.status_code == 200
        assert len(gzip.compress(answer.content)) <= WIRE
        counts.append(counted.statements)

    assert counts[0] == counts[1] <= BUDGET, counted.texts


@pytest.mark.browser
def test_the_leaders_pages_are_accessible(page: Any, world: given.World, chairman: Client, week: dict[str, UUID]) -> None:
    serve(page, chairman)
    for name, address in {
        "board": BOARD,
        "report": f"{REPORT}?{urlencode(MARCH)}",
        "report-rows": f"{REPORT}ho-so/?{urlencode({**MARCH, 'cot': '3'})}",
        "report-wrong": f"{REPORT}?{urlencode({'tu': '31/03/2018', 'den': '01/03/2018'})}",
        "workload": f"/lanh-dao/viec/{world.district.commune.pk}/",
    }.items():
        page.goto(ORIGIN + address)
        assert_accessible(page)
        screenshot(page, f"leaders-{name}")


@pytest.mark.browser
def test_a_leader_goes_from_the_board_to_the_dossiers_by_keyboard(
    page: Any, world: given.World, chairman: Client, week: dict[str, UUID]
) -> None:
    serve(page, chairman)
    page.goto(ORIGIN + BOARD)
    page.get_by_role("link", name=re.compile("UBND xã Hoành Mô, quá hạn: 1 hồ sơ")).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("xem=overdue"))
    assert page.locator("a.code").all_inner_texts() == [given.dossier(world.clerk, week["overdue"]).code]


def test_the_week_is_as_it_is_told(world: given.World, week: dict[str, UUID]) -> None:
    states = {name: given.dossier(world.clerk, uid).status for name, uid in week.items()}

    assert states["gone"] == dossiers.Status.WITHDRAWN
    assert states["paused"] == dossiers.Status.SUPPLEMENT_REQUESTED
    assert given.dossier(world.clerk, week["overdue"]).due_at < world.at + timedelta()  # type: ignore[operator]  # it has a due date
