"""Letters of apology that the product drafts itself, and takes back when they are not needed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from lienthong.casework.deadlines.models import Apology
from lienthong.casework.deadlines.queries import finding
from lienthong.casework.deadlines.queries.ladder import ladder
from lienthong.casework.deadlines.rules import ladder as rules
from lienthong.casework.deadlines.services import raising
from lienthong.casework.dossiers import public as dossiers
from lienthong.office.ledger import public as ledger
from lienthong.office.worktime import public as worktime

CAUSES = {
    "finished": "hồ sơ xong trước hạn hoặc đúng hạn",
    "finished_late": "hồ sơ đã xong, quá hạn mà chưa xin lỗi",
    "ended": "hồ sơ đã kết thúc, không còn phải trả kết quả",
    "paused": "hồ sơ đang tạm dừng",
    "moved": "hẹn trả đã đổi",
}
"""Why a draft is of no use, as pages say it."""
PROPOSED = 3
"""Working days proposed on top of the promise while no reason is chosen [P]."""


def promised_minutes(dossier: dossiers.Dossier) -> int:
    """Return the office minutes that the slip promised, on the dossier's own calendar."""
    promised = dossier.original_due_at or raising.due_of(dossier)
    return worktime.between(dossier.received_at, promised, worktime.calendar(dossier.calendar))


def is_near(dossier: dossiers.Dossier, at: datetime) -> bool:
    """Return whether a letter must be drafted now: at most a working day is left, on the calendar of the promise.

    Source: domain.md 1.5 «Late» [V S8 Lâm Hà; M for the law].
    """
    told, calendar = ladder(), worktime.calendar(dossier.calendar)
    before = rules.early(
        told.apology_days * calendar.minutes_per_day, total=promised_minutes(dossier), share=told.share
    )  # fmt: skip
    return worktime.time_left(at, raising.due_of(dossier), calendar) <= before


def proposed(dossier: dossiers.Dossier, at: datetime, days: int) -> datetime:
    """Return the date that a letter proposes: so many working days behind the promise, or behind now when that is later.

    The clock time of the promise is kept; the calendar is that of the unit that made it.
    """
    limit = worktime.Limit(days, worktime.LimitUnit.WORKING_DAY)
    return worktime.deadline(max(raising.due_of(dossier), at), limit, worktime.calendar(dossier.calendar)).due_at


def draft(*, dossier_uid: UUID, at: datetime, recipients: finding.Recipients) -> bool:
    """Draft the letter of a dossier and tell who signs; False when it is not needed (any more) or there already.

    Runs as the worker.  The dossier's lock makes the second of two at once find the first one's letter.
    """
    with transaction.atomic(), ledger.seeing_everything():
        dossier = dossiers.lock(dossier_uid)
        before = Apology.objects.filter(dossier=dossier).first()
        if dossier.ended_at is not None or dossier.due_at is None or (before is not None and before.cancelled_at is None):
            return False
        hands = finding.hands_of([dossier.uid]).get(dossier.uid, [])
        if not hands or not is_near(dossier, at):
            return False
        leg = dossiers.leg_of_token(dossier.legs, hands[0].token)
        late_unit = leg["unit_id"] if leg else hands[0].unit_id
        elsewhere = late_unit != dossier.unit_id
        reason = next((one for one in ladder().reasons if one.late_elsewhere), None) if elsewhere else None
        letter = before or Apology(dossier=dossier)
        letter.drafted_at, letter.due_at, letter.late_unit_id = at, raising.due_of(dossier), late_unit
        letter.new_due_at = proposed(dossier, at, reason.days if reason else PROPOSED)
        letter.reason_code, letter.note, letter.revised_by = reason.code if reason else "", "", ""
        letter.cancelled_at, letter.cancel_cause = None, ""
        letter.save()
        body = {"verb": "apology_drafted", "due_at": letter.due_at, "new_due_at": letter.new_due_at}
        dossiers.note(dossier, actor=None, at=at, activity="apology", lifecycle=ledger.Lifecycle.STARTED, body=body)
        whom = (dossier.unit_id, recipients.duty(dossier.unit_id, ladder().apology_duties), None)
        raising.raise_alerts([raising.made(dossier, hands[0], rules.APOLOGY, whom, at)])
    return True


def cancel_stale(*, dossier_uid: UUID, at: datetime) -> bool:
    """Take back the draft of a dossier that is finished, stands still or has another date; False when it is needed after all."""
    with transaction.atomic(), ledger.seeing_everything():
        dossier = dossiers.lock(dossier_uid)
        letter = Apology.objects.filter(dossier=dossier, signed_at=None, cancelled_at=None).first()
        cause = _cause(dossier, letter) if letter is not None else ""
        if letter is None or not cause:
            return False
        letter.cancelled_at, letter.cancel_cause = at, cause
        letter.save(update_fields=["cancelled_at", "cancel_cause"])
        body = {"verb": "apology_cancelled", "reason": CAUSES[cause]}
        dossiers.note(dossier, actor=None, at=at, activity="apology", lifecycle=ledger.Lifecycle.RESUMED, body=body)
    return True


def _cause(dossier: dossiers.Dossier, letter: Apology) -> str:
    """Return why a draft is of no use, or nothing; late and on time as the verdict of the reports says (domain 1.9)."""
    if dossier.ended_at is not None:
        if not dossier.verdict:
            return "ended"
        return "finished_late" if dossier.verdict == worktime.Verdict.OVERDUE else "finished"
    if dossier.due_at is None:
        return "paused"
    return "moved" if dossier.due_at != letter.due_at else ""
