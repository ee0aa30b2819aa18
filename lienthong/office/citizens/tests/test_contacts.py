"""Other ways into one's own account: proved by a code, taken by nobody else, lost again but for the last."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from lienthong.office.citizens import public as citizens
from lienthong.office.citizens import rules
from lienthong.office.citizens.models import Citizen
from lienthong.office.citizens.testing import PASSWORD, TEXTER, a_citizen, mailed_code, texted_code
from lienthong.toolkit import clock

pytestmark = pytest.mark.django_db
SEN, NEW = "022185000123", "suối chảy quanh bản nhỏ"


@pytest.fixture(autouse=True)
def both_ways(settings: Any) -> None:
    settings.CITIZENS_TEXTER, settings.CITIZENS_OIDC_ISSUER = TEXTER, "https://dinhdanh.example"


def now() -> datetime:
    return clock.real_now()


def by_number() -> citizens.Opened:
    """Open an account of the national identity alone."""
    return citizens.open_national(identity=citizens.Identity(SEN, "Hoàng Thị Sen"), at=now())


def begun(who: Any, to: str, *, channel: str = citizens.EMAIL, password: str = "", **facts: Any) -> citizens.Sent:
    """Ask for a code, as the citizen with that uid, or in the session just opened."""
    uid, token = (who.citizen_uid, who.token) if isinstance(who, citizens.Opened) else (who, "")
    told: dict[str, Any] = {"token": token, "at": now()} | facts
    return citizens.begin_contact(citizen_uid=uid, to=to, channel=channel, password=password, **told)


def confirmed(sent: citizens.Sent, code: str, *, at: datetime | None = None) -> str:
    return citizens.confirm_contact(code_uid=sent.uid, citizen_uid=sent.citizen_uid, code=code, at=at or now())


def entered(sent: citizens.Sent, code: str) -> citizens.Opened:
    return citizens.confirm(code_uid=sent.uid, citizen_uid=sent.citizen_uid, code=code, at=now())


def added(who: Any, to: str, *, channel: str = citizens.EMAIL, password: str = "") -> str:
    sent = begun(who, to, channel=channel, password=password)
    return confirmed(sent, texted_code() if channel == citizens.SMS else mailed_code())


def dropped(uid: Any, password: str, token: str = "", *, at: datetime | None = None) -> None:
    citizens.drop_contact(citizen_uid=uid, channel=citizens.EMAIL, password=password, token=token, at=at or now())


# --- got -------------------------------------------------------------------------------------------------------------


def test_an_account_of_a_number_alone_gets_an_address_a_phone_and_a_password_and_signs_in_by_them() -> None:
    me = by_number()
    uid = me.citizen_uid
    assert citizens.ways(uid) == citizens.Ways("", "", email_proved=False, phone_proved=False, password=False, national=True)

    assert added(me, "Sen.Hoang@thu.vn ") == "sen.hoang@thu.vn"
    assert added(me, "0912 345 678", channel=citizens.SMS) == "0912345678"
    citizens.set_password(citizen_uid=uid, password="", new=NEW, token=me.token, at=now())

    shown = citizens.ways(uid)
    assert (shown.email_proved, shown.phone_proved, shown.password) == (True, True, True)
    for login, channel in (("sen.hoang@thu.vn", citizens.EMAIL), ("0912345678", citizens.SMS)):
        sent = citizens.begin_sign_in(login=login, password=NEW, at=now(), channel=channel)
        code = texted_code() if channel == citizens.SMS else mailed_code()
        assert citizens.confirm(code_uid=sent.uid, citizen_uid=sent.citizen_uid, code=code, at=now()).citizen_uid == uid


def test_the_code_alone_makes_it_ones_own_and_works_once_and_for_ten_minutes() -> None:
    me = by_number()
    uid, sent = me.citizen_uid, begun(me, "sen.hoang@thu.vn")
    code = mailed_code()

    with pytest.raises(citizens.CodeWrong):
        confirmed(sent, "000000" if code != "000000" else "000001")
    with pytest.raises(citizens.CodeGone):
        confirmed(sent, code, at=now() + timedelta(minutes=11))
    assert citizens.ways(uid).email == ""
    confirmed(sent, code)
    with pytest.raises(citizens.CodeGone):
        confirmed(sent, code)


def test_such_a_code_opens_no_session_and_a_code_of_a_sign_in_adds_no_address() -> None:
    mine = a_citizen()
    contact = begun(mine.uid, "khac@thu.vn", password=PASSWORD)
    with pytest.raises(citizens.CodeGone):
        citizens.confirm(code_uid=contact.uid, citizen_uid=mine.uid, code=mailed_code(), at=now())

    sign_in = citizens.begin_sign_in(login=mine.email, password=PASSWORD, at=now())
    with pytest.raises(citizens.CodeGone):
        confirmed(sign_in, mailed_code())
    assert citizens.ways(mine.uid).email == mine.email


def test_another_citizen_cannot_use_the_code() -> None:
    sent, other = begun(by_number(), "sen.hoang@thu.vn"), a_citizen("Lô Thị Hồng", email="hong@thu.vn", phone="")

    with pytest.raises(citizens.CodeGone):
        citizens.confirm_contact(code_uid=sent.uid, citizen_uid=other.uid, code=mailed_code(), at=now())


def test_what_another_account_has_proved_is_refused_to_whoever_gets_the_code_and_told_to_nobody_before() -> None:
    other, me = a_citizen(), by_number()
    uid, sent = me.citizen_uid, begun(me, other.email)

    with pytest.raises(citizens.AlreadyRegistered):
        confirmed(sent, mailed_code())
    assert citizens.ways(uid).email == ""
    with pytest.raises(citizens.CodeGone):
        confirmed(sent, mailed_code())


def test_what_another_account_only_typed_keeps_nobody_out() -> None:
    typed = a_citizen(email_proved=False)

    added(by_number(), typed.email)


def test_a_new_address_takes_the_place_of_the_old_one() -> None:
    mine = a_citizen()

    added(mine.uid, "moi@thu.vn", password=PASSWORD)

    with pytest.raises(citizens.WrongSignIn):
        citizens.begin_sign_in(login=mine.email, password=PASSWORD, at=now())
    assert citizens.begin_sign_in(login="moi@thu.vn", password=PASSWORD, at=now()).citizen_uid == mine.uid


@pytest.mark.parametrize(("to", "channel"), [("không phải thư", citizens.EMAIL), ("12345", citizens.SMS), ("", citizens.EMAIL)])
def test_what_cannot_be_an_address_or_a_number_gets_no_code(to: str, channel: str) -> None:
    with pytest.raises(citizens.BadContact) as no:
        begun(by_number(), to, channel=channel)
    assert no.value.facts["field"] == "to"
    assert mail.outbox == []


def test_a_text_message_is_charged_to_its_number_and_not_sent_where_texts_are_not() -> None:
    charged = list[str]()
    begun(by_number(), "0912345678", channel=citizens.SMS, charge=charged.append)
    assert charged == ["0912345678"]


def test_where_no_texts_are_sent_no_number_is_added(settings: Any) -> None:
    settings.CITIZENS_TEXTER = ""
    with pytest.raises(citizens.WayClosed):
        begun(by_number(), "0912345678", channel=citizens.SMS)


# --- what was sent before -------------------------------------------------------------------------------------------

CHANGES: dict[str, Callable[[Any], Any]] = {
    "another address": lambda uid: added(uid, "moi@thu.vn", password=PASSWORD),
    "no address": lambda uid: citizens.drop_contact(
        citizen_uid=uid, channel=citizens.EMAIL, password=PASSWORD, token="", at=now()
    ),
    "another password": lambda uid: citizens.set_password(citizen_uid=uid, password=PASSWORD, new=NEW, token="", at=now()),
    "no password": lambda uid: citizens.drop_password(citizen_uid=uid, password=PASSWORD, at=now()),
}


@pytest.mark.parametrize("change", list(CHANGES))
@pytest.mark.parametrize("step", ["sign in", "reset", "contact"])
def test_no_code_that_was_sent_before_the_change_is_of_use_after_it(change: str, step: str) -> None:
    mine = a_citizen(phone_proved=True)
    if step == "contact":
        sent = begun(mine.uid, "la@thu.vn", password=PASSWORD)
    else:
        begin = citizens.begin_sign_in if step == "sign in" else citizens.begin_reset
        sent = begin(login=mine.email, password=PASSWORD, at=now())
    code = mailed_code()

    CHANGES[change](mine.uid)
    after = citizens.ways(mine.uid)

    with pytest.raises(citizens.CodeGone):
        (confirmed if step == "contact" else entered)(sent, code)
    with pytest.raises(citizens.CodeGone):
        citizens.send_again(code_uid=sent.uid, citizen_uid=mine.uid, at=now())
    assert citizens.ways(mine.uid) == after


def test_a_code_to_the_phone_stays_of_use_when_the_address_changes() -> None:
    mine = a_citizen(phone_proved=True)
    sent = citizens.begin_sign_in(login=mine.email, password=PASSWORD, at=now(), channel=citizens.SMS)

    added(mine.uid, "moi@thu.vn", password=PASSWORD)

    assert entered(sent, texted_code()).citizen_uid == mine.uid


def test_a_new_password_by_a_code_calls_the_other_codes_back() -> None:
    mine = a_citizen()
    sign_in, code = citizens.begin_sign_in(login=mine.email, password=PASSWORD, at=now()), mailed_code()

    entered(citizens.begin_reset(login=mine.email, password=NEW, at=now()), mailed_code())

    with pytest.raises(citizens.CodeGone):
        entered(sign_in, code)


@pytest.mark.parametrize("channel", [citizens.EMAIL, citizens.SMS])
def test_a_code_proves_the_address_that_it_went_to_and_no_other(channel: str) -> None:
    mine = a_citizen(email_proved=False)
    sent = citizens.begin_sign_in(login=mine.email, password=PASSWORD, at=now(), channel=channel)
    with citizens.seeing(mine.uid):  # as when both happen at one moment, and the code is written down last
        Citizen.objects.filter(uid=mine.uid).update(email="moi@thu.vn", phone="0987654321")

    with pytest.raises(citizens.CodeGone):
        entered(sent, texted_code() if channel == citizens.SMS else mailed_code())
    shown = citizens.ways(mine.uid)
    assert (shown.email_proved, shown.phone_proved) == (False, False)


# --- whoever has a password shows it --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "act",
    [
        lambda uid: begun(uid, "moi@thu.vn", password="sai"),
        lambda uid: dropped(uid, "sai"),
        lambda uid: citizens.set_password(citizen_uid=uid, password="sai", new=NEW, token="", at=now()),
        lambda uid: citizens.drop_password(citizen_uid=uid, password="", at=now()),
    ],
    ids=["add", "drop", "set a password", "drop the password"],
)
def test_a_browser_left_open_changes_nothing_without_the_password(act: Callable[[Any], Any]) -> None:
    mine = a_citizen()
    before = citizens.ways(mine.uid)

    with pytest.raises(citizens.WrongSignIn):
        act(mine.uid)

    assert citizens.ways(mine.uid) == before
    assert mail.outbox == []


def test_another_password_signs_every_other_browser_out() -> None:
    here, there = by_number(), by_number()

    citizens.set_password(citizen_uid=here.citizen_uid, password="", new=NEW, token=here.token, at=now())

    assert citizens.resume(here.token, at=now()) is not None
    assert citizens.resume(there.token, at=now()) is None


# --- whoever has none signed in a moment ago --------------------------------------------------------------------------

ACTS: dict[str, Callable[[Any, str, datetime], Any]] = {
    "add": lambda uid, token, at: begun(uid, "moi@thu.vn", token=token, at=at),
    "drop": lambda uid, token, at: dropped(uid, "", token, at=at),
    "set a password": lambda uid, token, at: citizens.set_password(citizen_uid=uid, password="", new=NEW, token=token, at=at),
}


@pytest.mark.parametrize("act", list(ACTS))
def test_without_a_password_an_older_session_changes_nothing_and_a_fresh_one_does(act: str) -> None:
    me = by_number()
    added(me, "sen.hoang@thu.vn")
    before, later = citizens.ways(me.citizen_uid), now() + timedelta(minutes=11)
    mail.outbox.clear()

    with pytest.raises(citizens.SignInAgain):
        ACTS[act](me.citizen_uid, me.token, later)
    assert citizens.ways(me.citizen_uid) == before
    assert mail.outbox == []

    fresh = citizens.open_national(identity=citizens.Identity(SEN, "Hoàng Thị Sen"), at=later)
    ACTS[act](me.citizen_uid, fresh.token, later)
    assert mail.outbox or citizens.ways(me.citizen_uid) != before


@pytest.mark.parametrize("token", ["", "giả"])
def test_without_a_password_no_session_or_that_of_another_is_not_enough(token: str) -> None:
    me, other = by_number(), citizens.open_national(identity=citizens.Identity("022185000777", "Lô Thị Hồng"), at=now())

    for held in (token, other.token):
        with pytest.raises(citizens.SignInAgain):
            begun(me.citizen_uid, "moi@thu.vn", token=held)


# --- lost ------------------------------------------------------------------------------------------------------------


def test_whoever_has_the_national_identity_may_lose_all_else() -> None:
    me = by_number()
    uid = me.citizen_uid
    added(me, "sen.hoang@thu.vn")
    citizens.set_password(citizen_uid=uid, password="", new=NEW, token=me.token, at=now())

    dropped(uid, NEW)
    citizens.drop_password(citizen_uid=uid, password=NEW, at=now())

    assert citizens.ways(uid) == citizens.Ways("", "", email_proved=False, phone_proved=False, password=False, national=True)


def test_the_last_way_in_is_kept() -> None:
    mine = a_citizen(phone="")

    with pytest.raises(citizens.LastWayIn):
        dropped(mine.uid, PASSWORD)
    citizens.drop_password(citizen_uid=mine.uid, password=PASSWORD, at=now())
    citizens.drop_password(citizen_uid=mine.uid, password="", at=now())  # there is none any more: nothing to lose

    assert citizens.ways(mine.uid).email == mine.email, "a code there sets a new password"


def test_where_the_national_identity_is_not_offered_any_more_it_is_no_way_in(settings: Any) -> None:
    me = by_number()
    uid = me.citizen_uid
    added(me, "sen.hoang@thu.vn")
    settings.CITIZENS_OIDC_ISSUER = ""

    with pytest.raises(citizens.LastWayIn):
        dropped(uid, "", me.token)
    with citizens.seeing(uid):
        assert Citizen.objects.get(uid=uid).email == "sen.hoang@thu.vn"


def test_an_unknown_way_is_nothing_to_lose() -> None:
    mine = a_citizen()
    citizens.drop_contact(citizen_uid=mine.uid, channel="fax", password="", token="", at=now())
    assert citizens.ways(mine.uid).email == mine.email


@pytest.mark.parametrize(
    ("changes", "texts", "gets"),
    [
        ({"national": True}, False, True),
        ({"email": "a@b.vn", "email_proved": True}, False, True),
        ({"email": "a@b.vn"}, False, False),
        ({"phone": "0912345678", "phone_proved": True}, True, True),
        ({"phone": "0912345678", "phone_proved": True}, False, False),
        ({"password": True}, True, False),
    ],
)
def test_a_way_in_is_the_national_identity_or_a_proved_address_to_which_codes_go(
    changes: dict[str, Any], texts: bool, gets: bool
) -> None:
    bare: dict[str, Any] = {
        "email": "",
        "phone": "",
        "email_proved": False,
        "phone_proved": False,
        "password": False,
        "national": False,
    }
    assert rules.gets_in(rules.Ways(**(bare | changes)), texts=texts) is gets
