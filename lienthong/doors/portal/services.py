"""What the public pages do beside reading: slow down those who guess; give tickets to those who come."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.queue import public as queue
from lienthong.doors.portal.errors import LookedUpTooOften, TicketsTooOften
from lienthong.office.accounts import public as accounts

SOURCE = accounts.Allowance("lookup.source", 40, 3)
"""Look-ups from one network address: a kiosk, or a commune behind one address, reads no faster."""
EVERYBODY = accounts.Allowance("lookup.everybody", 600, 0.05)
"""Look-ups of the whole installation: at 20 a second a key of 40 bits takes centuries to guess."""
TICKETS = accounts.Allowance("tickets.source", 60, 2)
"""Tickets from one network address: a full hall before a kiosk in the morning, not a program that empties the numbers."""


def look_up(*, code: str, key: str, source: str) -> dossiers.PublicStanding | None:
    """Return a dossier's public standing, None when no dossier has that code and key.

    source  network address of the other side.  Three statements.  Raises LookedUpTooOften, right key or not.
    """
    try:
        accounts.take([(SOURCE, source), (EVERYBODY, "")])
    except accounts.TooManyAttempts as haste:
        raise LookedUpTooOften(**haste.facts) from haste
    return dossiers.public_lookup(code, key)


def take_ticket(*, unit_id: int, group_uid: UUID, at: datetime, key: UUID, priority: str, source: str) -> queue.Issued:
    """Take a ticket at a kiosk.  Raises TicketsTooOften and what `queue.issue` raises."""
    try:
        accounts.take([(TICKETS, source)])
    except accounts.TooManyAttempts as haste:
        raise TicketsTooOften(**haste.facts) from haste
    return queue.issue(unit_id=unit_id, group_uid=group_uid, at=at, key=key, priority_key=priority)
