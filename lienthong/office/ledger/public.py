"""The door of the ledger."""

from __future__ import annotations

from lienthong.office.ledger.access import seeing, seeing_everything
from lienthong.office.ledger.errors import LedgerBehindExport, NoSuchEvent, NothingPersonal, NothingToLeaveBehind, NotSealedYet
from lienthong.office.ledger.queries.reading import (
    CheckpointRow,
    EventRow,
    FeedRow,
    Proof,
    feed,
    head,
    history,
    inclusion_proof,
    latest_by_people,
    unsealed,
)
from lienthong.office.ledger.rules.entries import NOTHING, Edge, Entry, Lifecycle, ObjectRef, StreamState, about
from lienthong.office.ledger.rules.findings import Fault, VerifyReport
from lienthong.office.ledger.rules.rows import BULK_TABLES, PARTICIPATION, STREAM, UNSEALED, BulkRows, bulk_rows, stream_rows
from lienthong.office.ledger.services.appending import Appended, append, append_many, fresh_salt, leave, take_part
from lienthong.office.ledger.services.edges import rework_edges
from lienthong.office.ledger.services.erasing import erase_personal
from lienthong.office.ledger.services.sealing import export_pending, open_epoch, seal_loaded, seal_pending
from lienthong.office.ledger.services.verifying import invariants, verify

__all__ = [
    "BULK_TABLES",
    "NOTHING",
    "PARTICIPATION",
    "STREAM",
    "UNSEALED",
    "Appended",
    "BulkRows",
    "CheckpointRow",
    "Edge",
    "Entry",
    "EventRow",
    "Fault",
    "FeedRow",
    "LedgerBehindExport",
    "Lifecycle",
    "NoSuchEvent",
    "NotSealedYet",
    "NothingPersonal",
    "NothingToLeaveBehind",
    "ObjectRef",
    "Proof",
    "StreamState",
    "VerifyReport",
    "about",
    "append",
    "append_many",
    "bulk_rows",
    "erase_personal",
    "export_pending",
    "feed",
    "fresh_salt",
    "head",
    "history",
    "inclusion_proof",
    "invariants",
    "latest_by_people",
    "leave",
    "open_epoch",
    "rework_edges",
    "seal_loaded",
    "seal_pending",
    "seeing",
    "seeing_everything",
    "stream_rows",
    "take_part",
    "unsealed",
    "verify",
]
