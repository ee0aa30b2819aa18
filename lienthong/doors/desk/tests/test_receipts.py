"""Pre-printed levy receipts on the screen."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.doors.desk.testing import as_person, page_of
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.paper.testing import words_of
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

PROCEDURES = ("1.013225-2015",)
RANGE = {
    "form": "01BLP2-001", "symbol": "AA-18P", "name": "Biên lai thu phí, lệ phí", "first": "0000001", "last": "50",
    "source": "Chi cục Thuế",
}  # fmt: skip


@pytest.fixture
def cashier(world: given.World) -> Client:
    """The clerk of the service centre, who keeps the receipts."""
    return as_person(world, "service_centre", "counter_clerk")


def the_range(world: given.World) -> fees.RangeRow:
    """Return the first range of the centre."""
    with ledger.seeing({world.centre_clerk.unit_id}):
        return fees.ranges_of(world.centre_clerk.unit_id)[0]


def loaded(world: given.World, cashier: Client) -> str:
    """Take in a range and use its first number; return the range's address."""
    cashier.post("/bien-lai/", RANGE)
    pay(world, cashier)
    return reverse("desk:receipt_range", args=[the_range(world).uid])


def pay(world: given.World, cashier: Client) -> UUID:
    """Take the levy of a new permit."""
    uid = given.received(world, given.PERMIT, actor=world.centre_clerk)
    form = {"key": str(new_uid()), "fee": "house_fee", "method": "cash"}
    assert cashier.post(reverse("desk:act", args=[uid, "thu-phi"]), form).status_code == 302
    return uid


def test_a_range_comes_in_and_levies_use_it(world: given.World, cashier: Client) -> None:
    assert "chưa nhận dải biên lai nào" in page_of(cashier.get("/bien-lai/"))
    done = page_of(cashier.post("/bien-lai/", RANGE, follow=True))
    assert "Đã nhận 50 biên lai" in done
    assert "0000001-0000050" in done
    uid = pay(world, cashier)
    words = page_of(cashier.get(reverse("desk:money_of", args=[uid])))
    assert "01BLP2-001, AA-18P" in words
    with ledger.seeing({world.centre_clerk.unit_id}):
        payment = fees.payments_of_dossier(uid)[0].uid
    assert "Mẫu số: 01BLP2-001" in words_of(cashier.get(reverse("desk:money_receipt", args=[payment])).content)


def test_an_overlapping_range_is_refused_and_what_was_typed_stays(world: given.World, cashier: Client) -> None:
    cashier.post("/bien-lai/", RANGE)
    answer = cashier.post("/bien-lai/", RANGE | {"first": "50", "last": "99"})
    words = page_of(answer)
    assert (answer.status_code, "trùng với một dải đã nhận" in words, 'value="99"' in words) == (409, True, True)
    assert cashier.post("/bien-lai/", RANGE | {"first": "một"}).status_code == 422


def test_numbers_are_made_void_lost_and_the_range_retired(world: given.World, cashier: Client) -> None:
    address = loaded(world, cashier)
    spoiled = cashier.post(address, {"act": "void", "first": "1", "reason": "Viết hỏng"}, follow=True)
    assert "chuyển sang biên lai số 0000002" in page_of(spoiled)
    assert "Đã hủy số đó." in page_of(cashier.post(address, {"act": "void", "first": "3", "reason": "Rách"}, follow=True))
    lost = page_of(cashier.post(address, {"act": "lost", "first": "40", "last": "44", "reason": "Mất"}, follow=True))
    assert "0000040-0000044" in lost
    again = cashier.post(address, {"act": "lost", "first": "44", "reason": "Mất"})
    assert (again.status_code, "không còn nguyên trong dải" in page_of(again)) == (409, True)
    assert "Ghi số biên lai cần hủy" in page_of(cashier.post(address, {"act": "void", "first": "", "reason": "Rách"}))
    retired = page_of(cashier.post(address, {"act": "retire", "reason": "Chuyển sang điện tử"}, follow=True))
    assert "hủy 42 số còn lại" in retired
    assert "Hủy, báo mất, thôi dùng" not in retired


def test_the_quarter_s_report_is_shown_saved_and_printed(world: given.World, cashier: Client) -> None:
    loaded(world, cashier)
    words = page_of(cashier.get("/bien-lai/bao-cao/"))
    assert "Sử dụng biên lai quý 1 năm 2018" in words
    assert "0000002-0000050" in words
    assert "không có biên lai nào" in page_of(cashier.get("/bien-lai/bao-cao/?nam=2017&quy=4"))
    assert cashier.get("/bien-lai/bao-cao/?quy=5").status_code == 404
    sheet = load_workbook(io.BytesIO(cashier.get("/bien-lai/bao-cao.xlsx").content)).active
    assert [cell.value for cell in sheet[5]][:9] == [
        "Biên lai thu phí, lệ phí", "01BLP2-001", "AA-18P", "", 0, "0000001-0000050", 50, "0000001", 1,
    ]  # fmt: skip
    assert "0000002-0000050" in words_of(cashier.get("/bien-lai/bao-cao.pdf").content).replace(" ", "")


def test_receipts_of_another_unit_are_not_found(world: given.World, cashier: Client) -> None:
    address = loaded(world, cashier)
    stranger = as_person(world, "hoanh_mo", "counter_clerk")
    assert stranger.get(address).status_code == 404
    assert as_person(world, "hoanh_mo", "specialist.land").get("/bien-lai/").status_code == 403


@pytest.mark.thorough
@pytest.mark.browser
def test_the_pages_of_receipts_are_accessible(page: Any, world: given.World, cashier: Client) -> None:
    address = loaded(world, cashier)
    cashier.post(address, {"act": "lost", "first": "40", "last": "44", "reason": "Mất khi vận chuyển"})
    serve(page, cashier)
    for name, where in (("receipts", "/bien-lai/"), ("receipt-range", address), ("receipt-report", "/bien-lai/bao-cao/")):
        page.goto(ORIGIN + where)
        if name != "receipt-report":
            page.locator("summary.focusable, main summary").last.click()
        assert_accessible(page)
        screenshot(page, name)
