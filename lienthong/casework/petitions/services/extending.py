"""The limit of a petition is extended, once, before it has passed, with a reason that its sender reads."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lienthong.casework.petitions import access
from lienthong.casework.petitions.errors import ExtendedBefore, ExtendedTooLate, ExtensionTooLong, NeedsWords
from lienthong.casework.petitions.events import PetitionExtended
from lienthong.casework.petitions.queries.limits import extended_due, extension
from lienthong.casework.petitions.rules.words import must_fit
from lienthong.casework.petitions.services.handling import HANDLER, acting_on
from lienthong.casework.petitions.services.tasking import redate
from lienthong.casework.petitions.services.telling import told
from lienthong.toolkit import outbox
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.sentences import Sentence


def extend(*, actor: Actor, at: datetime, uid: UUID, days: int, reason: str) -> None:
    """Extend the limit of a petition by so many working days; the day that its handler was given, if any, no longer counts.

    From then on it is late after the new limit; the first is kept beside it.
    Raises PetitionUnknown, NotYourPetition, NotReceivedYet, AlreadyClosed, ExtendedBefore, ExtendedTooLate, ExtensionTooLong,
    NeedsWords, TooManyWords.
    """
    with acting_on(actor, at, uid, received=True) as (row, whose):
        access.must(access.may_answer(actor, whose), HANDLER, whose.handler or row.unit_id)
        if row.first_due_at is not None:
            raise ExtendedBefore(petition=row.code, due=formats.moment(row.due_at))
        if at > row.due_at:
            raise ExtendedTooLate(petition=row.code, due=formats.moment(row.due_at))
        if not 1 <= days <= extension().most:
            raise ExtensionTooLong(most=extension().most)
        why = " ".join(reason.split())
        if not why:
            raise NeedsWords(what=Sentence("lý do gia hạn"))
        must_fit(extension=why)
        first, row.due_at = row.due_at, extended_due(actor.unit_id, row.due_at, days, at)
        row.first_due_at, row.extended_at, row.extended_by, row.extension, row.handle_by = first, at, actor.name, why, None
        row.save(update_fields=["due_at", "first_due_at", "extended_at", "extended_by", "extension", "handle_by"])
        told(row, "petition_extended", actor=actor, at=at, first_due=first.isoformat(), days=days)
        redate(row)
        outbox.announce(PetitionExtended(row.uid, at))
