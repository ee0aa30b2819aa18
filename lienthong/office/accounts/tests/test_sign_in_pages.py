"""Every page of signing in, end to end through the browser's eyes (Django's client)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import allauth
import pytest
from allauth.usersessions.models import UserSession
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse

from lienthong.office.accounts import testing
from lienthong.office.accounts.models import Account
from lienthong.office.accounts.testing import PASSWORD, code_of
from lienthong.office.org import testing as orgs

pytestmark = pytest.mark.django_db


def clerk() -> Account:
    """Return the account of somebody who holds a post today."""
    return testing.an_account(orgs.an_appointment(orgs.a_post(orgs.a_unit())).person)


def page(client: Client, name: str, **kwargs: Any) -> str:
    """Return the text of a page that answers 200."""
    answer = client.get(reverse(name, kwargs=kwargs))
    assert answer.status_code == 200, (name, answer.status_code, answer.headers.get("Location"))
    return str(answer.content.decode())


def confirm(client: Client) -> None:
    """Give the password once more."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def test_the_right_name_and_password_open_the_page_that_was_asked_for(client: Client) -> None:
    clerk()

    asked = client.get(reverse("usersessions_list"))
    answer = client.post(asked["Location"], {"login": " Mai.HT ", "password": PASSWORD, "next": reverse("usersessions_list")})

    assert asked["Location"] == f"{reverse('account_login')}?next=/tai-khoan/phien/"
    assert answer["Location"] == reverse("usersessions_list")
    assert "Phiên này" in page(client, "usersessions_list")


def test_the_sign_in_page_is_vietnamese_and_offers_a_key(client: Client) -> None:
    text = page(client, "account_login")

    for words in ("Tên đăng nhập", "Mật khẩu", "Đăng nhập bằng khóa bảo mật"):
        assert words in text
    assert "sign" not in re.sub(r"<[^>]*>", " ", text).lower().replace("signup", "")


def test_no_message_of_the_sign_in_library_is_english(client: Client) -> None:
    shipped = Path(allauth.__file__).parent / "templates"
    ours = Path(testing.__file__).parent / "templates"
    used = [path for folder in ("account", "mfa", "usersessions") for path in (shipped / folder / "messages").glob("*.txt")]
    used = [path for path in used if not re.search("mail|phone|login_code", path.name)]  # no mail and no phone here

    assert len(used) >= 10
    for path in used:
        name = str(path.relative_to(shipped))
        assert get_template(name).origin.name == str(ours / name)  # type: ignore[attr-defined]  # Django's own backend

    clerk()
    testing.sign_in(client)
    assert "signed in" not in page(client, "usersessions_list")
    assert "Đã đăng xuất." in client.post(reverse("account_logout"), follow=True).content.decode()


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client: Client) -> None:
    clerk()

    wrong = client.post(reverse("account_login"), {"login": "mai.ht", "password": "không phải mật khẩu"}).content.decode()
    unknown = client.post(reverse("account_login"), {"login": "ma.ai", "password": "không phải mật khẩu"}).content.decode()

    def bare(text: str) -> str:
        text = re.sub(r'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"', "", text)
        return text.replace("mai.ht", "X").replace("ma.ai", "X")

    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in wrong
    assert bare(wrong) == bare(unknown)


def test_signing_in_gives_a_new_session_key(client: Client) -> None:
    clerk()
    client.get(reverse("account_login"))
    session = client.session
    session["before"] = 1
    session.save()
    before = session.session_key
    client.cookies["lt-session"] = before or ""

    testing.sign_in(client)

    assert client.session.session_key != before
    assert "_auth_user_id" in client.session


def test_signing_out_ends_the_session(client: Client) -> None:
    clerk()
    testing.sign_in(client)
    assert "Đăng xuất" in page(client, "account_logout")

    client.post(reverse("account_logout"))

    assert client.get(reverse("usersessions_list")).status_code == 302


def test_a_closed_account_is_told_so_only_with_the_right_password(client: Client) -> None:
    account = clerk()
    account.is_active = False
    account.save()

    answer = client.post(reverse("account_login"), {"login": "mai.ht", "password": PASSWORD}, follow=True)

    assert "_auth_user_id" not in client.session
    assert "ngừng dùng" in answer.content.decode() or "chưa đúng" in answer.content.decode()
    assert "đã được ngừng dùng" in page(client, "account_inactive")


def test_a_new_password_must_be_long_and_not_common(client: Client) -> None:
    account = clerk()
    testing.sign_in(client)
    assert "Mật khẩu hiện tại" in page(client, "account_change_password")

    def change(new: str) -> str:
        sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
        return str(client.post(reverse("account_change_password"), sent).content.decode())

    assert "ít nhất 12 ký tự" in change("ngắn quá")
    assert "dễ đoán" in change("MatKhau@123456")
    assert "dễ đoán" in change("abcabcabcabc")
    change("con suối chảy qua bản Mạ Chạt")

    account.refresh_from_db()
    assert account.check_password("con suối chảy qua bản Mạ Chạt")


def test_the_present_password_is_asked_before_a_new_one(client: Client) -> None:
    clerk()
    testing.sign_in(client)

    answer = client.post(
        reverse("account_change_password"),
        {"oldpassword": "sai", "password1": "một câu dài khác hẳn", "password2": "một câu dài khác hẳn"},
    )

    assert "Mật khẩu hiện tại chưa đúng" in answer.content.decode()


def test_an_authenticator_app_is_switched_on_used_and_switched_off(client: Client) -> None:
    clerk()
    testing.sign_in(client)
    confirm(client)
    text = page(client, "mfa_activate_totp")
    found = re.search(r"<code>(\w+)</code>", text)
    assert found is not None
    secret = found.group(1)

    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    right = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True)
    assert "chưa đúng" in wrong.content.decode()
    assert right.status_code == 200
    assert "Đang bật" in page(client, "mfa_index")

    client.post(reverse("account_logout"))
    second = client.post(reverse("account_login"), {"login": "mai.ht", "password": PASSWORD})
    assert second["Location"] == reverse("mfa_authenticate")
    assert "Mã xác thực" in page(client, "mfa_authenticate")
    assert "chưa đúng" in client.post(reverse("mfa_authenticate"), {"code": "123456"}).content.decode()
    assert "_auth_user_id" not in client.session
    testing.half_a_minute_passes()
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert "_auth_user_id" in client.session

    confirm(client)
    assert "Tắt" in page(client, "mfa_deactivate_totp")
    client.post(reverse("mfa_deactivate_totp"))
    assert "Chưa bật" in page(client, "mfa_index")


def test_recovery_codes_open_the_account_once(client: Client) -> None:
    clerk()
    testing.sign_in(client)
    confirm(client)
    secret = re.search(r"<code>(\w+)</code>", page(client, "mfa_activate_totp"))
    assert secret is not None
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret.group(1))})
    assert "Tạo mã" in page(client, "mfa_generate_recovery_codes")
    client.post(reverse("mfa_generate_recovery_codes"))
    codes = re.findall(r"<li><code>([^<]+)</code>", page(client, "mfa_view_recovery_codes"))
    assert len(codes) == 10
    assert codes[0] in page(client, "mfa_download_recovery_codes")

    for expected in (True, False):
        client.post(reverse("account_logout"))
        client.post(reverse("account_login"), {"login": "mai.ht", "password": PASSWORD})
        client.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert ("_auth_user_id" in client.session) is expected


def test_confirming_again_lasts_and_a_code_will_do_too(client: Client) -> None:
    clerk()
    testing.sign_in(client)
    confirm(client)
    secret = re.search(r"<code>(\w+)</code>", page(client, "mfa_activate_totp"))
    assert secret is not None
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret.group(1))})

    assert "5 phút" in page(client, "account_reauthenticate")
    assert "Mã xác thực" in page(client, "mfa_reauthenticate")


def test_the_pages_of_keys_work_up_to_the_device(client: Client) -> None:
    clerk()
    testing.sign_in(client)
    confirm(client)

    text = page(client, "mfa_add_webauthn")
    assert "Thêm khóa" in text
    assert "creation_options" in text
    assert "Chưa có khóa nào" in page(client, "mfa_list_webauthn")
    options = Client().get(
        reverse("mfa_login_webauthn"), headers={"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"}
    )
    assert "challenge" in options.content.decode()


def test_a_session_elsewhere_can_be_ended_one_or_all() -> None:
    clerk()
    here, there, yonder = Client(), Client(), Client()
    for one in (here, there, yonder):
        testing.sign_in(one)
    found = re.findall(r"/tai-khoan/phien/\d+/ket-thuc/", page(here, "usersessions_list"))
    assert len(found) == 2

    here.post(found[0])
    alive = [one.get(reverse("usersessions_list")).status_code for one in (there, yonder)]
    assert sorted(alive) == [200, 302]
    here.post(reverse("usersessions_list"))

    assert [one.get(reverse("usersessions_list")).status_code for one in (here, there, yonder)] == [200, 302, 302]


def test_the_session_of_somebody_else_cannot_be_ended(client: Client) -> None:
    clerk()
    victim = Client()
    testing.sign_in(victim)
    testing.an_account(orgs.an_appointment(orgs.a_post(orgs.a_unit("Phòng Y tế"))).person, username="thim.lv")
    testing.sign_in(client, "thim.lv")
    theirs = UserSession.objects.get(user__username="mai.ht")

    client.post(reverse("accounts:end_session", args=[theirs.pk]))

    assert victim.get(reverse("usersessions_list")).status_code == 200
