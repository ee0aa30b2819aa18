"""The page on which a citizen gets other ways into the account and loses them, in both languages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.signing import loads
from django.test import Client
from playwright.sync_api import Page

from lienthong.casework.dossiers import testing as given
from lienthong.doors.portal.services import MAILED, TEXTED, TEXTED_BY_SOURCE, slow_code
from lienthong.doors.portal.tests.filing import enter, hidden, words
from lienthong.doors.portal.web import entry
from lienthong.office.citizens import public as citizens
from lienthong.office.citizens.testing import PASSWORD, TEXTER, TEXTS, a_citizen, mailed_code, texted_code
from lienthong.toolkit import clock
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, choose, screenshot, serve, unmarked_vietnamese

PROCEDURES = (given.BIRTH,)
WAYS, CODE = "/ho-so-cua-toi/tai-khoan/", "/ho-so-cua-toi/tai-khoan/ma/"
SEN = citizens.Identity("022185000123", "Hoàng Thị Sen")
NEW = "suối chảy quanh bản nhỏ"


@pytest.fixture(autouse=True)
def both_ways(world: given.World, settings: Any) -> None:
    settings.CITIZENS_TEXTER, settings.CITIZENS_OIDC_ISSUER = TEXTER, "https://dinhdanh.example"


@pytest.fixture
def inside(client: Client) -> Client:
    """Return the browser of somebody who came in by the national identity alone."""
    client.cookies[entry.cookie()] = citizens.open_national(identity=SEN, at=clock.real_now()).token
    return client


def code_of(way: str) -> str:
    return texted_code() if way == "phone" else mailed_code()


def ticket_of(answer: Any) -> str:
    return hidden(answer.content.decode(), "phieu")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_address_is_added_by_its_code_and_shown_and_dropped_again(inside: Client, language: str) -> None:
    choose(inside, language)
    page = inside.get(WAYS)
    asked = inside.post(WAYS, {"viec": "email", "email-to": "sen.hoang@thu.vn"})
    wrong = inside.post(CODE, {"phieu": ticket_of(asked), "code": "12"})
    done = inside.post(CODE, {"phieu": ticket_of(asked), "code": mailed_code()}, follow=True)
    dropped = inside.post(WAYS, {"viec": "drop-email"}, follow=True)

    assert (asked.status_code, wrong.status_code) == (200, 422)
    assert "s***@thu.vn" in words(asked)
    assert "✓ sen.hoang@thu.vn" in words(done)
    assert "sen.hoang@thu.vn" not in words(dropped)
    if language == "en":
        for one in (page, asked, wrong, done, dropped):
            assert unmarked_vietnamese(one.content.decode()) == []


def test_a_number_is_added_by_a_text(inside: Client) -> None:
    asked = inside.post(WAYS, {"viec": "phone", "phone-to": "0912 345 678"})
    done = inside.post(CODE, {"phieu": ticket_of(asked), "code": texted_code()}, follow=True)

    assert "✓ 0912345678" in words(done)


# --- haste ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("way", "to"), [("phone", "0912345678"), ("email", "sen.hoang@thu.vn")])
def test_codes_to_one_address_or_number_are_few_whoever_asks_for_them(inside: Client, way: str, to: str) -> None:
    asked = inside.post(WAYS, {"viec": way, f"{way}-to": to})
    sent = len(TEXTS) + len(mail.outbox)
    for _ in range(int((MAILED if way == "email" else TEXTED).capacity) - 1):
        slow_code(to=to, source="10.0.0.9")

    anew = inside.post(WAYS, {"viec": way, f"{way}-to": to})
    again = inside.post(CODE, {"phieu": ticket_of(asked), "lai": "1"})

    assert (anew.status_code, again.status_code) == (429, 429)
    assert "Đã thử quá nhiều lần" in words(anew)
    assert "Đã thử quá nhiều lần" in words(again)
    assert len(TEXTS) + len(mail.outbox) == sent
    assert inside.post(CODE, {"phieu": ticket_of(again), "code": code_of(way)}).status_code == 302, "the code before is of use"


def test_texts_again_count_for_the_network_address_that_asks_for_them(inside: Client) -> None:
    asked = inside.post(WAYS, {"viec": "phone", "phone-to": "0912345678"})
    for number in range(int(TEXTED_BY_SOURCE.capacity) - 1):
        slow_code(to=f"098765{number:04}", source="127.0.0.1")

    assert inside.post(CODE, {"phieu": ticket_of(asked), "lai": "1"}).status_code == 429


def test_texts_again_to_one_number_leave_another_number_its_own(inside: Client) -> None:
    asked = inside.post(WAYS, {"viec": "phone", "phone-to": "0912345678"})
    for _ in range(int(TEXTED.capacity) - 1):
        asked = inside.post(CODE, {"phieu": ticket_of(asked), "lai": "1"})
    other = inside.post(WAYS, {"viec": "phone", "phone-to": "0987654321"})

    assert inside.post(CODE, {"phieu": ticket_of(asked), "lai": "1"}).status_code == 429
    assert inside.post(CODE, {"phieu": ticket_of(other), "lai": "1"}, REMOTE_ADDR="10.0.0.9").status_code == 200


# --- what is got, what is lost --------------------------------------------------------------------------------------------


def test_a_new_code_goes_to_the_same_address_and_the_old_one_is_gone(inside: Client) -> None:
    asked = inside.post(WAYS, {"viec": "email", "email-to": "sen.hoang@thu.vn"})
    old = mailed_code()
    again = inside.post(CODE, {"phieu": ticket_of(asked), "lai": "1"})

    assert [one.to for one in mail.outbox] == [["sen.hoang@thu.vn"]] * 2
    assert inside.post(CODE, {"phieu": ticket_of(asked), "code": old}).status_code == 422
    assert inside.post(CODE, {"phieu": ticket_of(again), "code": mailed_code()}).status_code == 302


def test_a_password_is_set_held_to_the_rules_of_the_house_and_lost(inside: Client) -> None:
    short = inside.post(WAYS, {"viec": "password", "password-new": "ngắn"})
    done = inside.post(WAYS, {"viec": "password", "password-new": NEW}, follow=True)
    wrong = inside.post(WAYS, {"viec": "drop-password", "drop-password-password": "sai"})
    gone = inside.post(WAYS, {"viec": "drop-password", "drop-password-password": NEW}, follow=True)

    assert (short.status_code, wrong.status_code) == (422, 422)
    assert ("Đã đặt." in words(done), "Đổi mật khẩu" in words(done), "Đặt mật khẩu" in words(done)) == (True, True, False)
    assert "chưa đúng" in words(wrong)
    assert ("Đã đặt." in words(gone), "Đặt mật khẩu" in words(gone)) == (False, True)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_who_has_no_password_and_signed_in_long_ago_signs_in_again_and_goes_on_with_what_was_typed(
    inside: Client, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(inside, language)
    later = clock.real_now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "real_now", lambda: later)

    refused = inside.post(WAYS, {"viec": "email", "email-to": "sen.hoang@thu.vn"})

    assert (refused.status_code, mail.outbox) == (409, [])
    assert 'value="sen.hoang@thu.vn"' in refused.content.decode()
    assert f'href="/cong/dang-nhap/?tiep={WAYS}"' in refused.content.decode()
    if language == "en":
        assert unmarked_vietnamese(refused.content.decode()) == []
    else:
        assert "đăng nhập lại rồi làm tiếp" in words(refused)

    inside.cookies[entry.cookie()] = citizens.open_national(identity=SEN, at=later).token
    assert 'value="sen.hoang@thu.vn"' in inside.get(WAYS).content.decode()
    assert 'value="sen.hoang@thu.vn"' not in inside.get(WAYS).content.decode(), "shown once"
    assert inside.post(WAYS, {"viec": "email", "email-to": "sen.hoang@thu.vn"}).status_code == 200
    assert len(mail.outbox) == 1


def test_what_was_typed_is_kept_for_whoever_typed_it_and_no_password_is(inside: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    later = clock.real_now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "real_now", lambda: later)
    inside.post(WAYS, {"viec": "password", "password-new": NEW})
    kept = inside.cookies["lt-way"].value
    assert loads(kept, salt="lienthong.portal.way")[1] == {"password": {"to": ""}}
    inside.post(WAYS, {"viec": "email", "email-to": "sen.hoang@thu.vn"})

    other = citizens.Identity("022185000777", "Lô Thị Hồng")
    inside.cookies[entry.cookie()] = citizens.open_national(identity=other, at=later).token
    assert "sen.hoang@thu.vn" not in inside.get(WAYS).content.decode()


def test_what_another_account_has_is_refused_after_its_code_with_a_sentence(inside: Client) -> None:
    other = a_citizen()
    asked = inside.post(WAYS, {"viec": "email", "email-to": other.email})

    refused = inside.post(CODE, {"phieu": ticket_of(asked), "code": mailed_code()})

    assert refused.status_code == 409
    assert "đã có tài khoản" in words(refused)


def test_what_is_no_address_is_said_beside_its_box(inside: Client) -> None:
    page = inside.post(WAYS, {"viec": "email", "email-to": "ten"})

    assert page.status_code == 422
    assert 'href="#id_email-to"' in page.content.decode()
    assert mail.outbox == []


def test_the_last_way_in_stays_and_the_page_says_what_to_do(client: Client) -> None:
    a_citizen(phone="")
    enter(client)

    page = client.post(WAYS, {"viec": "drop-email", "drop-email-password": PASSWORD})

    assert page.status_code == 409
    assert "thêm thư điện tử hoặc số điện thoại khác trước" in words(page)


@pytest.mark.parametrize("address", [WAYS, CODE])
def test_nobody_sees_it_without_signing_in_and_a_forged_ticket_leads_back(client: Client, address: str) -> None:
    assert client.get(address)["Location"].startswith("/cong/dang-nhap/")
    a_citizen()
    enter(client)
    assert client.post(CODE, {"phieu": "giả", "code": "123456"})["Location"] == WAYS


def test_the_page_of_another_citizens_code_leads_back(inside: Client) -> None:
    asked = inside.post(WAYS, {"viec": "email", "email-to": "sen.hoang@thu.vn"})
    code = mailed_code()
    a_citizen(phone="", email="hong.lo@thu.vn")
    other = Client()
    enter(other, login="hong.lo@thu.vn")

    assert other.post(CODE, {"phieu": ticket_of(asked), "code": code})["Location"] == WAYS


def test_where_no_texts_are_sent_no_number_is_asked(inside: Client, settings: Any) -> None:
    settings.CITIZENS_TEXTER = ""
    assert 'name="phone-to"' not in inside.get(WAYS).content.decode()
    assert inside.post(WAYS, {"viec": "phone", "phone-to": "0912345678"}).status_code == 422


def test_my_dossiers_lead_there(inside: Client) -> None:
    assert f'href="{WAYS}"' in inside.get("/ho-so-cua-toi/").content.decode()


@pytest.mark.thorough
@pytest.mark.browser
def test_the_pages_are_fit_for_everybody(client: Client, page: Page) -> None:
    a_citizen()
    enter(client)
    serve(page, client)

    page.goto(ORIGIN + WAYS)
    for summary in page.locator("main summary").all():
        summary.click()
    assert_accessible(page)
    screenshot(page, "ways-in")
    page.fill("[name=email-to]", "moi@thu.vn")
    page.fill("[name=email-password]", PASSWORD)
    page.click("main form:has([name=email-to]) button")
    page.wait_for_selector("[name=code]")
    assert_accessible(page)
    screenshot(page, "ways-in-code")
