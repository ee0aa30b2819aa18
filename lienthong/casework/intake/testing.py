"""Factories for tests: what arrives at the clerk of the small Bình Liêu's office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import UBND
from lienthong.casework.intake import public as intake
from lienthong.office.files.testing import pdfs
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid

PASSWORD = "bimat/1:@"  # of a mail server that lives as long as a test
PAPER = pdfs.good()
"""A harmless PDF, the same bytes for the whole run."""


def scan(name: str = "cong-van.pdf", content: bytes | None = None) -> documents.Upload:
    """Return a harmless PDF, or what is said."""
    return documents.Upload(name, PAPER if content is None else content)


def arriving(actor: Actor, **facts: Any) -> intake.Arriving:
    """Return a scan that came to the actor's unit on Monday morning, under an origin of its own."""
    told: dict[str, Any] = {
        "keeper_uid": actor.unit_uid, "body_key": UBND, "channel": "upload", "origin": f"upload:{new_uid()}",
        "received_at": MONDAY_8AM, "files": (scan(),),
    }  # fmt: skip
    return intake.Arriving(**(told | facts))


def put(actor: Actor, *, at: datetime = MONDAY_8AM, **facts: Any) -> UUID:
    """Put something before the clerk of the actor's unit, as a system does."""
    return intake.put(at=at, new=arriving(actor, **facts))


def sheet(actor: Actor, uid: UUID) -> intake.ArrivalSheet:
    """Return an arrival as the actor reads it."""
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return intake.arrival(actor, uid)


def waiting(actor: Actor) -> list[str]:
    """Return the titles of what waits for the actor, the latest first."""
    with ledger.seeing(actor.sees | {actor.unit_id}):
        return [row.title for row in intake.arrivals(actor)[0]]


@dataclass(frozen=True)
class Box:
    """A mail box as the settings name one (`site.environment.Mailbox`)."""

    host: str
    port: int
    starttls: bool
    user: str
    unit: str
    body: str
    ca: str
    password: str = PASSWORD
    folder: str = "INBOX"

    def __repr__(self) -> str:
        """Return whose box it is, without its password."""
        return f"{self.user} {self.unit} {self.body} {self.port} {self.folder} {self.ca} {len(self.password)}"
