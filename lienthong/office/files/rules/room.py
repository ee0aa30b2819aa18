"""When a write failed because there is no room, and not because something is broken."""

from __future__ import annotations

import errno

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""The disk is full, the quota of the account is used up, the file may not grow: an administrator helps with each."""


def is_full(fault: OSError) -> bool:
    """Return whether a write failed for want of room."""
    return fault.errno in _NO_ROOM
