"""The search box over documents at the desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lienthong.casework.documents import public as documents
from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import as_person, page_of
from lienthong.doors.desk.tests.test_documents import BUDGET, CAME, IN, ISSUED, OUT, entering, writer
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, choose, screenshot, serve, unmarked_vietnamese

__all__ = ["writer"]
URL = "/van-ban/tim/"
TEXT = "Các phòng tổ chức hòa giải ở cơ sở xong trước ngày 05/4/2018, báo cáo theo mẫu 1520."


@pytest.fixture
def shelf(world: given.World, writer: Client) -> str:
    """A letter whose file says something, and a decision of ours; the address of the letter."""
    came = str(entering(writer, IN, CAME)["Location"])
    entering(writer, OUT, ISSUED)
    uid = came.split("?")[0].rstrip("/").split("/")[-1]
    clerk = world.district.actor("office", "records_clerk")
    with ledger.seeing(clerk.sees):
        documents.keep_text(at=MONDAY_8AM, document_uid=uid, text=TEXT)  # type: ignore[arg-type]
    return came.split("?", maxsplit=1)[0]


def test_words_of_subject_and_file_are_found_within_the_budget(shelf: str, writer: Client, query_count: Any) -> None:
    writer.get(URL, {"q": "hoa giai"})
    with query_count() as counted:
        page = page_of(writer.get(URL, {"q": "hoa giai"}))
    assert counted.statements <= BUDGET, counted.texts
    assert "<mark>hòa giải</mark>" in page
    assert f'href="{shelf}"' in page
    found = words_of(writer.get(URL, {"q": "thanh lap"}))
    assert "01/QĐ-UBND" in found
    assert "1520/KH-UBND" not in found


def test_a_number_is_looked_for_as_such_until_somebody_looks_everywhere(shelf: str, writer: Client) -> None:
    entering(writer, IN, CAME, symbol="7/KH-UBND", subject="Thực hiện công văn 1520")
    narrow = page_of(writer.get(URL, {"q": "1520"}))
    assert narrow.count("7/KH-UBND") == 0
    assert "q=1520&amp;o=" in narrow
    assert "7/KH-UBND" in page_of(writer.get(URL, {"q": "1520", "o": ""}))


def test_filters_narrow_and_wrong_days_are_told(shelf: str, writer: Client) -> None:
    assert "1520/KH-UBND" not in words_of(writer.get(URL, {"q": "ubnd", "chieu": "out"}))
    assert "Không tìm thấy văn bản nào" in words_of(writer.get(URL, {"q": "ubnd", "tu": "13/03/2018", "den": "14/03/2018"}))
    crossed = words_of(writer.get(URL, {"q": "ubnd", "tu": "13/03/2018", "den": "12/03/2018"}))
    assert "Ngày cuối ở trước ngày đầu." in crossed
    assert "Không tìm thấy văn bản nào" not in crossed, "nothing was looked for"
    assert "30/02/2018" in page_of(writer.get(URL, {"q": "ubnd", "tu": "30/02/2018"}))


def test_more_than_a_page_goes_on(writer: Client, shelf: str, world: given.World) -> None:
    for number in range(20):
        entering(writer, IN, CAME, symbol=f"{number + 30}/KH-UBND")
    first = page_of(writer.get(URL, {"q": "par index", "chieu": "in"}))
    assert first.count("<li>") >= 20
    following = first.split('rel="next"')[0].rsplit('href="', 1)[1].rstrip('" ').replace("&amp;", "&")
    assert "1520/KH-UBND" not in first
    assert "1520/KH-UBND" in page_of(writer.get(URL + following))


def test_the_box_of_every_page_finds_documents_too(shelf: str, writer: Client, world: given.World, query_count: Any) -> None:
    box = reverse("desk:search")
    with query_count() as counted:
        page = page_of(writer.get(box, {"q": "par index"}))
    assert counted.statements <= BUDGET, counted.texts
    assert f'href="{shelf}"' in page
    assert f"{URL}?q=par%20index" in page
    assert "1520/KH-UBND" not in page_of(as_person(world, "hoanh_mo", "counter_clerk").get(box, {"q": "par index"}))
    assert "1520/KH-UBND" not in page_of(writer.get(box))


def test_the_page_is_english_on_english_pages(shelf: str, writer: Client) -> None:
    choose(writer, "en")
    for words in ({}, {"q": "hoa giai"}, {"q": "1520"}, {"q": "zzz"}, {"q": "a", "tu": "13/03/2018", "den": "12/03/2018"}):
        assert unmarked_vietnamese(page_of(writer.get(URL, words))) == [], words


@pytest.mark.browser
def test_axe_finds_nothing_on_the_page_of_what_was_found(page: Any, shelf: str, writer: Client) -> None:
    serve(page, writer)
    page.goto(f"{ORIGIN}{URL}?q=hoa+giai")
    assert_accessible(page)
    screenshot(page, "documents-found")
