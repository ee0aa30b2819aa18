"""The catalogue of procedures: found with or without marks, told in the citizen's words, honest about what is not verified."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from datetime import date, datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client

from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures import testing as given
from lienthong.doors.portal.web import sheet
from lienthong.toolkit import clock
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

pytestmark = pytest.mark.django_db

HOME, LIST = "/cong/", "/thu-tuc-hanh-chinh/"
NOON = datetime(2018, 3, 12, 12, 0, tzinfo=VIETNAM)


@pytest.fixture(autouse=True)
def _march_2018(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def library() -> None:
    for name in (given.BIRTH, given.HOUSE, given.ALLOWANCE, given.CHAIN, given.POOR):
        given.a_published_version(name)


def text_of(answer: Any) -> str:
    main = answer.content.decode().partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def names_of(answer: Any) -> list[str]:
    return re.findall(r'<li><a href="/thu-tuc-hanh-chinh/([\d.]+)/">', answer.content.decode())


@pytest.mark.usefixtures("library")
def test_the_home_page_leads_to_look_up_search_and_fields(client: Client) -> None:
    page = client.get(HOME)

    assert page.status_code == 200
    assert "Tra cứu hồ sơ đã nộp" in text_of(page)
    assert "Hộ tịch (1)" in text_of(page)
    assert 'href="/cong/"' in page.content.decode(), "the mark leads to the public home"


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("typed", ["khai sinh", "khai sin", "KHAI SINH", "đăng ký khai sinh", "1.001193"])
def test_a_procedure_is_found_with_and_without_marks_and_half_typed(client: Client, typed: str) -> None:
    assert names_of(client.get(LIST, {"tu": typed}))[0] == "1.001193"


@pytest.mark.usefixtures("library")
def test_what_is_not_found_says_what_to_try(client: Client) -> None:
    page = client.get(LIST, {"tu": "xuất khẩu gạo"})

    assert page.status_code == 200
    assert "Không tìm thấy thủ tục nào cho «xuất khẩu gạo»" in text_of(page)
    assert 'value="xuất khẩu gạo"' in page.content.decode()


@pytest.mark.usefixtures("library")
def test_a_field_shows_its_procedures(client: Client) -> None:
    assert names_of(client.get(LIST, {"linh-vuc": "Hộ tịch"})) == ["1.001193"]
    assert names_of(client.get(LIST, {"linh-vuc": "không có"})) == []
    assert names_of(client.get(LIST)) == []


def test_an_empty_catalogue_says_so(client: Client) -> None:
    assert "Chưa có thủ tục nào được công bố" in text_of(client.get(LIST))


def test_words_too_long_are_told_and_kept(client: Client) -> None:
    page = client.get(LIST, {"tu": "x" * 101})

    assert page.status_code == 422
    assert "dài quá 100 ký tự" in text_of(page)
    assert "x" * 101 in page.content.decode()


def test_a_script_in_the_search_stays_text(client: Client) -> None:
    assert "<script>alert" not in client.get(LIST, {"tu": "<script>alert(1)</script>"}).content.decode()


@pytest.mark.usefixtures("library")
def test_a_procedure_tells_papers_limits_fees_results_law_and_steps(client: Client) -> None:
    page = client.get(f"{LIST}1.001193/")
    words = text_of(page)

    for fact in (
        "Giấy chứng sinh",
        "không có người làm chứng thì có giấy cam đoan về việc sinh. 1 bản chính",
        "Giấy tờ mang theo để xuất trình", "Giấy khai sinh", "Luật Hộ tịch 2014",
        "Điều 13, 14, 15, 16",
        "1 ngày làm việc, tính từ ngày nhận hồ sơ; nhận sau 15:00 thì tính từ ngày làm việc sau", "có kết quả ngay khi nộp",
        "Lệ phí: Lệ phí đăng ký khai sinh đúng hạn trường hợp khai sinh đúng hạn Không thu",
        "Miễn: người thuộc gia đình có công với cách mạng",
        "trực tiếp, trực tuyến, bưu chính công ích", "2680/QĐ-UBND ngày 05/07/2017",
    ):  # fmt: skip
        assert fact in words, fact
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="graph"' in page.content.decode()
    assert "<details" in page.content.decode()


@pytest.mark.usefixtures("library")
def test_the_steps_are_told_in_words_with_the_place_that_does_them(client: Client) -> None:
    words = text_of(client.get(f"{LIST}2.000986/"))

    assert "Kiểm tra hồ sơ, cập nhật thường trú · Công an" in words


@pytest.mark.usefixtures("library")
def test_two_limits_are_told_when_the_office_promises_less_than_the_law(client: Client) -> None:
    words = text_of(client.get(f"{LIST}2.000986/"))

    assert "20 ngày làm việc, tính từ ngày làm việc tiếp theo" in words
    assert "17 ngày làm việc" in words
    assert "liên thông với cơ quan khác" in words


@pytest.mark.usefixtures("library")
def test_the_printed_form_has_all_open_and_names_its_document(client: Client) -> None:
    page = client.get(f"{LIST}1.001193/ban-in/")

    assert "<details" not in page.content.decode().partition("<main")[2]
    assert "Văn bản QT-HT-01, lần ban hành 1, áp dụng từ 01/01/2016 đến trước 01/07/2025" in text_of(page)


def test_what_is_not_verified_says_so_beside_the_fact(client: Client) -> None:
    basis = "legal_basis:\n  - {text: Luật A, article: Điều 1, mark: V}\n  - {text: Luật B, mark: M}\n"
    text = given.a_text(("verified: true", "verified: false"), ("channels:", f"{basis}channels:"))
    given.published_by_officials(text)

    words = text_of(client.get(f"{LIST}1.001193/"))

    assert "Nội dung thủ tục này chưa được đối chiếu với văn bản gốc" in words
    assert "Luật A, Điều 1 Luật B ▲ Chưa kiểm chứng" in words
    assert "Chưa kiểm chứng" in text_of(client.get(LIST, {"tu": "khai sinh"}))


@pytest.mark.parametrize("code", ["9.999999", "x" * 60])
def test_an_unknown_procedure_is_not_found(client: Client, code: str) -> None:
    assert client.get(f"{LIST}{code}/").status_code in {404, 409}


def test_a_procedure_not_in_force_that_day_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    given.a_published_version()
    monkeypatch.setattr(clock, "now", lambda: datetime(2025, 7, 1, 8, 0, tzinfo=VIETNAM))

    answer = client.get(f"{LIST}1.001193/")

    assert answer.status_code == 409
    assert "01/07/2025" in text_of(answer)


def test_a_case_without_limit_says_that_none_is_set() -> None:
    definition = given.a_definition()
    case = definition.cases[0]
    bare = procedures.Definition(**{**vars(definition), "cases": (procedures.Case(case.key, case.name, ()),)})

    assert [(limit.legal, limit.unverified) for limit in sheet.limits(bare)] == [("Không quy định", True)]


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    "path", [HOME, LIST, f"{LIST}?tu=khai", f"{LIST}?linh-vuc=Hộ tịch", f"{LIST}2.000986/", f"{LIST}2.000986/ban-in/"]
)
def test_pages_are_light_and_ask_little(client: Client, query_count: Callable[[], Any], path: str) -> None:
    client.get(path)
    with query_count() as counted:
        page = client.get(path)

    assert page.status_code == 200
    assert len(gzip.compress(page.content)) <= 15_000
    assert counted.statements <= 2, counted.texts
    assert not page.cookies


@pytest.mark.thorough
def test_the_whole_library_is_told_without_a_fault_and_light(client: Client) -> None:
    procedures.load_library(procedures.LIBRARY, at=NOON)
    found = [row for _, rows in procedures.catalogue(date(2018, 3, 12)) for row in rows]

    assert len(found) >= 5
    assert len(gzip.compress(client.get(LIST).content)) <= 15_000
    for row in found:
        page = client.get(f"{LIST}{row.code}/")
        assert page.status_code == 200, row.code
        assert len(gzip.compress(page.content)) <= 15_000, row.code


@pytest.mark.thorough
@pytest.mark.browser
@pytest.mark.usefixtures("library")
def test_the_catalogue_is_accessible(page: Any, client: Client) -> None:
    given.published_by_officials(
        given.a_text(("1.001193", "1.000001"), ("verified: true", "verified: false"), ("QT-HT-01", "QT-X"))
    )
    serve(page, client)
    for name, path in {
        "home": HOME,
        "search": f"{LIST}?tu=khai sinh",
        "none": f"{LIST}?tu=xuất khẩu",
        "field": f"{LIST}?linh-vuc=Hộ tịch",
        "procedure": f"{LIST}2.000986/",
        "unverified": f"{LIST}1.000001/",
        "printed": f"{LIST}1.013225/ban-in/",
    }.items():
        page.goto(ORIGIN + path)
        for summary in page.locator("details > summary").all():
            summary.click()
        assert_accessible(page)
        screenshot(page, f"portal-{name}")


@pytest.mark.usefixtures("library")
def test_how_far_a_procedure_goes_online_is_told_with_how_sure_it_is_and_left_out_where_nobody_knows(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    given.a_published_version("lien-thong/2.002621-2025.yaml")
    assert "Dịch vụ công trực tuyến" not in text_of(client.get(f"{LIST}1.001193/"))
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 1, 12, 12, 0, tzinfo=VIETNAM))

    assert "Dịch vụ công trực tuyến toàn trình ▲ chưa đối chiếu với văn bản" in text_of(client.get(f"{LIST}2.002621/"))
