"""A slow gateway holds no transaction: codes leave after what comes before them was committed, and before what comes after."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from lienthong.doors.portal.tests.filing import hidden
from lienthong.doors.portal.web import entry
from lienthong.office.citizens import public as citizens
from lienthong.office.citizens.testing import PASSWORD, a_citizen
from lienthong.toolkit import clock

WAYS, CODE = "/ho-so-cua-toi/tai-khoan/", "/ho-so-cua-toi/tai-khoan/ma/"
INSIDE: list[bool] = []


def noting(*, uid: UUID, to: str, words: str) -> bool:
    """Stand where the gateway stands, and note whether a transaction is open; a number that ends in 000 is refused."""
    INSIDE.append(connection.in_atomic_block)
    return not to.endswith("000")


@pytest.fixture
def client(committed_db: None, client: Client, settings: Any) -> Client:
    settings.CITIZENS_TEXTER, settings.CITIZENS_OIDC_ISSUER = f"{__name__}.noting", "https://dinhdanh.example"
    INSIDE.clear()
    return client


def ticket_of(answer: Any) -> str:
    return hidden(answer.content.decode(), "phieu")


def test_a_code_for_a_number_of_ones_own_is_texted_in_no_transaction_the_second_too(client: Client) -> None:
    opened = citizens.open_national(identity=citizens.Identity("022185000123", "Hoàng Thị Sen"), at=clock.real_now())
    client.cookies[entry.cookie()] = opened.token

    asked = client.post(WAYS, {"viec": "phone", "phone-to": "0912345678"})
    client.post(CODE, {"phieu": ticket_of(asked), "lai": "1"})
    refused = client.post(WAYS, {"viec": "phone", "phone-to": "0912345000"})

    assert INSIDE == [False] * 3
    assert refused.status_code == 503
    with citizens.seeing(opened.citizen_uid), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT address FROM citizens_sentcode")
        assert cursor.fetchall() == [("0912345678",)], "nothing is left of what was not sent"


def test_a_code_to_sign_in_is_texted_in_no_transaction_the_second_too(client: Client) -> None:
    a_citizen()

    asked = client.post("/cong/dang-nhap/", {"login": "0912345678", "password": PASSWORD, "via": "sms"})
    client.post("/cong/ma/", {"phieu": ticket_of(asked), "lai": "1"})

    assert INSIDE == [False] * 2
    assert mail.outbox == []
