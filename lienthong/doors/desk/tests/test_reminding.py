"""Deadline duties on the screen: warnings, letters of apology, whose hands are late."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from lienthong.casework.deadlines import public as deadlines
from lienthong.casework.deadlines.testing import drafted, letter, on, watched
from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.doors.desk.testing import as_person, page_of, set_clock
from lienthong.office.accounts.testing import PASSWORD
from lienthong.toolkit.paper.testing import words_of
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve


@pytest.fixture
def late_one(world: given.World, settings: Any) -> UUID:
    """A dossier due on Wednesday 04/04/2018 08:00, its letter drafted on the day before at 09:00, which is now."""
    uid = drafted(world)
    set_clock(settings, on(3, 4, 9))
    return uid


@pytest.fixture
def chairman(world: given.World, late_one: UUID) -> Client:
    """The chairman of Hoành Mô at the browser, just signed in."""
    return as_person(world, "hoanh_mo", "unit_head")


def confirmed(client: Client) -> Client:
    """Let the person give the password once more, as before a signature."""
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302
    return client


LETTER = {"reason_code": "overload", "note": "", "new_due_at": "08:00 09/04/2018"}


def address(uid: UUID) -> str:
    """Return the page of the letter of a dossier."""
    return f"/nhac-han/thu/{letter(uid).uid}/"


def test_a_warning_is_shown_to_whom_it_concerns_and_goes_when_seen(world: given.World, chairman: Client, late_one: UUID) -> None:
    words = page_of(chairman.get("/nhac-han/"))
    code = given.dossier(world.clerk, late_one).code
    assert (code in words, "Xem và ký" in words) == (True, True)
    seen = words.split("/xem/")[0].rsplit("/nhac-han/", 1)[1]
    assert "Không có lời nhắc nào chưa xem" in page_of(chairman.post(f"/nhac-han/{seen}/xem/", follow=True))
    assert as_person(world, "dong_van", "unit_head").post(f"/nhac-han/{seen}/xem/").status_code == 404


def test_a_letter_is_kept_signed_printed_and_sent(chairman: Client, late_one: UUID) -> None:
    assert "Đã lưu thư xin lỗi" in page_of(chairman.post(address(late_one), LETTER, follow=True))
    asked = chairman.post(address(late_one), {**LETTER, "ky": "1"})
    assert asked["Location"].startswith(reverse("account_reauthenticate"))  # who signs is asked once more
    assert letter(late_one).signed_at is None
    signed = confirmed(chairman).post(address(late_one), {**LETTER, "ky": "1"}, follow=True)
    assert "Đã ký thư xin lỗi" in page_of(signed)
    printed = words_of(chairman.get(f"/nhac-han/thu/{letter(late_one).uid}.pdf").content)
    assert "hẹn trả kết quả vào lúc 08 giờ 00 phút, ngày 09 tháng 04 năm 2018" in printed
    assert "Đã ghi việc gửi" in page_of(chairman.post(f"{address(late_one)}gui/", {"channel": "paper"}, follow=True))
    assert "Đã gửi" in page_of(chairman.get(address(late_one)))


def test_the_new_date_stands_on_the_dossier_in_the_register_and_before_the_citizen(
    world: given.World, chairman: Client, late_one: UUID, settings: Any
) -> None:
    row = given.dossier(world.clerk, late_one)
    pages = {
        "dossier": f"/ho-so/{late_one}/",
        "told": f"/ho-so/{late_one}/da-bao/",
        "register": "/ho-so/so-theo-doi/?tu=12/03/2018&den=12/03/2018",
    }
    slip = {"ma": row.code, "khoa": row.lookup_key}
    assert "chờ ký" in page_of(chairman.get(pages["told"]))
    assert "hẹn lại" not in page_of(chairman.get(pages["dossier"]))
    assert "09/04/2018" not in page_of(chairman.get(pages["register"]))
    assert "chậm so với" not in page_of(Client().post("/tra-cuu/", slip)), "what nobody signed promises nothing"

    confirmed(chairman).post(address(late_one), {**LETTER, "ky": "1"})
    assert "chưa gửi" in page_of(chairman.get(pages["told"]))
    chairman.post(f"{address(late_one)}gui/", {"channel": "paper"})

    assert "Đã xin lỗi, hẹn lại <strong>08:00 ngày 09/04/2018" in page_of(chairman.get(pages["dossier"]))
    shown = page_of(chairman.get(pages["told"]))
    assert ("08:00 ngày 09/04/2018" in shown, "đã gửi" in shown, "Mở thư" in shown) == (True, True, True)
    other = page_of(as_person(world, "hoanh_mo", "specialist.justice").get(pages["told"]))
    assert ("08:00 ngày 09/04/2018" in other, "Mở thư" in other) == (True, False)
    for found in (
        page_of(chairman.get(pages["register"])),
        words_of(chairman.get(pages["register"].replace("/?", ".pdf?")).content),
    ):
        assert "đã xin lỗi, hẹn lại 08:00 ngày 09/04/2018" in found
    told = page_of(Client().post("/tra-cuu/", slip))
    assert ("đến nhận lúc 08:00 thứ Hai, 09/04/2018" in told, "Hẹn lại theo thư xin lỗi" in told) == (True, True)
    set_clock(settings, on(10, 4))
    assert "quá cả ngày hẹn lại" in page_of(Client().post("/tra-cuu/", slip))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reason_code": ""}, "lý do"),
        ({"new_due_at": "08:00 03/04/2018"}, "sau"),
        ({"new_due_at": "mai"}, "Ghi giờ và ngày"),
    ],
)
def test_a_letter_that_cannot_be_signed_says_why_and_keeps_what_was_typed(
    chairman: Client, late_one: UUID, change: dict[str, str], said: str
) -> None:
    answer = confirmed(chairman).post(address(late_one), {**LETTER, "note": "Đo đạc lại", "ky": "1", **change})
    words = page_of(answer)
    assert answer.status_code == 422
    assert ("error-summary" in words, said.lower() in words.lower(), "Đo đạc lại" in words) == (True, True, True)


def test_a_clerk_mends_the_draft_but_does_not_sign(world: given.World, late_one: UUID) -> None:
    clerk = as_person(world, "hoanh_mo", "counter_clerk")
    assert "Ký thư" not in page_of(clerk.get(address(late_one)))
    refused = confirmed(clerk).post(address(late_one), {**LETTER, "ky": "1"})
    assert refused.status_code == 422
    assert clerk.post(f"{address(late_one)}gui/", {"channel": "paper"}, follow=True).status_code == 200
    assert clerk.get(f"/nhac-han/thu/{letter(late_one).uid}.pdf").status_code == 409


def test_leaders_see_whose_hands_are_late_down_to_the_dossier(world: given.World, late_one: UUID, settings: Any) -> None:
    set_clock(settings, on(5, 4, 9))
    watched(on(5, 4, 9))
    head = as_person(world, "hoanh_mo", "unit_head")
    code = given.dossier(world.clerk, late_one).code
    assert "hồ sơ ở UBND xã Hoành Mô" in page_of(head.get("/nhac-han/"))
    listed = page_of(head.get("/nhac-han/qua-han/", {"don-vi": str(world.clerk.unit_id)}))
    assert (code in listed, "1 ngày 1 giờ" in listed) == (True, True)
    assert code in head.get("/nhac-han/qua-han.csv").content.decode("utf-8-sig")
    assert "Không có hồ sơ nào quá hạn" in page_of(head.get("/nhac-han/qua-han/", {"don-vi": "999999"}))
    assert as_person(world, "hoanh_mo", "counter_clerk").get("/nhac-han/qua-han/").status_code == 403


def test_what_lies_with_nobody_is_listed_apart_from_what_somebody_holds(
    world: given.World, late_one: UUID, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = given.received(world, given.CHAIN)
    (task,) = given.open_tasks(world.clerk, held)
    dossiers.take_over(actor=world.clerk, at=world.at, dossier_uid=held, token=task.token)
    set_clock(settings, on(5, 4, 9))
    head = as_person(world, "hoanh_mo", "unit_head")
    codes = {name: given.dossier(world.clerk, uid).code for name, uid in (("free", late_one), ("held", held))}

    links = [unescape(link) for link in re.findall(r'href="(/nhac-han/qua-han/\?[^"]+)"', page_of(head.get("/nhac-han/")))]
    told = {link.rpartition("=")[2]: {name for name, code in codes.items() if code in page_of(head.get(link))} for link in links}
    assert told == {"chua-ai": {"free"}, str(world.clerk.person_uid): {"held"}}

    assert "Hồ sơ quá hạn: 2<" in page_of(head.get("/nhac-han/qua-han/"))
    monkeypatch.setattr(deadlines, "MOST_LATE", 1)
    few = page_of(head.get("/nhac-han/qua-han/"))
    assert ("Hồ sơ quá hạn: 1 lâu nhất<" in few, "tải CSV để có đủ" in few, codes["held"] in few) == (True, True, False)
    assert codes["held"] in head.get("/nhac-han/qua-han.csv").content.decode("utf-8-sig")


def test_a_letter_that_was_taken_back_says_why(world: given.World, chairman: Client, late_one: UUID) -> None:
    dossiers.request_supplement(actor=world.clerk, at=on(3, 4, 10), dossier_uid=late_one, papers=["Giấy"], reason="Mờ")
    watched(on(3, 4, 11))
    assert "Thư đã được rút: hồ sơ đang tạm dừng." in page_of(chairman.get(address(late_one)))


def test_who_sees_a_letter_from_above_is_not_offered_to_sign_it(world: given.World, late_one: UUID) -> None:
    assert "Ký thư" not in page_of(as_person(world, "district", "unit_head").get(address(late_one)))


def test_the_pages_ask_few_questions(chairman: Client, late_one: UUID, query_count: Any) -> None:
    for path in ("/nhac-han/", "/nhac-han/qua-han/", address(late_one)):
        chairman.get(path)
        with query_count() as counted:
            assert chairman.get(path).status_code == 200
        assert counted.statements <= 12, (path, counted.texts)


@pytest.mark.thorough
@pytest.mark.browser
def test_the_pages_are_accessible(page: Any, chairman: Client, late_one: UUID) -> None:
    serve(page, chairman)
    page.goto(ORIGIN + "/nhac-han/")
    assert_accessible(page)
    screenshot(page, "reminders")
    page.get_by_role("link", name="Xem và ký").click()
    page.get_by_role("button", name="Ký thư").wait_for()
    assert_accessible(page)
    screenshot(page, "apology")
    page.goto(ORIGIN + "/nhac-han/qua-han/")
    assert_accessible(page)
