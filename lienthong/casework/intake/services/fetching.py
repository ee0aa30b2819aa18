"""Mail boxes, read by IMAP: a message is marked as taken only when its arrival is committed, and no message is taken twice."""

from __future__ import annotations

import imaplib
import logging
import re
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any, Final

from django.conf import settings

from lienthong.casework.documents import public as documents
from lienthong.casework.intake.errors import KeeperUnknown
from lienthong.casework.intake.rules import mails
from lienthong.casework.intake.rules.arrivals import Arriving
from lienthong.casework.intake.services.putting import put
from lienthong.casework.intake.services.reading import put_message
from lienthong.casework.intake.services.watching import box_failed, box_works
from lienthong.office.org import public as org
from lienthong.toolkit.errors import Refusal

TAKEN: Final = "LienthongTaken"
"""The keyword that marks a message; a server that keeps no keywords of ours gets the flag of a message that was read."""
AT_ONCE: Final = 50
"""So many messages are taken from a box in one go."""
LARGEST: Final = 64 * 2**20
"""So many bytes of a message are fetched at most; a larger one stays in its box, and the clerk is told."""
TOO_LARGE: Final = "Thư lớn quá nên không tải về; thư còn nguyên trong hộp thư, mở ở đó."
_log = logging.getLogger(__name__)


def fetch_mail(*, at: datetime) -> dict[str, int]:
    """Put before the clerks what came into the mail boxes of the settings; return how many messages of each box, by box.

    A box that cannot be opened or read hinders no other: it counts -1, its clerks find in their inbox that it fails, the log says
    why in the words of the machine, and it is tried again next time.
    """
    return {repr(box): _counted(box, at) for box in settings.INTAKE_MAILBOXES}


def _counted(box: Any, at: datetime) -> int:
    keeper = org.Unit.objects.filter(code=box.unit).first()
    try:
        if keeper is None:
            raise KeeperUnknown
        taken = _fetch(box, keeper, at)
        box_works(box, keeper, at)
        return taken
    except (imaplib.IMAP4.error, OSError, Refusal) as fault:
        _log.warning("mail box %r: %s", box, fault)
        if keeper is not None:
            box_failed(box, keeper, fault, at)
        return -1


def _fetch(box: Any, keeper: org.Unit, at: datetime) -> int:
    """Put the messages of a box that are not marked, the oldest first, and mark each when it is there."""
    taken = 0
    with _opened(box) as (server, flag, searched):
        for uid in _said(server.uid("SEARCH", *searched))[0].split()[:AT_ONCE]:
            _put(server, uid, keeper, box, at)
            _said(server.uid("STORE", uid.decode(), "+FLAGS.SILENT", f"({flag})"))
            taken += 1
    return taken


def _put(server: imaplib.IMAP4, uid: bytes, keeper: org.Unit, box: Any, at: datetime) -> None:
    """Put one message before the clerk; what is returned from here is committed."""
    about = b" ".join(_flat(_said(server.uid("FETCH", uid.decode(), "(RFC822.SIZE INTERNALDATE)"))))
    size, came = int(_found(rb"RFC822\.SIZE (\d+)", about)), _came(about)
    part = "BODY.PEEK[HEADER]" if size > LARGEST else "BODY.PEEK[]"
    fetched = _said(server.uid("FETCH", uid.decode(), f"({part})"))
    data = next((piece[1] for piece in fetched if isinstance(piece, tuple)), b"")
    if size <= LARGEST:
        put_message(at=at, keeper_uid=keeper.uid, body_key=box.body, data=data, received_at=came or at)
        return
    mail = mails.read(data)
    put(
        at=at,
        new=Arriving(
            keeper.uid, box.body, "email", origin=mail.key, received_at=came or at, title=mail.subject, sender=mail.sender,
            trouble=TOO_LARGE, carrier=documents.Upload("thu.eml", data),
        ),
    )  # fmt: skip


@contextmanager
def _opened(box: Any) -> Iterator[tuple[imaplib.IMAP4, str, tuple[str, ...]]]:
    """Open a box under TLS; yield the server, the mark for what is taken, and the words that search what is not."""
    trust = ssl.create_default_context(cafile=box.ca or None)
    if box.starttls:
        server = imaplib.IMAP4(box.host, box.port, timeout=settings.INTAKE_TIMEOUT)
    else:
        server = imaplib.IMAP4_SSL(box.host, box.port, ssl_context=trust, timeout=settings.INTAKE_TIMEOUT)
    try:
        if box.starttls:
            server.starttls(trust)
        server.login(box.user, box.password)
        _said(server.select(f'"{box.folder}"'))
        kept = b" ".join(one for one in server.response("PERMANENTFLAGS")[1] if one)
        own = b"\\*" in kept
        yield server, TAKEN if own else "\\Seen", ("UNKEYWORD", TAKEN) if own else ("UNSEEN",)
    finally:
        with suppress(imaplib.IMAP4.error, OSError):
            server.logout()


def _said(answer: tuple[str, list[Any]]) -> list[Any]:
    """Return what a server answered.  Raises imaplib.IMAP4.error when it says no."""
    status, data = answer
    if status != "OK":
        raise imaplib.IMAP4.error(f"{status} {data!r}"[:300])
    return [one for one in data if one is not None] or [b""]


def _flat(data: list[Any]) -> Iterator[bytes]:
    for piece in data:
        yield from piece if isinstance(piece, tuple) else (piece,)


def _found(pattern: bytes, text: bytes) -> bytes:
    found = re.search(pattern, text)
    return found[1] if found else b"0"


def _came(about: bytes) -> datetime | None:
    """Return when the box got the message: what the server says, never the message."""
    stamp = imaplib.Internaldate2tuple(about)
    if stamp is None:
        return None
    return datetime.fromtimestamp(time.mktime(stamp), UTC)
