"""Whom the national identity lets into which account: the one that proved the number, a new one, or after its password."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from lienthong.office.citizens import public as citizens
from lienthong.office.citizens.models import Citizen
from lienthong.office.citizens.services import entering, national
from lienthong.office.citizens.testing import EMAIL, PASSWORD, a_citizen
from lienthong.toolkit import clock

pytestmark = pytest.mark.django_db
SEN = "022185000123"


def now() -> datetime:
    return clock.real_now()


def entered(number: str = SEN) -> citizens.Opened | None:
    return citizens.enter_national(identity=citizens.Identity(number, "Hoàng Thị Sen"), at=now())


def test_the_first_sign_in_makes_the_account_and_the_next_one_opens_the_same() -> None:
    first, again = entered(), entered()

    assert first is not None
    assert again is not None
    assert first.citizen_uid == again.citizen_uid
    who = citizens.resume(first.token, at=now())
    assert who is not None
    assert (who.name, who.id_type, who.id_number, who.email) == ("Hoàng Thị Sen", "cccd", SEN, "")
    with pytest.raises(citizens.WrongSignIn):
        citizens.begin_sign_in(login="", password="", at=now())


def test_an_older_account_with_the_number_is_joined_by_its_password_and_by_nothing_else() -> None:
    sen, identity = a_citizen(), citizens.Identity(SEN, "Hoàng Thị Sen")

    assert entered() is None
    with pytest.raises(citizens.WrongSignIn):
        citizens.link_national(identity=identity, login=sen.email, password="sai rồi nhé bạn", at=now())
    with pytest.raises(citizens.WrongSignIn):
        citizens.link_national(identity=identity, login="khong.co@thu.vn", password=PASSWORD, at=now())
    linked = citizens.link_national(identity=identity, login=sen.email.upper(), password=PASSWORD, at=now())

    assert linked.citizen_uid == sen.uid
    after = entered()
    assert after is not None
    assert after.citizen_uid == sen.uid
    again = citizens.link_national(identity=identity, login=sen.email, password="gì cũng được", at=now())
    assert again.citizen_uid == sen.uid, "pressed twice: the provider has proved the number, the account is the same"


@pytest.mark.parametrize("login", ["khong.co@thu.vn", EMAIL])
def test_an_unknown_login_takes_as_long_as_a_known_one(login: str, monkeypatch: pytest.MonkeyPatch) -> None:
    a_citizen()
    hashed = list[str]()

    def noting(name: str) -> None:
        as_before = getattr(entering, name)

        def noted(password: str, *more: str) -> Any:
            hashed.append(password)
            return as_before(password, *more)

        monkeypatch.setattr(entering, name, noted)

    for name in ("make_password", "check_password"):
        noting(name)

    with pytest.raises(citizens.WrongSignIn):
        citizens.link_national(identity=citizens.Identity(SEN, "Hoàng Thị Sen"), login=login, password="đoán thử", at=now())

    assert hashed == ["đoán thử"], "one hash, whoever asks"


def test_who_comes_in_by_a_number_is_looked_up_once(query_count: Any) -> None:
    def asked() -> int:
        with query_count() as counted:
            entered()
        return sum("citizens_of_number" in text for text in counted.texts)

    assert (asked(), asked()) == (1, 1), "a new one, and one that was there"


def test_an_account_with_another_number_is_not_joined() -> None:
    sen = a_citizen()

    with pytest.raises(citizens.WrongSignIn):
        citizens.link_national(
            identity=citizens.Identity("022185000999", "Chíu Thị Lan"), login=sen.email, password=PASSWORD, at=now()
        )


def test_accounts_that_only_typed_the_number_do_not_keep_its_owner_out() -> None:
    for number in range(6):
        a_citizen("Kẻ Gian", email=f"gian{number}@thu.vn", phone="")
    sen = a_citizen()

    linked = citizens.link_national(
        identity=citizens.Identity(SEN, "Hoàng Thị Sen"), login=sen.email, password=PASSWORD, at=now()
    )

    assert linked.citizen_uid == sen.uid


@pytest.mark.parametrize("links", [False, True])
def test_a_number_that_is_proved_in_between_opens_that_account(monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    sen, identity = a_citizen(), citizens.Identity(SEN, "Hoàng Thị Sen")
    mine = citizens.open_national(identity=identity, at=now())
    asked = [None, mine.citizen_uid]
    monkeypatch.setattr(national, "_proved", lambda number: asked.pop(0))

    second = (
        citizens.link_national(identity=identity, login=sen.email, password=PASSWORD, at=now())
        if links
        else citizens.open_national(identity=identity, at=now())
    )

    assert second.citizen_uid == mine.citizen_uid


def test_who_typed_the_number_of_somebody_else_does_not_get_in_nor_keep_its_owner_out() -> None:
    thief = a_citizen("Kẻ Gian", email="gian@thu.vn", phone="")
    identity = citizens.Identity(SEN, "Hoàng Thị Sen")

    mine = citizens.open_national(identity=identity, at=now())
    again = citizens.open_national(identity=identity, at=now())

    assert mine.citizen_uid == again.citizen_uid != thief.uid
    with citizens.seeing(thief.uid):
        assert Citizen.objects.get().proved_number == ""


def test_without_an_issuer_nothing_is_offered(settings: Any) -> None:
    settings.CITIZENS_OIDC_ISSUER = ""

    assert not citizens.offers_national()
