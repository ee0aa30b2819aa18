"""A citizen comes in and leaves: password and code, a new account, a forgotten password, haste, staff apart."""

from __future__ import annotations

from django.test import Client

from lienthong.casework.dossiers import testing as given
from lienthong.doors.portal.services import LOGIN
from lienthong.doors.portal.tests.filing import (
    SIGN_IN,
    enter,
    hidden,
    the_clerk,
    words,
)
from lienthong.office.citizens.testing import EMAIL, PASSWORD, a_citizen, mailed_code

PROCEDURES = (given.BIRTH,)


def test_password_then_mailed_code_lead_where_one_wanted_to_go(world: given.World, client: Client) -> None:
    a_citizen()
    stranger = client.get("/ho-so-cua-toi/")

    entered = enter(client)

    assert stranger["Location"].startswith(SIGN_IN)
    assert entered["Location"] == "/ho-so-cua-toi/"
    cookie = entered.cookies["lt-citizen"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert "Hoàng Thị Sen" in words(client.get("/ho-so-cua-toi/"))


def test_registering_opens_an_account_and_leaving_ends_its_session(world: given.World, client: Client) -> None:
    told = {"name": "La Thị Mai", "email": "mai@thu.vn", "phone": "0987 654 321", "id_type": "", "password": PASSWORD}
    weak = client.post("/cong/mo-tai-khoan/", told | {"password": "123456"})
    page = client.post("/cong/mo-tai-khoan/", told)
    ticket = hidden(page.content.decode(), "phieu")
    wrong = client.post("/cong/ma/", {"phieu": ticket, "code": "abc"})
    again = client.post("/cong/ma/", {"phieu": hidden(wrong.content.decode(), "phieu"), "lai": "1"})
    client.post("/cong/ma/", {"phieu": hidden(again.content.decode(), "phieu"), "code": mailed_code(), "tiep": "//la.vn/"})

    assert (weak.status_code, wrong.status_code) == (422, 422)
    assert "Còn 4 lần nhập" in words(wrong)
    assert "La Thị Mai" in words(client.get("/ho-so-cua-toi/"))
    client.post("/cong/ra/")
    assert client.get("/ho-so-cua-toi/").status_code == 302


def test_a_forgotten_password_is_set_anew_and_an_unknown_login_sees_the_same_page(world: given.World, client: Client) -> None:
    a_citizen()
    asked = {"password": "câu mới dễ nhớ của tôi"}

    known = client.post("/cong/dat-lai-mat-khau/", {"login": EMAIL} | asked)
    unknown = client.post("/cong/dat-lai-mat-khau/", {"login": "sang.hoang@thu.vn"} | asked)

    assert words(known) == words(unknown)


def test_a_wrong_password_keeps_the_login_and_haste_is_slowed_down(world: given.World, client: Client) -> None:
    a_citizen()
    tries = [client.post(SIGN_IN, {"login": EMAIL, "password": "sai rồi nhé"}) for _ in range(int(LOGIN.capacity) + 1)]

    assert [one.status_code for one in tries] == [422] * int(LOGIN.capacity) + [429]
    assert EMAIL in tries[0].content.decode()
    assert "tài khoản không bị khóa" in words(tries[-1])


def test_a_staff_session_is_no_citizen_and_a_citizen_no_staff(world: given.World, client: Client) -> None:
    clerk = the_clerk(world)
    a_citizen()
    enter(client)

    assert clerk.get("/ho-so-cua-toi/")["Location"].startswith(SIGN_IN)
    assert "/tai-khoan/" in client.get("/")["Location"]
    enter(clerk)
    assert "Hoàng Thị Sen" in words(clerk.get("/ho-so-cua-toi/")), "both in one browser stay apart"
    assert clerk.get("/").status_code == 200
