"""Booking a visit in the portal and coming to it at the kiosk: links and forms alone, bad input told where it was typed."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.testing import a_published_version
from lienthong.casework.queue import public as queue
from lienthong.casework.queue.testing import Hall, a_hall
from lienthong.doors.portal import services
from lienthong.office.accounts.testing import spend_every_attempt
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit import clock
from lienthong.toolkit.ui.testing import ORIGIN, choose, overflow_of, screenshot, serve

CODE = "H49.16.22"
NINE = MONDAY_8AM + timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def hall(db: None, monkeypatch: pytest.MonkeyPatch) -> Hall:
    """The waiting hall of Hoành Mô on Monday morning, with two visits in each half hour."""
    monkeypatch.setattr(clock, "now", lambda: MONDAY_8AM)
    hall = a_hall()
    hall.plan()
    return hall


def words(answer: Any) -> str:
    """Return the words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode().partition("<main")[2])).split())


def address(hall: Hall, *, day: str = "") -> str:
    """Return the page of days and hours of the first group."""
    return reverse("portal:visit_times", args=[CODE, hall.group]) + (f"?ngay={day}" if day else "")


def send(client: Client, hall: Hall, **changes: str) -> Any:
    """Send the form for Monday at nine."""
    form = {"ngay": "2018-03-12", "gio": NINE.isoformat(), "ten": "Chíu Thị Lan", "lien_he": "0912 345 678", "khoa": str(uuid4())}
    return client.post(address(hall), {**form, **changes})


def test_a_visit_is_booked_by_links_and_one_form(client: Client, hall: Hall) -> None:
    home = client.get(reverse("portal:visits")).content.decode()
    assert reverse("portal:visit_unit", args=[CODE]) in home
    assert "Đồng Văn" not in words(client.get(reverse("portal:visits"))), "takes no bookings"
    groups = client.get(reverse("portal:visit_unit", args=[CODE]))
    assert address(hall) in groups.content.decode()
    assert "Đất đai, xây dựng" not in words(groups), "has no plan"
    times = words(client.get(address(hall)))
    assert "thứ Hai, 12/03/2018" in times
    assert "08:30–09:00, còn 2 chỗ" in times
    made = send(client, hall)
    page = client.get(made["Location"])
    assert "Hẹn ông/bà 09:00, thứ Hai, 12/03/2018" in words(page)
    assert "Từ 08:45" in words(page)
    assert not [private for private in ("Lan", "0912345678") if private in page.content.decode()]


def test_pages_of_booking_ask_few_statements(client: Client, hall: Hall, query_count: Any) -> None:
    group, visit = reverse("portal:visit_unit", args=[CODE]), reverse("portal:visit", args=[CODE, code := hall.book(NINE)])
    for page in (reverse("portal:visits"), group, address(hall), f"/quay/{CODE}/lich-hen/", f"{group}?ma={code}", visit):
        with query_count() as counted:
            client.get(page)
        assert counted.statements <= 12, counted.texts
    with query_count() as counted:
        client.post(reverse("portal:cancel_visit", args=[CODE, code]))
    assert counted.statements <= 12, counted.texts


def test_a_double_press_is_one_visit(client: Client, hall: Hall) -> None:
    key = str(uuid4())
    assert send(client, hall, khoa=key)["Location"] == send(client, hall, khoa=key)["Location"]


def test_another_day_is_a_link_and_a_wrong_one_shows_the_first_free(client: Client, hall: Hall) -> None:
    assert "thứ Tư, 14/03/2018" in words(client.get(address(hall, day="2018-03-14")))
    for wrong in ("2018-03-18", "2017-01-01", "hôm nay"):
        assert "thứ Hai, 12/03/2018" in words(client.get(address(hall, day=wrong)))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"gio": "2018-03-12T07:30:00+07:00"}, "không còn chỗ hoặc đã qua"),
        ({"gio": "2018-03-18T09:00:00+07:00"}, "không còn chỗ hoặc đã qua"),
        ({"gio": ""}, "Chọn giờ đến"),
        ({"ten": ""}, "Nhập họ và tên"),
        ({"lien_he": "12"}, "Nhập số điện thoại 10 chữ số"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(client: Client, hall: Hall, changes: dict[str, str], told: str) -> None:
    answer = send(client, hall, **changes)
    assert answer.status_code == 422
    assert told in words(answer)
    assert changes.get("ten", "Chíu Thị Lan") in answer.content.decode()


def test_a_slot_filled_meanwhile_is_told_at_the_hour(client: Client, hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    hall.book(NINE, contact="0912000001")
    hall.book(NINE, contact="0912000002")
    assert "không còn chỗ hoặc đã qua" in words(send(client, hall))

    def meanwhile(**facts: Any) -> queue.Booked:
        hall.book(NINE + 30 * MINUTE, contact="0912000003")
        hall.book(NINE + 30 * MINUTE, contact="0912000004")
        return queue.book(**{name: facts[name] for name in ("unit_id", "group_uid", "at", "wish", "key")})

    monkeypatch.setattr(services, "book_visit", meanwhile)
    answer = send(client, hall, gio=(NINE + 30 * MINUTE).isoformat())
    assert answer.status_code == 409
    assert "Khung giờ 09:30 ngày 12/03/2018 vừa hết chỗ" in words(answer)


def test_too_many_visits_and_too_much_haste_are_told(client: Client, hall: Hall) -> None:
    for minutes in (0, 30):
        send(client, hall, gio=(NINE + minutes * MINUTE).isoformat())
    assert "đã có 2 lịch hẹn chưa đến" in words(send(client, hall, gio=(NINE + 60 * MINUTE).isoformat()))
    spend_every_attempt(clock.real_now() + timedelta(seconds=30))
    assert send(client, hall, lien_he="0912000009").status_code == 429


def test_days_and_groups_without_places_are_told(client: Client, hall: Hall) -> None:
    hall.plan(places=1, minutes=240, days_ahead=1)
    slots = [slot for some in queue.offer(hall.unit_id, hall.group, MONDAY_8AM).days.values() for slot in some]
    for number, slot in enumerate(slots):
        hall.book(slot.begins_at, contact=f"091200000{number}")
    assert "Ngày này đã hết chỗ" in words(client.get(address(hall, day=f"{slots[-1].begins_at:%Y-%m-%d}")))
    hall.plan(places=0)
    assert client.get(address(hall)).status_code == 404
    assert "chưa nhận đặt lịch" in words(client.get(reverse("portal:visit_unit", args=[CODE])))
    assert "Chưa cơ quan nào nhận đặt lịch" in words(client.get(reverse("portal:visits")))
    assert "Tôi có lịch hẹn" not in client.get(f"/quay/{CODE}/").content.decode()


def test_the_procedure_is_carried_from_its_page_to_the_booking(
    client: Client, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Version:
        code, name, field = "1.001193", "Đăng ký khai sinh", "Hộ tịch"

    def in_force(code: str, day: Any) -> Any:
        if code != Version.code:
            raise procedures.ProcedureUnknown(procedure=code)
        return Version

    monkeypatch.setattr(procedures, "version_in_force", in_force)
    page = client.get(f"{reverse('portal:visits')}?thu-tuc=1.001193")
    assert f"{reverse('portal:visit_unit', args=[CODE])}?thu-tuc=1.001193" in page.content.decode()
    assert "thu-tuc=1.001193" in client.get(f"{reverse('portal:visit_unit', args=[CODE])}?thu-tuc=1.001193").content.decode()
    made = send(client, hall, **{"thu-tuc": "1.001193"})
    assert "Việc Đăng ký khai sinh" in words(client.get(made["Location"]))
    assert "Việc:" not in words(client.get(f"{reverse('portal:visits')}?thu-tuc=9.999999"))


def test_who_books_for_a_procedure_gets_the_group_that_serves_it_and_may_choose_another(client: Client, hall: Hall) -> None:
    birth = a_published_version()
    asked = f"{reverse('portal:visit_unit', args=[CODE])}?thu-tuc={birth.code}"
    assert "đến quầy nào?" in words(client.get(asked)), "nobody said which group serves it"
    queue.set_matters(actor=hall.admin, at=MONDAY_8AM, group_uid=hall.group, procedures=[], fields=[birth.field])

    there = client.get(asked, follow=True)

    assert there.redirect_chain == [(f"{address(hall)}?thu-tuc={birth.code}", 302)]
    assert f"Hộ tịch, chứng thực · {birth.name}" in words(there)
    other = f"{asked}&amp;chon=1"
    assert there.content.decode().count(f'href="{other}"') == 2, "the crumb and the link"
    assert "đến quầy nào?" in words(client.get(other.replace("&amp;", "&")))
    assert client.get(f"{asked}&ma=").status_code == 422, "the form of a booked visit stays on its page"


@pytest.mark.parametrize("code", ["9.999999", "", "x" * 300])
def test_an_unknown_procedure_or_a_group_without_places_leaves_the_choice(client: Client, hall: Hall, code: str) -> None:
    birth = a_published_version()
    queue.set_matters(actor=hall.admin, at=MONDAY_8AM, group_uid=hall.other, procedures=[birth.code], fields=[])
    for one in (code, birth.code):
        page = client.get(reverse("portal:visit_unit", args=[CODE]), {"thu-tuc": one})
        assert (page.status_code, "đến quầy nào?" in words(page)) == (200, True)


def test_a_visit_that_the_office_cancelled_says_why_and_is_remembered_in_its_language(client: Client, hall: Hall) -> None:
    choose(client, "en")
    made = send(client, hall)
    code = made["Location"].rstrip("/").rpartition("/")[2]
    booked = queue.booking(hall.unit_id, code).uid
    with ledger.seeing({hall.unit_id}):
        visitor = queue.visitor(booked)
    assert visitor is not None
    assert visitor.language == "en"

    queue.close_group(actor=hall.admin, at=MONDAY_8AM, group_uid=hall.group)

    assert "The office cancelled this visit: this counter group is closed" in words(client.get(made["Location"]))


def test_a_visit_is_opened_by_its_code_and_cancelled_by_who_has_it(client: Client, hall: Hall) -> None:
    code = hall.book(NINE)
    asked = reverse("portal:visit_unit", args=[CODE])
    found = client.get(asked, {"ma": f"{code[:4].lower()}-{code[4:]}"})
    assert found["Location"] == reverse("portal:visit", args=[CODE, code])
    assert client.get(asked, {"ma": ""}).status_code == 422
    answer = client.post(reverse("portal:cancel_visit", args=[CODE, code]), follow=True)
    assert "Lịch hẹn này đã hủy" in words(answer)
    assert client.get(reverse("portal:visit", args=[CODE, "KHONGCO2"])).status_code == 404
    assert client.get(reverse("portal:visit", args=["06847", code])).status_code == 404, "of another unit"


def test_the_page_of_a_visit_tells_what_became_of_it(client: Client, hall: Hall) -> None:
    came, gone = hall.book(NINE, contact="0912000001"), hall.book(NINE + 30 * MINUTE, contact="0912000002")
    hall.come(came, at=NINE)
    assert "Ông/bà đã đến và nhận số A001" in words(client.get(reverse("portal:visit", args=[CODE, came])))
    queue.close_units(actor=hall.admin, at=MONDAY_8AM, unit_ids=[])
    assert client.post(reverse("portal:cancel_visit", args=[CODE, came])).status_code == 409
    assert "Hủy lịch hẹn" in words(client.get(reverse("portal:visit", args=[CODE, gone])))


@pytest.mark.parametrize("typed", ["{code}", "{spelled}", "http://nha.vn/lich-hen/H49.16.22/{code}/", " {lower} "])
def test_the_kiosk_turns_a_typed_or_scanned_code_into_a_ticket(
    client: Client, hall: Hall, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    code = hall.book(NINE)
    monkeypatch.setattr(clock, "now", lambda: NINE)
    assert f"/quay/{CODE}/lich-hen/" in client.get(f"/quay/{CODE}/").content.decode()
    text = typed.format(code=code, spelled=f"{code[:4]}-{code[4:]}", lower=code.lower())
    answer = client.post(f"/quay/{CODE}/lich-hen/", {"ma": text})
    assert answer["Location"].endswith("?quay=1")
    page = words(client.get(answer["Location"]))
    assert "A001" in page
    assert "Hẹn lúc 09:00" in page


def test_the_kiosk_says_why_a_code_gives_no_ticket(client: Client, hall: Hall) -> None:
    code, tomorrow = hall.book(NINE), hall.book(NINE + timedelta(days=1))
    for typed, status, told in (
        ("", 422, "Nhập mã lịch hẹn"),
        ("KHONGCO2", 404, "không có lịch hẹn mang mã này"),
        (code, 409, "từ 08:45 mới nhập mã"),
        (tomorrow, 409, "của ngày 13/03/2018"),
    ):
        answer = client.post(f"/quay/{CODE}/lich-hen/", {"ma": typed})
        assert (answer.status_code, told in words(answer)) == (status, True), words(answer)
    assert org.unit(CODE).name in words(client.post(f"/quay/{CODE}/lich-hen/", {"ma": "KHONGCO2"}))


@pytest.mark.browser
def test_a_phone_books_a_visit_without_scripts(hall: Hall, browser: Any, client: Client) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False, base_url=ORIGIN)
    page = context.new_page()
    serve(page, client)
    page.goto(ORIGIN + reverse("portal:visits"))
    page.get_by_role("link", name="Hoành Mô").click()
    page.get_by_role("link", name="Hộ tịch, chứng thực").click()
    page.get_by_text("09:00–09:30").click()
    page.get_by_label("Họ và tên").fill("Chíu Thị Lan")
    page.get_by_label("Số điện thoại").fill("0912345678")
    screenshot(page, "visit-times-phone")
    assert overflow_of(page) <= 0
    page.get_by_role("button", name="Đặt lịch").click()
    assert "Hẹn ông/bà 09:00" in page.locator("h1").inner_text()
    screenshot(page, "visit-phone")
    assert overflow_of(page) <= 0
    context.close()
