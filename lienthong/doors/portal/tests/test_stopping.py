"""The link at the end of a notice: asks once, stops, lets it come again; a mail program may use it alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from lienthong.casework.notices.testing import StoppedNotice, stop_path
from lienthong.doors.portal.tests.test_lookup import text_of
from lienthong.toolkit.ui.testing import ORIGIN, assert_accessible, screenshot, serve

pytestmark = pytest.mark.django_db


def address(kind: str = "progress") -> str:
    return stop_path(kind)


def test_a_look_stops_nothing_and_a_click_does(client: Client) -> None:
    asked = text_of(client.get(address()))
    before = StoppedNotice.objects.count()
    done = client.post(address())

    assert "Ngừng nhận tin «Đã nhận hồ sơ, Đã trả kết quả»?" in asked
    assert (before, StoppedNotice.objects.count()) == (0, 1)
    assert "Đã ngừng nhận tin" in text_of(done)
    assert "Ngừng nhận tin «" in text_of(client.post(address(), {"lai": "1"}))
    assert StoppedNotice.objects.count() == 0


def test_a_mail_program_stops_it_without_a_form_of_ours() -> None:
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(address(), {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert StoppedNotice.objects.count() == 1


def test_a_broken_link_and_what_must_be_told_are_explained(client: Client) -> None:
    assert client.get("/ngung-tin/abc/").status_code == 404
    assert "phải gửi" in text_of(client.get(address("supplement")))
    refused = client.post(address("supplement"))
    assert (refused.status_code, StoppedNotice.objects.count()) == (409, 0)


def test_no_other_page_learns_the_link(client: Client) -> None:
    answer = client.get(address())

    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("no-referrer", "noindex")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.thorough
@pytest.mark.browser
def test_axe_finds_nothing_where_a_notice_is_stopped(page: Any, client: Client) -> None:
    serve(page, client)
    page.goto(ORIGIN + address())
    assert_accessible(page)
    screenshot(page, "portal-stop")
    page.get_by_role("button", name="Ngừng nhận tin này").click()
    page.get_by_role("heading", name="Đã ngừng nhận tin").wait_for()
    assert_accessible(page)
    screenshot(page, "portal-stopped")
