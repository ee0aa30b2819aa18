"""What was signed as the result of other work takes its number as a document of the outgoing register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lienthong.casework.documents.errors import BodyUnknown
from lienthong.casework.documents.models import Document, RegisterEntry
from lienthong.casework.documents.queries.plans import NearBody, bodies_near
from lienthong.casework.documents.rules.letters import Outgoing, faults
from lienthong.casework.documents.services.issuing import label_of, outgoing_document, run_of, type_of
from lienthong.casework.documents.services.joining import told_of
from lienthong.casework.documents.services.numbering import Wanted, take
from lienthong.casework.documents.services.opening import body_of, locked
from lienthong.casework.documents.services.recalling import link_replacement
from lienthong.office.files import public as files
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor


@dataclass(frozen=True)
class Entered:
    """A document of the outgoing register: its number with its symbol, and the unit that keeps the register."""

    document_uid: UUID
    label: str
    keeper_id: int


def enter_signed(*, actor: Actor, at: datetime, body_key: str, new: Outgoing) -> Entered:
    """Enter what was signed in the outgoing register of a body in whose name the actor's unit works, under the next number.

    Runs in the caller's transaction; whether the actor may do what the number is for is the caller's question.
    Raises BodyUnknown, WrongCapacity, TypeUnknown, SeriesClosed, NotASymbol, what `rules.letters.faults` names.
    """
    today, near = org.local_day(at), _near(actor, at, body_key)
    with ledger.seeing({*actor.sees, actor.unit_id, near.keeper_id}):
        body = body_of(actor, today, body_key, keeper_id=near.keeper_id)
        kind = type_of(body, new.type_key, today)
        for fault in faults(new):
            raise fault.refusal
        document = outgoing_document(body, "out", kind, today, new)
        series = locked(actor, at, body, run_of(body, "out", kind, today, secret=False))
        write = label_of(body, kind, today, new.drafter)
        (row,) = take(actor, at, series, [Wanted(write, today, document, type_key=kind.key)])
    return Entered(document.uid, row.label, near.keeper_id)


def entered_as(
    *, actor: Actor, at: datetime, body_key: str, symbol: str = "", document_uid: UUID | None = None
) -> Entered | None:
    """Return the document that a body in whose name the actor's unit works issued under exactly that symbol, or with that uid.

    The latest of a symbol; None: there is none, or its number is void, or it was recalled.  Raises BodyUnknown.
    """
    near = _near(actor, at, body_key)
    named: dict[str, Any] = {"label": symbol.strip()} if document_uid is None else {"document__uid": document_uid}
    with ledger.seeing({*actor.sees, actor.unit_id, near.keeper_id}):
        rows = RegisterEntry.objects.filter(
            keeper_id=near.keeper_id, series__body__key=body_key, series__direction="out", state="used",
            document__recalled_at=None, **named,
        ).select_related("document")  # fmt: skip
        row = rows.order_by("-pk").first()
    return None if row is None or row.document is None else Entered(row.document.uid, row.label, near.keeper_id)


def succeed(*, actor: Actor, at: datetime, former_uid: UUID, entered: Entered) -> None:
    """Write that a document took the place of a former one of the same register.  Runs in the caller's transaction."""
    with ledger.seeing({*actor.sees, actor.unit_id, entered.keeper_id}):
        former = Document.objects.select_related("entry__series").get(uid=former_uid)
        link_replacement(old_uid=former.uid, new_uid=entered.document_uid)
        told_of(actor, at, former, "document_replaced", {"by": entered.document_uid})


def attach(*, actor: Actor, at: datetime, entered: Entered, file_uid: UUID) -> None:
    """Make a file of the actor's work a file of a document that was entered for it, too: the content is kept once.

    Runs in the caller's transaction.  Raises FileUnknown of the file store.
    """
    with ledger.seeing({*actor.sees, actor.unit_id, entered.keeper_id}):
        files.share(file_uid, object_uid=entered.document_uid, unit_id=entered.keeper_id, at=at)


def _near(actor: Actor, at: datetime, body_key: str) -> NearBody:
    for one in bodies_near(actor.unit_id, org.local_day(at)):
        if one.key == body_key:
            return one
    raise BodyUnknown(unit=actor.unit)
