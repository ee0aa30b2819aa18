"""What arrives: files, what is said of them before anybody has looked, and what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final, Protocol
from uuid import UUID

STATES: Final[dict[str, str]] = {
    "waiting": "Chờ vào sổ", "registered": "Đã vào sổ", "joined": "Đã ghép với văn bản trong sổ", "refused": "Không tiếp nhận",
}  # fmt: skip
"""What becomes of an arrival; the last three settle it."""
MOST_FILES: Final = 50
"""So many files does one arrival bring at most; what comes beyond stays in the packet or message that is kept whole."""
LONGEST: Final[dict[str, int]] = {"origin": 400, "title": 300, "sender": 300, "reason": 500, "trouble": 1000}
"""So many characters have the texts of an arrival."""


class FileLike(Protocol):
    """A file as it came, an `Upload` of documents for one: the name that it was given, and its bytes."""

    @property
    def name(self) -> str:
        """Return the name as it came."""

    @property
    def content(self) -> bytes:
        """Return the bytes."""


@dataclass(frozen=True)
class Proposal:
    """What an arrival says of its document, as far as it is known; a clerk confirms it.  Fields as of `documents.Incoming`."""

    symbol: str = ""
    issued_on: date | None = None
    issuer: str = ""
    issuer_uid: UUID | None = None
    type_key: str = ""
    subject: str = ""
    signer: str = ""
    signer_capacity: str = ""
    due_on: date | None = None
    urgency: str = ""
    pages: int | None = None


NOTHING_SAID: Final = Proposal()


@dataclass(frozen=True)
class Arriving:
    """What arrives at a unit that keeps registers.

    keeper_uid   the unit; body_key, of which of its bodies.   channel: key of `documents.CHANNELS`.
    origin       unique for the keeper: the same thing twice is one arrival («<Message-ID>», «packet:<DocumentId>:<type>»).
    received_at  when it came, aware.
    files        its files in their order, each looked at by the upload policy; what is refused is kept untouched.
    carrier      the message or packet that brought them, kept untouched; None when there was none.
    title        what stands on it (subject of a message), sender: who sent it, both as they came.
    trouble      why it could not be read as a whole; "" when it could.
    """

    keeper_uid: UUID
    body_key: str
    channel: str
    origin: str
    received_at: datetime
    files: tuple[FileLike, ...] = ()
    proposal: Proposal = NOTHING_SAID
    carrier: FileLike | None = None
    title: str = ""
    sender: str = ""
    trouble: str = ""


def as_json(proposal: Proposal) -> dict[str, Any]:
    """Return what a proposal says as plain JSON; what it does not say is left out."""
    said = {one.name: getattr(proposal, one.name) for one in fields(proposal)}
    told = {name: value for name, value in said.items() if value not in ("", None)}
    return {name: value if isinstance(value, int | str) else str(value) for name, value in told.items()}


def from_json(said: Mapping[str, Any]) -> Proposal:
    """Return the proposal that `as_json` wrote; unknown names are ignored."""
    known = {one.name for one in fields(Proposal)}
    made: dict[str, Any] = {name: value for name, value in said.items() if name in known}
    for name in ("issued_on", "due_on"):
        if name in made:
            made[name] = date.fromisoformat(made[name])
    if "issuer_uid" in made:
        made["issuer_uid"] = UUID(made["issuer_uid"])
    return Proposal(**made)


def merged(first: Proposal, second: Proposal) -> Proposal:
    """Return what the first one says, and where it says nothing the second."""
    return from_json(as_json(second) | as_json(first))


def fitting(proposal: Proposal, most: Mapping[str, int]) -> Proposal:
    """Return a proposal whose texts are no longer than the register takes; most: characters of each field that has a limit."""
    said = as_json(proposal)
    return from_json({name: value[: most[name]] if name in most else value for name, value in said.items()})
