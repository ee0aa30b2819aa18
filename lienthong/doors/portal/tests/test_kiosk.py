"""The ticket kiosk and the board: one touch gives one number, without scripts, without a sign-in, with nobody's name in full."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from lienthong.casework.procedures.testing import a_published_version
from lienthong.casework.queue import public as queue
from lienthong.casework.queue.testing import Hall, a_hall
from lienthong.office.accounts.testing import spend_every_attempt
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit import clock
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, overflow_of, screenshot, serve

CODE = "06841"
HOME = f"/quay/{CODE}/"


@pytest.fixture
def hall(db: None, monkeypatch: pytest.MonkeyPatch) -> Hall:
    """The waiting hall of Hoành Mô on Monday morning."""
    monkeypatch.setattr(clock, "now", lambda: MONDAY_8AM)
    return a_hall()


def words(answer: Any) -> str:
    """Return the words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode().partition("<main")[2])).split())


def key_of(answer: Any) -> str:
    """Return the key of the page's buttons."""
    found = re.search(r'name="khoa" value="([^"]+)"', answer.content.decode())
    assert found is not None
    return found[1]


def press(client: Client, hall: Hall, **changes: str) -> Any:
    """Press the first group's button of a fresh page."""
    form = {"nhom": str(hall.group), "khoa": str(uuid4()), "uu-tien": ""}
    return client.post(f"{HOME}lay-so/", {**form, **changes})


def test_one_touch_gives_a_ticket_and_a_double_tap_the_same(client: Client, hall: Hall) -> None:
    key = key_of(client.get(HOME))
    first, again = press(client, hall, khoa=key), press(client, hall, khoa=key)
    assert first["Location"] == again["Location"]
    page = client.get(first["Location"])
    assert "A001" in words(page)
    assert "Chưa ước được thời gian chờ" in words(page)


def test_a_kiosk_shows_its_groups_the_look_up_and_who_waits(client: Client, hall: Hall, query_count: Any) -> None:
    hall.take()
    with query_count() as counted:
        page = client.get(HOME)
    assert counted.statements <= 6, counted.texts
    assert "1 người đang chờ · chưa ước được thời gian" in words(page)
    assert "Không ai đang chờ" in words(page)
    assert reverse("portal:lookup") in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_a_ground_of_priority_is_chosen_by_links_alone(client: Client, hall: Hall) -> None:
    assert "Người khuyết tật" in words(client.get(f"{HOME}?uu-tien=chon"))
    assert "Diện ưu tiên: Người khuyết tật" in words(client.get(f"{HOME}?uu-tien=disabled"))
    taken = press(client, hall, **{"uu-tien": "disabled"})
    assert "Ưu tiên: Người khuyết tật" in words(client.get(taken["Location"]))


def test_what_cannot_be_given_is_told_above_the_choices(client: Client, hall: Hall) -> None:
    for answer, status in ((press(client, hall, nhom=str(uuid4())), 404), (press(client, hall, **{"uu-tien": "friend"}), 409)):
        assert answer.status_code == status
        assert "chọn" in words(answer)
    assert press(client, hall, nhom="x")["Location"] == "/quay/H49.16.22/"
    press(client, hall)
    spend_every_attempt(clock.real_now() + timedelta(seconds=30))
    answer = press(client, hall, **{"uu-tien": "disabled"})
    assert answer.status_code == 429
    assert "Diện ưu tiên: Người khuyết tật" in words(answer), "who presses again is still called first"
    assert "Máy lấy số đang nhận quá nhiều lần bấm" in words(answer)


def test_a_procedure_leads_to_its_group_by_two_touches(client: Client, hall: Hall, query_count: Any) -> None:
    birth, finder = a_published_version(), f"{HOME}thu-tuc/"
    assert (client.get(finder).status_code, "Tìm quầy theo thủ tục" in words(client.get(HOME))) == (404, False)
    queue.set_matters(actor=hall.admin, at=MONDAY_8AM, group_uid=hall.other, procedures=[birth.code], fields=["Đất đai"])

    home = client.get(f"{HOME}?uu-tien=elderly").content.decode()
    assert f'href="/quay/{CODE}/thu-tuc/?uu-tien=elderly"' in home or 'thu-tuc/?uu-tien=elderly"' in home
    fields = client.get(finder, {"uu-tien": "elderly"})
    assert (birth.field in words(fields), "Đất đai" in words(fields)) == (True, False), "nothing of that field is in force"
    with query_count() as counted:
        page = client.get(finder, {"linh-vuc": birth.field, "uu-tien": "elderly"})
    assert counted.statements <= 12, counted.texts
    assert f'name="thu-tuc" value="{birth.code}"' in page.content.decode()
    assert 'name="uu-tien" value="elderly"' in page.content.decode()
    taken = client.post(f"{HOME}lay-so/", {"thu-tuc": birth.code, "khoa": key_of(page), "uu-tien": "elderly"}, follow=True)
    assert all(said in words(taken) for said in ("B001", "Đất đai, xây dựng", "Người cao tuổi"))


@pytest.mark.parametrize("code", ["9.999999", "x" * 300])
def test_a_procedure_that_no_group_serves_leaves_the_choice(client: Client, hall: Hall, code: str) -> None:
    birth = a_published_version()
    for one in (code, birth.code):
        page = client.post(f"{HOME}lay-so/", {"thu-tuc": one, "khoa": str(uuid4()), "uu-tien": "elderly"})
        assert "Chưa nhóm quầy nào ghi thủ tục này" in words(page)
        assert all(said in words(page) for said in ("Hộ tịch, chứng thực", "Diện ưu tiên: Người cao tuổi"))
    assert client.get(f"{HOME}thu-tuc/", {"linh-vuc": "Bói toán"}).status_code == 404


def test_an_invented_field_shows_the_fields_and_a_lost_key_the_choices(client: Client, hall: Hall) -> None:
    birth = a_published_version()
    queue.set_matters(actor=hall.admin, at=MONDAY_8AM, group_uid=hall.group, procedures=[birth.code], fields=[])
    assert "thuộc lĩnh vực nào?" in words(client.get(f"{HOME}thu-tuc/", {"linh-vuc": "Bói toán", "uu-tien": "sai"}))
    assert client.post(f"{HOME}lay-so/", {"thu-tuc": birth.code, "khoa": "sai"})["Location"].endswith("/")
    assert queue.groups(hall.unit_id, MONDAY_8AM)[0].waiting == 0


def test_a_unit_without_groups_and_an_unknown_unit_have_no_kiosk(client: Client, hall: Hall) -> None:
    none = client.get("/quay/06847/")
    assert (none.status_code, "chưa mở hàng đợi" in words(none)) == (404, True)
    assert [client.get(f"/{page}/khong-co/").status_code for page in ("quay", "bang")] == [404, 404]


def test_a_ticket_tells_what_became_of_it(client: Client, hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = hall.take()
    address = reverse("portal:ticket", args=[CODE, taken.ticket_uid])
    assert "người kế tiếp" in words(client.get(address))
    hall.call()
    assert "Mời ông/bà đến quầy 1." in words(client.get(address))
    queue.skip(actor=hall.clerk, at=MONDAY_8AM, counter_uid=hall.one, ticket_uid=taken.ticket_uid)
    assert "báo cán bộ quầy 1" in words(client.get(address))
    monkeypatch.setattr(clock, "now", lambda: MONDAY_8AM + timedelta(days=1))
    assert "nay không dùng được nữa" in words(client.get(address))
    assert client.get(reverse("portal:ticket", args=[CODE, uuid4()])).status_code == 404
    assert client.get(reverse("portal:ticket", args=["06847", taken.ticket_uid])).status_code == 404


def test_a_name_is_written_by_who_holds_the_ticket_and_called_masked(client: Client, hall: Hall) -> None:
    taken = hall.take()
    address = reverse("portal:ticket_name", args=[CODE, taken.ticket_uid])
    assert client.post(address, {"ten": "12345"}).status_code == 422
    assert client.post(f"{address}?quay=1", {"ten": "Hoàng Văn Ánh"})["Location"].endswith("?quay=1")
    hall.call()
    board = words(client.get(f"/bang/{CODE}/"))
    assert "A001 1 Hoàng Văn A***" in board
    assert "Ánh" not in board


def test_a_ticket_is_printed_80_mm_wide(client: Client, hall: Hall) -> None:
    taken = hall.take(priority="elderly")
    answer = client.get(reverse("portal:ticket_pdf", args=[CODE, taken.ticket_uid]))
    pdf = pypdfium2.PdfDocument(answer.content)
    page = pdf[0]
    text = page.get_textpage().get_text_bounded()
    assert (len(pdf), round(page.get_width() / 72 * 25.4)) == (1, 80)
    assert all(part in text for part in ("A001", "Hộ tịch, chứng thực", "Người cao tuổi", "Chưa ước được thời gian chờ"))
    pdf.close()


def test_a_board_asks_again_by_itself_without_a_live_process_and_without_scripts(
    client: Client, hall: Hall, settings: Any, query_count: Any
) -> None:
    with query_count() as counted:
        plain = client.get(f"/bang/{CODE}/")
    assert counted.statements <= 6, counted.texts
    assert '<meta http-equiv="refresh" content="10">' in plain.content.decode()
    assert "connect-src 'self'" in plain["Content-Security-Policy"].split("; ")
    for live, address, policy in (
        ("8001", "http://testserver:8001/bang/H49.16.22/", "connect-src 'self' http://testserver:8001"),
        ("/truc-tiep/", "/truc-tiep/bang/H49.16.22/", "connect-src 'self'"),
    ):
        settings.LIVE = live
        answer = client.get(f"/bang/{CODE}/")
        assert f'data-live="{address}"' in answer.content.decode()
        assert policy in answer["Content-Security-Policy"].split("; "), "the directives come in any order"


@pytest.mark.browser
def test_a_kiosk_needs_no_scrolling_counts_down_and_is_used_by_keyboard(page: Any, client: Client, hall: Hall) -> None:
    for letter in "CDE":
        queue.add_group(
            actor=hall.admin, at=MONDAY_8AM, name=f"Lao động, thương binh, xã hội {letter}", letter=letter, counters=1
        )
    serve(page, client)
    page.goto(ORIGIN + HOME)
    for width, height in ((1080, 1920), (1366, 768)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0
        assert overflow_of(page) == 0
    screenshot(page, "kiosk")
    assert_accessible(page)
    page.get_by_role("link", name="Tôi thuộc diện ưu tiên").click()
    page.get_by_role("heading", name="diện ưu tiên nào").wait_for()
    page.get_by_text("Màn hình tự về đầu sau").wait_for()
    assert_accessible(page)
    page.get_by_role("link", name="Người cao tuổi").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Hộ tịch, chứng thực").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="A001").wait_for()
    screenshot(page, "kiosk-ticket")
    assert_accessible(page)


def test_who_changes_the_language_stays_with_the_ground_of_priority(client: Client, hall: Hall) -> None:
    page = client.get(f"{HOME}?uu-tien=disabled").content.decode()

    assert re.search(r'class="languages" method="post" action="/quay/[^"/]+/\?uu-tien=disabled"', page)
