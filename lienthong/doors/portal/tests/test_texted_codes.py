"""Signing in by a code that comes as a text message, through a real gateway, with its limits and in both languages."""

from __future__ import annotations

import json
import zlib
from base64 import urlsafe_b64decode
from collections.abc import Generator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core import mail, signing
from django.test import Client

from lienthong.casework.dossiers import testing as given
from lienthong.casework.notices import testing as notices
from lienthong.doors.portal.errors import EnteredTooOften
from lienthong.doors.portal.services import TEXTED, TEXTED_BY_SOURCE, slow_texts
from lienthong.doors.portal.tests.filing import SIGN_IN, hidden, words
from lienthong.office.citizens.testing import EMAIL, PASSWORD, a_citizen
from lienthong.toolkit.ui.testing import choose, unmarked_vietnamese

PROCEDURES = (given.BIRTH,)
ASKED = {"login": "0912 345 678", "password": PASSWORD, "via": "sms"}
REAL = "lienthong.casework.notices.public.text_at_once"


@pytest.fixture
def gateway(settings: Any) -> Generator[notices.Gateway]:
    with notices.a_gateway() as gateway:
        settings.NOTICES_SMS, settings.NOTICES_SECRET, settings.CITIZENS_TEXTER = gateway.address, notices.SECRET, REAL
        settings.NOTICES_TIMEOUT = 5
        yield gateway


def code_of(gateway: notices.Gateway) -> str:
    return str(list(gateway.taken.values())[-1]["text"])[:6]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_gateway_is_asked_once_and_its_code_opens_the_account(
    world: given.World, client: Client, gateway: notices.Gateway, language: str
) -> None:
    a_citizen()
    choose(client, language)
    asked = client.get(SIGN_IN)
    page = client.post(SIGN_IN, ASKED)

    opened = client.post("/cong/ma/", {"phieu": hidden(page.content.decode(), "phieu"), "code": code_of(gateway)})

    assert 'value="sms"' in asked.content.decode()
    assert "091*****78" in words(page)
    (taken,) = gateway.taken.values()
    assert (taken["channel"], taken["to"]) == ("sms", "84912345678"), "written as every notice is"
    assert opened["Location"] == "/ho-so-cua-toi/"
    if language == "en":
        assert unmarked_vietnamese(asked.content.decode()) == unmarked_vietnamese(page.content.decode()) == []


def test_who_has_no_mail_opens_an_account_with_a_number(world: given.World, client: Client, gateway: notices.Gateway) -> None:
    told = {"name": "Chíu Sám Mùn", "email": "", "phone": "0987 654 321", "id_type": "", "password": PASSWORD}
    lacking = client.post("/cong/mo-tai-khoan/", told | {"via": "email"})
    page = client.post("/cong/mo-tai-khoan/", told | {"via": "sms"})
    client.post("/cong/ma/", {"phieu": hidden(page.content.decode(), "phieu"), "code": code_of(gateway)})

    assert lacking.status_code == 422
    assert "Thư điện tử có dạng" in words(lacking)
    assert "Chíu Sám Mùn" in words(client.get("/ho-so-cua-toi/"))


def test_a_gateway_that_is_down_or_says_no_is_told_in_words(world: given.World, client: Client, gateway: notices.Gateway) -> None:
    a_citizen()
    gateway.refuse = 500
    unclear = client.post(SIGN_IN, ASKED)
    gateway.refuse = 400
    refused = client.post(SIGN_IN, ASKED)

    assert unclear.status_code == 200, "it may have come"
    assert (refused.status_code, "Chưa gửi được mã" in words(refused)) == (503, True)


def test_text_messages_to_one_number_are_few_whatever_is_pressed(
    world: given.World, client: Client, gateway: notices.Gateway
) -> None:
    a_citizen()
    pages = [client.post(SIGN_IN, ASKED) for _ in range(int(TEXTED.capacity) + 1)]

    assert [one.status_code for one in pages] == [200] * int(TEXTED.capacity) + [429]
    assert len(gateway.taken) == int(TEXTED.capacity)
    assert client.post(SIGN_IN, ASKED | {"login": EMAIL, "via": "email"}).status_code == 200, "by mail it goes on"


def test_a_new_code_by_text_message_is_counted_too(world: given.World, client: Client, gateway: notices.Gateway) -> None:
    a_citizen()
    page = client.post(SIGN_IN, ASKED)
    for _ in range(int(TEXTED.capacity)):
        page = client.post("/cong/ma/", {"phieu": hidden(page.content.decode(), "phieu"), "lai": "1"})

    assert page.status_code == 429
    assert len(gateway.taken) == int(TEXTED.capacity), "with the first one: all went to one number"


def test_whoever_names_the_account_otherwise_does_not_get_more_text_messages_to_its_number(
    world: given.World, client: Client, gateway: notices.Gateway
) -> None:
    a_citizen()
    logins = [EMAIL, "0912345678", "+84 912 345 678"] * 2

    pages = [client.post(SIGN_IN, ASKED | {"login": login}) for login in logins]

    assert [page.status_code for page in pages] == [200] * 4 + [429] * 2
    assert len(gateway.taken) == int(TEXTED.capacity)


def test_text_messages_from_one_network_address_are_few_to_however_many_numbers(db: None) -> None:
    for number in range(int(TEXTED_BY_SOURCE.capacity)):
        slow_texts(to=f"098765{number:04}", source="10.0.0.9")

    with pytest.raises(EnteredTooOften, match="giây"):
        slow_texts(to="0911111111", source="10.0.0.9")
    slow_texts(to="0911111111", source="10.0.0.10")


def test_who_does_not_know_the_password_uses_up_nobodys_text_messages(
    world: given.World, client: Client, gateway: notices.Gateway
) -> None:
    a_citizen()
    wrong = [client.post(SIGN_IN, ASKED | {"password": "sai rồi nhé bạn"}).status_code for _ in range(int(TEXTED.capacity))]

    assert wrong == [422] * 4
    assert client.post(SIGN_IN, ASKED).status_code == 200


def ticket_of(page: Any) -> list[str]:
    """Return what anybody can read in the ticket of a page."""
    packed = hidden(page.content.decode(), "phieu").split(":")[0].removeprefix(".")
    raw = urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
    return list(json.loads(zlib.decompress(raw) if hidden(page.content.decode(), "phieu").startswith(".") else raw))


@pytest.mark.parametrize(("login", "via", "other"), [(EMAIL, "sms", "091*****78"), ("0912345678", "email", "s***@thu.vn")])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_reset_tells_no_contact_beside_the_one_that_was_typed_not_by_a_new_code_either(
    world: given.World, client: Client, gateway: notices.Gateway, login: str, via: str, other: str, language: str
) -> None:
    a_citizen(phone_proved=True)
    choose(client, language)
    seen = []
    for name in (login, "khong@thu.vn" if "@" in login else "0987654321"):
        first = client.post("/cong/dat-lai-mat-khau/", {"login": name, "password": "câu mới dễ nhớ của tôi", "via": via})
        second = client.post("/cong/ma/", {"phieu": hidden(first.content.decode(), "phieu"), "lai": "1"})
        assert [ticket_of(page)[2:] for page in (first, second)] == [["", via]] * 2
        seen += [words(first), words(second)]
        if language == "en":
            assert unmarked_vietnamese(second.content.decode()) == []

    assert len(set(seen)) == 1, "with an account or without one, first or second"
    assert other not in seen[0]
    assert len(gateway.taken) + len(mail.outbox) == 2
    if language == "vi":
        assert "của tài khoản, nếu" in seen[0]
        assert "tới ," not in seen[0]


def test_a_ticket_holds_the_address_masked(world: given.World, client: Client, gateway: notices.Gateway) -> None:
    a_citizen()

    assert ticket_of(client.post(SIGN_IN, ASKED))[2:] == ["091*****78", "sms"]


def test_a_ticket_of_an_older_release_leads_to_the_first_page(world: given.World, client: Client) -> None:
    old = signing.dumps([str(UUID(int=1)), str(UUID(int=2)), EMAIL], salt="lienthong.portal.code")

    assert client.post("/cong/ma/", {"phieu": old, "code": "123456"})["Location"] == SIGN_IN


@pytest.mark.parametrize("language", ["vi", "en"])
def test_who_has_no_mail_is_sent_to_the_counter_only_where_no_text_message_goes(
    world: given.World, client: Client, gateway: notices.Gateway, settings: Any, language: str
) -> None:
    choose(client, language)
    with_texts = client.get(SIGN_IN)
    settings.CITIZENS_TEXTER = ""
    without = client.get(SIGN_IN)

    if language == "en":
        assert unmarked_vietnamese(with_texts.content.decode()) == []
    else:
        assert "chọn «Tin nhắn (SMS)»: mã gửi về số điện thoại" in words(with_texts)
        assert "chọn «Tin nhắn (SMS)»" not in words(without)
        assert "Mời ông/bà đến bộ phận" in words(without)


def test_a_demonstration_with_a_real_gateway_names_no_folder(
    world: given.World, client: Client, gateway: notices.Gateway, settings: Any
) -> None:
    a_citizen()
    settings.DEMO, settings.EMAIL_FILE_PATH = True, None

    for via in ("sms", "email"):
        page = words(client.post(SIGN_IN, ASKED | {"via": via}))
        assert "mã tới" in page
        assert "nằm trong thư mục" not in page


def test_without_a_gateway_nothing_offers_it_and_asking_for_it_is_not_heard(
    world: given.World, client: Client, settings: Any
) -> None:
    a_citizen()
    settings.CITIZENS_TEXTER = ""

    assert 'value="sms"' not in client.get(SIGN_IN).content.decode()
    assert "Đã gửi mã tới" in words(client.post(SIGN_IN, ASKED)), "it goes by mail"


def test_in_a_demonstration_the_page_says_in_which_folder_the_message_lies(
    world: given.World, client: Client, settings: Any, tmp_path: Path
) -> None:
    a_citizen()
    settings.NOTICES_SMS, settings.CITIZENS_TEXTER, settings.DEMO = f"folder:{tmp_path}", REAL, True

    page = words(client.post(SIGN_IN, ASKED))

    assert f"{tmp_path}/sms" in page
    (written,) = (tmp_path / "sms").iterdir()
    assert "là mã đăng nhập" in written.read_text(encoding="utf-8")


def test_a_reset_by_text_message_does_not_tell_whether_there_is_an_account(
    world: given.World, client: Client, gateway: notices.Gateway
) -> None:
    a_citizen()
    asked = {"password": "câu mới dễ nhớ của tôi", "via": "sms"}

    known = client.post("/cong/dat-lai-mat-khau/", asked | {"login": EMAIL})
    unknown = client.post("/cong/dat-lai-mat-khau/", asked | {"login": "khong@thu.vn"})

    assert words(known) == words(unknown)
    assert "nếu số ấy đã được xác nhận" in words(known)
    assert gateway.taken == {}


def test_a_closed_channel_takes_nothing(world: given.World, client: Client, settings: Any) -> None:
    a_citizen()
    settings.CITIZENS_TEXTER, settings.NOTICES_SMS = REAL, ""

    assert client.post(SIGN_IN, ASKED).status_code == 503
