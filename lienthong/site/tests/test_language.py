"""The language of a page: what was chosen, where the whole door speaks it, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from lienthong.doors.desk.web.shapes import LANGUAGE_NAMES
from lienthong.office.accounts import testing as accounts
from lienthong.office.org import testing as orgs
from lienthong.site import language
from lienthong.toolkit.languages import LANGUAGES
from lienthong.toolkit.ui.testing import choose, unmarked_vietnamese

pytestmark = pytest.mark.django_db

COOKIE = settings.LANGUAGE_COOKIE_NAME
LOOK_UP = "/tra-cuu/?ma=H49.16.22-180312-0001"


@pytest.fixture
def clerk(client: Client) -> Client:
    accounts.signed_in_as(client, orgs.an_appointment(orgs.a_post(orgs.a_unit())).person)
    return client


def tongue(answer: Any) -> str:
    """Return the language that a page says it is in."""
    return str(answer.content.decode().partition('<html lang="')[2][:2])


def test_the_choice_goes_back_to_its_page_and_holds_a_year(client: Client) -> None:
    chosen = choose(client, "en", LOOK_UP)

    assert (chosen.status_code, chosen["Location"]) == (302, LOOK_UP)
    assert chosen.cookies[COOKIE]["max-age"] == 365 * 24 * 3600
    assert chosen.cookies[COOKIE]["samesite"] == "Lax"
    assert tongue(client.get(LOOK_UP)) == "en"
    assert tongue(client.get("/cong/")) == "en"
    choose(client, "vi")
    assert tongue(client.get(LOOK_UP)) == "vi"


def test_both_languages_are_offered_by_their_own_names(client: Client) -> None:
    for spoken, button, here in [
        ("vi", 'value="en" lang="en">English', "Tiếng Việt"),
        ("en", 'value="vi" lang="vi">Tiếng', "English"),
    ]:
        choose(client, spoken)
        page = client.get("/cong/").content.decode()
        assert button in page
        assert f'lang="{spoken}" aria-current="true">{here}' in page


def test_the_browsers_own_preference_changes_nothing(client: Client) -> None:
    assert tongue(client.get("/cong/", headers={"accept-language": "en-GB,en;q=0.9"})) == "vi"
    assert tongue(client.get("/tai-khoan/dang-nhap/", headers={"accept-language": "en"})) == "vi"


def test_pages_and_messages_are_in_the_same_languages_and_each_is_named_where_it_is_chosen() -> None:
    shown, told = [code for code, _ in settings.LANGUAGES], list(LANGUAGE_NAMES)
    assert shown == told
    assert tuple(told) == LANGUAGES
    assert LANGUAGES.index(settings.LANGUAGE_CODE) == 0


@pytest.mark.parametrize("language", ["", "de", "en-GB", "../en", "vi,en"])
def test_a_language_that_is_not_spoken_is_not_taken(client: Client, language: str) -> None:
    answer = choose(client, language, "/tra-cuu/")

    assert COOKIE not in answer.cookies
    client.cookies[COOKIE] = language
    assert tongue(client.get("/tra-cuu/")) == "vi"


def test_a_door_stays_vietnamese_until_every_page_of_it_is_translated(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_VIEWS", ("lienthong.office.accounts",))
    choose(clerk, "en", reverse("accounts:capacity"))
    desk, own = clerk.get(reverse("desk:inbox")), clerk.get(reverse("accounts:capacity"))

    assert (tongue(desk), tongue(own)) == ("vi", "en")
    assert "English" not in desk.content.decode(), "what changes nothing is not offered"
    assert "Content-Language" not in desk
    assert "Choose the post you act in" in own.content.decode()


def test_the_desk_is_english_where_somebody_chose_it(clerk: Client) -> None:
    choose(clerk, "en")
    desk = clerk.get(reverse("desk:inbox"))

    assert (tongue(desk), desk["Content-Language"]) == ("en", "en")
    assert unmarked_vietnamese(desk.content.decode()) == []


def test_the_pages_of_an_account_are_english_from_end_to_end(clerk: Client) -> None:
    choose(clerk, "en")
    clerk.post(reverse("account_reauthenticate"), {"password": accounts.PASSWORD})
    names = (
        "usersessions_list", "account_change_password", "account_reauthenticate", "account_logout", "mfa_index",
        "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn", "accounts:capacity",
    )  # fmt: skip
    for name in names:
        page = clerk.get(reverse(name))
        assert (page.status_code, tongue(page)) == (200, "en")
        assert unmarked_vietnamese(page.content.decode()) == [], name


def test_a_wrong_password_and_a_weak_one_are_told_in_english(clerk: Client) -> None:
    choose(clerk, "en")
    weak = clerk.post(reverse("account_change_password"), {"oldpassword": "x", "password1": "ngan", "password2": "khac"})
    wrong = Client()
    choose(wrong, "en")
    told = wrong.post(reverse("account_login"), {"login": "mai.ht", "password": "sai"}).content.decode()

    assert "at least 12 characters" in weak.content.decode()
    assert "User name or password is wrong." in told
    assert unmarked_vietnamese(told) == unmarked_vietnamese(weak.content.decode()) == []


def test_caches_keep_the_languages_apart(client: Client) -> None:
    answer = client.get("/cong/")

    assert answer["Content-Language"] == "vi"
    assert "Cookie" in answer["Vary"]
    assert "Content-Language" not in client.get("/healthz")


def test_at_a_kiosk_the_choice_is_gone_when_the_next_person_comes(client: Client) -> None:
    for address in ("/quay/06841/", f"/quay/06841/so/{'0' * 8}-0000-7000-8000-{'0' * 12}/?quay=1"):
        assert choose(client, "en", address).cookies[COOKIE]["max-age"] == 180
    assert choose(client, "en", f"/quay/06841/so/{'0' * 8}-0000-7000-8000-{'0' * 12}/").cookies[COOKIE]["max-age"] > 180


def test_the_choice_leads_to_no_other_host(client: Client) -> None:
    answer = client.post("/", "ngon-ngu=en", content_type="application/x-www-form-urlencoded", PATH_INFO="//evil.example/")

    assert answer["Location"] == "/%2Fevil.example/"


def test_a_form_that_posts_the_choice_along_is_answered_in_that_language(client: Client) -> None:
    answer = choose(client, "en", "/tra-cuu/", ma="", khoa="")

    assert (answer.status_code, tongue(answer)) == (422, "en")
    assert answer.cookies[COOKIE].value == "en"
    assert 'name="khoa" value=""' in answer.content.decode(), "the next choice keeps the form as well"


def test_what_a_program_posts_is_left_alone(client: Client) -> None:
    answer = client.post("/tra-cuu/", {"ngon-ngu": "en"})

    assert answer.status_code == 200, "several parts may hold files: they are the view's"
    assert COOKIE not in answer.cookies


def test_an_address_that_there_is_not_answers_in_the_chosen_language(client: Client) -> None:
    choose(client, "en")
    answer = client.get("/khong-co-trang-nay/")

    assert (answer.status_code, tongue(answer)) == (404, "en")
    assert "Page not found" in answer.content.decode()
