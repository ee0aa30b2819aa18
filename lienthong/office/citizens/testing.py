"""Factories of citizens for tests."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.core import mail

from lienthong.office.citizens.access import seeing
from lienthong.office.citizens.models import Citizen
from lienthong.office.citizens.queries import CitizenRow
from lienthong.toolkit.identity import new_uid

PASSWORD = "nương ngô trên đồi gió"
EMAIL = "sen.hoang@thu.vn"


def a_citizen(name: str = "Hoàng Thị Sen", *, email: str = EMAIL, phone: str = "0912345678", **facts: Any) -> CitizenRow:
    """Return a citizen with an account."""
    uid: UUID = new_uid()
    told: dict[str, Any] = {"id_type": "cccd", "id_number": "022185000123", "password": make_password(PASSWORD)} | facts
    told.setdefault("email_proved", bool(email))
    with seeing(uid):
        row = Citizen.objects.create(uid=uid, name=name, email=email, phone=phone, **told)
    return CitizenRow(uid, row.name, row.email, row.phone, row.id_type, row.id_number)


TEXTER = "lienthong.office.citizens.testing.keep_text"
TEXTS: list[tuple[str, str]] = []
"""(number, words) of the text messages that `keep_text` took."""


def keep_text(*, uid: UUID, to: str, words: str) -> bool:
    """Stand where the gateway stands, as Django's own outbox stands for a mail server; a number that ends in 000 is refused."""
    TEXTS.append((to, words))
    return not to.endswith("000")


def texted_code() -> str:
    """Return the code of the newest text message."""
    return TEXTS[-1][1][:6]


def mailed_code() -> str:
    """Return the code of the newest mail."""
    found = re.search(r"\b(\d{6})\b", str(mail.outbox[-1].body))
    if found is None:
        raise AssertionError("the newest mail holds no code")
    return found[1]
