"""An e-mail taken apart: whatever is wrong with it, what can be read is read, and what cannot is said."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.errors import MessageError
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import Final

from lienthong.toolkit.sentences import Sentence

BODY_NAME: Final = "noi-dung-thu.txt"
DEEPEST: Final = 20
"""So many parts are opened inside each other."""
_UNREADABLE = (MessageError, ValueError, LookupError, AttributeError, TypeError, AssertionError)
"""What the parser of the standard library raises for headers and contents that break its rules."""
BROKEN: Final = "Thư có chỗ không đúng chuẩn thư điện tử nên tệp có thể thiếu; tải thư gốc để kiểm tra, hoặc hỏi lại nơi gửi."
NESTED: Final = "Thư lồng quá nhiều lớp nên chỉ đọc được phần ngoài; tải thư gốc để kiểm tra."
NOTHING: Final = "Thư không có tệp và không có nội dung đọc được; tải thư gốc để kiểm tra."


@dataclass(frozen=True)
class Part:
    """A file of a message: its name as it was given or made up, its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """What a message says.

    key      its Message-ID; where it has none, the hash of its bytes.   sent_at: aware, None when it does not say so.
    files    its attachments; of a message without any its text.   body: its plain text.   trouble: what is wrong with it.
    """

    key: str
    subject: str
    sender: str
    sent_at: datetime | None
    files: tuple[Part, ...]
    body: str
    trouble: str


_registry: Final = HeaderRegistry()


def _understood(name: str, value: str) -> str:
    """Return a header as its rules say; one on which the parser of the standard library breaks stays as it was written."""
    try:
        return str(_registry(name, value))
    except _UNREADABLE:
        return value


_POLICY: Final = policy.default.clone(header_factory=_understood)


def read(data: bytes) -> Mail:
    """Return what a message says; never raises."""
    troubles: list[str] = []
    try:
        message = BytesParser(policy=_POLICY).parsebytes(data)
        leaves = list(_leaves(message, 0, troubles))
    except RecursionError:
        message, leaves = EmailMessage(), []
        troubles.append(NESTED)
    files, body = _parts(leaves, troubles)
    if not files and body.strip():
        files = [Part(BODY_NAME, body.encode())]
    if not files and not troubles:
        troubles.append(NOTHING)
    key = _header(message, "Message-ID") or f"sha256:{hashlib.sha256(data).hexdigest()}"
    told = " ".join(dict.fromkeys(troubles))
    return Mail(key, _header(message, "Subject"), _header(message, "From"), _sent(message), tuple(files), body, told)


def _header(message: Message, name: str) -> str:
    """Return a header in one line, "" when it is not there."""
    return " ".join(str(message[name] or "").split()).encode("utf-8", "replace").decode()


def _sent(message: Message) -> datetime | None:
    try:
        found = parsedate_to_datetime(str(message["Date"]))
    except _UNREADABLE:
        return None
    return found if found.tzinfo is not None else None


def _leaves(message: Message, depth: int, troubles: list[str]) -> Iterator[Message]:
    """Yield the parts that hold something themselves; a message inside a message is one of them, whole."""
    if message.defects:
        troubles.append(BROKEN)
    if depth > DEEPEST:
        troubles.append(NESTED)
    elif message.is_multipart() and message.get_content_type() != "message/rfc822":
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _leaves(part, depth + 1, troubles)
    else:
        yield message


def _parts(leaves: list[Message], troubles: list[str]) -> tuple[list[Part], str]:
    """Return the files of a message, and its text."""
    files: list[Part] = []
    texts: list[str] = []
    for leaf in leaves:
        kind, name = leaf.get_content_type(), _name(leaf)
        content = _content(leaf, troubles)
        if leaf.defects:  # those of the content show only when it is read
            troubles.append(BROKEN)
        if kind in ("text/plain", "text/html") and not name and leaf.get_content_disposition() != "attachment":
            texts += [_text(leaf, content)] if kind == "text/plain" else []
        else:
            ending = ".eml" if kind == "message/rfc822" else mimetypes.guess_extension(kind) or ""
            files.append(Part(name or Sentence("tệp %(number)s", number=len(files) + 1) + ending, content))
    return files, "\n".join(texts)


def _name(leaf: Message) -> str:
    try:
        return str(leaf.get_filename() or "").encode("utf-8", "replace").decode()
    except _UNREADABLE:
        return ""


def _content(leaf: Message, troubles: list[str]) -> bytes:
    if leaf.get_content_type() != "message/rfc822":
        found = leaf.get_payload(decode=True)
        return found if isinstance(found, bytes) else b""
    try:
        inner = leaf.get_payload(0)
        return inner.as_bytes(policy=policy.compat32) if isinstance(inner, Message) else b""
    except RecursionError:
        troubles.append(NESTED)
        return b""


def _text(leaf: Message, content: bytes) -> str:
    try:
        return content.decode(leaf.get_content_charset() or "utf-8", "replace")
    except _UNREADABLE:  # a charset that nobody knows, or that is none of texts
        return content.decode("utf-8", "replace")
