"""Takings, closings, receipts and refunds on the screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.doors.desk.testing import as_person, hidden, page_of, set_clock
from lienthong.doors.desk.web.money import money
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.paper import testing
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

Someone = Callable[[str, str], Client]


PROCEDURES = ("1.013225-2015",)


@pytest.fixture
def cashier(world: given.World) -> Client:
    """The clerk of the service centre, who takes money."""
    return as_person(world, "service_centre", "counter_clerk")


@pytest.fixture
def director(world: given.World) -> Client:
    """The head of the service centre."""
    return as_person(world, "service_centre", "unit_head")


def taken(world: given.World, cashier: Client, method: str = "cash") -> UUID:
    """Take the levy of a new permit on the page of its dossier; return the dossier."""
    uid = given.received(world, given.PERMIT, actor=world.centre_clerk)
    form = {"key": str(new_uid()), "fee": "house_fee", "method": method}
    assert cashier.post(reverse("desk:act", args=[uid, "thu-phi"]), form).status_code == 302
    return uid


def the_payment(world: given.World, uid: UUID) -> fees.PaymentRow:
    """Return the latest payment of a dossier."""
    with ledger.seeing({world.centre_clerk.unit_id}):
        return fees.payments_of_dossier(uid)[-1]


def words_of(answer: Any) -> str:
    """Return the words of a PDF."""
    return testing.words_of(answer.content)


def test_the_cashier_sees_what_was_taken_today(world: given.World, cashier: Client) -> None:
    assert "Hôm nay ông/bà chưa thu khoản nào" in page_of(cashier.get("/thu-phi/"))
    taken(world, cashier)
    taken(world, cashier, "transfer")
    words = page_of(cashier.get("/thu-phi/"))
    assert "<strong>150.000 đồng</strong>, 2 lượt thu" in words
    assert "01/2018-PT" in words
    assert 'href="/thu-phi/"' in words


def test_the_dossier_leads_to_its_receipt_and_the_receipt_opens(world: given.World, cashier: Client) -> None:
    uid = taken(world, cashier)
    assert reverse("desk:money_of", args=[uid]) in page_of(cashier.get(reverse("desk:dossier", args=[uid])))
    assert "In phiếu" in page_of(cashier.get(reverse("desk:money_of", args=[uid])))
    words = words_of(cashier.get(reverse("desk:money_receipt", args=[the_payment(world, uid).uid])))
    assert "PHIẾU THU Liên 1: lưu" in words
    assert "Số: 0001" in words
    assert "Bằng chữ: Bảy mươi lăm nghìn đồng." in words


def test_a_day_is_closed_and_a_difference_asks_for_its_reason(world: given.World, cashier: Client) -> None:
    uid = taken(world, cashier)
    page = cashier.get("/thu-phi/")
    address = reverse("desk:till", args=[page.context["till"].uid])
    refused = cashier.post(address, {"counted": "70.000", "reason": ""})
    assert (refused.status_code, "ghi rõ vì sao lệch -5.000 đồng" in page_of(refused)) == (422, True)
    assert cashier.post(address, {"counted": "bảy mươi"}).status_code == 422
    done = page_of(cashier.post(address, {"counted": "70.000", "reason": "Trả nhầm tiền thừa"}, follow=True))
    assert "Đã khóa quỹ ngày 12/03/2018: 75.000 đồng." in done
    assert "lệch -5.000 đồng" in done
    again = cashier.post(address, {"counted": "70.000", "reason": "Trả nhầm"})
    assert (again.status_code, "đã khóa lúc" in page_of(again)) == (409, True)
    other = given.received(world, given.PERMIT, actor=world.centre_clerk)
    form = {"key": str(new_uid()), "fee": "house_fee", "method": "cash"}
    assert "ghi vào ngày làm việc sau" in page_of(cashier.post(reverse("desk:act", args=[other, "thu-phi"]), form))
    words = words_of(cashier.get(reverse("desk:till_pdf", args=[page.context["till"].uid])))
    assert "Tổng cộng: 75.000 đồng" in words
    assert "chênh lệch -5.000 đồng, lý do: Trả nhầm tiền thừa" in words
    assert uid


def test_the_head_sees_the_tills_of_the_unit_and_an_old_one_left_open(
    world: given.World, cashier: Client, director: Client, settings: Any
) -> None:
    taken(world, cashier)
    set_clock(settings, world.at + timedelta(days=1))
    words = page_of(director.get("/thu-phi/"))
    assert "Quỹ của đơn vị" in words
    assert "■ Chưa khóa" in words
    assert "Những ngày trước" in page_of(cashier.get("/thu-phi/"))


def test_earlier_tills_are_a_link_away_and_today_s_stays(
    world: given.World, cashier: Client, director: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(money, "SHOWN", 2)
    for days in range(3):
        set_clock(settings, world.at + timedelta(days=days))
        taken(world, cashier)
    newest = page_of(cashier.get("/thu-phi/"))
    assert ("13/03/2018<" in newest, "12/03/2018<" in newest, "?den=13/03/2018" in newest) == (True, False, True)
    earlier = cashier.get("/thu-phi/?den=12/03/2018")
    assert "12/03/2018<" in page_of(earlier)
    assert "trở về trước" not in page_of(earlier)
    assert earlier.context["till"].day.day == 14
    assert "12/03/2018<" not in page_of(cashier.get("/thu-phi/?den=mai"))


def test_the_head_gives_back_from_the_till_of_a_cashier(world: given.World, cashier: Client, director: Client) -> None:
    uid = taken(world, cashier)
    address = reverse("desk:till", args=[cashier.get("/thu-phi/").context["till"].uid])
    assert reverse("desk:give_back", args=[the_payment(world, uid).uid]) in page_of(director.get(address))
    assert "Hoàn trả…" not in page_of(cashier.get(address))


def test_the_head_gives_money_back_with_a_reason(world: given.World, cashier: Client, director: Client) -> None:
    uid = taken(world, cashier)
    payment = the_payment(world, uid)
    assert "Hoàn trả…" in page_of(director.get(reverse("desk:money_of", args=[uid])))
    assert "Hoàn trả…" not in page_of(cashier.get(reverse("desk:money_of", args=[uid])))
    address = reverse("desk:give_back", args=[payment.uid])
    asked = page_of(director.get(address))
    assert "còn 75.000 đồng chưa hoàn trả" in asked
    form = {"key": hidden(asked, "key"), "reason": "", "owed": "no", "amount0": "75.000"}
    assert director.post(address, form).status_code == 422
    nothing = director.post(address, form | {"reason": "Hộ nghèo", "amount0": ""})
    assert (nothing.status_code, "ít nhất một khoản" in page_of(nothing), "Hộ nghèo" in page_of(nothing)) == (422, True, True)
    bent = page_of(director.post(address, form | {"reason": "Hộ nghèo", "amount0": "75 nghìn"}))
    assert ("chỉ chữ số" in bent, "ít nhất một khoản" in bent) == (True, False)
    assert "không hoàn trả được 80.000 đồng" in page_of(director.post(address, form | {"reason": "Nhầm", "amount0": "80.000"}))
    done = page_of(director.post(address, form | {"reason": "Hộ nghèo"}, follow=True))
    assert "Đã duyệt hoàn trả 75.000 đồng, phiếu số 0002." in done
    assert "■ Hoàn trả: Hộ nghèo" in done
    assert director.post(address, {**form, "key": str(new_uid()), "reason": "Hộ nghèo"}).status_code == 409
    page = page_of(cashier.get(reverse("desk:dossier", args=[uid])))
    assert "không phải nộp" in page
    assert "Hoàn trả phí, lệ phí" in page
    words = words_of(director.get(reverse("desk:money_receipt", args=[the_payment(world, uid).uid])))
    assert "PHIẾU HOÀN TRẢ" in words
    assert "Lý do hoàn trả: Hộ nghèo" in words


def test_the_head_gives_a_part_back_and_is_then_asked_for_the_rest(world: given.World, cashier: Client, director: Client) -> None:
    payment = the_payment(world, taken(world, cashier))
    address = reverse("desk:give_back", args=[payment.uid])
    form = {"key": hidden(page_of(director.get(address)), "key"), "reason": "Giảm một phần", "owed": "no", "amount0": "25.000"}
    assert "Đã duyệt hoàn trả 25.000 đồng, phiếu số 0002." in page_of(director.post(address, form, follow=True))
    again = page_of(director.post(address, form, follow=True))
    assert "Đã duyệt hoàn trả 25.000 đồng, phiếu số 0002." in again, "a double press does nothing twice"
    assert ("còn 50.000 đồng" in page_of(director.get(address)), 'value="50.000"' in page_of(director.get(address))) == (
        True,
        True,
    )


def test_money_of_another_unit_is_not_found(world: given.World, cashier: Client, someone: Someone) -> None:
    uid = taken(world, cashier)
    stranger = someone("dong_van", "counter_clerk")
    payment = the_payment(world, uid)
    till = cashier.get("/thu-phi/").context["till"]
    for address in (
        reverse("desk:money_receipt", args=[payment.uid]), reverse("desk:till", args=[till.uid]),
        reverse("desk:till_pdf", args=[till.uid]),
    ):  # fmt: skip
        assert stranger.get(address).status_code == 404
    assert "chưa thu khoản nào" in page_of(stranger.get(reverse("desk:money_of", args=[uid])))
    assert someone("hoanh_mo", "unit_head").get(reverse("desk:give_back", args=[payment.uid])).status_code == 404
    assert someone("hoanh_mo", "specialist.justice").get("/thu-phi/").status_code == 403


def test_the_page_asks_no_more_with_more_payments(world: given.World, cashier: Client, query_count: Any) -> None:
    taken(world, cashier)
    cashier.get("/thu-phi/")
    counts = []
    for _ in range(2):
        with query_count() as counted:
            cashier.get("/thu-phi/")
        counts.append(counted.statements)
        for _ in range(4):
            taken(world, cashier)
    assert counts[0] == counts[1] <= 12, counted.texts


@pytest.mark.thorough
@pytest.mark.browser
def test_the_pages_of_money_are_accessible(page: Any, world: given.World, cashier: Client, director: Client) -> None:
    uid = taken(world, cashier)
    taken(world, cashier, "transfer")
    serve(page, cashier)
    page.goto(ORIGIN + "/thu-phi/")
    page.locator("summary", has_text="Khóa quỹ cuối ngày").click()
    assert_accessible(page)
    screenshot(page, "money-today")
    serve(page, director)
    page.goto(ORIGIN + reverse("desk:money_of", args=[uid]))
    assert_accessible(page)
    screenshot(page, "money-of-dossier")
    page.get_by_role("link", name="Hoàn trả…").click()
    page.get_by_role("heading", level=1, name="Hoàn trả", exact=True).wait_for()
    assert_accessible(page)
    screenshot(page, "money-give-back")
    page.goto(ORIGIN + "/thu-phi/")
    assert_accessible(page)
    screenshot(page, "money-head")
