"""A file is held while an inspection, complaint or suit needs it: the hold beats every schedule."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lienthong.casework.workfiles import access
from lienthong.casework.workfiles.errors import ChoiceUnknown, HeldAlready, NoHold, NotInThisState
from lienthong.casework.workfiles.models import Hold, WorkFile
from lienthong.casework.workfiles.rules.words import FIELD_NAMES, FILE_STATES, HOLD_KINDS
from lienthong.casework.workfiles.services.telling import acting, file_of, text, told
from lienthong.toolkit.actor import Actor

HOLDERS = access.PLANNERS
"""Who holds a file: văn thư, lưu trữ or the head."""


def kept_file(actor: Actor, uid: UUID) -> WorkFile:
    """Return a file that the actor's unit or its archive has, locked.  Raises WorkFileUnknown, NotInThisState."""
    rows = WorkFile.objects.select_for_update(of=("self",), no_key=True)
    row = rows.filter(uid=uid, archive_id=actor.unit_id, system=access.system_of(actor)).first() or file_of(actor, uid)
    if row.state == "destroyed":
        raise NotInThisState(symbol=row.symbol, state=FILE_STATES[row.state].lower())
    return row


def hold(*, actor: Actor, at: datetime, file_uid: UUID, kind: str, reason: str) -> None:
    """Hold a file: nothing of it is destroyed until the hold is lifted.

    Raises NotYourFile, WorkFileUnknown, NotInThisState, ChoiceUnknown, TextMissing, TextTooLong, HeldAlready.
    """
    with acting(actor, HOLDERS):
        row, said = kept_file(actor, file_uid), text("reason", reason)
        if kind not in HOLD_KINDS:
            raise ChoiceUnknown(what=FIELD_NAMES["reason"])
        if row.holds.filter(kind=kind, lifted_at=None).exists():
            raise HeldAlready(symbol=row.symbol)
        Hold.objects.create(file=row, kind=kind, reason=said, placed_at=at, placed_by=actor.name)
        told(actor, at, "work_file", row.uid, "work_file_held", {"kind": kind, "reason": said})


def lift(*, actor: Actor, at: datetime, file_uid: UUID, hold_uid: UUID, reason: str) -> None:
    """Lift a hold with a reason.  Raises NotYourFile, WorkFileUnknown, NotInThisState, TextMissing, TextTooLong, NoHold."""
    with acting(actor, HOLDERS):
        row, said = kept_file(actor, file_uid), text("reason", reason)
        found = row.holds.select_for_update(of=("self",)).filter(uid=hold_uid, lifted_at=None).first()
        if found is None:
            raise NoHold
        found.lifted_at, found.lifted_by, found.lifted_why = at, actor.name, said
        found.save(update_fields=["lifted_at", "lifted_by", "lifted_why"])
        told(actor, at, "work_file", row.uid, "work_file_hold_lifted", {"kind": found.kind, "reason": said})
