"""The minutes of a closed register at the desk: looked at, signed, printed and scanned, checked by anybody."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Page

from lienthong.casework.approval.testing import behind_the_ledger, sample_keys
from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import issued, voided
from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import as_person, hidden, page_of, set_clock
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.doors.desk.tests.test_signing import confirmed
from lienthong.toolkit.paper.testing import words_of as words_on
from lienthong.toolkit.signing.testing import a_paper
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve, unmarked_vietnamese

BUDGET = 12


@pytest.fixture
def closed(world: given.World, settings: Any) -> UUID:
    """A register of 2018 of the district's committee, closed in January 2019 with a used and a void number."""
    sample_keys(settings)
    clerk = world.district.actor("office", "records_clerk")
    first, second = issued(clerk, at=world.at), issued(clerk, at=world.at)
    voided(clerk, second, at=world.at)
    later = world.at.replace(year=2019, month=1, day=7)
    set_clock(settings, later)
    documents.close_period(actor=clerk, at=later, series_uid=first.series_uid)
    return first.series_uid


@pytest.fixture
def writer(world: given.World) -> Client:
    return confirmed(as_person(world, "office", "records_clerk"))


def page(uid: UUID, more: str = "") -> str:
    return f"/van-ban/so/{uid}/bien-ban/{more}"


def pdf_of(client: Client, uid: UUID) -> bytes:
    answer = client.get(f"/van-ban/so/{uid}/bien-ban.pdf")
    assert answer["Content-Type"] == "application/pdf"
    return bytes(answer.content)


def test_the_minutes_are_signed_on_their_page_and_checked_by_anybody(closed: UUID, writer: Client, query_count: Any) -> None:
    with query_count() as counted:
        said = words_of(writer.get(page(closed)))
    assert counted.statements <= BUDGET, counted.texts
    for words in ("Mọi dòng của sổ vẫn như lúc khóa.", "Từ số 1 đến số 2; hủy 1, còn giữ 0", "Biên bản chưa ký."):
        assert words in said
    assert "BIÊN BẢN KHÓA SỔ" in words_on(pdf_of(writer, closed)), "to be printed and signed by hand"
    with query_count() as counted:
        asked = page_of(writer.get(page(closed, "ky/")))
    assert counted.statements <= BUDGET, counted.texts
    done = words_of(writer.post(page(closed, "ky/"), {"digest": hidden(asked, "digest")}, follow=True))
    assert "Đã ký số và đóng dấu biên bản khóa sổ." in done
    assert "Ký số: " in done
    assert "Ký số biên bản" not in done, "nobody signs twice"

    pdf = SimpleUploadedFile("bien-ban.pdf", pdf_of(writer, closed))
    checked = words_of(Client().post("/kiem-tra-chu-ky/", {"file": pdf}))
    assert "Không bị sửa từ khi ký." in checked
    again = writer.post(page(closed, "ky/"), {"digest": hidden(asked, "digest")})
    assert (again.status_code, "đã ký lúc" in words_of(again)) == (409, True)


def test_who_signs_confirms_first_that_it_is_them(closed: UUID, world: given.World) -> None:
    client = as_person(world, "office", "records_clerk")
    for act in ("ky/", "so-hoa/"):
        assert client.get(page(closed, act)).status_code == 302


def test_minutes_signed_by_hand_are_scanned_and_attested(closed: UUID, writer: Client) -> None:
    assert "Bản quét (PDF)" in words_of(writer.get(page(closed, "so-hoa/")))
    assert writer.post(page(closed, "so-hoa/"), {}).status_code == 422
    scan = SimpleUploadedFile("quet.pdf", a_paper("Biên bản khóa sổ"))
    done = words_of(writer.post(page(closed, "so-hoa/"), {"scan": scan}, follow=True))
    assert "Đã số hóa biên bản khóa sổ." in done
    assert "Ký trên giấy: " in done


def test_a_register_that_somebody_changed_says_so_and_is_not_signed(closed: UUID, writer: Client) -> None:
    behind_the_ledger("UPDATE documents_document SET subject = 'Bổ nhiệm' WHERE symbol = '01/QĐ-UBND'")
    said = words_of(writer.get(page(closed)))
    assert "Các dòng của sổ không còn như lúc khóa." in said
    assert "Mã băm bây giờ" in said
    assert "Ký số biên bản" not in said


def test_an_open_register_has_no_minutes(world: given.World, settings: Any, writer: Client) -> None:
    taken = issued(world.district.actor("office", "records_clerk"), at=world.at)
    answer = writer.get(page(taken.series_uid))
    assert (answer.status_code, "chưa khóa nên chưa có biên bản" in words_of(answer)) == (409, True)


def test_a_leader_reads_the_minutes_and_signs_none(closed: UUID, world: given.World) -> None:
    head = as_person(world, "district", "unit_head")
    said = words_of(head.get(page(closed)))
    assert "Biên bản chưa ký." in said
    assert "Ký số biên bản" not in said


@pytest.mark.browser
@pytest.mark.long
def test_the_pages_of_the_minutes_are_accessible_and_english(closed: UUID, writer: Client, page: Page) -> None:
    serve(page, writer)
    for name, address in {"closing": "", "sign": "ky/", "attest": "so-hoa/"}.items():
        for width in (360, 1366):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(f"{ORIGIN}/van-ban/so/{closed}/bien-ban/{address}")
            assert_accessible(page)
            screenshot(page, f"register-{name}-{width}")
    writer.cookies["django_language"] = "en"
    for address in ("", "ky/", "so-hoa/"):
        assert unmarked_vietnamese(page_of(writer.get(f"/van-ban/so/{closed}/bien-ban/{address}"))) == []
