"""From the bytes that an office sends to the text that is kept: UTF-8, one kind of line end, no marks that nobody sees."""

from __future__ import annotations

import hashlib
import unicodedata

from lienthong.casework.forms.errors import TextEmpty, TextHasMarks, TextNotUtf8, TextTooLong

MOST_BYTES = 100_000
"""A built-in template with everything it takes has under 9,000."""


def text_of(content: bytes | str) -> str:
    """Return the text of an upload or of a text area: NFC, line ends \\n, no byte order mark, one line end at the end.

    Raises TextEmpty, TextTooLong, TextNotUtf8 (the line where it stops being UTF-8), TextHasMarks (a control character).
    """
    size = len(content) if isinstance(content, bytes) else len(content.encode(errors="replace"))
    if size > MOST_BYTES:
        raise TextTooLong(most=MOST_BYTES // 1000)
    try:
        text = content.decode("utf-8") if isinstance(content, bytes) else content
    except UnicodeDecodeError as fault:
        raise TextNotUtf8(line=fault.object[: fault.start].count(b"\n") + 1) from fault
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        raise TextEmpty
    for number, line in enumerate(text.split("\n"), 1):
        if any(unicodedata.category(letter) in ("Cc", "Cs") and letter != "\t" for letter in line):
            raise TextHasMarks(line=number)
    return text.rstrip() + "\n"


def sha256_of(text: str) -> str:
    """Return the hash by which a text is known."""
    return hashlib.sha256(text.encode()).hexdigest()
