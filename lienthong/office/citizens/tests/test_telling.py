"""Who has an account is told at the address that was there before when an address, a number or the password changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail

from lienthong.office.citizens import public as citizens
from lienthong.office.citizens.testing import EMAIL, PASSWORD, TEXTER, TEXTS, a_citizen, mailed_code, texted_code
from lienthong.toolkit import clock

pytestmark = pytest.mark.django_db
NEW = "suối chảy quanh bản nhỏ"


@pytest.fixture(autouse=True)
def texts(settings: Any) -> None:
    settings.CITIZENS_TEXTER = TEXTER


def asked(uid: Any, to: str, channel: str) -> citizens.Sent:
    return citizens.begin_contact(citizen_uid=uid, to=to, channel=channel, password=PASSWORD, token="", at=clock.real_now())


def taken(uid: Any, to: str, channel: str = citizens.EMAIL) -> None:
    sent = asked(uid, to, channel)
    code = texted_code() if channel == citizens.SMS else mailed_code()
    citizens.confirm_contact(code_uid=sent.uid, citizen_uid=uid, code=code, at=clock.real_now())


def dropped(uid: Any, channel: str) -> None:
    citizens.drop_contact(citizen_uid=uid, channel=channel, password=PASSWORD, token="", at=clock.real_now())


def reset(uid: Any) -> None:
    sent = citizens.begin_reset(login=EMAIL, password=NEW, at=clock.real_now())
    citizens.confirm(code_uid=sent.uid, citizen_uid=uid, code=mailed_code(), at=clock.real_now())


CHANGES: dict[str, tuple[Callable[[Any], None], str]] = {
    "another address": (lambda uid: taken(uid, "moi@thu.vn"), "thư điện tử nay là m***@thu.vn"),
    "another number": (lambda uid: taken(uid, "0987654321", citizens.SMS), "số điện thoại nay là 098*****21"),
    "no address": (lambda uid: dropped(uid, citizens.EMAIL), "đã bỏ thư điện tử này"),
    "no number": (lambda uid: dropped(uid, citizens.SMS), "đã bỏ số điện thoại 091*****78"),
    "another password": (
        lambda uid: citizens.set_password(citizen_uid=uid, password=PASSWORD, new=NEW, token="", at=clock.real_now()),
        "đã đặt mật khẩu mới",
    ),
    "no password": (
        lambda uid: citizens.drop_password(citizen_uid=uid, password=PASSWORD, at=clock.real_now()),
        "đã bỏ mật khẩu",
    ),
    "a password that was forgotten": (reset, "đã đặt mật khẩu mới"),
}


@pytest.mark.parametrize("change", list(CHANGES))
def test_the_address_before_the_change_is_told_what_changed_and_what_to_do(
    change: str, django_capture_on_commit_callbacks: Any
) -> None:
    act, what = CHANGES[change]
    mine = a_citizen(phone_proved=True)

    with django_capture_on_commit_callbacks(execute=True):
        act(mine.uid)

    told = mail.outbox[-1]
    assert (told.subject, told.to) == ("Tài khoản cổng dịch vụ công vừa thay đổi", [EMAIL])
    assert what in str(told.body)
    assert "Nếu không phải ông/bà làm: đặt lại mật khẩu" in str(told.body)


def test_it_is_told_once_the_change_is_there_and_a_mail_server_that_is_down_changes_nothing(
    django_capture_on_commit_callbacks: Any, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    mine = a_citizen(phone_proved=True)
    with django_capture_on_commit_callbacks() as waiting:
        dropped(mine.uid, citizens.EMAIL)
    assert mail.outbox == []

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    for tell in waiting:
        tell()

    assert citizens.ways(mine.uid).email == ""
    assert "not told of a change, ConnectionRefusedError" in caplog.text
    assert EMAIL not in caplog.text


@pytest.mark.parametrize("facts", [{"email": ""}, {"email_proved": False}], ids=["none", "not proved"])
def test_nobody_is_told_where_no_address_is_proved(facts: dict[str, Any], django_capture_on_commit_callbacks: Any) -> None:
    mine = a_citizen(phone_proved=True, **facts)

    with django_capture_on_commit_callbacks(execute=True):
        taken(mine.uid, "moi@thu.vn")

    assert [one.to for one in mail.outbox] == [["moi@thu.vn"]], "the code alone"


def test_an_address_that_is_proved_once_more_is_no_change(django_capture_on_commit_callbacks: Any) -> None:
    mine = a_citizen()

    with django_capture_on_commit_callbacks(execute=True):
        taken(mine.uid, EMAIL)
        dropped(a_citizen("Lô Thị Hồng", email="hong@thu.vn", phone="").uid, citizens.SMS)

    assert len(mail.outbox) == 1


def test_the_code_for_an_address_or_number_of_ones_own_says_what_it_is_for() -> None:
    mine = a_citizen()

    asked(mine.uid, "moi@thu.vn", citizens.EMAIL)
    asked(mine.uid, "0987654321", citizens.SMS)

    letter, text = mail.outbox[-1], TEXTS[-1][1]
    assert letter.subject == "Mã xác nhận thư điện tử trên cổng dịch vụ công"
    assert "thành nơi liên hệ và cách đăng nhập của một tài khoản" in str(letter.body)
    assert "mã xác nhận số này" in text
    assert "đăng nhập" not in letter.subject + text
    assert len(text) <= 70, "one message"
