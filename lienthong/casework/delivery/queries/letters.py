"""The document that is to be sent, as its sender's register has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lienthong.casework.delivery.errors import NotOutgoing
from lienthong.casework.documents import public as documents
from lienthong.office.files import public as files
from lienthong.toolkit.actor import Actor


@dataclass(frozen=True)
class Letter:
    """A document of the actor's unit that goes out; sender: the body whose it is, None when it keeps no registers any more."""

    uid: UUID
    body_key: str
    line: documents.EntryRow
    files: tuple[files.FileRow, ...]
    sender: documents.Receiver | None

    @property
    def document_key(self) -> str:
        """Return the DocumentId of its packet: organ, day, number and symbol, the habit of the samples [I]."""
        organ = self.sender.organ if self.sender else ""
        day = self.line.issued_on or self.line.day
        return f"{organ},{day:%Y/%m/%d},{self.line.symbol}"


def letter(actor: Actor, uid: UUID, on: date) -> Letter:
    """Return an outgoing document of the actor's unit; four statements.

    Raises documents.DocumentUnknown, documents.AlreadyVoid, NotOutgoing.
    """
    sheet = documents.document(actor, uid)
    if sheet.direction != "out" or sheet.keeper_id != actor.unit_id or sheet.shared is not None:
        raise NotOutgoing
    if sheet.line.state == "void":
        raise documents.AlreadyVoid(number=sheet.line.label)
    place = (actor.unit_id, sheet.body.key)
    sender = next((one for one in documents.receivers_on(on) if (one.keeper_id, one.body_key) == place), None)
    return Letter(uid, sheet.body.key, sheet.line, sheet.files, sender)
