"""Notices of the bank and the account of the unit on the screen."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.casework.fees.testing import MONDAY, a_permit, an_account, code_of, heard, told
from lienthong.doors.desk.testing import as_person, page_of, set_clock
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

PROCEDURES = ("1.013225-2015",)
ACCOUNT = {
    "bank_name": "VietinBank", "bank_bin": "970415", "number": "1133 6666 8888", "holder": "TRUNG TAM HANH CHINH CONG",
    "since": "01/01/2026",
}  # fmt: skip


@pytest.fixture
def world(world: given.World, settings: Any) -> given.World:
    """The district on Monday 2026-01-05."""
    set_clock(settings, MONDAY)
    return world


@pytest.fixture
def cashier(world: given.World) -> Client:
    """The clerk of the service centre."""
    return as_person(world, "service_centre", "counter_clerk")


@pytest.fixture
def director(world: given.World) -> Client:
    """The head of the service centre."""
    return as_person(world, "service_centre", "unit_head")


def test_the_head_sets_the_account(director: Client, cashier: Client) -> None:
    assert "chưa có tài khoản nhận tiền" in page_of(cashier.get("/thu-phi/bao-co/"))
    address = reverse("desk:bank_account")
    assert cashier.get(address).status_code == 403
    early = director.post(address, ACCOUNT | {"since": "31/12/2025"})
    assert (early.status_code, "từ ngày 01/01/2026" in page_of(early)) == (422, True)
    assert director.post(address, ACCOUNT | {"bank_bin": ""}).status_code == 422
    assert "số 113366668888" in page_of(director.post(address, ACCOUNT, follow=True))


def test_before_2026_nothing_is_offered(world: given.World, director: Client, settings: Any) -> None:
    set_clock(settings, world.at)
    words = page_of(as_person(world, "hoanh_mo", "unit_head").get("/thu-phi/bao-co/"))
    assert "dùng được từ năm 2026" in words
    assert "Đặt tài khoản" not in words


def test_money_that_waits_is_handled_by_a_person(world: given.World, cashier: Client, director: Client) -> None:
    an_account(world)
    code = code_of(world, a_permit(world))
    first = fees.hear(told=told(code, amount=70_000, transaction_id="FT1"), at=MONDAY).notice_uid
    second = fees.hear(told=told("nộp phí", transaction_id="FT2"), at=MONDAY).notice_uid
    words = page_of(cashier.get("/thu-phi/bao-co/"))
    assert "2 khoản chờ xử lý" in words
    assert "▲ Chờ xử lý: Số tiền khác số còn phải nộp" in words
    address = reverse("desk:bank_notice", args=[first])
    refused = cashier.post(address, {"act": "settle", "code": code, "note": ""})
    assert (refused.status_code, "còn phải nộp 75.000 đồng" in page_of(refused)) == (409, True)
    assert "Ghi mã hồ sơ" in page_of(cashier.post(address, {"act": "settle", "code": "", "note": ""}))
    silent = cashier.post(address, {"act": "close", "note": ""})
    assert (silent.status_code, "Ghi đã làm gì với khoản tiền này." in page_of(silent)) == (422, True)
    cashier.post(address, {"act": "close", "note": "Đã chuyển trả"})
    done = cashier.post(reverse("desk:bank_notice", args=[second]), {"act": "settle", "code": code, "note": ""}, follow=True)
    assert "Đã xử lý báo có FT2." in page_of(done)
    assert sorted(row.state for row in heard(world)) == ["closed", "settled"]
    assert cashier.get(address).status_code == 404
    assert director.get(address).status_code == 403


@pytest.mark.thorough
@pytest.mark.browser
def test_the_pages_of_the_bank_are_accessible(page: Any, world: given.World, cashier: Client, director: Client) -> None:
    an_account(world)
    code = code_of(world, a_permit(world))
    notice = fees.hear(told=told(code, amount=70_000, transaction_id="FT1"), at=MONDAY).notice_uid
    fees.hear(told=told(code, transaction_id="FT2"), at=MONDAY)
    serve(page, cashier)
    for name, where in (("bank", reverse("desk:bank")), ("bank-notice", reverse("desk:bank_notice", args=[notice]))):
        page.goto(ORIGIN + where)
        assert_accessible(page)
        screenshot(page, name)
    serve(page, director)
    page.goto(ORIGIN + reverse("desk:bank_account"))
    assert_accessible(page)
    screenshot(page, "bank-account")
