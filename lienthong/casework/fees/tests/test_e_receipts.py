"""Electronic receipts from a provider: a real server on this machine answers real requests."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from lienthong.casework.dossiers import testing as given
from lienthong.casework.fees import public as fees
from lienthong.casework.fees.models import EReceipt
from lienthong.casework.fees.testing import PRICE, a_permit
from lienthong.casework.fees.tests.acts import collect
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.testing import Answering, serving

PROCEDURES = ("1.013225-2015",)
SECRET = "khoa-chung-voi-nha-cung-cap"
NOW = 1_767_574_800


class Office:
    """A provider that checks signatures, numbers receipts, and answers the same key the same."""

    def __init__(self) -> None:
        self.url = ""
        self.given: dict[str, dict[str, str]] = {}
        self.asked: list[dict[str, Any]] = []
        self.status, self.says = 201, b""


def answers(office: Office) -> type[BaseHTTPRequestHandler]:
    """Return what answers the requests to an office."""

    class Answers(Answering):
        def post(self) -> None:
            body = self.body()
            signed = hmac.new(SECRET.encode(), self.headers["X-Timestamp"].encode() + b"." + body, hashlib.sha256).hexdigest()
            if self.headers["X-Signature"] != f"sha256={signed}":
                self.reply(401, {})
                return
            wanted, key = json.loads(body), self.headers["Idempotency-Key"]
            office.asked.append(wanted)
            number = f"{len(office.given) + 1:07d}"
            told = office.given.setdefault(key, {"form": "01BLP0-001", "symbol": "AA-26E", "number": number, "lookup": "K7Q2"})
            self.reply(office.status, office.says or told)

    return Answers


@pytest.fixture
def office() -> Iterator[Office]:
    """A provider at work on this machine."""
    office = Office()
    with serving(answers(office)) as server:
        office.url = f"http://127.0.0.1:{server.server_port}/bien-lai"
        yield office


@pytest.fixture
def world(world: given.World, office: Office, settings: Any) -> given.World:
    """The district, whose installation has the provider."""
    settings.E_RECEIPT_URL, settings.E_RECEIPT_SECRET = office.url, SECRET
    return world


def announced() -> list[dict[str, Any]]:
    """Return what waits in the outbox for the provider, as its deliveries say."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT payload FROM outbox_delivery WHERE handler = 'fees.issue_e_receipt' ORDER BY id")
        return [row[0] if isinstance(row[0], dict) else json.loads(row[0]) for row in cursor.fetchall()]


def issue(world: given.World, receipt: fees.Receipt) -> fees.PaymentRow:
    """Issue the receipt of a payment; return the payment."""
    unit = world.centre_clerk.unit_id
    fees.issue_e_receipt(payment_uid=receipt.payment_uid, unit_id=unit, at=world.at)
    with ledger.seeing({unit}):
        row = fees.payment(receipt.payment_uid)
    assert row is not None
    return row


def test_a_levy_is_announced_and_the_provider_issues_its_receipt_once(world: given.World, office: Office) -> None:
    (receipt,) = collect(world, a_permit(world)).receipts
    rows = [issue(world, receipt) for _ in range(2)]
    assert [row.e_receipt for row in rows] == ["01BLP0-001, AA-26E số 0000001, tra cứu K7Q2"] * 2
    (asked,) = office.asked
    assert (asked["amount"], asked["key"], asked["payer"]) == (PRICE, str(receipt.payment_uid), "Hoàng Thị Sen")
    assert asked["lines"] == [["Lệ phí cấp giấy phép xây dựng nhà ở riêng lẻ", PRICE]]
    with ledger.seeing({world.centre_clerk.unit_id}):
        assert rows[0].till_uid is not None
        assert ledger.history(rows[0].till_uid)[-1].activity == "e_receipt_issued"


def test_an_answer_that_was_lost_is_asked_again_under_the_same_key(world: given.World, office: Office) -> None:
    (receipt,) = collect(world, a_permit(world)).receipts
    with pytest.raises(RuntimeError, match="power cut"), transaction.atomic():
        issue(world, receipt)
        raise RuntimeError("power cut")
    assert issue(world, receipt).e_receipt.startswith("01BLP0-001, AA-26E số 0000001")
    assert [asked["key"] for asked in office.asked] == [str(receipt.payment_uid)] * 2


def test_the_outbox_carries_the_payment_to_the_provider(world: given.World) -> None:
    from lienthong.casework.fees import handlers

    (receipt,) = collect(world, a_permit(world)).receipts
    (payload,) = announced()
    event = fees.LevyTaken(receipt.payment_uid, world.centre_clerk.unit_id)
    assert payload == {"payment_uid": str(event.payment_uid), "unit_id": event.unit_id}
    handlers.issue(event, receipt.payment_uid)
    with ledger.seeing({event.unit_id}):
        assert EReceipt.objects.count() == 1


def test_without_a_provider_or_with_printed_receipts_nothing_is_announced(world: given.World, settings: Any) -> None:
    fees.load(actor=world.centre_clerk, at=world.at, form="01BLP2-001", symbol="AA", name="Biên lai", first=1, last=5, source="")
    collect(world, a_permit(world))
    settings.E_RECEIPT_URL = ""
    (receipt,) = fees.collect(
        actor=world.centre_clerk, at=world.at, dossier_uid=a_permit(world), fee_keys=["house_fee"], method="cash"
    ).receipts
    assert announced() == []
    assert issue(world, receipt).e_receipt == ""


@pytest.mark.parametrize(
    ("status", "says"),
    [(500, b""), (302, b""), (200, b"<html>"), (200, b"[]"), (200, b'{"form": "", "symbol": "A", "number": "1"}'), (201, b"{}")],
)
def test_a_provider_that_answers_otherwise_is_asked_again_later(
    world: given.World, office: Office, status: int, says: bytes
) -> None:
    office.status, office.says = status, says
    (receipt,) = collect(world, a_permit(world)).receipts
    with pytest.raises(fees.ProviderFailed):
        issue(world, receipt)
    with ledger.seeing({world.centre_clerk.unit_id}):
        assert EReceipt.objects.count() == 0


def test_a_wrong_secret_and_a_silent_provider_fail(office: Office) -> None:
    wanted = fees.Wanted("k", "UBND xã", "Tằng A Sáng", "H49", (), 5, "cash", "2026-01-05")
    with pytest.raises(fees.ProviderFailed, match="401"):
        fees.HttpProvider(office.url, "khac").issue(wanted, timestamp=NOW)
    with pytest.raises(fees.ProviderFailed, match="no answer"):
        fees.HttpProvider("http://127.0.0.1:9/", SECRET).issue(wanted, timestamp=NOW)


@pytest.mark.parametrize(
    ("url", "secret"), [("http://bienlai.example.vn/", "k"), ("https://bienlai.example.vn/", ""), ("x", "k")]
)
def test_a_provider_is_asked_over_https_with_a_secret_alone(url: str, secret: str) -> None:
    with pytest.raises(ValueError, match="https"):
        fees.HttpProvider(url, secret)


def test_an_issued_receipt_is_never_rewritten(world: given.World) -> None:
    issue(world, collect(world, a_permit(world)).receipts[0])
    with (
        ledger.seeing({world.centre_clerk.unit_id}),
        pytest.raises(DatabaseError, match=r"permission denied|chỉ ghi thêm"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE fees_ereceipt SET number = '9'")
