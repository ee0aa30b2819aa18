"""Passkeys to their end in a real browser, whose own virtual authenticator answers as a fingerprint reader would."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from lienthong.office.accounts import testing
from lienthong.office.accounts.models import Account
from lienthong.office.accounts.testing import PASSWORD
from lienthong.office.org import testing as orgs
from lienthong.toolkit.ui.testing import ORIGIN, serve

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

FORGE = """() => {
  const plain = JSON.stringify;  // the page writes what the key answered with it
  JSON.stringify = (one) => {
    if (one?.response?.signature) one.response.signature = one.response.signature.slice(0, -8) + "AAAAAAAA";
    return plain(one);
  };
}"""
SESSIONS = "Các phiên đăng nhập"


class Person:
    """Somebody at a browser with a fingerprint reader."""

    def __init__(self, page: Any, client: Client) -> None:
        serve(page, client)
        self.page, self.client = page, client
        self.reader = testing.FingerprintReader(page)

    def opens(self, name: str, query: str = "") -> None:
        """Open a page by the name of its route."""
        self.page.goto(ORIGIN + reverse(name) + query)
        self.page.locator("h1").wait_for()

    def sees(self, heading: str) -> None:
        """Wait for the page with that heading."""
        self.page.get_by_role("heading", level=1, name=heading, exact=True).wait_for()

    def presses(self, button: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=button, exact=True).click()

    def confirms_by_password(self) -> None:
        """Give the password once more, on the page that asks for it."""
        self.sees("Xác nhận lại")
        self.page.get_by_label("Mật khẩu").fill(PASSWORD)
        self.presses("Xác nhận")

    def adds_a_key(self, name: str = "", *, passwordless: bool = True) -> None:
        """Add a key, from the page of one's keys on."""
        self.opens("mfa_list_webauthn")
        self.page.get_by_role("link", name="Thêm khóa bảo mật").click()
        self.page.locator("h1").wait_for()
        if self.page.get_by_role("heading", name="Xác nhận lại", exact=True).count():
            self.confirms_by_password()
        self.sees("Thêm khóa bảo mật")
        self.page.get_by_label("Tên khóa").fill(name)
        if passwordless:
            self.page.get_by_label("Đăng nhập không cần mật khẩu").check()
        self.presses("Thêm khóa")
        self.sees("Mã dự phòng" if Authenticator.objects.filter(type="webauthn").count() < 2 else "Bảo vệ tài khoản")

    def signs_out(self) -> None:
        """Sign out through the page."""
        self.opens("account_logout")
        self.page.get_by_role("main").get_by_role("button", name="Đăng xuất", exact=True).click()
        self.page.get_by_text("Đã đăng xuất.").wait_for()
        assert not self.is_signed_in()

    def is_signed_in(self) -> bool:
        """Return whether the browser's session belongs to somebody."""
        return "_auth_user_id" in self.client.session


@pytest.fixture
def account() -> Account:
    """The account of a clerk who holds a post today."""
    return testing.an_account(orgs.an_appointment(orgs.a_post(orgs.a_unit())).person)


@pytest.fixture
def mai(page: Any, account: Account) -> Person:
    """The clerk, signed in by password, at a browser with a fingerprint reader."""
    person = Person(page, Client(enforce_csrf_checks=True))
    person.client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return person


def test_a_passkey_is_added_and_opens_the_account_without_name_and_password(mai: Person, account: Account) -> None:
    mai.adds_a_key("Máy quầy Hoành Mô")
    mai.signs_out()

    mai.opens("account_login", f"?next={reverse('usersessions_list')}")
    mai.presses("Đăng nhập bằng khóa bảo mật")

    mai.sees(SESSIONS)
    assert mai.client.session["_auth_user_id"] == str(account.pk)
    mai.opens("mfa_list_webauthn")
    row = mai.page.get_by_role("row").filter(has_text="Máy quầy Hoành Mô")
    assert "Thay mật khẩu" in row.inner_text()
    assert "chưa dùng" not in row.inner_text()


def test_a_key_without_a_name_gets_a_vietnamese_one(mai: Person) -> None:
    mai.adds_a_key()

    mai.opens("mfa_list_webauthn")

    assert mai.page.get_by_role("rowheader", name="Khóa 1").count() == 1


def test_a_key_is_renamed_and_removed_and_opens_nothing_afterwards(mai: Person) -> None:
    mai.adds_a_key("Khóa cũ")
    mai.opens("mfa_list_webauthn")
    mai.page.get_by_role("link", name="Đổi tên").click()
    mai.sees("Đổi tên khóa")
    mai.page.get_by_label("Tên khóa").fill("Điện thoại của Mai")
    mai.presses("Lưu")
    mai.page.get_by_role("rowheader", name="Điện thoại của Mai").wait_for()

    mai.page.get_by_role("link", name="Bỏ khóa").click()
    mai.page.get_by_text("khóa «Điện thoại của Mai» không còn dùng để đăng nhập").wait_for()
    mai.presses("Bỏ khóa")
    mai.page.get_by_text("Chưa có khóa nào.").wait_for()
    assert not Authenticator.objects.exists()  # the recovery codes went with the last key

    mai.signs_out()
    mai.opens("account_login")
    mai.presses("Đăng nhập bằng khóa bảo mật")
    mai.page.get_by_text("Khóa này không mở được tài khoản ở đây").wait_for()
    assert not mai.is_signed_in()


def test_a_key_confirms_before_what_matters(mai: Person) -> None:
    mai.adds_a_key()
    mai.signs_out()
    mai.opens("account_login", f"?next={reverse('usersessions_list')}")
    mai.presses("Đăng nhập bằng khóa bảo mật")
    mai.sees(SESSIONS)

    mai.opens("mfa_generate_recovery_codes")
    mai.sees("Xác nhận lại")
    mai.page.get_by_role("link", name="Dùng khóa bảo mật").click()
    mai.sees("Xác nhận lại bằng khóa")
    mai.presses("Dùng khóa bảo mật")

    mai.sees("Tạo mã dự phòng")


def test_a_key_is_the_second_step_after_the_password(mai: Person) -> None:
    mai.adds_a_key("Khóa USB", passwordless=False)
    mai.signs_out()
    mai.opens("account_login", f"?next={reverse('usersessions_list')}")
    mai.page.get_by_label("Tên đăng nhập").fill("mai.ht")
    mai.page.get_by_label("Mật khẩu").fill(PASSWORD)
    mai.presses("Đăng nhập")
    mai.sees("Xác thực lớp hai")
    assert not mai.is_signed_in()

    mai.presses("Dùng khóa bảo mật")

    mai.sees(SESSIONS)
    assert mai.is_signed_in()


def test_a_finger_that_the_reader_does_not_know_opens_nothing_and_the_page_says_what_to_do(mai: Person) -> None:
    mai.adds_a_key()
    mai.signs_out()
    mai.reader.meets_another_finger()

    mai.opens("account_login")
    mai.presses("Đăng nhập bằng khóa bảo mật")

    mai.page.get_by_text("Chưa nhận được trả lời của khóa bảo mật").wait_for()
    assert not mai.is_signed_in()


def test_the_same_key_cannot_be_added_twice(mai: Person) -> None:
    mai.adds_a_key("Khóa 1")
    mai.opens("mfa_add_webauthn")
    mai.presses("Thêm khóa")

    mai.page.get_by_text("Khóa này đã có trong tài khoản.").wait_for()

    assert Authenticator.objects.filter(type="webauthn").count() == 1


def test_an_answer_signed_by_another_key_opens_nothing(mai: Person) -> None:
    mai.adds_a_key()
    mai.signs_out()
    mai.opens("account_login")
    mai.page.evaluate(FORGE)

    mai.presses("Đăng nhập bằng khóa bảo mật")

    mai.page.get_by_text("Khóa này không mở được tài khoản ở đây").wait_for()
    assert not mai.is_signed_in()


def test_a_passkey_of_a_closed_account_opens_nothing(mai: Person, account: Account) -> None:
    mai.adds_a_key()
    mai.signs_out()
    Account.objects.filter(pk=account.pk).update(is_active=False)

    mai.opens("account_login")
    mai.presses("Đăng nhập bằng khóa bảo mật")

    mai.sees("Tài khoản đã ngừng dùng")
    assert not mai.is_signed_in()
