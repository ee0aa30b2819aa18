"""Canonical bytes of a JSON value: what is hashed and signed (RFC 8785)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import rfc8785


def canonical_bytes(value: Any) -> bytes:
    """Return the RFC 8785 bytes of `value`; UUIDs become text, instants UTC with microseconds, days ISO."""
    return rfc8785.dumps(_plain(value))


def instant(at: datetime) -> str:
    """Return an aware instant as the ledger writes it: `2018-03-12T01:00:00.000000Z`."""
    if at.tzinfo is None:
        raise ValueError("an instant must carry its time zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _plain(value: Any) -> Any:
    match value:
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case datetime():
            return instant(value)
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case _:
            return value
