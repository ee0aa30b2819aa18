"""Codes on their way by mail or text message: made, sent, tried, spent."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from smtplib import SMTPException
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from lienthong.office.citizens import access, rules
from lienthong.office.citizens.errors import CodeGone, CodeNotSent, CodeWrong, WayClosed
from lienthong.office.citizens.models import SentCode
from lienthong.toolkit.errors import Refusal

log = logging.getLogger(__name__)

SUBJECT = "Mã đăng nhập cổng dịch vụ công"
WORDS = (
    "Mã của ông/bà: {code}\n\nMã dùng một lần, trong 10 phút. Cán bộ không bao giờ hỏi mã này; không đọc mã cho ai.\n"
    "Nếu ông/bà không đăng nhập, hãy bỏ qua thư này.\n"
)

CONTACT_SUBJECT = "Mã xác nhận thư điện tử trên cổng dịch vụ công"
CONTACT_WORDS = (
    "Mã của ông/bà: {code}\n\nNhập mã này thì địa chỉ thư này thành nơi liên hệ và cách đăng nhập của một tài khoản trên cổng "
    "dịch vụ công. Mã dùng một lần, trong 10 phút. Cán bộ không bao giờ hỏi mã này; không đọc mã cho ai.\n"
    "Nếu ông/bà không ghi địa chỉ này vào tài khoản nào, hãy bỏ qua thư này.\n"
)

RESET, CONTACT = "reset", "contact"
KEPT = {rules.EMAIL: ("email", "email_proved"), rules.SMS: ("phone", "phone_proved")}
"""In which columns of a citizen the address of a channel stands, and whether it is proved."""
Charge = Callable[[str], None]
"""Counts a code against the bare address or number that it goes to; raises a Refusal when there were too many."""


def uncounted(to: str) -> None:
    """Count nothing: for callers that let nobody choose where a code goes."""


TEXT = "{code} là mã đăng nhập cổng dịch vụ công, dùng trong 10 phút."
CONTACT_TEXT = "{code} là mã xác nhận số này cho tài khoản dịch vụ công, 10 phút."
"""Of one text message: with Vietnamese letters it holds 70 signs."""


@dataclass(frozen=True)
class Sent:
    """A code that was sent: by which key it is asked for, whose it is, and where it went."""

    uid: UUID
    citizen_uid: UUID
    address: str
    channel: str = rules.EMAIL

    @property
    def shown_to(self) -> str:
        """Return the address, masked."""
        return rules.masked(self.address)


def offers_sms() -> bool:
    """Return whether codes go by text message here."""
    return bool(settings.CITIZENS_TEXTER)


def way(channel: str) -> str:
    """Return a way that codes go, as it was chosen.  Raises WayClosed."""
    if channel not in (rules.EMAIL, rules.SMS) or (channel == rules.SMS and not offers_sms()):
        raise WayClosed
    return channel


def charged(charge: Charge, *, purpose: str, address: str) -> bool:
    """Charge a code to the address or number that it goes to; return whether it goes.  Raises what `charge` raises.

    Where a password is forgotten a no of `charge` is kept quiet: it would tell that the login has an account.
    """
    if not address:
        return False
    try:
        charge(address)
    except Refusal:
        if purpose != RESET:
            raise
        return False
    return True


def send_code(
    *, citizen_uid: UUID, purpose: str, channel: str, address: str, goes: bool, waiting: dict[str, Any], at: datetime
) -> Sent:
    """Write a new code down and send it.  at: real instant.  Raises CodeNotSent; then nothing is left behind.

    address  empty when there is nobody to send to: no code is right.
    goes     as `charged` said; when it goes nowhere, all looks the same.
    """
    code = f"{secrets.randbelow(1_000_000):06d}"
    made = SentCode(
        citizen_uid=citizen_uid, purpose=purpose, channel=channel, address=address, waiting=waiting,
        expires_at=at + rules.CODE_LIFE,
    )  # fmt: skip
    made.digest = _digest(made.uid, code)
    with access.seeing(citizen_uid):
        made.save(force_insert=True)
    if not goes:
        return Sent(made.uid, citizen_uid, address, channel)
    try:
        taken = _handed_over(made, code)
    except (OSError, SMTPException) as fault:
        taken = False
        log.warning("code %s (%s, %s): %s", made.uid, purpose, channel, type(fault).__name__)  # its words may hold the address
    log.info("code %s (%s, %s): %s", made.uid, purpose, channel, "sent" if taken else "not sent")  # never code or address
    if not taken:
        with access.seeing(citizen_uid):
            SentCode.objects.filter(uid=made.uid).delete()
        raise CodeNotSent
    return Sent(made.uid, citizen_uid, address, channel)


def _handed_over(made: SentCode, code: str) -> bool:
    if made.channel == rules.SMS:
        text = cast("Callable[..., bool]", import_string(settings.CITIZENS_TEXTER))
        words = CONTACT_TEXT if made.purpose == CONTACT else TEXT
        return text(uid=made.uid, to=made.address, words=words.format(code=code))
    subject, words = (CONTACT_SUBJECT, CONTACT_WORDS) if made.purpose == CONTACT else (SUBJECT, WORDS)
    send_mail(subject, words.format(code=code), None, [made.address])
    return True


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


def call_back(citizen_uid: UUID, *, at: datetime, channel: str = "") -> None:
    """Use up the codes of a citizen that are on their way, those of one channel alone where it is named: they went to an
    address, or were sent for a password, that holds no more.  In the caller's transaction and context; at: real instant.
    """
    live = SentCode.objects.filter(citizen_uid=citizen_uid, used_at=None)
    (live.filter(channel=channel) if channel else live).update(used_at=at, waiting={})


def _digest(uid: UUID, code: str) -> bytes:
    return salted_hmac("lienthong.citizens.code", f"{uid}:{code.strip()}", algorithm="sha256").digest()
