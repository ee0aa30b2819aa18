"""The minutes of a closing as they are printed: totals, last number, void and reserved numbers, the digest of every line."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lienthong.casework.approval.queries.places import SEAL, SIGNER
from lienthong.casework.approval.rules.words import grouped
from lienthong.casework.documents import public as documents
from lienthong.office.org import public as org
from lienthong.toolkit import paper
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.signing import Slot

TEMPLATE = "approval/closing.typ"
_FIELDS = {"signer": SIGNER, "seal": SEAL}


def minutes(row: documents.ClosingRow, actor: Actor, at: datetime) -> dict[str, Any]:
    """Return the fields of the minutes of a closing that the actor signs; one statement."""
    book = row.book
    return {
        "keeper_name": org.unit(book.keeper_id).name,
        "body_name": book.body,
        "direction": documents.DIRECTIONS[book.direction],
        "series_name": book.name,
        "period": documents.period_of(book),
        "first_number": book.first,
        "last_number": book.last,
        "none": book.last < book.first,
        "taken": book.taken,
        "used": book.taken - book.void - book.reserved,
        "void": [_line(one, one.void_reason, one.voided_by) for one in row.void],
        "reserved": [_line(one, one.reserved_for, one.entered_by) for one in row.reserved],
        "closed_at": book.closed_at,
        "closed_by": book.closed_by,
        "closed_title": str(book.closing.get("title", "")),
        "digest": grouped(row.digest),
        "on": org.local_day(at),
        "signer": actor.name,
        "signer_title": actor.signs_as(*documents.KEEPERS),
    }


def _line(one: documents.EntryRow, why: str, by: str) -> dict[str, Any]:
    return {"label": one.label, "day": one.day, "why": why, "by": by}


def slots_of_minutes(data: dict[str, Any]) -> list[Slot]:
    """Return the fields of the minutes: where the signature and the seal go."""
    return [Slot(_FIELDS[one.role], one.page + 1, one.x, one.y, one.w, one.h) for one in paper.spots(TEMPLATE, data)]
