"""A file is closed by who made it and checked by the head; with a reason it is opened again."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from lienthong.casework.workfiles import access
from lienthong.casework.workfiles.errors import ChecksFail, DaysWrong, OwnFile
from lienthong.casework.workfiles.queries import contents
from lienthong.casework.workfiles.services.filling import open_one
from lienthong.casework.workfiles.services.telling import acting, file_of, must_be_known, text, told
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.sentences import Sentence


def close(*, actor: Actor, at: datetime, file_uid: UUID, ended_on: date, period: str = "", title: str = "") -> None:
    """Close a file: its work is over, nothing goes in any more; the head will check it.

    ended_on  the day on which the task ended (of capital construction: the settlement was approved).
    period    for which it will be kept, if longer than its class says.   title: as it stands on the file, if better.
    Raises NotYourFile, WorkFileUnknown, NotOpen, ChoiceUnknown, DaysWrong, TextTooLong, ChecksFail.
    """
    with acting(actor, access.WRITERS):
        row = open_one(actor, file_uid)
        if period:
            must_be_known(period, row.source)
        if ended_on > org.local_day(at):
            raise DaysWrong(what="Ngày kết thúc", day=formats.day(ended_on), why=Sentence("chưa tới"))
        items = contents.items_of(row)
        failing = [one for one in contents.checks(row, items, period) if not one.holds]
        if failing:
            raise ChecksFail(symbol=row.symbol, first=failing[0].wrong[0], checks=failing)
        row.period, row.title = period or row.period, text("title", title or row.title)
        row.ended_on, row.closed_at, row.closed_by, row.closed_by_uid = ended_on, at, actor.name, actor.person_uid
        row.state = "submitted"
        row.derive()
        row.save(update_fields=["period", "title", "folded", "ended_on", "closed_at", "closed_by", "closed_by_uid", "state"])
        told(actor, at, "work_file", row.uid, "work_file_closed", {"ended_on": ended_on, "period": row.period})


def check(*, actor: Actor, at: datetime, file_uid: UUID, agrees: bool = True, reason: str = "") -> None:
    """Check a file that was closed: agree, and its list of documents stands; or give it back with a reason.

    Raises NotYourFile, WorkFileUnknown, NotInThisState, OwnFile, TextMissing, TextTooLong.
    """
    with acting(actor, access.HEADS):
        row = file_of(actor, file_uid, "submitted")
        if row.closed_by_uid == actor.person_uid:
            raise OwnFile(symbol=row.symbol)
        if not agrees:
            _open(actor, at, file_uid, reason, "work_file_given_back")
            return
        items = contents.items_of(row)
        row.closing = {
            "documents": len(items), "pages": sum(one.pages for one in items), "digest": contents.digest(items),
            "started_on": min((one.day for one in items if one.day), default=org.local_day(row.opened_at)).isoformat(),
        }  # fmt: skip
        row.state, row.checked_at, row.checked_by = "closed", at, actor.name
        row.save(update_fields=["closing", "state", "checked_at", "checked_by"])
        told(actor, at, "work_file", row.uid, "work_file_checked", row.closing)


def reopen(*, actor: Actor, at: datetime, file_uid: UUID, reason: str) -> None:
    """Open a file again that is closed and still lies at the unit; the ledger keeps why.

    Raises NotYourFile, WorkFileUnknown, NotInThisState, TextMissing, TextTooLong.
    """
    with acting(actor, access.HEADS):
        _open(actor, at, file_uid, reason, "work_file_reopened")


def _open(actor: Actor, at: datetime, file_uid: UUID, reason: str, activity: str) -> None:
    row, said = file_of(actor, file_uid, "submitted", "closed"), text("reason", reason)
    row.state, row.closing = "open", {}
    row.ended_on = row.closed_at = row.checked_at = row.closed_by_uid = None
    row.closed_by = row.checked_by = ""
    row.save(
        update_fields=["state", "closing", "ended_on", "closed_at", "checked_at", "closed_by", "closed_by_uid", "checked_by"]
    )
    told(actor, at, "work_file", row.uid, activity, {"reason": said})
