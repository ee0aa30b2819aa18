"""The bank's notices over the wire: signed, timestamped, told twice and kept once."""

from __future__ import annotations

import json
import logging
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees.testing import MONDAY, a_permit, an_account, code_of, heard
from lienthong.doors.exchange.testing import Machine
from lienthong.toolkit import clock

PROCEDURES = ("1.013225-2015",)
SECRET = "khoa-chung-voi-ngan-hang"
URL = "/api/v1/payments/callback"


@pytest.fixture
def world(world: given.World, settings: Any) -> given.World:
    """The centre takes transfers; it is Monday 2026-01-05."""
    settings.PAYMENT_SECRET = SECRET
    settings.CLOCK_OFFSET_SECONDS = int((MONDAY - clock.real_now()).total_seconds())
    an_account(world)
    return world


def a_notice(code: str, **facts: Any) -> dict[str, Any]:
    """Return what the bank sends."""
    return {
        "transaction": "FT26005000001", "bank_bin": "970415", "account": "113366668888", "amount": 75_000,
        "content": f"Nop phi {code}", "paid_at": "2026-01-05T07:59:30+07:00", **facts,
    }  # fmt: skip


def post(notice: Any, *, secret: str = SECRET, age: int = 0, signature: str = "") -> Any:
    """Send a notice, signed as the description of the API says: written here anew."""
    import hashlib
    import hmac

    body = notice if isinstance(notice, bytes) else json.dumps(notice).encode()
    timestamp = str(int(datetime.now().timestamp()) - age)  # noqa: DTZ005, TID251 - a bank has its own clock
    made = hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    headers = {"X-Timestamp": timestamp, "X-Signature": signature or f"sha256={made}"}
    return Client().post(URL, body, content_type="application/json", headers=headers)


def test_a_signed_notice_pays_and_told_again_changes_nothing(world: given.World) -> None:
    code = code_of(world, a_permit(world))
    first, again = post(a_notice(code)), post(a_notice(code))
    assert (first.status_code, first.json()["state"], first.json()["repeated"]) == (200, "settled", False)
    assert again.json() == first.json() | {"repeated": True}
    differing = post(a_notice(code, amount=1))
    assert (differing.status_code, differing.json()["code"]) == (409, "fees.notice_differs")
    assert len(heard(world)) == 1


def test_a_wrong_amount_is_held_for_a_person(world: given.World) -> None:
    answer = post(a_notice(code_of(world, a_permit(world)), amount=70_000))
    assert (answer.status_code, answer.json()["state"]) == (200, "held")


@pytest.mark.parametrize("how", [{"secret": "khac"}, {"age": 301}, {"age": -301}, {"signature": "sha256=00"}, {"signature": "é"}])
def test_a_notice_that_is_not_signed_or_old_is_refused_and_logged(
    world: given.World, how: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    code = code_of(world, a_permit(world))
    with caplog.at_level(logging.WARNING):
        answer = post(a_notice(code), **how)
    assert (answer.status_code, answer.json()["code"]) == (401, "fees.not_signed")
    assert "payment notice refused" in caplog.text
    assert code not in caplog.text
    assert heard(world) == []


def test_without_a_secret_nothing_is_heard(world: given.World, settings: Any) -> None:
    settings.PAYMENT_SECRET = ""
    assert post(a_notice("H49"), secret="").status_code == 401


@pytest.mark.parametrize(
    ("notice", "field"),
    [
        (b"{", "JSON"), ([], "JSON"), ({"amount": 0}, "amount"), ({"amount": 7.5}, "amount"), ({"amount": True}, "amount"),
        ({"transaction": ""}, "transaction"), ({"transaction": "F" * 65}, "transaction"), ({"content": "a\0b"}, "content"),
        ({"content": "a\ud800"}, "content"),
        ({"paid_at": "hôm qua"}, "paid_at"), ({"paid_at": "2026-01-05T08:00:00"}, "paid_at"), ({"account": "1"}, "account"),
    ],
)  # fmt: skip
def test_a_signed_notice_that_says_nonsense_is_refused_by_the_name_of_its_field(
    world: given.World, notice: Any, field: str
) -> None:
    answer = post(a_notice("H49") | notice if isinstance(notice, dict) else notice)
    assert (answer.status_code, answer.json()["code"]) == (422, "fees.notice_unreadable")
    assert answer.json()["facts"] == {"field": field}
    assert heard(world) == []


def test_the_pay_act_of_the_api_answers_the_receipt(world: given.World) -> None:
    uid = a_permit(world)
    machine = Machine("counter_clerk", world.centre_clerk.unit_id)
    paid = machine.post(f"/dossiers/{uid}/pay", {"fee_key": "house_fee", "method": "transfer"}).json()
    assert [(one["number"], one["amount"]) for one in paid["receipts"]] == [("0001", 75_000)]
