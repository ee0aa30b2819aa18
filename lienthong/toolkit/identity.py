"""Identifiers that may leave the machine: UUID version 7 (RFC 9562), ordered by time."""

from __future__ import annotations

import os
import time
from uuid import UUID, SafeUUID

_set = object.__setattr__
"""What `UUID(int=…)` does in the end, without asking which of its six arguments was given: in half of the time."""


def new_uid(at_ms: int | None = None) -> UUID:
    """Return a new UUIDv7; `at_ms` (Unix milliseconds) is the real clock unless a bulk load gives it."""
    stamp = time.time_ns() // 1_000_000 if at_ms is None else at_ms
    rest = int.from_bytes(os.urandom(10), "big")
    value = (stamp & 0xFFFF_FFFF_FFFF) << 80
    value |= 0x7 << 76 | (rest >> 68 & 0xFFF) << 64
    value |= 0b10 << 62 | rest & 0x3FFF_FFFF_FFFF_FFFF
    made = UUID.__new__(UUID)
    _set(made, "int", value)
    _set(made, "is_safe", SafeUUID.unknown)
    return made
