"""Forms are kept when the session ends in the middle of them: nothing typed is lost."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction
from django.db.models import Q

from lienthong.office.accounts import rules
from lienthong.office.accounts.errors import KeptFormGone
from lienthong.office.accounts.models import KeptForm


@dataclass(frozen=True)
class Kept:
    """A form as it was sent: where to, its fields in order, the names of files that could not be kept."""

    path: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]
    kept_at: datetime


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _cipher(token: str) -> Fernet:
    """Return the cipher of one form: neither the database nor the address alone opens it."""
    key = HKDF(SHA256(), 32, salt=None, info=b"lienthong kept form").derive((settings.SECRET_KEY + token).encode())
    return Fernet(base64.urlsafe_b64encode(key))


@transaction.atomic
def keep_form(
    *, path: str, fields: Sequence[tuple[str, str]], files: Sequence[str], account_id: int | None, at: datetime
) -> str | None:
    """Keep a form for 12 hours and return the token that opens it; None when it holds nothing, or too much, to keep.

    account_id  whose session ended, when known: only that account may open the form.  at: real instant.
    """
    kept = rules.keepable(fields)
    if kept is None:
        return None
    KeptForm.objects.filter(expires_at__lte=at).delete()
    token = secrets.token_urlsafe(32)
    body = json.dumps({"path": path, "fields": kept, "files": list(files)}).encode()
    KeptForm.objects.create(
        digest=_digest(token),
        account_id=account_id,
        sealed=_cipher(token).encrypt(body),
        kept_at=at,
        expires_at=at + rules.KEPT_FORM_LIFE,
    )
    return token


def kept_form(*, token: str, account_id: int, at: datetime) -> Kept:
    """Return a kept form to the account that may open it.  Raises KeptFormGone."""
    owner = Q(account_id=account_id) | Q(account__isnull=True)
    found = KeptForm.objects.filter(owner, digest=_digest(token), expires_at__gt=at).first()
    if found is None:
        raise KeptFormGone
    try:
        body = json.loads(_cipher(token).decrypt(bytes(found.sealed)))
    except InvalidToken as fault:
        raise KeptFormGone from fault
    return Kept(body["path"], tuple((name, value) for name, value in body["fields"]), tuple(body["files"]), found.kept_at)


@transaction.atomic
def drop_form(*, token: str, account_id: int) -> None:
    """Forget a kept form; forgetting it again changes nothing."""
    KeptForm.objects.filter(Q(account_id=account_id) | Q(account__isnull=True), digest=_digest(token)).delete()
