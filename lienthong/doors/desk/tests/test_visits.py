"""Booked visits at the desk: the strip leads to the reception of what was booked, the day's list, the head's plan."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import testing as given
from lienthong.casework.petitions.testing import entered, filed
from lienthong.casework.procedures import public as procedures
from lienthong.casework.queue import public as queue
from lienthong.casework.queue.testing import Hall, a_hall
from lienthong.casework.tasks import public as tasks
from lienthong.casework.tasks.testing import a_new_task
from lienthong.doors.desk.testing import as_person, page_of
from lienthong.office.ledger import public as ledger
from lienthong.office.worktime import public as worktime
from lienthong.office.worktime.testing import forget_calendars, off
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, overflow_of, screenshot, serve

HTMX = {"HX-Request": "true"}
STRIP = "/hang-doi/quay/"


@pytest.fixture
def hall(world: given.World) -> Hall:
    """The waiting hall of Hoành Mô, which takes two visits in each half hour."""
    hall = a_hall(world.district)
    hall.plan()
    return hall


def called(clerk: Client, hall: Hall, **booked: Any) -> str:
    """Book the next half hour, come to it, call it to counter 1; return the strip."""
    slot = given.World.at + timedelta(minutes=30)
    hall.come(hall.book(slot, at=given.World.at, **booked), at=given.World.at + timedelta(minutes=20))
    clerk.post(f"{STRIP}ngoi/", {"counter": str(hall.one)})
    return page_of(clerk.post(f"{STRIP}goi/", {"ticket": ""}, headers=HTMX))


def test_the_strip_shows_what_was_booked_and_leads_to_its_reception(clerk: Client, hall: Hall, world: given.World) -> None:
    strip = called(clerk, hall, procedure=given.BIRTH, matter="Đăng ký khai sinh")
    version = procedures.version_in_force(given.BIRTH, world.at.date())
    assert f'href="{reverse("desk:receive")}?thu-tuc={version.uid}"' in strip
    assert "Nhận hồ sơ: Đăng ký khai sinh" in strip
    assert "hẹn 08:30" in strip
    assert version.name in page_of(clerk.get(f"{reverse('desk:receive')}?thu-tuc={version.uid}"))


@pytest.mark.parametrize(("procedure", "matter"), [("", ""), ("9.999999", "Thủ tục đã bãi bỏ")])
def test_without_a_procedure_in_force_the_strip_leads_nowhere(clerk: Client, hall: Hall, procedure: str, matter: str) -> None:
    strip = called(clerk, hall, procedure=procedure, matter=matter)
    assert "Nhận hồ sơ" not in strip
    assert matter in strip


def test_the_list_of_a_day_tells_who_came(clerk: Client, hall: Hall, world: given.World, query_count: Any) -> None:
    slot = world.at + timedelta(minutes=30)
    for number in range(2):
        code = hall.book(slot, at=world.at, contact=f"091200000{number}", name="Loan Thị Mai", matter="Kết hôn")
    hall.come(code, at=slot)
    address = reverse("desk:visits")
    clerk.get(address)
    with query_count() as counted:
        page = page_of(clerk.get(address))
    assert counted.statements <= 12, counted.texts
    assert all(words in page for words in ("1 chờ đến", "1 đã đến", "đã đến, số A001", "Loan Thị Mai", "0912000001", "Kết hôn"))
    for no_day in ("2018-03-13", "hôm qua"):
        told = page_of(clerk.get(address, {"ngay": no_day}))
        assert ("Chưa có lịch hẹn" in told) == (no_day == "2018-03-13")
    assert "1 chờ đến" in page_of(clerk.get(address, {"ngay": "2099-01-01"}))
    assert address in page_of(clerk.get(reverse("desk:queue")))


def test_a_stranger_sees_no_list_and_no_unit_sees_anothers(hall: Hall, world: given.World) -> None:
    hall.book(world.at + timedelta(minutes=30), at=world.at)
    assert "Chưa có lịch hẹn" in page_of(as_person(world, "dong_van", "unit_head").get(reverse("desk:visits")))
    assert as_person(world, "hoanh_mo", "specialist.justice").get(reverse("desk:visits")).status_code == 403


def test_the_head_plans_how_many_visits_are_booked(hall: Hall, world: given.World) -> None:
    head, address = as_person(world, "hoanh_mo", "unit_head"), reverse("desk:visit_plans")
    assert address in page_of(head.get(reverse("desk:visits")))
    form = {"group": str(hall.other), "places": "3", "minutes": "20", "days_ahead": "10"}
    assert "Đã lưu cách nhận lịch hẹn" in page_of(head.post(address, form, follow=True))
    assert "B · Đất đai, xây dựng" in page_of(head.get(address))
    assert head.post(address, {**form, "places": "21"}).status_code == 422
    assert head.post(address, {**form, "group": "x"}).status_code == 422
    assert as_person(world, "hoanh_mo", "unit_admin").get(address).status_code == 403
    assert "Đơn vị chưa có nhóm quầy" in page_of(as_person(world, "dong_van", "unit_head").get(address))


def test_a_group_closed_meanwhile_is_told(hall: Hall, world: given.World, monkeypatch: pytest.MonkeyPatch) -> None:
    from lienthong.casework.queue import public as queue

    stale = queue.groups(hall.unit_id, world.at)
    queue.close_group(actor=hall.admin, at=world.at, group_uid=hall.other)
    monkeypatch.setattr(queue, "groups", lambda *_: stale)
    form = {"group": str(hall.other), "places": "3", "minutes": "20", "days_ahead": "10"}
    answer = as_person(world, "hoanh_mo", "unit_head").post(reverse("desk:visit_plans"), form)
    assert (answer.status_code, "không có hoặc đã đóng" in page_of(answer)) == (404, True)


FRIDAY = "2018-03-16"


def a_holiday(hall: Hall, world: given.World) -> str:
    """Book a visit for Friday, then declare that day off; return the booking's code."""
    code = hall.book(world.at + timedelta(days=4, hours=1), at=world.at)
    worktime.revise_calendar(
        code="vn-state", changes=[worktime.Change.to(off(world.at.date() + timedelta(days=4)))], reason="Bão số 1",
        decree="01/CĐ-UBND", at=world.at,
    )  # fmt: skip
    return code


def test_visits_on_a_late_holiday_are_cancelled_with_a_reason(hall: Hall, world: given.World, query_count: Any) -> None:
    code, head = a_holiday(hall, world), as_person(world, "hoanh_mo", "unit_head")
    listed = page_of(head.get(reverse("desk:visits")))
    assert "thứ Sáu, 16/03/2018: 1 lịch hẹn" in listed
    assert "Hủy 1 lịch hẹn" not in listed, "of another day"
    with query_count() as counted:
        day = page_of(head.get(reverse("desk:visits"), {"ngay": FRIDAY}))
    assert counted.statements <= 12, counted.texts
    assert "Hủy 1 lịch hẹn ngày 16/03/2018 và báo người hẹn" in day

    address = reverse("desk:withdraw_visits", args=[FRIDAY])
    assert "cơ quan hủy" not in page_of(head.post(address, {"reason": "x" * 101}, follow=True))
    assert queue.booking(hall.unit_id, code).open
    done = page_of(head.post(address, {"reason": "nghỉ tránh bão"}, follow=True))
    assert all(words in done for words in ("Đã hủy 1 lịch hẹn; người hẹn được báo.", "cơ quan hủy: nghỉ tránh bão"))
    assert "rơi vào giờ cơ quan không làm việc" not in done
    assert "không có lịch hẹn nào nằm ngoài giờ" in page_of(head.post(address, {"reason": "nghỉ tránh bão"}, follow=True))


def test_a_clerk_sees_them_but_cancels_none_and_no_day_is_no_day(clerk: Client, hall: Hall, world: given.World) -> None:
    code = a_holiday(hall, world)
    day = page_of(clerk.get(reverse("desk:visits"), {"ngay": FRIDAY}))
    assert "Người đứng đầu hoặc quản trị đơn vị hủy" in day
    assert "<form" not in day.partition("rơi vào giờ")[2].partition("</div>")[0]
    assert clerk.post(reverse("desk:withdraw_visits", args=[FRIDAY]), {"reason": "Nghỉ"}).status_code == 403
    head = as_person(world, "hoanh_mo", "unit_head")
    assert head.post(reverse("desk:withdraw_visits", args=["hom-nay"]), {"reason": "Nghỉ"})["Location"] == reverse("desk:visits")
    assert queue.booking(hall.unit_id, code).open


@pytest.mark.thorough
@pytest.mark.browser
def test_the_list_with_a_late_holiday_is_accessible_and_fits_a_phone(page: Any, hall: Hall, world: given.World) -> None:
    a_holiday(hall, world)
    serve(page, as_person(world, "hoanh_mo", "unit_head"))
    page.goto(f"{ORIGIN}{reverse('desk:visits')}?ngay={FRIDAY}")
    assert_accessible(page)
    screenshot(page, "visits-off-hours")
    page.set_viewport_size({"width": 360, "height": 780})
    assert overflow_of(page) == 0


def cancelling(hall: Hall, code: str) -> str:
    """Return the address of the page that asks before a visit is cancelled."""
    return reverse("desk:withdraw_visit", args=[queue.booking(hall.unit_id, code).uid])


def test_the_head_is_asked_before_one_visit_is_cancelled_and_it_is_gone_after_that(
    hall: Hall, world: given.World, query_count: Any
) -> None:
    code = hall.book(world.at + timedelta(days=1), at=world.at, name="Loan Thị Mai")
    head, address = as_person(world, "hoanh_mo", "unit_head"), cancelling(hall, code)
    day = {"ngay": "2018-03-13"}
    assert address in page_of(head.get(reverse("desk:visits"), day))
    with query_count() as counted:
        asked = page_of(head.get(address))
    assert counted.statements <= 12, counted.texts
    assert all(words in asked for words in ("Loan Thị Mai", "Hủy rồi không lấy lại được", "Hủy lịch hẹn và báo người hẹn"))
    assert head.post(address, {"reason": ""}).status_code == 422
    assert queue.booking(hall.unit_id, code).open, "asked, not done"

    done = page_of(head.post(address, {"reason": "cán bộ đi tập huấn"}, follow=True))

    assert all(words in done for words in ("Đã hủy lịch hẹn; người hẹn được báo.", "cơ quan hủy: cán bộ đi tập huấn"))
    assert address not in done
    assert "không còn chờ ai đến" in page_of(head.get(address))
    again = head.post(address, {"reason": "cán bộ đi tập huấn"})
    assert again.status_code == 409
    assert "không còn chờ ai đến" in page_of(again)


def test_a_clerk_is_not_offered_to_cancel_and_nobody_cancels_what_is_past(clerk: Client, hall: Hall, world: given.World) -> None:
    past = hall.book(world.at - timedelta(minutes=30), at=world.at - timedelta(days=3))
    ahead = hall.book(world.at + timedelta(minutes=30), at=world.at)
    head = as_person(world, "hoanh_mo", "unit_head")
    page = page_of(head.get(reverse("desk:visits")))
    assert cancelling(hall, ahead) in page
    assert cancelling(hall, past) not in page
    assert "đã quá giờ" in page_of(head.post(cancelling(hall, past), {"reason": "Nghỉ"}))
    assert cancelling(hall, ahead) not in page_of(clerk.get(reverse("desk:visits")))
    assert clerk.get(cancelling(hall, ahead)).status_code == 403
    assert as_person(world, "dong_van", "unit_head").get(cancelling(hall, ahead)).status_code == 404


def test_the_inbox_warns_who_can_cancel_of_visits_outside_the_hours_until_none_is_left(
    clerk: Client, hall: Hall, world: given.World, query_count: Any
) -> None:
    head, inbox = as_person(world, "hoanh_mo", "unit_head"), reverse("desk:inbox")
    warning, link = "rơi vào giờ cơ quan không làm việc", f'{reverse("desk:visits")}?ngay={FRIDAY}"'
    hall.book(world.at + timedelta(days=2), at=world.at, contact="0912000009")
    assert warning not in page_of(head.get(inbox)), (
        "now the calendar is remembered; one just revised is not until it is committed"
    )
    with query_count() as counted:
        assert warning not in page_of(head.get(inbox))
    assert counted.statements <= 12, counted.texts

    a_holiday(hall, world)

    page = page_of(head.get(inbox))
    assert warning in page
    assert link in page
    assert "thứ Sáu, 16/03/2018: 1 lịch hẹn" in page
    assert warning in page_of(as_person(world, "hoanh_mo", "unit_admin").get(inbox))
    assert warning not in page_of(clerk.get(inbox))
    assert warning not in page_of(as_person(world, "dong_van", "unit_head").get(inbox))

    head.post(reverse("desk:withdraw_visits", args=[FRIDAY]), {"reason": "nghỉ tránh bão"})
    assert warning not in page_of(head.get(inbox))


def test_the_first_pages_after_a_change_of_the_calendar_keep_the_budget(
    hall: Hall, world: given.World, django_capture_on_commit_callbacks: Any, query_count: Any
) -> None:
    head, day = as_person(world, "hoanh_mo", "unit_head"), reverse("desk:withdraw_visits", args=[FRIDAY])
    for _ in range(3):
        filed(world.district)
        entered(world.clerk)
        with ledger.seeing(world.clerk.sees):
            tasks.turn(object_uid=new_uid(), close=None, open_=[a_new_task(world.head, from_unit_id=world.clerk.unit_id)])
    head.get(reverse("desk:inbox"))
    with django_capture_on_commit_callbacks(execute=True):
        a_holiday(hall, world)

    with query_count() as counted:
        page = page_of(head.get(reverse("desk:inbox")))
    assert counted.statements <= 12, counted.texts
    warned, handed = "rơi vào giờ cơ quan không làm việc", 'data-label="Từ">UBND xã Hoành Mô<'
    assert all(words in page for words in (warned, handed))
    assert page.count(">PA-") == 6

    forget_calendars()
    with query_count() as counted:
        head.post(day, {"reason": "nghỉ tránh bão"})
    assert counted.statements <= 12, counted.texts


def test_the_warning_is_gone_when_the_hours_fit_again(hall: Hall, world: given.World) -> None:
    code, head = a_holiday(hall, world), as_person(world, "hoanh_mo", "unit_admin")
    assert "rơi vào giờ" in page_of(head.get(reverse("desk:inbox")))
    worktime.revise_calendar(
        code="vn-state",
        changes=[worktime.Change(world.at.date() + timedelta(days=4))],
        reason="Bão tan",
        decree="02/CĐ",
        at=world.at,
    )
    assert "rơi vào giờ" not in page_of(head.get(reverse("desk:inbox")))
    assert queue.booking(hall.unit_id, code).open
