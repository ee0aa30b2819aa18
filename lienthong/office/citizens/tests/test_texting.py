"""A code goes by text message where the account has a number: one that came back proves it, and a reset goes nowhere else."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError

from lienthong.office.citizens import public as citizens
from lienthong.office.citizens import rules
from lienthong.office.citizens.models import Citizen, SentCode
from lienthong.office.citizens.testing import EMAIL, PASSWORD, TEXTER, TEXTS, a_citizen, mailed_code, texted_code
from lienthong.toolkit.errors import Refusal

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
NUMBER = "0912345678"
NEW_PASSWORD = "câu mới dễ nhớ của tôi"


@pytest.fixture(autouse=True)
def _texter(settings: Any) -> None:
    settings.CITIZENS_TEXTER = TEXTER
    TEXTS.clear()


def confirmed(sent: citizens.Sent, code: str, at: datetime = NOW) -> citizens.Opened:
    return citizens.confirm(code_uid=sent.uid, citizen_uid=sent.citizen_uid, code=code, at=at)


def begun(login: str = NUMBER, channel: str = citizens.SMS) -> citizens.Sent:
    return citizens.begin_sign_in(login=login, password=PASSWORD, at=NOW, channel=channel)


def proved(uid: Any) -> tuple[bool, bool]:
    with citizens.seeing(uid):
        row = Citizen.objects.get()
    return row.email_proved, row.phone_proved


def test_an_account_needs_no_mail_where_the_code_comes_by_text_message() -> None:
    told = citizens.NewCitizen("Chíu Sám Mùn", phone="+84 987 654 321")
    sent = citizens.begin_registration(told=told, password=PASSWORD, at=NOW, channel=citizens.SMS)

    opened = confirmed(sent, texted_code())

    assert (sent.shown_to, TEXTS[-1][0], mail.outbox) == ("098*****21", "0987654321", [])
    assert proved(opened.citizen_uid) == (False, True)
    second = begun("0987 654 321")
    assert citizens.resume(confirmed(second, texted_code()).token, at=NOW) is not None


def test_two_accounts_without_mail_are_two_and_one_without_any_contact_is_none() -> None:
    a_citizen(email="", phone=NUMBER)
    a_citizen("Lô Thị Hồng", email="", phone="0987654321")

    with pytest.raises(IntegrityError):
        a_citizen("La Thị Mai", email="", phone="")


@pytest.mark.parametrize(
    ("email", "phone", "channel", "field"),
    [("", "", citizens.SMS, "phone"), ("", "12345", citizens.SMS, "phone"), ("mai", "0987654321", citizens.SMS, "email"),
     ("", "0987654321", citizens.EMAIL, "email")],
)  # fmt: skip
def test_what_the_code_is_sent_to_is_demanded_and_the_rest_may_not_be_wrong(
    email: str, phone: str, channel: str, field: str
) -> None:
    told = citizens.NewCitizen("La Thị Mai", email, phone)

    with pytest.raises(citizens.BadContact) as no:
        citizens.begin_registration(told=told, password=PASSWORD, at=NOW, channel=channel)

    assert no.value.facts["field"] == field


@pytest.mark.parametrize("login", [NUMBER, EMAIL])
def test_after_the_right_password_the_code_goes_the_way_that_was_chosen_and_proves_it(login: str) -> None:
    who = a_citizen()

    opened = confirmed(begun(login), texted_code())

    assert opened.citizen_uid == who.uid
    assert proved(who.uid) == (True, True)
    assert not mail.outbox
    assert len(TEXTS[-1][1]) <= 70, "one message"


def test_an_account_without_a_number_says_so_after_the_right_password_alone() -> None:
    a_citizen(phone="")

    with pytest.raises(citizens.NoAddress):
        begun(EMAIL)
    with pytest.raises(citizens.WrongSignIn):
        citizens.begin_sign_in(login=EMAIL, password="sai rồi nhé bạn", at=NOW, channel=citizens.SMS)
    assert TEXTS == []


def test_a_forgotten_password_is_set_anew_only_where_a_code_came_back_from() -> None:
    a_citizen()
    refused = citizens.begin_reset(login=NUMBER, password=NEW_PASSWORD, at=NOW, channel=citizens.SMS)
    assert (TEXTS, refused.shown_to) == ([], "091*****78"), "a number typed wrong once opens nothing to its owner"
    with pytest.raises(citizens.CodeWrong):
        confirmed(refused, "000000x")
    confirmed(begun(), texted_code())

    sent = citizens.begin_reset(login=NUMBER, password=NEW_PASSWORD, at=NOW, channel=citizens.SMS)
    confirmed(sent, texted_code())

    assert citizens.begin_sign_in(login=EMAIL, password=NEW_PASSWORD, at=NOW).channel == citizens.EMAIL
    by_mail = citizens.begin_reset(login=EMAIL, password=PASSWORD, at=NOW, channel=citizens.SMS)
    assert by_mail.shown_to == "", "who knows the address alone does not learn the number"


def test_a_texted_code_lives_ten_minutes_works_once_and_a_new_one_goes_the_same_way() -> None:
    a_citizen()
    first, old = begun(), texted_code()
    second = citizens.send_again(code_uid=first.uid, citizen_uid=first.citizen_uid, at=NOW + timedelta(minutes=1))

    with pytest.raises(citizens.CodeGone):
        confirmed(first, old)
    with pytest.raises(citizens.CodeGone):
        confirmed(second, texted_code(), NOW + timedelta(minutes=11))
    third = begun()
    confirmed(third, texted_code())
    with pytest.raises(citizens.CodeGone):
        confirmed(third, texted_code())
    assert (second.channel, len(TEXTS), mail.outbox) == (citizens.SMS, 3, [])


def test_a_gateway_that_does_not_take_it_leaves_no_code_behind() -> None:
    who = a_citizen(phone="0912345000")

    with pytest.raises(citizens.CodeNotSent):
        begun("0912345000")

    with citizens.seeing(who.uid):
        assert not SentCode.objects.exists()


# --- whose an address or a number is --------------------------------------------------------------------------------------


def registered(phone: str = NUMBER, email: str = "", channel: str = citizens.SMS) -> citizens.Sent:
    told = citizens.NewCitizen("Lô Thị Hồng", email=email, phone=phone)
    return citizens.begin_registration(told=told, password=NEW_PASSWORD, at=NOW, channel=channel)


def signed_in(login: str, password: str, channel: str) -> citizens.Sent:
    return citizens.begin_sign_in(login=login, password=password, at=NOW, channel=channel)


def test_who_only_typed_a_number_or_an_address_does_not_keep_its_owner_out() -> None:
    squatter = a_citizen("Kẻ Gian", email="hong@thu.vn", email_proved=False)

    by_number = confirmed(registered(), texted_code())
    by_mail = confirmed(registered(phone="", email="hong@thu.vn", channel=citizens.EMAIL), mailed_code())

    for login, channel, owner in ((NUMBER, citizens.SMS, by_number), ("hong@thu.vn", citizens.EMAIL, by_mail)):
        assert signed_in(login, NEW_PASSWORD, channel).citizen_uid == owner.citizen_uid != squatter.uid
        with pytest.raises(citizens.WrongSignIn):
            signed_in(login, PASSWORD, channel)


def test_a_number_that_was_proved_is_not_proved_by_a_second_account_new_or_old() -> None:
    a_citizen(phone_proved=True)
    other = a_citizen("Lô Thị Hồng", email="hong@thu.vn")
    sent = registered()

    with pytest.raises(citizens.AlreadyRegistered):
        confirmed(sent, texted_code())
    old = signed_in("hong@thu.vn", PASSWORD, citizens.SMS)
    with pytest.raises(citizens.AlreadyRegistered):
        confirmed(old, texted_code())

    with citizens.seeing(sent.citizen_uid):
        assert not Citizen.objects.exists(), "no half of an account stays"
    assert proved(other.uid) == (True, False)


# --- what each message costs ---------------------------------------------------------------------------------------------


class TooMany(Refusal):
    code, reason = "test.too_many", "Quá nhiều."


def refuse(to: str) -> None:
    raise TooMany


def test_a_code_is_counted_against_where_it_goes_and_only_after_the_right_password() -> None:
    charged: list[str] = []
    a_citizen(phone_proved=True)
    with pytest.raises(citizens.WrongSignIn):
        citizens.begin_sign_in(login=NUMBER, password="sai rồi nhé bạn", at=NOW, channel=citizens.SMS, charge=charged.append)
    assert charged == []
    facts: dict[str, Any] = {"login": EMAIL, "password": PASSWORD, "at": NOW, "charge": charged.append}

    citizens.begin_sign_in(**facts)
    sent = citizens.begin_sign_in(**facts, channel=citizens.SMS)
    citizens.send_again(code_uid=sent.uid, citizen_uid=sent.citizen_uid, at=NOW, charge=charged.append)
    citizens.begin_reset(**facts, channel=citizens.SMS)
    told = citizens.NewCitizen("Chíu Sám Mùn", phone="0987 654 321")
    citizens.begin_registration(told=told, password=PASSWORD, at=NOW, channel=citizens.SMS, charge=charged.append)

    assert charged == [EMAIL] + [NUMBER] * 3 + ["0987654321"] == mail.outbox[0].to + [to for to, _ in TEXTS]


def test_where_it_was_too_many_nothing_goes_and_the_older_code_still_works() -> None:
    a_citizen()
    sent, code = begun(), texted_code()

    with pytest.raises(TooMany):
        citizens.begin_sign_in(login=EMAIL, password=PASSWORD, at=NOW, channel=citizens.SMS, charge=refuse)
    with pytest.raises(TooMany):
        citizens.send_again(code_uid=sent.uid, citizen_uid=sent.citizen_uid, at=NOW, charge=refuse)

    assert len(TEXTS) == 1
    assert confirmed(sent, code).citizen_uid == sent.citizen_uid


def test_a_reset_does_not_tell_by_a_no_that_the_login_has_an_account() -> None:
    a_citizen(phone_proved=True)

    quiet = citizens.begin_reset(login=NUMBER, password=NEW_PASSWORD, at=NOW, channel=citizens.SMS, charge=refuse)
    nobody = citizens.begin_reset(login="0987654321", password=NEW_PASSWORD, at=NOW, channel=citizens.SMS, charge=refuse)
    assert (quiet.shown_to, nobody.shown_to, TEXTS) == ("091*****78", "098*****21", [])

    again = citizens.send_again(code_uid=quiet.uid, citizen_uid=quiet.citizen_uid, at=NOW)
    assert (len(TEXTS), again.address) == (1, ""), "a minute later it goes, and the page learns no address"


@pytest.mark.parametrize("channel", [citizens.SMS, "zalo", ""])
def test_a_way_that_is_closed_or_unknown_is_refused(settings: Any, channel: str) -> None:
    a_citizen()
    settings.CITIZENS_TEXTER = ""

    for begin in (citizens.begin_sign_in, citizens.begin_reset):
        with pytest.raises(citizens.WayClosed):
            begin(login=EMAIL, password=PASSWORD, at=NOW, channel=channel)
    assert not citizens.offers_sms()


def test_the_log_tells_that_a_code_went_and_neither_the_code_nor_to_whom(caplog: pytest.LogCaptureFixture) -> None:
    a_citizen()
    with caplog.at_level(logging.INFO, logger="lienthong.office.citizens"):
        begun()
        texted = texted_code()
        begun(channel=citizens.EMAIL)

    lines = [record.getMessage() for record in caplog.records]
    assert [line.partition("(")[2] for line in lines] == ["sign_in, sms): sent", "sign_in, email): sent"]
    for secret in (texted, mailed_code(), NUMBER, EMAIL):
        assert secret not in "\n".join(lines).replace(lines[0].split()[1], "").replace(lines[1].split()[1], "")


@pytest.mark.parametrize(("address", "shown"), [(NUMBER, "091*****78"), (EMAIL, "s***@thu.vn"), ("", "")])
def test_an_address_is_shown_so_that_only_its_owner_knows_it(address: str, shown: str) -> None:
    assert rules.masked(address) == shown
