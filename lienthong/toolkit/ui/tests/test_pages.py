"""The shells and the pages that say no: what happened, what to do, who can help."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views import defaults

from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui import patterns
from lienthong.toolkit.ui.answers import refused


class AlreadyMoved(Refusal):
    code = "ui.already_moved"
    reason = "Hồ sơ %(code)s vừa được %(who)s chuyển bước; tải lại trang để xem bước mới."


class TooFast(Refusal):
    code = "ui.too_fast"
    reason = "Máy này vừa gửi quá nhiều yêu cầu; chờ %(seconds)s giây."
    status = 429


@pytest.fixture
def request_() -> HttpRequest:
    return RequestFactory().get("/ho-so/1/")


@pytest.mark.parametrize("name", ["ui/base.html", "ui/public.html"])
def test_a_shell_stands_without_any_variable(name: str) -> None:
    html = render_to_string(name)
    assert '<html lang="vi"' in html
    assert '<a class="skip" href="#main">' in html
    assert 'id="main"' in html


def test_the_staff_shell_shows_who_acts_and_for_whom() -> None:
    html = render_to_string("ui/patterns/staff.html", patterns.context())
    assert "Chìu Thị Hoa" in html
    assert "UBND xã Hoành Mô" in html
    assert "data-sign-out" in html


def test_signing_out_is_a_post() -> None:
    html = render_to_string("ui/patterns/staff.html", patterns.context())
    assert re.search(r'<form method="post" action="/mau" data-sign-out>', html)


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_every_error_page_says_what_happened_what_to_do_and_who_helps(name: str) -> None:
    html = render_to_string(name)
    assert html.count("<h1>") == 1
    assert "Làm gì bây giờ" in html
    assert "Ai giúp được" in html
    assert f"Mã lỗi {name[:3]}" in html
    assert not re.search(r"oops|sai lầm|ông/bà đã làm sai", html, re.IGNORECASE)


def test_the_server_error_page_needs_nothing_but_itself(request_: HttpRequest) -> None:
    answer = defaults.server_error(request_)
    assert answer.status_code == 500
    assert "Hệ thống gặp lỗi".encode() in answer.content


def test_an_unknown_address_answers_in_vietnamese(client: Client, settings: Any) -> None:
    settings.ROOT_URLCONF = "lienthong.toolkit.ui.urls"
    answer = client.get("/khong-co")
    assert answer.status_code == 404
    assert "Không tìm thấy trang này" in answer.content.decode()


def test_a_refusal_answers_409_with_its_whole_sentence_and_a_way_back(request_: HttpRequest) -> None:
    answer = refused(request_, AlreadyMoved(code="H49.BL.HM-180312-0003", who="Lài Thế Sơn"), back_url="/ho-so/1/")
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Hồ sơ H49.BL.HM-180312-0003 vừa được Lài Thế Sơn chuyển bước; tải lại trang để xem bước mới." in html
    assert 'href="/ho-so/1/"' in html
    assert "ui.already_moved" in html


def test_haste_is_answered_with_429_and_how_long_to_wait(request_: HttpRequest) -> None:
    answer = refused(request_, TooFast(seconds=30), back_url="/nhan/")
    html = answer.content.decode()
    assert answer.status_code == 429
    assert "chờ 30 giây" in html
    assert "Ai giúp được" in html
    assert 'href="/nhan/"' in html


def test_a_refusal_without_a_way_back_offers_the_home_page(request_: HttpRequest) -> None:
    assert "Quay lại để sửa" not in refused(request_, AlreadyMoved(code="1", who="2")).content.decode()


def test_a_refusal_to_htmx_is_a_fragment_above_the_content() -> None:
    request = RequestFactory().post("/ho-so/1/chuyen", headers={"HX-Request": "true"})
    answer = refused(request, AlreadyMoved(code="1", who="<b>"))
    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "#messages"
    assert "<html" not in answer.content.decode()
    assert "<b>" not in answer.content.decode()


def test_messages_have_word_shape_and_colour() -> None:
    waiting = [
        Message(constants.SUCCESS, "Đã chuyển."),
        Message(constants.ERROR, "Chưa chuyển."),
        Message(constants.WARNING, "Sắp đến hạn."),
    ]
    html = Template("{% load ui %}{% messages %}").render(Context({"messages": waiting}))
    assert 'class="notice notice-good"' in html
    assert 'class="notice notice-bad" role="alert"' in html
    assert "✓" in html
    assert "▲" in html


def test_the_pattern_page_is_shown_in_both_shells(client: Client, settings: Any) -> None:
    settings.ROOT_URLCONF = "lienthong.toolkit.ui.urls"
    staff, citizen = client.get("/mau"), client.get("/mau?khung=dan")
    assert 'class="staff"' in staff.content.decode()
    assert "Đã chuyển hồ sơ" in staff.content.decode()
    assert 'class="citizen"' in citizen.content.decode()


def test_the_policy_lets_no_inline_code_run(client: Client, settings: Any) -> None:
    settings.ROOT_URLCONF = "lienthong.toolkit.ui.urls"
    policy = client.get("/mau")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "style-src 'self'" in policy
