"""What goes by post, at the desk: the postal register of some days and the envelopes of a document."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from django.test import Client

from lienthong.casework.approval import public as approval
from lienthong.casework.delivery import public as delivery
from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import UBND, outgoing
from lienthong.casework.dossiers import testing as given
from lienthong.casework.results.testing import sample_keys
from lienthong.doors.desk.testing import as_person, page_of
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.paper.testing import pages_of
from lienthong.toolkit.signing.testing import a_paper, real_moment
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, choose, screenshot, serve, unmarked_vietnamese

URL = f"/van-ban/buu-dien/{UBND}/"
BUDGET = 12


@pytest.fixture
def writer(world: given.World) -> Client:
    """The records clerk of the district's office at the browser."""
    return as_person(world, "office", "records_clerk")


def issue(world: given.World, **facts: Any) -> documents.Numbered:
    clerk = world.district.actor("office", "records_clerk")
    return documents.issue_outgoing(actor=clerk, at=world.at, body_key=UBND, new=outgoing(**facts))


def attest(clerk: Actor, world: given.World, uid: UUID) -> None:
    """Give a document the scan of its signed paper, so that it may go by wire."""
    scan = documents.Upload("quet.pdf", a_paper("Bản quét"))
    approval.attest_document(actor=clerk, at=world.at, real_at=real_moment(), document_uid=uid, scan=scan)


def test_the_envelopes_of_today_are_listed_and_those_of_other_days_asked_for(
    world: given.World, writer: Client, query_count: Any
) -> None:
    assert "Không có bì nào" in words_of(writer.get(URL))
    issue(world, recipients="UBND xã Hoành Mô; UBND xã Đồng Văn; Lưu: VT")
    with query_count() as counted:
        page = words_of(writer.get(URL))
    assert counted.statements <= BUDGET, counted.texts
    assert "2 bì, mỗi nơi nhận một bì" in page
    assert "12/03/2018 01/QĐ-UBND UBND xã Đồng Văn 1" in page
    assert "Không có bì nào" in words_of(writer.get(URL, {"tu": "01/03/2018", "den": "11/03/2018"}))
    assert "phải bằng hoặc sau" in words_of(writer.get(URL, {"tu": "12/03/2018", "den": "01/03/2018"}))
    assert f'href="{URL}"' in page_of(writer.get("/van-ban/"))


def test_the_postal_register_is_printed_and_saved(world: given.World, writer: Client) -> None:
    issue(world, recipients="UBND xã Hoành Mô", note="=1+1")
    days = {"tu": "12/03/2018", "den": "12/03/2018"}
    (words,) = pages_of(writer.get(f"{URL}so.pdf", days).content)
    assert "UBND xã Hoành Mô" in words
    answer = writer.get(f"{URL}so.xlsx", days)
    assert "so-gui-buu-dien-20180312-20180312.xlsx" in answer["Content-Disposition"]
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert tuple(documents.POSTAL_HEADS) in rows
    assert [row[5] for row in rows if row[1] == "01/QĐ-UBND"] == ["=1+1"]


def test_a_document_offers_the_envelopes_of_who_gets_paper(world: given.World, writer: Client, settings: Any) -> None:
    sample_keys(settings)
    place = f"/van-ban/{issue(world, recipients='UBND xã Hoành Mô; UBND xã Đồng Văn').document_uid}/"
    assert f'href="{place}bi-thu.pdf"' in page_of(writer.get(place))
    assert len(pages_of(writer.get(f"{place}bi-thu.pdf").content)) == 2
    clerk, uid = world.district.actor("office", "records_clerk"), UUID(place.split("/")[2])
    keys = {one.name: one.key for one in delivery.address_book(clerk, world.at.date()).inside}
    names = ("UBND xã Hoành Mô", "UBND xã Đồng Văn")
    attest(clerk, world, uid)
    delivery.send(actor=clerk, at=world.at, document_uid=uid, recipients=[keys[names[0]]])
    (words,) = pages_of(writer.get(f"{place}bi-thu.pdf").content)
    assert names[1] in words, "who got it by wire gets no envelope"
    assert "1 bì, mỗi nơi nhận một bì" in words_of(writer.get(URL))
    delivery.send(actor=clerk, at=world.at, document_uid=uid, recipients=[keys[names[1]]])
    none = writer.get(f"{place}bi-thu.pdf")
    assert (none.status_code, "không có bì nào để in" in words_of(none)) == (409, True)
    alone = f"/van-ban/{issue(world, recipients='').document_uid}/"
    assert "bi-thu.pdf" not in page_of(writer.get(alone))
    assert as_person(world, "hoanh_mo", "records_clerk").get(f"{place}bi-thu.pdf").status_code == 404


@pytest.mark.browser
def test_axe_finds_nothing_on_the_postal_register(page: Any, world: given.World, writer: Client) -> None:
    issue(world, recipients="UBND xã Hoành Mô; Ban Chỉ đạo cải cách hành chính và nâng cao chỉ số năng lực cạnh tranh tỉnh")
    serve(page, writer)
    page.goto(ORIGIN + URL)
    assert_accessible(page)
    screenshot(page, "documents-postal")


def test_the_page_is_english_on_english_pages(world: given.World, writer: Client) -> None:
    issue(world, recipients="UBND xã Hoành Mô")
    choose(writer, "en")
    assert unmarked_vietnamese(page_of(writer.get(URL))) == []
