"""The clerk's strip, the setting up of a hall, and the statistics of a day."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import testing as given
from lienthong.casework.procedures import public as procedures
from lienthong.casework.queue import public as queue
from lienthong.casework.queue.testing import Hall, a_hall
from lienthong.doors.desk.testing import as_person, page_of
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

STRIP = "/hang-doi/quay/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def hall(world: given.World) -> Hall:
    """The waiting hall of Hoành Mô."""
    return a_hall(world.district)


def seated(client: Client, hall: Hall) -> Client:
    """Sit the clerk down at counter 1."""
    client.post(f"{STRIP}ngoi/", {"counter": str(hall.one)})
    return client


def press(client: Client, verb: str, **form: Any) -> str:
    """Press a button of the strip; return the strip."""
    return page_of(client.post(f"{STRIP}{verb}/", {name: str(value) for name, value in form.items()}, headers=HTMX))


def test_a_clerk_sits_down_calls_and_ends(clerk: Client, hall: Hall) -> None:
    tickets = [hall.take() for _ in range(3)]
    assert "Ông/bà ngồi quầy nào?" in page_of(clerk.get(STRIP, headers=HTMX))
    seated(clerk, hall)
    assert "A001" in press(clerk, "goi", ticket="")
    assert "gọi 2 lần" in press(clerk, "goi-lai", ticket=tickets[0].ticket_uid)
    assert "1 số đã bỏ qua" in press(clerk, "bo-qua", ticket=tickets[0].ticket_uid)
    assert "A002" in press(clerk, "goi", ticket="")
    press(clerk, "vang", ticket=tickets[1].ticket_uid)
    press(clerk, "goi-lai", ticket=tickets[0].ticket_uid)
    press(clerk, "xong", ticket=tickets[0].ticket_uid)
    press(clerk, "goi", ticket="")
    assert "Chưa gọi ai" in press(clerk, "chuyen", ticket=tickets[2].ticket_uid, group=hall.other)
    states = [hall.ticket(one.ticket_uid) for one in tickets]
    assert [(one.state.value, one.group_uid) for one in states] == [
        ("served", hall.group), ("no_show", hall.group), ("waiting", hall.other),
    ]  # fmt: skip


def test_what_is_refused_is_told_in_the_strip_and_without_scripts_on_the_page(clerk: Client, hall: Hall) -> None:
    seated(clerk, hall)
    assert "Không còn ai chờ ở Hộ tịch, chứng thực" in press(clerk, "goi", ticket="")
    assert "Không tìm thấy phiếu" in press(clerk, "xong", ticket="")
    assert "Nhóm quầy này không có" in press(clerk, "chuyen", ticket=new_uid())
    answer = clerk.post(f"{STRIP}goi/", {"ticket": ""}, follow=True)
    assert "Không còn ai chờ ở Hộ tịch, chứng thực" in page_of(answer)
    clerk.post(f"{STRIP}ngoi/", {})
    assert "Ông/bà ngồi quầy nào?" in page_of(clerk.post(f"{STRIP}goi/", {"ticket": ""}, follow=True))


def test_a_counter_that_is_gone_asks_where_the_clerk_sits(clerk: Client, hall: Hall) -> None:
    seated(clerk, hall)
    queue.close_counter(actor=hall.admin, at=given.World.at, counter_uid=hall.one)
    assert "Ông/bà ngồi quầy nào?" in page_of(clerk.get(STRIP, headers=HTMX))
    assert "Quầy này không có hoặc đã đóng" in press(clerk, "goi", ticket="")


def test_a_page_that_asks_by_itself_asks_little_and_keeps_no_session_alive(clerk: Client, hall: Hall, query_count: Any) -> None:
    seated(clerk, hall)
    hall.take(priority="ill")
    session = clerk.session
    session["lt_seen"] -= 300
    session.save()
    with query_count() as counted:
        told = page_of(clerk.get(f"{STRIP}?cho=1", headers=HTMX))
    assert ("1</strong> người chờ, 1 ưu tiên" in told, told.count("<button")) == (True, 0)
    assert counted.statements <= 7, counted.texts
    assert clerk.session["lt_seen"] == session["lt_seen"]
    clerk.get(STRIP, headers=HTMX)
    assert clerk.session["lt_seen"] > session["lt_seen"]
    queue.close_counter(actor=hall.admin, at=given.World.at, counter_uid=hall.one)
    gone = clerk.get(f"{STRIP}?cho=1", headers=HTMX)
    assert (gone["HX-Retarget"], "Ông/bà ngồi quầy nào?" in page_of(gone)) == ("#queue-strip", True)


def test_the_strip_costs_the_receive_page_nothing_and_itself_few_statements(clerk: Client, hall: Hall, query_count: Any) -> None:
    seated(clerk, hall)
    hall.take()
    assert 'hx-get="/hang-doi/quay/"' in page_of(clerk.get(reverse("desk:receive")))
    with query_count() as counted:
        clerk.get(STRIP, headers=HTMX)
    assert counted.statements <= 12, counted.texts


def test_a_hall_is_opened_and_closed_by_the_administrator(world: given.World, hall: Hall) -> None:
    admin = as_person(world, "hoanh_mo", "unit_admin")
    address = reverse("desk:queue_setup")
    new = {"name": "Lao động", "letter": "c", "served": "khai sinh", "counters": "2"}
    assert "Đã mở nhóm quầy Lao động" in page_of(admin.post(address, new, follow=True))
    assert admin.post(address, new).status_code == 409
    assert admin.post(address, {**new, "letter": "1"}).status_code == 422
    for verb, uid in (("them-quay", hall.other), ("dong-quay", hall.three), ("dong-nhom", hall.other)):
        assert "Đã lưu" in page_of(admin.post(reverse("desk:queue_change", args=[verb, uid]), follow=True))
    hall.take()
    told = page_of(admin.post(reverse("desk:queue_change", args=["dong-nhom", hall.group]), follow=True))
    assert "Còn 1 người" in told
    assert as_person(world, "hoanh_mo", "counter_clerk").get(address).status_code == 403


def test_the_hours_of_a_day_are_shown_and_saved_with_the_unknown_left_open(clerk: Client, hall: Hall, query_count: Any) -> None:
    hall.take()
    clerk.get(reverse("desk:queue"))
    with query_count() as counted:
        page = page_of(clerk.get(reverse("desk:queue")))
    assert counted.statements <= 12, counted.texts
    assert "không rõ" in page
    assert "Ngày này chưa ai lấy số" in page_of(clerk.get(reverse("desk:queue") + "?ngay=2018-03-11"))
    for no_day in ("0001-01-01", "9999-12-31", "hôm qua"):
        assert "1 người lấy số" in page_of(clerk.get(reverse("desk:queue"), {"ngay": no_day}))
    lines = clerk.get(reverse("desk:queue_csv")).content.decode("utf-8-sig").splitlines()
    assert lines[1] == "08:00,1,0,0,0,0,1,,,0,"


def test_where_no_group_is_open_no_page_leads_to_a_kiosk_or_a_board_that_is_not_there(world: given.World) -> None:
    admin = as_person(world, "hoanh_mo", "unit_admin")
    pages = [page_of(admin.get(reverse(name))) for name in ("desk:queue", "desk:queue_setup")]
    assert not [page for page in pages if "Máy lấy số" in page or "/bang/" in page]
    assert "Đơn vị chưa có nhóm quầy" in pages[1]


@pytest.mark.browser
def test_a_clerk_calls_by_keys_beside_the_form(page: Any, world: given.World, clerk: Client, hall: Hall) -> None:
    hall.take(priority="elderly")
    hall.take()
    seated(clerk, hall)
    version = procedures.version_in_force(given.BIRTH, world.at.date())
    serve(page, clerk)
    page.goto(f"{ORIGIN}/ho-so/nhan/?thu-tuc={version.uid}")
    page.get_by_role("button", name="Gọi số tiếp").wait_for()
    page.keyboard.press("g")
    page.get_by_text("Đang gọi số A001").wait_for()
    page.keyboard.press("b")
    page.get_by_text("1 số đã bỏ qua").click()
    screenshot(page, "desk-queue-strip")
    assert_accessible(page)
    page.goto(ORIGIN + reverse("desk:queue"))
    screenshot(page, "desk-queue-hours")
    assert_accessible(page)
    serve(page, as_person(world, "hoanh_mo", "unit_admin"))
    page.goto(ORIGIN + reverse("desk:queue_setup"))
    screenshot(page, "desk-queue-setup")
    assert_accessible(page)


def test_the_administrator_names_what_a_group_serves(world: given.World, hall: Hall, query_count: Any) -> None:
    admin = as_person(world, "hoanh_mo", "unit_admin")
    address = reverse("desk:queue_matters", args=[hall.group])
    assert address in page_of(admin.get(reverse("desk:queue_setup")))
    with query_count() as counted:
        page = page_of(admin.get(address))
    assert counted.statements <= 12, counted.texts
    assert ("Hộ tịch" in page, f"{given.BIRTH} · " in page) == (True, True)

    form = {"fields_served": ["Hộ tịch"], "procedures_served": [given.PERMIT]}
    assert "Đã lưu thủ tục của nhóm quầy" in page_of(admin.post(address, form, follow=True))

    kept = page_of(admin.get(address))
    assert kept.count(" checked") == 2
    assert queue.group_for(hall.unit_id, procedure=given.BIRTH, field="Hộ tịch") == hall.group
    other = admin.post(reverse("desk:queue_matters", args=[hall.other]), form)
    assert (other.status_code, "đã giao cho nhóm quầy Hộ tịch, chứng thực" in page_of(other)) == (409, True)


def test_a_matter_that_is_in_no_catalogue_is_not_chosen_but_what_left_it_stays(world: given.World, hall: Hall) -> None:
    admin = as_person(world, "hoanh_mo", "unit_admin")
    address = reverse("desk:queue_matters", args=[hall.group])
    wrong = admin.post(address, {"fields_served": ["Bói toán"], "procedures_served": ["9.999999"]})
    assert wrong.status_code == 422
    gone = {"procedures": ["9.999999"], "fields": ["Lĩnh vực cũ"]}
    queue.set_matters(actor=hall.admin, at=world.at, group_uid=hall.group, **gone)
    page = page_of(admin.get(address))
    assert all(words in page for words in ("Không còn trong danh mục hôm nay", "9.999999", "Lĩnh vực cũ"))
    kept = {"fields_served": ["Lĩnh vực cũ"], "procedures_served": ["9.999999"]}
    assert admin.post(address, kept).status_code == 302


def test_nobody_else_names_it_and_no_group_of_another_unit_is_opened(world: given.World, clerk: Client, hall: Hall) -> None:
    address = reverse("desk:queue_matters", args=[hall.group])
    assert clerk.get(address).status_code == 403
    assert as_person(world, "dong_van", "unit_admin").get(address).status_code == 404
