"""The door of the ledger."""

from __future__ import annotations

from lienthong.office.ledger.access import seeing, seeing_everything
from lienthong.office.ledger.rules.entries import Edge, Entry, Lifecycle, ObjectRef, StreamState
from lienthong.office.ledger.rules.rows import BulkRows, bulk_rows, stream_rows
from lienthong.office.ledger.services.appending import Appended, append, append_many, fresh_salt, leave, take_part

__all__ = [
    "Appended",
    "BulkRows",
    "Edge",
    "Entry",
    "Lifecycle",
    "ObjectRef",
    "StreamState",
    "append",
    "append_many",
    "bulk_rows",
    "fresh_salt",
    "leave",
    "seeing",
    "seeing_everything",
    "stream_rows",
    "take_part",
]
