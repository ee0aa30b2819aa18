"""The log of notices to citizens: who may read it, what it hides, sending again with a reason; channels under «Vận hành»."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lienthong.casework.dossiers import testing as given
from lienthong.casework.notices.testing import Notice
from lienthong.doors.desk.testing import as_person, page_of
from lienthong.doors.desk.tests.test_leading import OPERATIONS, words_of
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

LOG = "/quan-tri/thong-bao/"


def a_notice(world: given.World, state: str = "sent", **facts: Any) -> Notice:
    """Write a notice of a dossier received at Hoành Mô."""
    uid = given.received(world, given.CHAIN)
    row = given.dossier(world.clerk, uid)
    told: dict[str, Any] = {
        "delivery_uid": new_uid(), "template": "ready", "since": "2015-01-01", "channel": "sms", "address": "84912345678",
        "unit_id": row.unit_id, "dossier_uid": uid, "dossier_code": row.code, "created_at": world.at, "state": state,
        "sent_at": world.at if state == "sent" else None, "next_try_at": world.at if state == "waiting" else None,
    }  # fmt: skip
    with ledger.seeing({row.unit_id}):
        return Notice.objects.create(**(told | facts))


@pytest.fixture
def admin(world: given.World) -> Client:
    """The administrator of Hoành Mô at the browser."""
    return as_person(world, "hoanh_mo", "unit_admin")


def test_the_log_masks_addresses_and_filters(world: given.World, admin: Client) -> None:
    sent = a_notice(world)
    failed = a_notice(world, "failed", channel="email", address="sen@example.vn", fault="máy chủ thư từ chối người nhận (550)")

    everything = page_of(admin.get(LOG))
    only = words_of(admin.get(LOG, {"tt": "failed", "kenh": "email", "ma": failed.dossier_code.lower()}))

    assert "8491****678" in everything
    assert "84912345678" not in everything
    assert failed.dossier_code in only
    assert sent.dossier_code not in only
    assert "s***@example.vn" in only


def test_the_page_of_a_dossier_shows_what_the_citizen_was_told_of_it_masked(
    world: given.World, someone: Callable[[str, str], Client]
) -> None:
    told, other = a_notice(world), a_notice(world, "failed", fault="số không có thật")
    clerk = someone("hoanh_mo", "counter_clerk")
    page = page_of(clerk.get(f"/ho-so/{told.dossier_uid}/da-bao/"))

    assert ("Đã báo cho công dân" in page, "8491****678" in page, "84912345678" in page) == (True, True, False)
    assert "số không có thật" not in page
    assert "số không có thật" in page_of(clerk.get(f"/ho-so/{other.dossier_uid}/da-bao/"))


def test_only_administrators_read_it_and_only_of_their_units(
    world: given.World, admin: Client, someone: Callable[[str, str], Client]
) -> None:
    notice = a_notice(world)
    again = reverse("leaders:resend_notice", args=[notice.uid])
    other = someone("service_centre", "unit_admin")

    assert someone("hoanh_mo", "counter_clerk").get(LOG).status_code == 403
    assert notice.dossier_code in page_of(someone("district", "system_admin").get(LOG))
    assert notice.dossier_code not in page_of(other.get(LOG))
    assert other.get(again).status_code == 404


def test_sending_again_asks_for_a_reason_and_is_written_down(world: given.World, admin: Client) -> None:
    notice = a_notice(world)
    again = reverse("leaders:resend_notice", args=[notice.uid])

    assert "người nhận có thể thấy hai tin" in words_of(admin.get(again))
    assert admin.post(again, {"reason": ""}).status_code == 422
    told = words_of(admin.post(again, {"reason": "Công dân báo chưa nhận được"}, follow=True))

    assert "vào hàng gửi lại" in told
    assert "gửi lại: Công dân báo chưa nhận được" in told


@pytest.mark.parametrize(("about", "name"), [("visit", "Lịch hẹn"), ("petition", "Phản ánh, kiến nghị")])
def test_what_is_no_dossier_is_not_called_one_and_leads_to_none(world: given.World, admin: Client, about: str, name: str) -> None:
    notice = a_notice(world, about=about, dossier_uid=new_uid(), dossier_code="PA-180312")
    again = reverse("leaders:resend_notice", args=[notice.uid])
    told = admin.post(again, {"reason": "Người dân báo chưa nhận được"}, follow=True)

    for answer in (admin.get(LOG), admin.get(again), told):
        assert f"{name} PA-180312" in words_of(answer)
        assert "hồ sơ PA-180312" not in words_of(answer).lower()
        assert str(notice.dossier_uid) not in page_of(answer)


def test_a_notice_that_is_under_way_is_not_sent_again(world: given.World, admin: Client) -> None:
    again = reverse("leaders:resend_notice", args=[a_notice(world, "waiting").uid])

    answer = admin.post(again, {"reason": "Gấp"})

    assert (answer.status_code, "chờ có kết quả" in words_of(answer)) == (409, True)


def test_the_operations_page_says_which_channels_are_open_and_what_waits(
    world: given.World, someone: Callable[[str, str], Client], settings: Any
) -> None:
    settings.NOTICES_SMS, settings.NOTICES_ZALO = "folder:/nowhere", ""
    for state in ("waiting", "failed", "unknown"):
        a_notice(world, state)

    words = words_of(someone("district", "system_admin").get(OPERATIONS))

    assert "Thông báo cho dân qua Zalo ❚❚ Kênh tắt" in words
    assert "1 thông báo đang chờ" in words
    assert "1 chưa rõ · 1 không gửi được" in words


def test_the_log_takes_no_more_statements_with_more_rows(world: given.World, admin: Client, query_count: Any) -> None:
    counts = []
    for many in (2, 55):
        for number in range(many):
            a_notice(world) if not number else _like_the_last(world)
        with query_count() as counted:
            page = admin.get(LOG)
        counts.append(counted.statements)

    assert counts[1] <= counts[0] <= 12
    second = page_of(page).split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    assert admin.get(second).status_code == 200


def _like_the_last(world: given.World) -> None:
    with ledger.seeing({world.clerk.unit_id}):
        last = Notice.objects.latest("pk")
        last.pk, last.uid, last.delivery_uid = None, new_uid(), new_uid()
        last.save(force_insert=True)


@pytest.mark.thorough
@pytest.mark.browser
def test_axe_finds_nothing_on_the_log(page: Any, world: given.World, admin: Client) -> None:
    serve(page, admin)
    page.goto(ORIGIN + LOG)
    assert_accessible(page)
    screenshot(page, "notices-empty")
    for state in ("sent", "failed", "unknown", "waiting"):
        notice = a_notice(
            world, state, attempts=3, fault="" if state == "sent" else "không nối được cổng tin (ConnectionRefusedError)",
            next_try_at=world.at + timedelta(minutes=4) if state == "waiting" else None,
        )  # fmt: skip
    a_notice(world, "skipped", channel="none", address="", fault="người nộp không để lại địa chỉ mà kênh đang mở tới được")
    page.goto(ORIGIN + LOG)
    assert_accessible(page)
    screenshot(page, "notices")
    page.goto(ORIGIN + reverse("leaders:resend_notice", args=[notice.uid]))
    assert_accessible(page)
    screenshot(page, "notices-resend")
