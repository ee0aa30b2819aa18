"""The pages of reports: every report by name, its files, figures that lead to exactly their rows, bad questions."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import openpyxl
import pypdfium2 as pdfium
import pytest
from django.test import Client

from lienthong.casework.dossiers import testing as given
from lienthong.casework.procedures import public as procedures
from lienthong.casework.reports import public as reports
from lienthong.doors.desk.testing import page_of
from lienthong.doors.desk.tests.test_leading import a_busy_week, codes_of, links_of, words_of
from lienthong.doors.desk.web import leading_tables, reports_shapes
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

INDEX, REPORT = "/bao-cao/", "/bao-cao/ii-06a/"
MARCH = {"tu": "01/03/2018", "den": "31/03/2018"}
LATER = {"tu": "01/03/2018", "den": "31/12/2020"}
KEYS = [report.key for report in reports.listed()]
BUDGET, WIRE = 12, 15 * 1024


@pytest.fixture
def week(world: given.World) -> dict[str, UUID]:
    return a_busy_week(world)


@pytest.fixture
def chairman(someone: Callable[[str, str], Client]) -> Client:
    """The chairman of the district at the browser: sees every unit below."""
    return someone("district", "unit_head")


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf)).split())


def test_every_report_is_found_by_name_with_what_it_tells(chairman: Client) -> None:
    page = chairman.get(INDEX)

    assert links_of(page, "/bao-cao/[a-z0-9-]+/") == [f"/bao-cao/{key}/" for key in ("hai-long", "chi-so", *KEYS, "thang")]
    assert "Biểu II.07b" in words_of(page)
    assert "Sổ theo dõi hồ sơ" in words_of(page)


@pytest.mark.thorough
def test_each_report_is_a_page_a_workbook_and_a_paper_within_the_budget(
    world: given.World, chairman: Client, week: dict[str, UUID], query_count: Callable[[], Any]
) -> None:
    chairman.get(INDEX)
    for report in reports.listed():
        with query_count() as counted:
            page = chairman.get(f"/bao-cao/{report.key}/", MARCH)
        assert page.status_code == 200, report.key
        assert counted.statements <= BUDGET, (report.key, counted.texts)
        assert len(gzip.compress(page.content)) <= WIRE, report.key
        assert report.title in unescape(page_of(page))
        assert "Số liệu không khớp" not in page_of(page)
        book = chairman.get(f"/bao-cao/{report.key}.xlsx", MARCH)
        sheet = openpyxl.load_workbook(io.BytesIO(book.content)).active
        assert sheet["A2"].value == report.title
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}, "no formula anywhere"
        paper = text_of(chairman.get(f"/bao-cao/{report.key}.pdf", MARCH).content)
        assert "UBND HUYỆN BÌNH LIÊU" in paper, report.key
        assert f"({len(reports.report_on(report.key, date(2018, 3, 31)).shown) + 2})" in paper, report.key


def test_06a_of_2018_stands_as_on_the_form_of_its_day(chairman: Client, week: dict[str, UUID]) -> None:
    words = words_of(chairman.get(REPORT, MARCH))

    assert "Biểu số 06a/VPCP/KSTT (mẫu minh họa)" in words
    assert "(1) (2) (3) (4) (5) (6) (7) (8) (9) (10) (11) (12) I TTHC cấp xã 7 1 6 0 1 1 0 5 4 1" in words
    assert "(3) = (7) + (10) + rút, từ chối trong kỳ: 7 = 1 + 5 + 1 ; mọi dòng đều khớp." in words


def test_06a_of_a_period_that_ends_later_stands_as_on_the_form_of_2020(chairman: Client, week: dict[str, UUID]) -> None:
    words = words_of(chairman.get(REPORT, LATER))

    assert "Biểu số II.06a/VPCP/KSTT ·" in words
    assert "(11) (12) (13) I TTHC cấp xã 7 0 6 1 1 0 1 0 5 4 1" in words


def test_each_figure_opens_exactly_its_rows(chairman: Client, week: dict[str, UUID]) -> None:
    page = chairman.get(REPORT, MARCH)
    links = links_of(page, "/bao-cao/ii-06a/ho-so/")

    assert len(links) > 10
    for link in set(links):
        figure = re.search(rf'href="{re.escape(link).replace("&", "&amp;")}"[^>]*>(\d+)<', page_of(page))
        assert figure is not None
        assert len(codes_of(chairman.get(link))) == int(figure[1]), link


def test_the_same_figures_stand_on_the_page_in_the_workbook_and_on_the_paper(chairman: Client, week: dict[str, UUID]) -> None:
    page = page_of(chairman.get(REPORT, LATER))
    lines = re.findall(r"<tr[^>]*><td>([^<]*)</td><th scope=\"row\">([^<]*)</th>(.*?)</tr>", page)
    shown = [(number, unescape(name), re.findall(r">(\d+)<", cells)) for number, name, cells in lines]
    sheet = openpyxl.load_workbook(io.BytesIO(chairman.get("/bao-cao/ii-06a.xlsx", LATER).content)).active
    kept = [
        (row[0] or "", row[1], [str(cell) for cell in row[2:]])
        for row in sheet.iter_rows(min_row=9, max_row=8 + len(shown), values_only=True)
    ]
    paper = text_of(chairman.get("/bao-cao/ii-06a.pdf", LATER).content)

    assert [name for _, name, _ in shown] == ["TTHC cấp xã", "Hộ tịch", "Liên thông", "Tổng số"]
    assert shown == kept
    for number, name, figures in shown:
        assert " ".join([number, name, *figures]).strip() in paper, name


def test_a_report_is_of_one_unit_or_of_all_below(world: given.World, chairman: Client, week: dict[str, UUID]) -> None:
    district, commune, other = (str(world.district.units[slug].pk) for slug in ("district", "hoanh_mo", "dong_van"))

    assert "7 = 1 + 5 + 1" in words_of(chairman.get(REPORT, {**MARCH, "don-vi": district, "pham-vi": "ca-duoi"}))
    assert "0 = 0 + 0 + 0" in words_of(chairman.get(REPORT, {**MARCH, "don-vi": district, "pham-vi": "rieng"}))
    assert "7 = 1 + 5 + 1" in words_of(chairman.get(REPORT, {**MARCH, "don-vi": commune, "pham-vi": "rieng"}))
    assert "0 = 0 + 0 + 0" in words_of(chairman.get(REPORT, {**MARCH, "don-vi": other}))


def test_without_a_question_a_report_is_of_this_month_or_of_today(chairman: Client, week: dict[str, UUID]) -> None:
    assert "từ ngày 01/03/2018 đến hết ngày 31/03/2018" in words_of(chairman.get(REPORT))
    assert "từ ngày 01/01/2018 đến hết ngày 31/03/2018" in words_of(chairman.get(REPORT, {"ky": "quy-nay"}))
    assert "từ ngày 12/03/2018 đến hết ngày 12/03/2018" in words_of(chairman.get("/bao-cao/tiep-nhan/"))


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
    page = chairman.get("/bao-cao/ii-06b/", asked)

    assert page.status_code == 422
    assert says in unescape(page_of(page))
    assert f'value="{asked["tu"]}"' in page_of(page)
    assert "<table" not in page_of(page)


@pytest.mark.parametrize("path", ["ii-06a.xlsx", "ii-06a.pdf", "ii-06a/ho-so/"])
def test_a_bent_address_is_not_found(chairman: Client, path: str) -> None:
    assert chairman.get(f"/bao-cao/{path}", {"tu": "31/03/2018", "den": "01/03/2018"}).status_code == 404
    assert chairman.get(f"/bao-cao/{path.replace('06a', '99')}", MARCH).status_code == 404


@pytest.mark.parametrize(
    "asked", [{"cot": "14"}, {}, {"cot": "3", "sau": "x"}, {"cot": "3", "sau": "hôm qua_1"}, {"cot": "3", "dong": "\x00"}]
)
def test_a_bent_cell_is_not_found(chairman: Client, asked: dict[str, str]) -> None:
    assert chairman.get(f"{REPORT}ho-so/", {**MARCH, **asked}).status_code == 404


@pytest.mark.parametrize("address", [INDEX, REPORT, "/bao-cao/ii-06a.pdf", "/bao-cao/ii-06a.xlsx"])
def test_a_clerk_is_told_whose_duty_reports_are(clerk: Client, address: str) -> None:
    assert clerk.get(address).status_code == 403


def test_the_workbook_holds_figures_and_texts_that_are_no_formulas(
    world: given.World, chairman: Client, week: dict[str, UUID]
) -> None:
    version = procedures.version_in_force(given.BIRTH, date(2018, 3, 12))
    procedures.Procedure.objects.filter(pk=version.procedure_id).update(field='=HYPERLINK("http://x")')
    answer = chairman.get("/bao-cao/ii-06a.xlsx", LATER)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(min_row=9, values_only=True))

    assert answer["Content-Type"] == leading_tables.XLSX
    assert [cell.value for cell in sheet[8]] == [f"({number})" for number in range(1, 14)]
    assert rows[0][:5] == ("I", "TTHC cấp xã", 7, 0, 6)
    assert '=HYPERLINK("http://x")' in {row[1] for row in rows}
    total = next(row for row in rows if row[1] == "Tổng số")
    assert total[2] == total[6] + total[10] + 1
    assert any("rút, từ chối trong kỳ: 1 hồ sơ" in str(row[0]) for row in rows)


def test_the_paper_is_the_official_form_and_says_what_is_unknown(chairman: Client, week: dict[str, UUID]) -> None:
    form = text_of(chairman.get("/bao-cao/ii-06a.pdf", LATER).content)
    digital = text_of(chairman.get("/bao-cao/so-hoa.pdf", MARCH).content)

    for fact in (
        "Biểu số II.06a/VPCP/KSTT",
        "số liệu tính đến 08:0",
        "01/03/2018",
        "I TTHC cấp xã 7 0 6 1 1 0 1 0 5 4 1",
        "La Văn",
    ):
        assert fact in form, fact
    assert "không rõ" in digital


def test_a_share_of_nothing_is_a_dash_and_of_the_unknown_is_unknown() -> None:
    rate = reports.Column("rate", ("Tỷ lệ",), share=("part", "whole"))

    assert reports_shapes.written(rate, {"rate": 298, "part": 298, "whole": 1000}) == "29,8%"
    assert reports_shapes.written(rate, {"rate": None, "part": 0, "whole": 0}) == "–"
    assert reports_shapes.written(rate, {"rate": None, "part": None, "whole": 3}) == "không rõ"


def test_a_line_that_does_not_add_up_is_told_under_the_table() -> None:
    report = reports.report_on("ii-06a", date(2020, 12, 31))
    broken = reports.Line("all", {column.key: 0 for column in report.columns} | {"3": 2, "7": 1})

    assert reports_shapes.notes(report, [broken])[-1].startswith("số liệu không khớp: Tổng số: Tiếp nhận, tổng số (2) ≠ ")


@pytest.mark.parametrize("address", [INDEX, REPORT, "/bao-cao/theo-thu-tuc/", f"{REPORT}ho-so/?cot=3"])
def test_pages_do_not_grow_with_rows(world: given.World, chairman: Client, query_count: Callable[[], Any], address: str) -> None:
    counts = []
    for size in (1, 6):
        for _ in range(size):
            given.received(world)
        chairman.get(address)
        with query_count() as counted:
            answer = chairman.get(address)
        assert answer.status_code == 200
        counts.append(counted.statements)

    assert counts[0] == counts[1] <= BUDGET, counted.texts


@pytest.mark.thorough
@pytest.mark.browser
def test_the_pages_of_reports_are_accessible(page: Any, world: given.World, chairman: Client, week: dict[str, UUID]) -> None:
    serve(page, chairman)
    for name, address in {
        "index": INDEX,
        "06a": f"{REPORT}?{urlencode(LATER)}",
        "06a-2017": f"{REPORT}?{urlencode(MARCH)}",
        "digital": f"/bao-cao/so-hoa/?{urlencode(MARCH)}",
        "procedures": f"/bao-cao/theo-thu-tuc/?{urlencode(MARCH)}",
        "payment": f"/bao-cao/thanh-toan/?{urlencode(MARCH)}",
        "rows": f"{REPORT}ho-so/?{urlencode({**MARCH, 'cot': '3'})}",
        "wrong": f"{REPORT}?{urlencode({'tu': '31/03/2018', 'den': '01/03/2018'})}",
    }.items():
        page.goto(ORIGIN + address)
        assert_accessible(page)
        screenshot(page, f"reports-{name}")


@pytest.mark.browser
def test_a_leader_goes_from_the_list_to_the_rows_of_a_figure_by_keyboard(
    page: Any, world: given.World, chairman: Client, week: dict[str, UUID]
) -> None:
    serve(page, chairman)
    page.goto(ORIGIN + INDEX)
    page.get_by_role("link", name="Biểu II.06a").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Đến hết ngày").fill("31/12/2020")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("den=31%2F12%2F2020"))
    for width in (360, 1366):
        page.set_viewport_size({"width": width, "height": 740})
        late = page.get_by_role("link", name="Tổng số, đang giải quyết, quá hạn: 1")
        late.focus()
        box, name = late.bounding_box(), page.get_by_role("rowheader", name="Tổng số").bounding_box()
        assert box["x"] >= name["x"] + name["width"], "the name of the line stays in sight and hides no figure"
        assert box["x"] + box["width"] <= width
        screenshot(page, f"reports-figure-focused-{width}")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("cot=13"))
    assert page.locator("a.code").all_inner_texts() == [given.dossier(world.clerk, week["overdue"]).code]
