"""Who else reads a document: shared with a unit or a person of it; what is read across Party and State is written down."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.documents import access
from lienthong.casework.documents.errors import (
    DocumentUnknown,
    NotYoursToShare,
    ReaderUnknown,
    ShareNeedsReason,
    TooLong,
)
from lienthong.casework.documents.models import Document, Share
from lienthong.casework.documents.queries.circulating import limited, units_within
from lienthong.casework.documents.queries.reading import DocumentSheet, ShareRow, document
from lienthong.casework.documents.rules.circulating import may_share
from lienthong.casework.documents.rules.letters import FIELD_NAMES, MOST
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.vietnamese import one_line


def share(
    *,
    actor: Actor,
    at: datetime,
    document_uid: UUID,
    unit_id: int,
    reason: str,
    person_uid: UUID | None = None,
    side: str = "",
) -> UUID:
    """Let a unit, or one person of it, read a document and its files from now on; return the uid of the share.

    person_uid  None: whoever reads registers there.   side  party or state, as which it is read; "": that of the document.
    Shared already, it stays as it is.  Who got it from elsewhere gives it to people of the own unit only.
    Raises NotYourRegister, DocumentUnknown, ShareNeedsReason, TooLong, ReaderUnknown, NotYoursToShare, CirculationLimited.
    """
    access.must(actor, access.SHARERS)
    why = one_line(reason)
    if not why:
        raise ShareNeedsReason
    if len(why) > MOST["reason"]:
        raise TooLong(what=FIELD_NAMES["reason"], most=MOST["reason"])
    if not org.Unit.objects.filter(pk=unit_id).exists():
        raise ReaderUnknown
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row, own = _mine(actor, document_uid)
        system = row.body.system
        if not own and (unit_id != actor.unit_id or side not in ("", access.system_of(actor))):
            raise NotYoursToShare
        _must_stay(row, unit_id, actor, at)
        as_which = side or (system if own else access.system_of(actor))
        return _written(actor, at, row, unit_id=unit_id, person_uid=person_uid, side=as_which, reason=why)


def _must_stay(row: Document, unit_id: int, actor: Actor, at: datetime) -> None:
    """Raise CirculationLimited when a mark on a document keeps a unit from reading it."""
    if not row.circulation or unit_id == actor.unit_id:
        return
    if not may_share(row.circulation, within=unit_id in units_within(row.body.unit_id, at)):
        raise limited(row.circulation)


def pass_reading_on(
    *, actor: Actor, at: datetime, document_uid: UUID, unit_id: int, person_uid: UUID | None, side: str, reason: str
) -> None:
    """Let whoever takes over somebody's work on a document read it; the caller answers for the right to do this.

    Needs a context that sees the document and its keeper, or a unit that it is shared with already.
    """
    row = Document.objects.get(uid=document_uid)
    _written(actor, at, row, unit_id=unit_id, person_uid=person_uid, side=side, reason=reason)


def _written(actor: Actor, at: datetime, row: Document, *, unit_id: int, person_uid: UUID | None, side: str, reason: str) -> UUID:
    """Write a share unless there is one like it, with its event; return its uid."""
    made = Share(
        document=row, keeper_id=row.keeper_id, unit_id=unit_id, person_uid=person_uid, at=at, by=actor.name, reason=reason,
        side=side,
    )  # fmt: skip
    Share.objects.bulk_create([made], ignore_conflicts=True)
    kept = Share.objects.get(document=row, unit_id=unit_id, person_uid=person_uid, side=side)
    if kept.uid == made.uid:
        facts = {"document": row.uid, "unit": unit_id, "person": person_uid, "side": side}
        _told(actor, at, kept.uid, row.uid, "document_shared", facts, participants=(row.keeper_id, unit_id))
    return kept.uid


def _mine(actor: Actor, uid: UUID) -> tuple[Document, bool]:
    """Return a document that the actor reads, and whether it is of a register of the actor's.  Raises DocumentUnknown."""
    row = Document.objects.select_related("body").filter(access.kept_for(actor), uid=uid).first()
    if row is not None:
        return row, True
    if Share.objects.filter(access.shared_with(actor), document__uid=uid).exists():
        return Document.objects.select_related("body").get(uid=uid), False
    raise DocumentUnknown(document=str(uid))


def opened(*, actor: Actor, at: datetime, document_uid: UUID) -> DocumentSheet:
    """Return what `queries.reading.document` returns, to be shown to the actor.

    The reading of a document of the other side is written into the ledger.  Needs the context of the actor's units.
    Raises DocumentUnknown.
    """
    found = document(actor, document_uid)
    _note(actor, at, document_uid, found.shared)
    return found


def must_open(*, actor: Actor, at: datetime, object_uid: UUID) -> None:
    """Refuse the files of a document to who may not read it, and write the reading across Party and State down.

    Of what is no document it says nothing.  One statement, more when it is one.  Raises DocumentUnknown.
    """
    if Document.objects.filter(uid=object_uid).exists():
        opened(actor=actor, at=at, document_uid=object_uid)


def _note(actor: Actor, at: datetime, document_uid: UUID, shared: ShareRow | None) -> None:
    if shared is not None and shared.across:
        _told(actor, at, shared.uid, document_uid, "document_read", {"document": document_uid, "person": actor.person_uid})


def _told(
    actor: Actor,
    at: datetime,
    share_uid: UUID,
    document_uid: UUID,
    activity: str,
    body: dict[str, object],
    *,
    participants: tuple[int, ...] = (),
) -> None:
    ledger.append(
        ledger.about(
            "share", share_uid, activity, ledger.Lifecycle.COMPLETED, at=at, actor=actor, body=body,
            objects=(ledger.ObjectRef("document", document_uid),), participants=participants,
        )
    )  # fmt: skip
