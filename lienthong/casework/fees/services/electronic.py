"""Electronic levy receipts: a port for providers, one adapter over HTTP with signed requests, and the act that issues one."""

from __future__ import annotations

import http.client
import json
import logging
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from lienthong.casework.fees.models import EReceipt, Payment
from lienthong.casework.fees.rules import signing
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org

log = logging.getLogger(__name__)
PATIENCE = 10
"""Seconds that one answer may take; the outbox tries again later."""
LARGEST = 64 * 1024


class ProviderFailed(RuntimeError):
    """The provider did not issue a receipt; whoever asked tries again later."""


@dataclass(frozen=True)
class Wanted:
    """The receipt that a provider is asked for; `key` makes asking again harmless."""

    key: str
    agency: str
    payer: str
    dossier: str
    lines: tuple[tuple[str, int], ...]
    amount: int
    method: str
    taken_at: str


@dataclass(frozen=True)
class Issued:
    """The receipt as the provider issued it."""

    form: str
    symbol: str
    number: str
    lookup: str


class Provider(Protocol):
    """Who issues electronic receipts."""

    def issue(self, wanted: Wanted, *, timestamp: int) -> Issued:
        """Return the receipt for `wanted.key`, the same one when asked again.  Raises ProviderFailed."""
        ...


class HttpProvider:
    """A provider over HTTP(S): JSON by POST, `X-Timestamp` and `X-Signature` as on our own call-back, `Idempotency-Key`.

    Plain HTTP only to this machine; redirects are not followed.
    """

    def __init__(self, url: str, secret: str) -> None:
        parts = urlsplit(url)
        local = parts.hostname in ("127.0.0.1", "localhost", "::1")
        if not parts.hostname or not secret or not (parts.scheme == "https" or (parts.scheme == "http" and local)):
            raise ValueError("an e-receipt provider needs an https address and a secret")
        self._host, self._port, self._secure, self._secret = parts.hostname, parts.port, parts.scheme == "https", secret
        self._path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    def issue(self, wanted: Wanted, *, timestamp: int) -> Issued:
        """Ask the provider."""
        body = json.dumps(asdict(wanted), ensure_ascii=False).encode()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": wanted.key,
            "X-Timestamp": str(timestamp),
            "X-Signature": signing.signature(self._secret, str(timestamp), body),
        }
        kind = http.client.HTTPSConnection if self._secure else http.client.HTTPConnection
        connection = kind(self._host, self._port, timeout=PATIENCE)
        try:
            connection.request("POST", self._path, body, headers)
            answer = connection.getresponse()
            content = answer.read(LARGEST)
        except (OSError, http.client.HTTPException) as fault:
            raise ProviderFailed(f"no answer: {fault}") from fault
        finally:
            connection.close()
        if answer.status not in (200, 201):
            raise ProviderFailed(f"answered {answer.status}")
        return _issued(content)


def _issued(content: bytes) -> Issued:
    try:
        said = json.loads(content)
        form, symbol, number = (str(said[name]).strip() for name in ("form", "symbol", "number"))
        found = Issued(form, symbol, number, str(said.get("lookup", "")).strip())
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise ProviderFailed("answered something that is no receipt") from fault
    if not all(0 < len(one) <= 20 for one in (found.form, found.symbol, found.number)) or len(found.lookup) > 60:
        raise ProviderFailed("answered something that is no receipt")
    return found


def provider() -> Provider | None:
    """Return the provider of this installation, None when it has none."""
    if not settings.E_RECEIPT_URL:
        return None
    return HttpProvider(settings.E_RECEIPT_URL, settings.E_RECEIPT_SECRET)


def issue_e_receipt(*, payment_uid: UUID, unit_id: int, at: datetime) -> None:
    """Let the provider issue the receipt of a payment; nothing when it has one or the installation has no provider.

    at  also signs the request: outside a demo, which has no provider, the business clock is the real one.
    Raises ProviderFailed: try again later.
    """
    from_whom = provider()
    with ledger.seeing({unit_id}):
        payment = Payment.objects.select_related("till").filter(uid=payment_uid).first()
        if from_whom is None or payment is None or EReceipt.objects.filter(payment=payment).exists():
            return
        issued = from_whom.issue(_wanted(payment), timestamp=int(at.timestamp()))
        EReceipt.objects.create(payment=payment, unit_id=unit_id, issued_at=at, **asdict(issued))
        if payment.till is not None:
            body = {"payment": payment.uid, **asdict(issued)}
            ledger.append(
                ledger.Entry(
                    stream=payment.till.uid, activity="e_receipt_issued", lifecycle=ledger.Lifecycle.COMPLETED, occurred_at=at,
                    actor=None, objects=(ledger.ObjectRef("till", payment.till.uid),), body=body,
                )
            )  # fmt: skip
    log.info("e-receipt issued for payment %s", payment_uid)


def _wanted(payment: Payment) -> Wanted:
    return Wanted(
        key=str(payment.uid),
        agency=org.unit(payment.unit_id).name,
        payer=payment.payer,
        dossier=payment.dossier_code,
        lines=tuple((line.name, line.amount) for line in payment.lines.order_by("pk")),
        amount=payment.amount,
        method=payment.method,
        taken_at=payment.at.isoformat(),
    )
