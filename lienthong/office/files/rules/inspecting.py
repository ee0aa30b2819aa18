"""The policy: one door to every check of a kind."""

from __future__ import annotations

import codecs
import unicodedata
from typing import BinaryIO

from lienthong.office.files.errors import EmptyFile, FileTooBig, TextUnreadable
from lienthong.office.files.rules import kinds, packages, sounds
from lienthong.office.files.rules.archives import Budget
from lienthong.office.files.rules.kinds import Verdict

_CHUNK = 1024 * 1024
_ALLOWED_CONTROLS = frozenset("\t\n\r\f")


def inspect(source: BinaryIO, name: str, *, limit: int) -> Verdict:
    """Return the verdict on a file with a cleaned name, `limit` bytes at most.

    Raises   a FileRefused.  Anything else that is raised is a defect or an attack, and no pass either.
    """
    size = source.seek(0, 2)
    if size == 0:
        raise EmptyFile(name=name)
    if size > limit:
        raise FileTooBig(name=name, limit_mb=limit // 2**20)
    return _by_kind(source, name, Budget(name))


def make_ready(extension: str) -> None:
    """Load the libraries that a kind needs, which may cost half a second, before the door is locked."""
    kind = kinds.BY_EXTENSION.get(extension)
    if kind in {kinds.PDF, kinds.ZIP}:
        import lienthong.office.files.rules.pdf
    if kind in kinds.PICTURES or kind == kinds.ZIP:
        import lienthong.office.files.rules.pictures  # noqa: F401 - loaded for later


def _by_kind(source: BinaryIO, name: str, budget: Budget) -> Verdict:
    kind = kinds.must_be_what_it_says(source, name)
    if kind in kinds.PICTURES:
        from lienthong.office.files.rules import pictures

        return Verdict(kind, cleaned=pictures.draw_anew(source, kind, name))
    if kind == kinds.PDF:
        from lienthong.office.files.rules import pdf

        pdf.check(source, name)
    elif kind == kinds.ZIP:
        packages.check_archive(source, name, budget, _by_kind)
    elif kind in kinds.SOUNDS:
        sounds.check(source, kind, name)
    elif kind == kinds.TEXT:
        _text(source, name)
    else:
        packages.check_office(source, kind, name, budget)
    return Verdict(kind)


def _text(source: BinaryIO, name: str) -> None:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    source.seek(0)
    try:
        while chunk := source.read(_CHUNK):
            _readable(decoder.decode(chunk), name)
        _readable(decoder.decode(b"", final=True), name)
    except UnicodeDecodeError as fault:
        raise TextUnreadable(name=name) from fault


def _readable(text: str, name: str) -> None:
    if any(unicodedata.category(char) == "Cc" and char not in _ALLOWED_CONTROLS for char in set(text)):
        raise TextUnreadable(name=name)
