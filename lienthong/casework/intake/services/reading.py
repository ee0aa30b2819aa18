"""Messages and packets as what arrives: taken apart, and kept whole beside their files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from lienthong.casework.documents import public as documents
from lienthong.casework.intake.rules import mails, packets
from lienthong.casework.intake.rules.arrivals import Arriving
from lienthong.casework.intake.services.putting import put
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.vietnamese import fold


def put_message(
    *,
    at: datetime,
    keeper_uid: UUID,
    body_key: str,
    data: bytes,
    received_at: datetime | None = None,
    actor: Actor | None = None,
    later: bool = False,
) -> UUID:
    """Put an e-mail before the clerk: its attachments are its files, the message itself is kept whole.

    received_at  when the mail box got it; without it, at.   later: as of `put`.  Whatever is
    wrong with it is said and hinders nothing.
    Raises KeeperUnknown.
    """
    mail = mails.read(data)
    new = Arriving(
        keeper_uid, body_key, "email", origin=mail.key, received_at=received_at or at, files=mail.files,
        carrier=documents.Upload("thu.eml", data), title=mail.subject, sender=mail.sender, trouble=mail.trouble,
    )  # fmt: skip
    return put(at=at, new=new, actor=actor, later=later)


def put_packet(
    *,
    at: datetime,
    keeper_uid: UUID,
    body_key: str,
    data: bytes,
    received_at: datetime | None = None,
    actor: Actor | None = None,
    later: bool = False,
) -> UUID:
    """Put an edXML packet before the clerk with all that it says; one that cannot be read is kept with the reason.

    A unit of ours that sent it is named as the issuer.  Arguments as of `put_message`.  Raises KeeperUnknown.
    """
    brought = packets.read(data)
    proposal = brought.proposal
    if brought.type_name:
        proposal = replace(proposal, type_key=_type_key(brought.type_name, proposal.issued_on or org.local_day(at)))
    new = Arriving(
        keeper_uid, body_key, "axis", origin=brought.origin, received_at=received_at or at, proposal=proposal,
        files=tuple(documents.Upload(one.name, one.content) for one in brought.files),
        carrier=documents.Upload("goi.edxml", data), title=brought.title, sender=brought.sender,
        trouble=brought.trouble or brought.reason,
    )  # fmt: skip
    return put(at=at, new=new, actor=actor, later=later)


def _type_key(name: str, on: date) -> str:
    """Return the key of the type called so on a day, of either system; "" when there is none."""
    said = fold(name)
    for system in ("state", "party"):
        for one in documents.types.all_of(system, on):
            if fold(one.name) == said:
                return one.key
    return ""
