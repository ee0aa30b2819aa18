"""What the sign-in library would say in English is said in Vietnamese, and says what to do."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from lienthong.office.accounts import testing
from lienthong.office.accounts.models import Account
from lienthong.office.accounts.testing import PASSWORD, code_of
from lienthong.office.accounts.web import forms
from lienthong.office.org import testing as orgs

pytestmark = pytest.mark.django_db

GOOD = "con suối chảy qua bản Mạ Chạt"


@pytest.fixture
def clerk(client: Client) -> Account:
    """A clerk with a post, signed in."""
    return testing.signed_in_as(client, orgs.an_appointment(orgs.a_post(orgs.a_unit())).person)


def words(answer: Any) -> str:
    """Return the words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<script.*?</script>|<[^>]*>", " ", answer.content.decode(), flags=re.S))


def confirm(client: Client) -> None:
    """Give the password once more."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


@pytest.mark.parametrize("kept", [{"login": "mai.ht"}, {"password": PASSWORD}, {}])
def test_an_empty_field_of_the_sign_in_is_asked_for_by_its_name(client: Client, kept: dict[str, str]) -> None:
    said = words(client.post(reverse("account_login"), kept))

    assert ("Nhập tên đăng nhập." in said) is ("login" not in kept)
    assert ("Nhập mật khẩu." in said) is ("password" not in kept)


def test_the_typed_name_stays_and_the_password_does_not(client: Client) -> None:
    text = client.post(reverse("account_login"), {"login": "mai.ht", "password": "bí mật của tôi"}).content.decode()

    assert 'value="mai.ht"' in text
    assert "bí mật của tôi" not in text


@pytest.mark.usefixtures("clerk")
def test_two_different_new_passwords_are_said_to_differ(client: Client) -> None:
    sent = {"oldpassword": PASSWORD, "password1": GOOD, "password2": f"{GOOD}!"}

    said = words(client.post(reverse("account_change_password"), sent))

    assert "Hai lần nhập mật khẩu mới chưa giống nhau; nhập lại." in said
    assert "same password" not in said


def test_a_changed_password_ends_the_other_sessions_and_keeps_this_one(client: Client, clerk: Account) -> None:
    other = Client()
    testing.sign_in(other)
    assert other.get(reverse("usersessions_list")).status_code == 200

    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": GOOD, "password2": GOOD})

    assert client.get(reverse("usersessions_list")).status_code == 200
    assert other.get(reverse("usersessions_list")).status_code == 302


@pytest.mark.usefixtures("clerk")
def test_guessing_the_present_password_at_an_open_screen_is_slowed_down(client: Client) -> None:
    sent = {"oldpassword": "đoán mò thôi mà", "password1": GOOD, "password2": GOOD}

    statuses = [client.post(reverse("account_change_password"), sent).status_code for _ in range(6)]

    assert statuses == [200] * 5 + [429]


@pytest.mark.usefixtures("clerk")
def test_guessing_at_the_confirmation_is_slowed_down_with_the_seconds_to_wait(client: Client) -> None:
    for _ in range(5):
        wrong = client.post(reverse("account_reauthenticate"), {"password": "đoán mò thôi mà"})

    last = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert "Mật khẩu chưa đúng; thử lại." in words(wrong)
    assert (last.status_code, 1 <= int(last["Retry-After"]) <= 30) == (429, True)
    assert "mật khẩu đúng sẽ đăng nhập được ngay" in words(last)


def test_guessing_codes_is_slowed_down_at_sign_in_and_at_the_confirmation(client: Client) -> None:
    account = testing.an_account()
    secret = testing.an_app(account)
    testing.sign_in(client)
    statuses = [client.post(reverse("mfa_authenticate"), {"code": "12"}).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]

    testing.spend_every_attempt(account.created_at)  # long enough ago: the wait is over
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    again = [client.post(reverse("mfa_reauthenticate"), {"code": "12"}).status_code for _ in range(6)]
    assert again[-1] == 429
    assert client.post(reverse("mfa_reauthenticate"), {"code": code_of(secret)}).status_code == 429


def test_every_way_to_confirm_is_offered_in_vietnamese(client: Client, clerk: Account) -> None:
    testing.an_app(clerk)
    Authenticator.objects.create(user=clerk, type="webauthn", data={"name": "Khóa", "credential": {}})

    said = words(client.get(reverse("account_reauthenticate")))

    assert "Dùng mã trên ứng dụng hoặc mã dự phòng" in said
    assert "Dùng khóa bảo mật" in said
    assert "Dùng mật khẩu" in words(client.get(reverse("mfa_reauthenticate")))
    assert not re.search(r"\bUse\b", said)


@pytest.mark.usefixtures("clerk")
def test_recovery_codes_without_an_app_or_a_key_are_refused_with_what_comes_first(client: Client) -> None:
    confirm(client)

    said = words(client.post(reverse("mfa_generate_recovery_codes")))

    assert "Bật ứng dụng xác thực hoặc thêm khóa bảo mật trước, rồi mới tạo mã dự phòng." in said
    assert not Authenticator.objects.exists()


def test_a_first_password_is_set_only_after_confirming(client: Client, clerk: Account) -> None:
    secret = testing.an_app(clerk)
    Account.objects.filter(pk=clerk.pk).update(password="!")
    clerk.refresh_from_db()
    client.force_login(clerk, backend="allauth.account.auth_backends.AuthenticationBackend")
    there = reverse("account_set_password")
    sent = {"password1": GOOD, "password2": GOOD}

    for answer in (client.get(there), client.post(there, sent)):
        assert answer["Location"] == f"{reverse('account_reauthenticate')}?next=%2Ftai-khoan%2Fmat-khau%2Fdat%2F"
    clerk.refresh_from_db()
    assert not clerk.has_usable_password()

    client.post(reverse("mfa_reauthenticate"), {"code": code_of(secret)})
    assert "chưa có mật khẩu" in words(client.get(there))
    client.post(there, sent)
    clerk.refresh_from_db()
    assert clerk.check_password(GOOD)


@pytest.mark.usefixtures("clerk")
def test_who_has_a_password_changes_it_and_sets_no_first_one(client: Client) -> None:
    assert client.get(reverse("account_set_password"))["Location"] == reverse("account_change_password")


def test_a_stranger_sets_no_password(client: Client) -> None:
    assert client.get(reverse("account_set_password"))["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("sent", [{}, {"credential": ""}, {"credential": "không phải JSON"}])
def test_a_key_that_did_not_answer_is_said_to_have_been_silent(client: Client, sent: dict[str, str]) -> None:
    answer = client.post(reverse("mfa_login_webauthn"), sent, follow=True)

    assert "Khóa bảo mật chưa trả lời; bấm lại nút" in words(answer)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("sent", ["{}", '{"id": "x"}', "[]", '"x"', "null"])
def test_an_answer_that_no_key_gives_opens_nothing(client: Client, sent: str) -> None:
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": sent}, follow=True)

    assert answer.status_code == 200
    assert "Khóa" in words(answer)
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("clerk")
@pytest.mark.parametrize("sent", ["{}", '{"id": "x"}', "[]", '{"id": "x", "rawId": "x", "type": "public-key", "response": {}}'])
def test_an_answer_that_no_key_gives_adds_no_key(client: Client, sent: str) -> None:
    confirm(client)
    client.get(reverse("mfa_add_webauthn"))

    said = words(client.post(reverse("mfa_add_webauthn"), {"name": "Giả", "credential": sent}))

    assert "Khóa này không mở được" in said or "Khóa bảo mật chưa trả lời" in said
    assert not Authenticator.objects.exists()


def test_a_key_is_offered_at_the_second_step_only_to_who_has_one(client: Client) -> None:
    testing.an_app(testing.an_account())
    testing.sign_in(client)

    assert "Dùng khóa bảo mật" not in words(client.get(reverse("mfa_authenticate")))


def test_a_key_is_named_by_the_next_number_of_its_owner(client: Client, clerk: Account) -> None:
    other = testing.an_account(username="thim.lv")
    for owner in (clerk, clerk, other):
        Authenticator.objects.create(user=owner, type="webauthn", data={"name": "Khóa", "credential": {}})

    assert forms.AddKeyForm(user=testing.an_account(username="va.cs"))["name"].initial == "Khóa 1"
    assert forms.AddKeyForm(user=clerk)["name"].initial == "Khóa 3"


def test_a_browser_shows_for_whom_the_passkey_is_made(client: Client, clerk: Account) -> None:
    confirm(client)

    options = client.get(reverse("mfa_add_webauthn")).context["js_data"]["creation_options"]["publicKey"]

    assert dict(options["rp"]) == {"name": "Liên Thông", "id": "testserver"}
    assert options["user"]["name"] == "mai.ht"


@pytest.mark.usefixtures("clerk")
def test_a_wrong_first_code_of_an_app_switches_nothing_on(client: Client) -> None:
    confirm(client)
    client.get(reverse("mfa_activate_totp"))

    said = words(client.post(reverse("mfa_activate_totp"), {"code": "12"}))

    assert "Mã chưa đúng hoặc đã dùng rồi" in said
    assert not Authenticator.objects.exists()


@pytest.mark.usefixtures("clerk")
@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"])
def test_how_one_signs_in_is_changed_only_after_confirming(client: Client, name: str) -> None:
    assert (
        client.get(reverse(name))["Location"] == f"{reverse('account_reauthenticate')}?next={reverse(name).replace('/', '%2F')}"
    )

    confirm(client)

    assert client.get(reverse(name)).status_code == 200


def test_the_limit_of_the_library_is_told_on_a_vietnamese_page(client: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip", "login_failed": False}

    answers = [client.post(reverse("account_login"), {"login": "mai.ht", "password": "x"}) for _ in range(2)]

    assert [one.status_code for one in answers] == [200, 429]
    assert "Chờ một phút rồi thử lại" in words(answers[1])


def test_a_whole_office_signs_in_by_passkey_within_a_minute(client: Client) -> None:
    asked = [client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"}) for _ in range(3)]
    tried = [client.post(reverse("mfa_login_webauthn"), {"credential": ""}).status_code for _ in range(25)]

    assert {one.status_code for one in asked} == {200}
    assert set(tried) == {302}
