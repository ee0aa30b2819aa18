"""A citizen comes in with a password and a mailed code; codes work once, for ten minutes, five tries; sessions end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import ProgrammingError, connection, transaction

from lienthong.office.citizens import public as citizens
from lienthong.office.citizens.models import Citizen, SentCode, Session
from lienthong.office.citizens.services import sending
from lienthong.office.citizens.testing import EMAIL, PASSWORD, a_citizen, mailed_code
from lienthong.office.ledger import public as ledger

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
MAI = citizens.NewCitizen("La Thị  Mai", " Mai.La@Thu.VN ", "+84 987 654 321", "cccd", "022190000456")


def registered(at: datetime = NOW) -> citizens.Opened:
    sent = citizens.begin_registration(told=MAI, password=PASSWORD, at=at)
    return citizens.confirm(code_uid=sent.uid, citizen_uid=sent.citizen_uid, code=mailed_code(), at=at)


def begun(login: str = EMAIL, at: datetime = NOW) -> citizens.Sent:
    return citizens.begin_sign_in(login=login, password=PASSWORD, at=at)


def confirmed(sent: citizens.Sent, code: str, at: datetime = NOW) -> citizens.Opened:
    return citizens.confirm(code_uid=sent.uid, citizen_uid=sent.citizen_uid, code=code, at=at)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


# --- registering ---------------------------------------------------------------------------------------------------------


def test_an_account_is_made_only_when_the_mailed_code_comes_back() -> None:
    sent = citizens.begin_registration(told=MAI, password=PASSWORD, at=NOW)
    with citizens.seeing(sent.citizen_uid):
        assert not Citizen.objects.exists()

    opened = confirmed(sent, mailed_code())

    citizen = citizens.resume(opened.token, at=NOW)
    assert citizen is not None
    assert (citizen.name, citizen.email, citizen.phone) == ("La Thị Mai", "mai.la@thu.vn", "0987654321")
    assert mail.outbox[-1].to == ["mai.la@thu.vn"]


def test_what_waits_for_the_code_is_forgotten_once_it_is_written() -> None:
    opened = registered()

    with citizens.seeing(opened.citizen_uid):
        assert SentCode.objects.get().waiting == {}


@pytest.mark.parametrize(("email", "phone", "field"), [("mai", "", "email"), ("mai@thu.vn", "12345", "phone")])
def test_a_contact_that_cannot_be_right_is_refused_by_its_field(email: str, phone: str, field: str) -> None:
    with pytest.raises(citizens.BadContact) as no:
        citizens.begin_registration(told=citizens.NewCitizen("La Thị Mai", email, phone), password=PASSWORD, at=NOW)

    assert no.value.facts["field"] == field


def test_an_address_that_was_proved_has_one_account() -> None:
    a_citizen(email="mai.la@thu.vn", phone="")

    with pytest.raises(citizens.AlreadyRegistered):
        registered()


# --- signing in ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("login", [EMAIL, " Sen.Hoang@THU.vn", "0912345678", "+84 912.345.678"])
def test_address_or_number_with_password_and_code_open_a_session(login: str) -> None:
    who = a_citizen()

    opened = confirmed(begun(login), mailed_code())

    assert citizens.resume(opened.token, at=NOW) == who


@pytest.mark.parametrize(("login", "password"), [(EMAIL, "sai mật khẩu rồi"), ("la@thu.vn", PASSWORD), ("", PASSWORD)])
def test_a_wrong_login_and_a_wrong_password_get_the_same_sentence_and_no_mail(login: str, password: str) -> None:
    a_citizen(phone="")

    with pytest.raises(citizens.WrongSignIn):
        citizens.begin_sign_in(login=login, password=password, at=NOW)

    assert not mail.outbox


def test_a_code_opens_one_session_once() -> None:
    a_citizen()
    sent = begun()
    confirmed(sent, mailed_code())

    with pytest.raises(citizens.CodeGone):
        confirmed(sent, mailed_code())


def test_a_code_lives_ten_minutes() -> None:
    a_citizen()
    sent = begun()

    with pytest.raises(citizens.CodeGone):
        confirmed(sent, mailed_code(), NOW + timedelta(minutes=10))


def test_a_code_is_tried_five_times_and_the_right_one_comes_too_late_then() -> None:
    a_citizen()
    sent, code = begun(), mailed_code()
    for left in (4, 3, 2, 1):
        with pytest.raises(citizens.CodeWrong) as no:
            confirmed(sent, wrong(code))
        assert no.value.facts == {"left": left}
    with pytest.raises(citizens.CodeGone):
        confirmed(sent, wrong(code))

    with pytest.raises(citizens.CodeGone):
        confirmed(sent, code)


def test_a_code_of_somebody_else_opens_nothing() -> None:
    a_citizen()
    other = a_citizen("Lô Thị Hồng", email="hong@thu.vn", phone="")
    sent, code = begun(), mailed_code()

    with pytest.raises(citizens.CodeGone):
        citizens.confirm(code_uid=sent.uid, citizen_uid=other.uid, code=code, at=NOW)


def test_a_new_code_puts_the_old_one_out_of_use() -> None:
    a_citizen()
    first, old = begun(), mailed_code()
    second = citizens.send_again(code_uid=first.uid, citizen_uid=first.citizen_uid, at=NOW + timedelta(minutes=1))

    with pytest.raises(citizens.CodeGone):
        confirmed(first, old)
    assert confirmed(second, mailed_code()).citizen_uid == first.citizen_uid


def test_a_code_for_nobody_opens_nothing_even_when_it_is_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lienthong.office.citizens.services.sending.secrets.randbelow", lambda _: 123456)
    sent = citizens.begin_reset(login="khong.co@thu.vn", password=PASSWORD, at=NOW)

    with pytest.raises(citizens.CodeGone):
        confirmed(sent, "123456")


def test_of_two_who_use_one_code_at_once_one_is_refused() -> None:
    who = a_citizen()
    sent = begun()
    with citizens.seeing(who.uid):
        row = SentCode.objects.get(uid=sent.uid)
        sending.spend(row, at=NOW)

        with pytest.raises(citizens.CodeGone):
            sending.spend(row, at=NOW)


def test_a_used_code_is_not_sent_again() -> None:
    a_citizen()
    sent = begun()
    confirmed(sent, mailed_code())

    with pytest.raises(citizens.CodeGone):
        citizens.send_again(code_uid=sent.uid, citizen_uid=sent.citizen_uid, at=NOW)


@pytest.mark.parametrize("host", ["127.0.0.1", ""])
def test_a_mail_server_that_does_not_answer_or_is_not_there_leaves_no_code_behind(settings: Any, host: str) -> None:
    who = a_citizen()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = host, 9

    with pytest.raises(citizens.CodeNotSent):
        begun()

    with citizens.seeing(who.uid):
        assert not SentCode.objects.exists()


def test_the_log_tells_which_fault_kept_a_mail_back_and_not_to_whom(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    a_citizen()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    with pytest.raises(citizens.CodeNotSent):
        begun()

    assert any("ConnectionRefusedError" in record.getMessage() for record in caplog.records)
    assert EMAIL not in caplog.text


# --- a new password ------------------------------------------------------------------------------------------------------


def test_a_reset_sets_the_password_by_code_and_ends_every_other_session() -> None:
    a_citizen()
    before = confirmed(begun(), mailed_code())

    sent = citizens.begin_reset(login=EMAIL, password="câu mới dễ nhớ của tôi", at=NOW)
    opened = confirmed(sent, mailed_code())

    assert citizens.resume(before.token, at=NOW) is None
    assert citizens.resume(opened.token, at=NOW) is not None
    with pytest.raises(citizens.WrongSignIn):
        begun()
    assert citizens.begin_sign_in(login=EMAIL, password="câu mới dễ nhớ của tôi", at=NOW)


def test_a_reset_of_an_unknown_login_looks_the_same_and_mails_nobody() -> None:
    sent = citizens.begin_reset(login="khong@thu.vn", password=PASSWORD, at=NOW)

    assert sent.address == "khong@thu.vn"
    assert not mail.outbox
    with pytest.raises(citizens.CodeWrong):
        confirmed(sent, "000000x")


# --- sessions ------------------------------------------------------------------------------------------------------------


def test_a_session_ends_after_two_idle_hours_and_after_twelve_hours() -> None:
    a_citizen()
    idle, used = confirmed(begun(), mailed_code()), confirmed(begun(), mailed_code())

    for hour in range(1, 13):
        assert citizens.resume(used.token, at=NOW + timedelta(hours=hour)) is not None
    assert citizens.resume(used.token, at=NOW + timedelta(hours=12, minutes=1)) is None
    assert citizens.resume(idle.token, at=NOW + timedelta(hours=2, minutes=1)) is None


def test_leaving_ends_the_session_at_once() -> None:
    a_citizen()
    opened = confirmed(begun(), mailed_code())

    citizens.leave(opened.token, at=NOW)
    citizens.leave(opened.token, at=NOW)

    assert citizens.resume(opened.token, at=NOW) is None
    assert citizens.resume("", at=NOW) is None


def test_a_page_costs_one_statement_for_the_session(query_count: Callable[[], Any]) -> None:
    a_citizen()
    opened = confirmed(begun(), mailed_code())

    with query_count() as counted:
        citizens.resume(opened.token, at=NOW + timedelta(seconds=30))

    assert counted.statements == 1, counted.texts


@pytest.mark.django_db(databases=["default", "worker", "owner"])
def test_the_sweep_is_the_workers_and_takes_only_what_ran_out() -> None:
    a_citizen()
    opened = confirmed(begun(), mailed_code())

    assert citizens.sweep(at=NOW + timedelta(days=2)) == (0, 0), "the web's role sees nobody's rows"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE lienthong_worker")
        assert citizens.sweep(at=NOW + timedelta(hours=1)) == (0, 0)
        assert citizens.sweep(at=NOW + timedelta(days=2)) == (1, 1)
        cursor.execute("SET LOCAL ROLE lienthong_web")
    assert citizens.resume(opened.token, at=NOW) is None


# --- whose rows ----------------------------------------------------------------------------------------------------------


def test_nobody_sees_a_citizens_rows_but_that_citizen() -> None:
    sen, mai = a_citizen(), a_citizen("La Thị Mai", email="mai@thu.vn", phone="")
    confirmed(begun(), mailed_code())

    assert not Citizen.objects.exists(), "without a context"
    with ledger.seeing([1, 2, 3]):
        assert not Citizen.objects.exists(), "in the context of units"
        assert not Session.objects.exists()
    with citizens.seeing(mai.uid):
        assert [row.name for row in Citizen.objects.all()] == [mai.name]
        assert not SentCode.objects.exists()
    with citizens.seeing(sen.uid):
        assert Session.objects.count() == 1


def test_a_citizen_cannot_write_a_row_of_another() -> None:
    sen, mai = a_citizen(), a_citizen("La Thị Mai", email="mai@thu.vn", phone="")

    with pytest.raises(ProgrammingError), citizens.seeing(sen.uid):
        Session.objects.create(digest=b"x" * 32, citizen_id=mai.uid, opened_at=NOW, seen_at=NOW)


def test_a_citizen_within_a_staff_context_takes_its_units_away_and_gives_them_back() -> None:
    sen = a_citizen()

    with ledger.seeing([7]):
        with citizens.seeing(sen.uid):
            assert _setting("lienthong.units") == ""
        assert (_setting("lienthong.units"), _setting("lienthong.citizen")) == ("7", "")


def _setting(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [name])
        return str(cursor.fetchone()[0])
