"""Codes on their way by mail: made, sent, tried, spent."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from smtplib import SMTPException
from typing import Any
from uuid import UUID

from django.core.mail import send_mail
from django.db.models import F
from django.utils.crypto import salted_hmac

from lienthong.office.citizens import access, rules
from lienthong.office.citizens.errors import CodeGone, CodeNotSent, CodeWrong
from lienthong.office.citizens.models import SentCode

SUBJECT = "Mã đăng nhập cổng dịch vụ công"
WORDS = (
    "Mã của ông/bà: {code}\n\nMã dùng một lần, trong 10 phút. Cán bộ không bao giờ hỏi mã này; không đọc mã cho ai.\n"
    "Nếu ông/bà không đăng nhập, hãy bỏ qua thư này.\n"
)


@dataclass(frozen=True)
class Sent:
    """A code that was sent: by which key it is asked for, whose it is, and where it went."""

    uid: UUID
    citizen_uid: UUID
    email: str

    @property
    def shown_to(self) -> str:
        """Return the address, masked."""
        return rules.masked_email(self.email)


def send_code(*, citizen_uid: UUID, purpose: str, email: str, waiting: dict[str, Any], at: datetime) -> Sent:
    """Write a new code down and mail it.  at: real instant.  Raises CodeNotSent; then nothing is left behind.

    email  empty when there is nobody to send to: all looks the same, and no code is right.
    """
    code = f"{secrets.randbelow(1_000_000):06d}"
    made = SentCode(citizen_uid=citizen_uid, purpose=purpose, email=email, waiting=waiting, expires_at=at + rules.CODE_LIFE)
    made.digest = _digest(made.uid, code)
    with access.seeing(citizen_uid):
        made.save(force_insert=True)
    if not email:
        return Sent(made.uid, citizen_uid, "")
    try:
        send_mail(SUBJECT, WORDS.format(code=code), None, [email])
    except (OSError, SMTPException) as fault:
        with access.seeing(citizen_uid):
            SentCode.objects.filter(uid=made.uid).delete()
        raise CodeNotSent from fault
    return Sent(made.uid, citizen_uid, email)


def tried(*, code_uid: UUID, citizen_uid: UUID, code: str, at: datetime) -> SentCode:
    """Return the code's row when `code` is the one that was sent; each try counts, whatever comes after it.

    at  real instant.  Raises CodeGone, CodeWrong.
    """
    with access.seeing(citizen_uid):
        live = SentCode.objects.filter(
            uid=code_uid, citizen_uid=citizen_uid, used_at=None, expires_at__gt=at, tries__lt=rules.CODE_TRIES
        )
        if not live.update(tries=F("tries") + 1):
            raise CodeGone
        row = SentCode.objects.get(uid=code_uid)
    if compare_digest(bytes(row.digest), _digest(row.uid, code)):
        return row
    if row.tries >= rules.CODE_TRIES:
        raise CodeGone
    raise CodeWrong(left=rules.CODE_TRIES - row.tries)


def spend(row: SentCode, *, at: datetime) -> None:
    """Use a code up, in the caller's transaction and context: of two at once one is refused.  Raises CodeGone."""
    if not SentCode.objects.filter(pk=row.pk, used_at=None).update(used_at=at):
        raise CodeGone


def _digest(uid: UUID, code: str) -> bytes:
    return salted_hmac("lienthong.citizens.code", f"{uid}:{code.strip()}", algorithm="sha256").digest()
