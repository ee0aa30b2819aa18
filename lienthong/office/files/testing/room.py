"""A disk on which there is no room: files of this process may not grow beyond a limit, so writes fail as on a full disk."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager

LIMIT = 3 * 2**20


@contextmanager
def no_room() -> Iterator[None]:
    """Let no file of this process grow beyond three MiB (EFBIG); the database is another process and has its room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def large_text() -> bytes:
    """Return a plain text of four MiB."""
    return b"Ho so " * ((LIMIT + 2**20) // 6)
