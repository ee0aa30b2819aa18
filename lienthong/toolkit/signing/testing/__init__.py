"""Factories for tests: a ring of keys made once for the whole run, and a paper of one page."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import typst

from lienthong.toolkit.signing import SampleKeyring


@cache
def a_ring() -> SampleKeyring:
    """Return a ring of sample keys; making keys takes time, so it is kept."""
    folder = Path(tempfile.mkdtemp(prefix="lienthong-keys-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return SampleKeyring.at(folder)


def real_moment() -> datetime:
    """Return an instant of the real clock, of this run: when the folder of the ring was last written."""
    return datetime.fromtimestamp(a_ring().folder.stat().st_mtime, UTC)


def a_signed_name(ring: SampleKeyring, name: str = "person-1", words: str = "Lý Văn Chiến") -> str:
    """Let the ring hold a key of that name; return the name."""
    ring.made(name, words=words, at=real_moment())
    return name


@cache
def a_paper(words: str = "Giấy khai sinh của Hoàng Gia Bảo") -> bytes:
    """Return a PDF/A of one page that says these words."""
    made = typst.compile(words.encode(), format="pdf", pdf_standards=["a-2b"])
    assert isinstance(made, bytes)
    return made
