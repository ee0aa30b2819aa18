"""Signing in with the national identity through the pages: the button, there and back, an older account, every no in words."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest
from django.test import Client

from lienthong.casework.dossiers import testing as given
from lienthong.doors.portal import services
from lienthong.doors.portal.services import ENTERING, LOGIN
from lienthong.doors.portal.tests.filing import SIGN_IN, words
from lienthong.office.citizens.testing import PASSWORD, Provider, a_citizen, a_provider
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, choose, screenshot, serve, unmarked_vietnamese

PROCEDURES = (given.BIRTH,)
BEGIN, BACK, LINK = "/cong/dinh-danh/", "/cong/dinh-danh/ve/", "/cong/dinh-danh/gop/"


@pytest.fixture
def provider(settings: Any) -> Generator[Provider]:
    with a_provider(settings) as provider:
        yield provider


def came_back(client: Client, provider: Provider, onward: str = "", **changes: str) -> Any:
    sent = client.get(BEGIN, {"tiep": onward})
    return client.get(BACK, provider.agreed(sent["Location"]) | changes)


def test_the_button_is_there_where_a_provider_is_and_only_there(
    world: given.World, client: Client, provider: Provider, settings: Any
) -> None:
    with_button = client.get(f"{SIGN_IN}?tiep=/ho-so-cua-toi/kho/").content.decode()
    settings.CITIZENS_OIDC_ISSUER = ""

    assert f"{BEGIN}?tiep=/ho-so-cua-toi/kho/" in with_button
    assert BEGIN not in client.get(SIGN_IN).content.decode()
    assert client.get(BEGIN)["Location"] == SIGN_IN


def test_the_first_sign_in_opens_an_account_where_one_wanted_to_go(
    world: given.World, client: Client, provider: Provider
) -> None:
    provider.who["name"] = "Chíu Sám Mùn"
    answer = came_back(client, provider, "/ho-so-cua-toi/kho/")

    assert answer["Location"] == "/ho-so-cua-toi/kho/"
    assert answer.cookies["lt-citizen"]["httponly"] is True
    assert "Chíu Sám Mùn" in words(client.get("/ho-so-cua-toi/"))


def test_who_signs_in_elsewhere_does_not_slow_down_anybody(world: given.World, client: Client, provider: Provider) -> None:
    pages = [client.get(BEGIN, REMOTE_ADDR=f"10.0.0.{one}") for one in range(int(LOGIN.capacity) + 1)]

    assert [page.status_code for page in pages] == [302] * 6


def test_who_comes_back_too_fast_is_told_and_goes_on_with_the_same_attempt(
    world: given.World, client: Client, provider: Provider
) -> None:
    answer = provider.agreed(client.get(BEGIN)["Location"])
    for _ in range(int(ENTERING.capacity) - 1):
        services.slow_down(login="", source="127.0.0.1")

    hasty = client.get(BACK, answer)
    later = client.get(BACK, answer, REMOTE_ADDR="10.0.0.7")

    assert (hasty.status_code, later["Location"]) == (429, "/ho-so-cua-toi/")


def test_an_answer_works_once_and_in_its_own_browser_alone(world: given.World, client: Client, provider: Provider) -> None:
    target = client.get(BEGIN)["Location"]
    answer = provider.agreed(target)
    elsewhere = Client().get(BACK, answer)
    client.get(BACK, answer)
    again = client.get(BACK, answer)

    for page in (elsewhere, again):
        assert page.status_code == 422
        assert "không thuộc lần đăng nhập của trình duyệt này" in words(page)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_provider_that_says_no_or_nothing_is_told_in_words(
    world: given.World, client: Client, provider: Provider, language: str
) -> None:
    choose(client, language)
    provider.down = 503
    silent = client.get(BEGIN)
    provider.down = 0
    sent = client.get(BEGIN)
    state = provider.agreed(sent["Location"])["state"]
    denied = client.get(BACK, {"state": state, "error": "access_denied"})

    assert (denied.status_code, silent.status_code) == (422, 503)
    if language == "en":
        assert unmarked_vietnamese(denied.content.decode()) == unmarked_vietnamese(silent.content.decode()) == []
    else:
        assert "không đồng ý" in words(denied)
        assert "không trả lời" in words(silent)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_older_account_is_joined_by_its_password(
    world: given.World, client: Client, provider: Provider, language: str
) -> None:
    choose(client, language)
    a_citizen()
    sent = came_back(client, provider, "/ho-so-cua-toi/kho/")
    asked = client.get(sent["Location"])
    empty = client.post(LINK)
    wrong = client.post(LINK, {"login": "sen.hoang@thu.vn", "password": "sai rồi nhé bạn"})
    right = client.post(LINK, {"login": "sen.hoang@thu.vn", "password": PASSWORD})

    assert (asked.status_code, empty.status_code, wrong.status_code) == (200, 422, 422)
    assert (sent["Location"], right["Location"]) == (LINK, "/ho-so-cua-toi/kho/")
    assert "022185000123" not in asked.content.decode(), "the number stands in no page"
    assert client.post(LINK, {"moi": "1"})["Location"] == SIGN_IN, "the ticket is used up"
    assert came_back(Client(), provider, "/ho-so-cua-toi/")["Location"] == "/ho-so-cua-toi/", "from now on without the password"
    if language == "en":
        assert unmarked_vietnamese(asked.content.decode()) == unmarked_vietnamese(wrong.content.decode()) == []


def test_who_does_not_know_that_account_opens_a_new_one(world: given.World, client: Client, provider: Provider) -> None:
    a_citizen("Kẻ Gian")
    came_back(client, provider)

    answer = client.post(LINK, {"moi": "1"})

    assert answer["Location"] == "/ho-so-cua-toi/"
    assert "Hoàng Thị Sen" in words(client.get("/ho-so-cua-toi/"))


def test_a_ticket_that_we_did_not_sign_joins_nothing(world: given.World, client: Client) -> None:
    a_citizen()

    client.cookies["lt-national-link"] = "022185000123"
    assert client.post(LINK, {"login": "sen.hoang@thu.vn", "password": PASSWORD})["Location"] == SIGN_IN
    assert client.get(LINK)["Location"] == SIGN_IN


def test_a_password_is_not_tried_as_often_as_one_likes(world: given.World, client: Client, provider: Provider) -> None:
    a_citizen()
    came_back(client, provider)
    tried = [client.post(LINK, {"login": "sen.hoang@thu.vn", "password": "đoán thử"}).status_code for _ in range(7)]

    assert (tried[0], tried[-1]) == (422, 429)


@pytest.mark.thorough
@pytest.mark.browser
def test_axe_finds_nothing_where_an_older_account_is_asked_and_where_something_went_wrong(
    world: given.World, client: Client, provider: Provider, page: Any
) -> None:
    a_citizen()
    came_back(client, provider)
    serve(page, client)
    page.goto(ORIGIN + LINK)
    page.get_by_role("button", name="Gộp tài khoản").click()
    page.get_by_role("alert").wait_for()
    assert_accessible(page)
    screenshot(page, "dinh-danh-gop")

    page.goto(ORIGIN + BACK)
    page.get_by_text("không thuộc lần đăng nhập của trình duyệt này").wait_for()
    assert_accessible(page)
    screenshot(page, "dinh-danh-ve")
