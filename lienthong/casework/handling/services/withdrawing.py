"""A document under handling is recalled or replaced: those who work on it are told, its leader ends it for that reason."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from lienthong.casework.documents import public as documents
from lienthong.casework.handling.access import LEADER
from lienthong.casework.handling.errors import NotWithdrawn
from lienthong.casework.handling.events import LetterFinished
from lienthong.casework.handling.models import Letter
from lienthong.casework.handling.queries.reading import withdrawn
from lienthong.casework.handling.queries.rising import RISEN
from lienthong.casework.handling.rules.words import MOST, OPEN
from lienthong.casework.handling.services import tasking
from lienthong.casework.handling.services.frame import acting, told
from lienthong.casework.handling.services.presenting import end_without_handling
from lienthong.casework.tasks import public as tasks
from lienthong.office.org import public as org
from lienthong.toolkit import outbox
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.sentences import Figure, Sentence


def tell_withdrawn(*, document_uid: UUID, at: datetime) -> bool:
    """Let the tasks of an open letter say that its document was recalled or replaced, and lay that before its leader.

    Parts that rose rise no more.  Told twice it changes nothing.  Return whether there was such a letter.  The context sees
    every unit.
    """
    with transaction.atomic():
        rows = Letter.objects.select_for_update(of=("self",), no_key=True).select_related("document")
        letter = rows.filter(document__uid=document_uid, state__in=OPEN).first()
        how = withdrawn(letter.document) if letter else ""
        if letter is None or not how:
            return False
        asked = tasks.Task.objects.filter(object_uid=letter.uid, step=tasking.WITHDRAWN, closed_at=None)
        if asked.filter(title=tasking.TO_END[how]).exists():
            return True
        tasking.say_withdrawn(letter)
        mark = tasking.withdrawn_mark(letter, how, at, _leader(letter, at))
        marks = Q(object_uid=letter.uid) & (Q(step=tasking.WITHDRAWN) | Q(step__startswith=RISEN))
        tasks.keep_marks(among=marks, wanted=[mark], at=at, outcome=how)
        told(letter, f"letter_{how}", actor=None, at=at)
        return True


def _leader(letter: Letter, at: datetime) -> tuple[UUID | None, str]:
    """Return the leader of a letter while in office; (None, ""): whoever leads there."""
    there = org.holders(LEADER, letter.leader_unit_id or letter.keeper_id, at)
    return next(((one.person_uid, one.name) for one in there if one.person_uid == letter.leader_uid), (None, ""))


def end_withdrawn(*, actor: Actor, at: datetime, document_uid: UUID) -> None:
    """End the handling of a letter because its document was recalled or replaced, with what the register says of that.

    By its leader, or before the first instruction by its clerk; what was asked of others is withdrawn with the same reason.
    Raises LetterUnknown, AlreadyEnded, NotYourPart, NotWithdrawn.
    """
    with acting(actor, document_uid) as letter:
        why = _why(letter.document)
        if not why:
            raise NotWithdrawn
        end_without_handling(letter, actor, at, why[: MOST["reason"]])
        outbox.announce(LetterFinished(document_uid, at))


def _why(document: documents.Document) -> str:
    if document.recalled_at is not None:
        day = Figure(formats.day(document.recalled_at), document.recalled_at, "day")
        return Sentence("Văn bản đã bị thu hồi ngày %(day)s: %(reason)s", day=day, reason=document.recall_reason)
    other = document.replaced_by
    return Sentence("Văn bản đã được thay thế bằng %(other)s", other=other.symbol or other.subject[:200]) if other else ""
