"""Factories for tests: decisions of the small Bình Liêu that are sent, and the worker that carries them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from lienthong.casework.delivery import public as delivery
from lienthong.casework.documents import public as documents
from lienthong.casework.documents.testing import UBND, Town, incoming, issued
from lienthong.casework.intake import public as intake
from lienthong.office.files.testing import pdfs
from lienthong.office.ledger import public as ledger
from lienthong.office.org.testing import MONDAY_8AM
from lienthong.toolkit import outbox
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid


def key_of(town: Town, slug: str, body: str = UBND) -> str:
    """Return what names the body of a unit among recipients."""
    return f"{town.district.units[slug].pk}:{body}"


def a_letter(actor: Actor, *, at: datetime = MONDAY_8AM, **facts: Any) -> UUID:
    """Return a decision that was issued with its PDF, which no other has."""
    told: dict[str, Any] = {"files": (documents.Upload("quyet-dinh.pdf", pdfs.good(str(new_uid()))),), **facts}
    made = issued(actor, at=at, **told).document_uid
    assert made is not None
    return made


def an_agency(actor: Actor, name: str = "Sở Nội vụ tỉnh Quảng Ninh", organ: str = "H49.05", means: str = "axis") -> str:
    """Return what names an agency outside among recipients."""
    new = delivery.NewAgency(name, organ=organ, means=means)
    return f"o:{delivery.write_agency(actor=actor, at=MONDAY_8AM, new=new)}"


def sent(actor: Actor, document_uid: UUID, *recipients: str, at: datetime = MONDAY_8AM, **how: Any) -> list[UUID]:
    """Send a document."""
    return delivery.send(actor=actor, at=at, document_uid=document_uid, recipients=recipients, **how)


def carried() -> int:
    """Let the worker deliver what the outbox holds; return how many it could."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE lienthong_worker")
        done = outbox.deliver_due()
        cursor.execute("SET LOCAL ROLE lienthong_web")
    return done


def fetched(at: datetime = MONDAY_8AM) -> tuple[int, int]:
    """Let the worker take over the packets that came."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE lienthong_worker")
        try:
            return delivery.fetch(at=at)
        finally:
            cursor.execute("SET LOCAL ROLE lienthong_web")


def rows_of(actor: Actor, document_uid: UUID) -> list[delivery.DispatchRow]:
    """Return the dispatches of a document as the actor reads them."""
    with ledger.seeing({actor.unit_id}):
        return delivery.of_document(actor, document_uid)


def waiting(actor: Actor) -> list[intake.ArrivalRow]:
    """Return what waits for the actor to be registered."""
    with ledger.seeing({actor.unit_id}):
        return intake.arrivals(actor)[0]


def taken_in(actor: Actor, *, at: datetime = MONDAY_8AM, **facts: Any) -> documents.Numbered:
    """Register the latest that waits for the actor as what it says it is."""
    row = waiting(actor)[0]
    said = {"symbol": row.proposal.symbol, "issuer": row.proposal.issuer, "issued_on": row.proposal.issued_on}
    new = incoming(subject=row.proposal.subject, channel=row.channel, arrived_at=row.received_at, **(said | facts))
    return intake.register(actor=actor, at=at, arrival_uid=row.uid, new=new)


def broken() -> list[str]:
    """Return what the invariants of delivery find; they see every row."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        found = [fault for one in delivery.invariants() for fault in one.run()]
        cursor.execute("SET LOCAL ROLE lienthong_web")
    return found
