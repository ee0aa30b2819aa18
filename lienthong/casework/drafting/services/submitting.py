"""How a draft ends: submitted to those who approve and sign, given back, issued, or dropped."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.drafting import access
from lienthong.casework.drafting.errors import DraftUnknown, NotComplete, NotSubmitted, OpinionsOpen, ReasonNeeded
from lienthong.casework.drafting.models import Draft
from lienthong.casework.drafting.queries.layouts import layout_on
from lienthong.casework.drafting.rules.checking import lacking
from lienthong.casework.drafting.rules.content import content_of
from lienthong.casework.drafting.rules.words import MOST
from lienthong.casework.drafting.services.telling import told
from lienthong.casework.drafting.services.writing import locked, must_be_open
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor


def submit(*, actor: Actor, at: datetime, draft_uid: UUID) -> UUID:
    """Submit the last version of a draft to who approves and signs: nobody writes it any more.  Return that version's uid.

    The unit that keeps the registers of the body sees it from now on.
    Raises DraftUnknown, NotADrafter, NotYourDraft, DraftNotOpen, NotComplete, OpinionsOpen.
    """
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = locked(actor, draft_uid)
        access.must_write(actor, row, org.local_day(at))
        must_be_open(row)
        version = row.texts.get(number=row.versions)
        missing = lacking(content_of(version.content), layout_on(row.system, org.local_day(at)).shape(row.type_key))
        if missing:
            raise NotComplete(what=", ".join(missing))
        waiting = list(row.opinions.filter(given_at=None, withdrawn_at=None).select_related("unit").order_by("token"))
        if waiting:
            raise OpinionsOpen(count=len(waiting), unit=", ".join(one.person_name or one.unit.name for one in waiting))
        row.state = "submitted"
        row.save(update_fields=["state"])
        told(row, "draft_submitted", actor=actor, at=at, participants=(row.keeper_id,), version=version.uid)
        return version.uid


def reopen(*, actor: Actor, at: datetime, draft_uid: UUID, reason: str) -> None:
    """Give a submitted draft back to who drafts it.  The caller (approval) has checked who may, in its own context.

    Raises DraftUnknown, NotSubmitted, ReasonNeeded.
    """
    said = " ".join(reason.split())[: MOST["reason"]]
    if not said:
        raise ReasonNeeded
    with transaction.atomic():
        row = _submitted(draft_uid)
        row.state = "open"
        row.save(update_fields=["state"])
        told(row, "draft_reopened", actor=actor, at=at)


def settle(*, actor: Actor, at: datetime, draft_uid: UUID, document_uid: UUID) -> None:
    """End a submitted draft that was issued as a document.  The caller (approval) has issued it in the same transaction.

    Raises DraftUnknown, NotSubmitted.
    """
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = _submitted(draft_uid)
        row.state, row.document_uid, row.ended_at, row.ended_by = "issued", document_uid, at, actor.name
        row.save(update_fields=["state", "document_uid", "ended_at", "ended_by"])
        told(row, "draft_issued", actor=actor, at=at, objects=(ledger.ObjectRef("document", document_uid),))


def drop(*, actor: Actor, at: datetime, draft_uid: UUID, reason: str) -> None:
    """Drop a draft that is being written: it stays to be read, with why.

    Raises DraftUnknown, NotADrafter, NotYourDraft, DraftNotOpen, ReasonNeeded, OpinionsOpen.
    """
    said = " ".join(reason.split())[: MOST["reason"]]
    with transaction.atomic(), ledger.seeing(actor.sees | {actor.unit_id}):
        row = locked(actor, draft_uid)
        access.must_write(actor, row, org.local_day(at))
        must_be_open(row)
        if not said:
            raise ReasonNeeded
        waiting = list(row.opinions.filter(given_at=None, withdrawn_at=None).select_related("unit").order_by("token"))
        if waiting:
            raise OpinionsOpen(count=len(waiting), unit=", ".join(one.person_name or one.unit.name for one in waiting))
        row.state, row.reason, row.ended_at, row.ended_by = "dropped", said, at, actor.name
        row.save(update_fields=["state", "reason", "ended_at", "ended_by"])
        told(row, "draft_dropped", actor=actor, at=at)


def _submitted(uid: UUID) -> Draft:
    """Return a submitted draft that the units in the context see, locked.  Raises DraftUnknown, NotSubmitted."""
    row = Draft.objects.select_for_update(of=("self",), no_key=True).filter(uid=uid).first()
    if row is None:
        raise DraftUnknown(draft=str(uid))
    if row.state != "submitted":
        raise NotSubmitted
    return row
