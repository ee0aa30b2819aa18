"""Pure decisions about accounts of citizens: what a contact looks like, how long codes and sessions live."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

EMAIL, SMS = "email", "sms"
"""How a code reaches somebody."""
CODE_LIFE = timedelta(minutes=10)
CODE_TRIES = 5
"""Of a million codes: a guesser succeeds once in 200,000 codes, each of which he had to have the password for."""
CODE_KEPT = timedelta(days=1)
SESSION_IDLE = timedelta(hours=2)
"""A form is long, and a person looks for papers meanwhile."""
SESSION_LIFE = timedelta(hours=12)
SESSION_FRESH = timedelta(minutes=10)
"""So long after somebody signed in without a password nothing more is asked of them [P]."""
SEEN_EVERY = timedelta(minutes=1)
"""A session's last use is written down no more often."""

CARD = "cccd"
"""The kind of paper that holds a personal number."""
SKEW = 60
"""Seconds by which the clocks of a provider and ours may differ."""
WRONG_STATE = "trả lời không thuộc lần đăng nhập của trình duyệt này"
NOT_AGREED = "nhà cung cấp định danh không đồng ý, hoặc mã của lần này đã dùng"
WRONG_SIGNATURE = "chữ ký của nhà cung cấp định danh không đúng"
WRONG_ISSUER = "trả lời không do nhà cung cấp định danh đã khai báo phát hành"
WRONG_AUDIENCE = "trả lời dành cho hệ thống khác"
WRONG_NONCE = "trả lời không dành cho lần đăng nhập này"
TOO_OLD = "trả lời đã quá hạn, hoặc đồng hồ hai bên lệch nhau"

_NUMBER = re.compile(r"[0-9]{12}")
_PHONE = re.compile(r"0\d{9,10}")
_EMAIL = re.compile(r"[^@\s<>,;]{1,64}@[^@\s<>,;]+\.[^@\s<>,;]{2,}")


def bare_email(text: str) -> str:
    """Return an e-mail address as it is stored and compared: NFKC, lower case, nothing around it."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def bare_phone(text: str) -> str:
    """Return a phone number as it is stored: digits, beginning with 0; blanks, dots and +84 as people write them."""
    digits = re.sub(r"[\s.\-()]", "", text)
    return f"0{digits.removeprefix('+84')}" if digits.startswith("+84") else digits


def bare_login(text: str) -> str:
    """Return what somebody signs in with, an e-mail address or a phone number, as it is stored."""
    return bare_email(text) if "@" in text else bare_phone(text)


def is_contact(bare: str) -> bool:
    """Return whether a bare login is written as an e-mail address or a phone number is."""
    return bool(_EMAIL.fullmatch(bare) if "@" in bare else _PHONE.fullmatch(bare))


def contact_fault(email: str, phone: str, channel: str) -> tuple[str, str] | None:
    """Return (field, sentence) for a bare address or number that cannot be right; what gets no code may be left out."""
    if (email or channel == EMAIL) and (not _EMAIL.fullmatch(email) or len(email) > 200):
        return "email", "Thư điện tử có dạng ten@noi.vn; kiểm tra lại."
    if (phone or channel == SMS) and not _PHONE.fullmatch(phone):
        return "phone", "Số điện thoại có 10 chữ số, bắt đầu bằng 0; kiểm tra lại."
    return None


@dataclass(frozen=True)
class Ways:
    """By what an account gets in: addresses and whether a code came back from there, a password, the national identity."""

    email: str
    phone: str
    email_proved: bool
    phone_proved: bool
    password: bool
    national: bool


def gets_in(ways: Ways, *, texts: bool) -> bool:
    """Return whether somebody still gets in: by the national identity, or by a code to a proved address.

    Whoever gets a code there sets a forgotten password too, so a password is no way of its own.
    texts  whether codes go by text message here.
    """
    return ways.national or (ways.email_proved and bool(ways.email)) or (texts and ways.phone_proved and bool(ways.phone))


def masked(address: str) -> str:
    """Return an address or number by which its owner knows it and nobody else learns it: h***@thu.vn, 091*****78."""
    if "@" not in address:
        return f"{address[:3]}*****{address[-2:]}" if address else ""
    name, _, host = address.partition("@")
    return f"{name[:1]}***@{host}"


def claims_fault(claims: Mapping[str, Any], *, issuer: str, client: str, nonce: str, now: float) -> str:
    """Return why the claims of an ID token are not for us, here, now; empty when they are.  now: Unix seconds.

    Source: OpenID Connect Core 1.0, 3.1.3.7.
    """
    meant = claims.get("aud")
    meant = [meant] if isinstance(meant, str) else meant
    if claims.get("iss") != issuer:
        return WRONG_ISSUER
    if not isinstance(meant, list) or client not in meant or claims.get("azp", client) != client:
        return WRONG_AUDIENCE
    if len(meant) > 1 and "azp" not in claims:
        return WRONG_AUDIENCE
    if claims.get("nonce") != nonce:
        return WRONG_NONCE
    until, since = claims.get("exp"), claims.get("iat")
    if not isinstance(until, int | float) or not isinstance(since, int | float):
        return TOO_OLD
    return TOO_OLD if now >= until + SKEW or since > now + SKEW else ""


def personal_number(told: Any) -> str:
    """Return a personal number of twelve digits as a provider vouches for it, empty when it is none."""
    return told if isinstance(told, str) and _NUMBER.fullmatch(told) else ""


def session_fresh(opened_at: datetime, at: datetime) -> bool:
    """Return whether somebody signed in a moment before `at`."""
    return at - opened_at <= SESSION_FRESH


def session_ended(opened_at: datetime, seen_at: datetime, at: datetime) -> bool:
    """Return whether a session was idle for too long, or is too old, at `at`."""
    return at - seen_at > SESSION_IDLE or at - opened_at > SESSION_LIFE
