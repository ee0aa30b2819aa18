"""What an account's owner is told when somebody changed it: by mail to the address that was there before the change.

The mail leaves once the change is there; a mail server that does not take it changes nothing.
"""

from __future__ import annotations

import logging
from smtplib import SMTPException
from uuid import UUID

from django.core.mail import send_mail
from django.db import transaction

from lienthong.office.citizens import rules
from lienthong.office.citizens.models import Citizen

log = logging.getLogger(__name__)

SUBJECT = "Tài khoản cổng dịch vụ công vừa thay đổi"
WORDS = (
    "Tài khoản của ông/bà trên cổng dịch vụ công vừa thay đổi: {what}.\n\nNếu ông/bà tự làm thì không cần làm gì thêm.\n"
    "Nếu không phải ông/bà làm: đặt lại mật khẩu trên cổng ngay; không vào được thì đến bộ phận một cửa để được giúp.\n"
)
PASSWORD_SET, PASSWORD_DROPPED = "đã đặt mật khẩu mới", "đã bỏ mật khẩu"
CHANGED = {rules.EMAIL: "thư điện tử nay là {to}", rules.SMS: "số điện thoại nay là {to}"}
DROPPED = {rules.EMAIL: "đã bỏ thư điện tử này", rules.SMS: "đã bỏ số điện thoại {to}"}


def address_of(row: Citizen) -> str:
    """Return the address at which the owner of an account is told something, as the row stands; empty when none is proved."""
    return row.email if row.email_proved else ""


def tell(citizen_uid: UUID, to: str, what: str, *, about: str = "") -> None:
    """Mail to an address what was changed, once the transaction is there; to none, nothing.

    to     as `address_of` said before the change.
    what   one of the words above.  about: the address or number that it names, told masked.
    """
    if to:
        words = WORDS.format(what=what.format(to=rules.masked(about)))
        transaction.on_commit(lambda: _mail(citizen_uid, to, words), robust=True)


def _mail(citizen_uid: UUID, to: str, words: str) -> None:
    try:
        send_mail(SUBJECT, words, None, [to])
    except (OSError, SMTPException) as fault:
        log.warning("citizen %s: not told of a change, %s", citizen_uid, type(fault).__name__)  # its words may hold the address
