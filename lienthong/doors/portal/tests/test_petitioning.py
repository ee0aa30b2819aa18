"""Petitions in the portal: sent with or without an account, looked up by code and key, rated once, published with masks."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lienthong.casework.dossiers import testing as given
from lienthong.casework.petitions import public as petitions
from lienthong.casework.petitions.testing import answered, entered, row, short_pages
from lienthong.doors.portal.tests.test_visiting import words
from lienthong.office.accounts.testing import spend_every_attempt
from lienthong.office.citizens import public as citizens
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import clock
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, choose, screenshot, serve

HOME, SEND, FIND = "/phan-anh-kien-nghi/", "/phan-anh-kien-nghi/gui/", "/phan-anh-kien-nghi/tra-cuu/"


def sending(client: Client, world: given.World, **changes: str) -> Any:
    form = {
        "co_quan": str(world.clerk.unit_id), "loai": "procedure", "tom_tat": "Phải đi lại nhiều lần", "ten": "Chíu Thị Lan",
        "noi_dung": "Tôi phải đi lại ba lần.", "lien_he": "0912 345 678", "key": str(uuid4()),
    }  # fmt: skip
    return client.post(SEND, {**form, **changes})


def code_and_key(client: Client, done: Any) -> tuple[str, str]:
    told = words(client.get(done["Location"]))
    found = re.search(r"(PA-\S+) .*?([0-9A-Z]{4}-[0-9A-Z]{4}) ", told)
    assert found is not None, told
    return found[1], found[2]


def the_petition(world: given.World, code: str) -> Any:
    with ledger.seeing(world.head.sees):
        return row(world.head, petitions.listed(world.head, world.at, view="all", word=code).rows[0].uid)


def closed(world: given.World, code: str, **public: str) -> None:
    uid = the_petition(world, code).uid
    petitions.receive(actor=world.head, at=world.at, uid=uid, kind="procedure", handler_id=world.clerk.unit_id)
    answered(world.head, uid, at=world.at, **public)


def test_without_an_account_it_is_sent_looked_up_and_rated_once(client: Client, world: given.World) -> None:
    assert "Gửi cơ quan nào?" in words(client.get(SEND))
    code, key = code_and_key(client, sending(client, world))
    waiting = words(client.post(FIND, {"ma": code.lower(), "khoa": key}))
    assert "Chờ tiếp nhận" in waiting
    assert "Trả lời trước" in waiting
    assert "Chíu" not in waiting, "the name stays with the office"
    early = client.post(FIND, {"ma": code, "khoa": key, "danh-gia": "1", "muc": "good"})
    assert early.status_code == 409
    closed(world, code)

    shown = client.post(FIND, {"ma": code, "khoa": key})
    assert "Xã đã rút kinh nghiệm." in words(shown)
    assert shown["Referrer-Policy"] == "no-referrer"
    unsaid = client.post(FIND, {"ma": code, "khoa": key, "danh-gia": "1"})
    assert unsaid.status_code == 422
    rated = words(client.post(FIND, {"ma": code, "khoa": key, "danh-gia": "1", "muc": "bad"}))
    again = client.post(FIND, {"ma": code, "khoa": key, "danh-gia": "1", "muc": "good"})
    assert "Ông/bà đã đánh giá Không hài lòng với cách xử lý" in rated
    assert (again.status_code, the_petition(world, code).felt) == (409, "bad")


def test_who_ticks_it_is_told_in_the_language_of_the_page_and_nobody_else_is(client: Client, world: given.World) -> None:
    code, _ = code_and_key(client, sending(client, world))
    assert not the_petition(world, code).notify
    choose(client, "en")
    assert "Send me a message there when it is taken in" in words(client.get(SEND))
    agreed = client.get(sending(client, world, bao_tin="on", key=str(uuid4()))["Location"])
    code = re.findall(r"PA-[0-9A-Z.-]+", words(agreed))[0]

    found = the_petition(world, code)

    assert (found.notify, found.language) == (True, "en")


def test_with_an_account_it_is_found_without_the_slip(
    client: Client, world: given.World, sen: citizens.CitizenRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = client.get(SEND).content.decode()
    assert f'value="{sen.name}"' in form
    code, _ = code_and_key(client, sending(client, world))

    home = words(client.get(HOME))
    assert (code in home, "Chỉ hiện" in home) == (True, False)
    monkeypatch.setattr(petitions, "OWN_MOST", 1)
    assert "Chỉ hiện 1 phản ánh, kiến nghị ông/bà gửi gần đây nhất" in words(client.get(HOME))
    assert code not in words(Client().get(HOME))
    assert the_petition(world, code).citizen_uid == sen.uid


def test_the_button_pressed_twice_sends_once(client: Client, world: given.World) -> None:
    key = str(uuid4())
    codes = {code_and_key(client, sending(client, world, key=key))[0] for _ in range(2)}

    assert len(codes) == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"noi_dung": "  "}, "Nhập nội dung"),
        ({"loai": "x"}, "Chọn về việc gì?"),
        ({"co_quan": ""}, "Chọn gửi cơ quan nào?"),
        ({"lien_he": "chín"}, "Ghi số điện thoại 10 chữ số"),
        ({"thu_tuc": "9.999999"}, "Không có thủ tục mã 9.999999"),
        ({"key": "abc", "tom_tat": ""}, "Nhập tóm tắt"),
    ],
)
def test_what_cannot_be_sent_is_told_beside_its_field_and_kept(
    client: Client, world: given.World, changes: dict[str, str], says: str
) -> None:
    page = sending(client, world, **changes)

    assert page.status_code == 422
    assert says in words(page)
    assert 'value="Chíu Thị Lan"' in page.content.decode()


def test_a_wrong_key_or_slip_shows_nothing(client: Client, world: given.World) -> None:
    code, _ = code_and_key(client, sending(client, world))

    wrong = client.post(FIND, {"ma": code, "khoa": "AAAA-AAAA"})
    assert (wrong.status_code, "không khớp" in words(wrong)) == (404, True)
    assert client.post(FIND, {"ma": code, "khoa": ""}).status_code == 422
    assert code in client.get(FIND, {"ma": code}).content.decode()
    client.cookies["lt-petition"] = f"{code} N3MC28HS"
    assert client.get(f"{HOME}da-gui/")["Location"] == FIND, "a slip that the office did not sign"


def test_who_sent_it_reads_why_the_answer_comes_later(client: Client, world: given.World) -> None:
    code, key = code_and_key(client, sending(client, world))
    uid = the_petition(world, code).uid
    petitions.receive(actor=world.head, at=world.at, uid=uid, kind="procedure", handler_id=world.clerk.unit_id)
    assert "gia hạn" not in words(client.post(FIND, {"ma": code, "khoa": key}))
    petitions.extend(actor=world.head, at=world.at, uid=uid, days=5, reason="Chờ kết quả đo đạc")

    told = words(client.post(FIND, {"ma": code, "khoa": key}))

    assert "Trả lời trước 08:00 ngày 16/04/2018" in told
    assert "Đã gia hạn một lần Hạn đầu: 08:00 ngày 09/04/2018. Chờ kết quả đo đạc" in told


def test_the_key_stands_in_no_address(client: Client, world: given.World) -> None:
    done = sending(client, world)

    assert done["Location"] == f"{HOME}da-gui/"
    assert (done.cookies["lt-petition"]["httponly"], done.cookies["lt-petition"]["max-age"]) == (True, 3600)
    assert Client().get(f"{HOME}da-gui/")["Location"] == FIND, "another browser sees nothing"


def test_who_sends_or_guesses_too_fast_waits(client: Client, world: given.World) -> None:
    code, key = code_and_key(client, sending(client, world))
    assert client.post(FIND, {"ma": code, "khoa": key}).status_code == 200
    spend_every_attempt(clock.real_now() + timedelta(seconds=30))

    haste = sending(client, world)
    assert (haste.status_code, "Đã gửi quá nhiều phản ánh" in words(haste)) == (429, True)
    assert client.post(FIND, {"ma": code, "khoa": key}).status_code == 429


def test_published_answers_are_read_by_everybody_page_by_page_with_names_masked(
    client: Client, world: given.World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Chưa có trả lời nào được công khai." in words(client.get(HOME))
    short_pages(monkeypatch)
    for subject in ("Đường vào bản", "Giờ làm việc"):
        uid = entered(world.clerk, kind="other").uid
        answered(world.head, uid, at=world.at, public_subject=subject, public_answer="Xã đang sửa.")
    first = client.get(HOME)
    (onward,) = re.findall(r'href="(\?truoc=\d+)"', first.content.decode())
    second = words(client.get(HOME + onward))

    assert "Giờ làm việc Hoàng Thị S*** · Về việc khác Xã đang sửa." in words(first)
    assert ("Đường vào bản" in second, "Giờ làm việc" in second) == (True, False)
    assert re.findall(r"\?truoc=\d", client.get(HOME + onward).content.decode()) == [], "a full last page is the last"
    assert client.get(f"{HOME}?truoc=abc").status_code == 200


def test_the_pages_speak_english(client: Client, world: given.World) -> None:
    code, key = code_and_key(client, sending(client, world))
    choose(client, "en")

    assert "To which office?" in words(client.get(SEND))
    shown = words(client.post(FIND, {"ma": code, "khoa": key}))
    assert "Waiting to be received" in shown
    assert "A procedure or rule" in shown


@pytest.mark.thorough
@pytest.mark.browser
def test_axe_finds_nothing_on_the_pages_of_petitions(page: Any, client: Client, world: given.World) -> None:
    code, key = code_and_key(client, sending(client, world))
    closed(world, code, public_subject="Số lần đi lại", public_answer="Giấy chứng sinh chỉ nộp một lần.")
    serve(page, client)
    for name, address in {"home": HOME, "send": SEND, "find": f"{FIND}?ma={code}"}.items():
        page.goto(ORIGIN + address)
        assert_accessible(page)
        screenshot(page, f"portal-petitions-{name}")
    page.get_by_label("Khóa tra cứu").fill(key)
    page.get_by_role("button", name="Xem", exact=True).click()
    page.get_by_role("heading", name="Đã trả lời").wait_for()
    assert_accessible(page)
    screenshot(page, "portal-petitions-answered")
