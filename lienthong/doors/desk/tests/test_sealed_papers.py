"""Copies that are signed and documents that get their scan, at the desk."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Page

from lienthong.casework.approval.testing import sample_keys
from lienthong.casework.delivery import public as delivery
from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import issued
from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import as_person, page_of
from lienthong.doors.desk.tests.test_leading import words_of
from lienthong.doors.desk.tests.test_signing import confirmed
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.signing.testing import a_paper
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve, unmarked_vietnamese

BUDGET = 12


@pytest.fixture
def bare(world: given.World, settings: Any) -> UUID:
    """A decision that was issued without a file."""
    sample_keys(settings)
    uid = issued(world.district.actor("office", "records_clerk"), at=world.at).document_uid
    assert uid is not None
    return uid


@pytest.fixture
def copy(world: given.World, settings: Any) -> UUID:
    """A certified copy that the chief of the office signs."""
    sample_keys(settings)
    clerk, chief = (world.district.actor("office", duty) for duty in ("records_clerk", "unit_head"))
    upload = documents.Upload("quyet-dinh.pdf", a_paper("Quyết định"))
    uid = issued(clerk, at=world.at, files=(upload,)).document_uid
    assert uid is not None
    new = delivery.NewCopy("sao-y", signer=chief.name, signer_capacity="CHÁNH VĂN PHÒNG")
    made = delivery.copy(actor=clerk, at=world.at, document_uid=uid, new=new, key=new_uid()).document_uid
    assert made is not None
    return made


@pytest.fixture
def writer(world: given.World) -> Client:
    return confirmed(as_person(world, "office", "records_clerk"))


@pytest.fixture
def chief(world: given.World) -> Client:
    return confirmed(as_person(world, "office", "unit_head"))


def scan(words: str = "Bản quét") -> SimpleUploadedFile:
    return SimpleUploadedFile("quet.pdf", a_paper(words))


def test_a_document_without_a_file_offers_its_scan_and_another_asks_for_a_reason(
    bare: UUID, writer: Client, query_count: Any
) -> None:
    place, act = f"/van-ban/{bare}/", f"/van-ban/{bare}/so-hoa/"
    writer.get(place)
    with query_count() as counted:
        page = page_of(writer.get(place))
    assert counted.statements <= BUDGET, counted.texts
    assert f'href="{act}"' in page
    with query_count() as counted:
        writer.get(act)
    assert counted.statements <= BUDGET, counted.texts
    assert writer.post(act, {}).status_code == 422
    done = words_of(writer.post(act, {"scan": scan()}, follow=True))
    assert "Đã số hóa: bản quét mang dấu số của cơ quan, gửi đi được." in done
    assert "01-QĐ-UBND (bản số hóa).pdf" in done
    assert "Thay bản số hóa" in done
    again = writer.post(act, {"scan": scan("Bản khác")})
    assert (again.status_code, "ghi lý do" in words_of(again)) == (409, True)
    more = writer.post(act, {"scan": scan("Bản khác"), "reason": "Thiếu trang 2"}, follow=True)
    assert page_of(more).count("(bản số hóa).pdf") == 1


def test_a_copy_is_signed_on_its_page_by_who_it_names(copy: UUID, writer: Client, chief: Client, query_count: Any) -> None:
    place, act = f"/van-ban/{copy}/", f"/van-ban/{copy}/ky-sao/"
    chief.get(place)
    with query_count() as counted:
        page = page_of(chief.get(place))
    assert counted.statements <= BUDGET, counted.texts
    assert f'href="{act}"' in page
    other = writer.post(act, {})
    assert other.status_code in (403, 409)
    with query_count() as counted:
        chief.get(act)
    assert counted.statements <= BUDGET, counted.texts
    done = words_of(chief.post(act, {}, follow=True))
    assert "Đã ký số và đóng dấu bản sao." in done
    assert "Ký số bản sao" not in done


def test_who_signs_or_attests_confirms_first_that_it_is_them(bare: UUID, world: given.World) -> None:
    client = as_person(world, "office", "records_clerk")
    for act in ("so-hoa", "ky-sao"):
        assert client.get(f"/van-ban/{bare}/{act}/").status_code == 302


def test_others_are_offered_nothing(bare: UUID, world: given.World) -> None:
    head = as_person(world, "district", "unit_head")
    assert "so-hoa" not in page_of(head.get(f"/van-ban/{bare}/"))


@pytest.mark.browser
@pytest.mark.long
def test_the_pages_are_accessible_and_english(bare: UUID, copy: UUID, chief: Client, page: Page) -> None:
    serve(page, chief)
    pages = {"attest-document": f"/van-ban/{bare}/so-hoa/", "sign-copy": f"/van-ban/{copy}/ky-sao/"}
    for name, address in pages.items():
        for width in (360, 1366):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(ORIGIN + address)
            assert_accessible(page)
            screenshot(page, f"{name}-{width}")
    chief.cookies["django_language"] = "en"
    for address in pages.values():
        assert unmarked_vietnamese(page_of(chief.get(address))) == []
