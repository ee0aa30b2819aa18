"""What a dossier's standing means to the citizen: what to do next and when, in plain words.  No query, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers.public import PublicStanding, Status
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.formats import pages
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.ui.tongues import said, told

DESK = "bộ phận tiếp nhận và trả kết quả %(unit)s"
WAITING = {
    "public_posting": "Hồ sơ đang được niêm yết công khai theo quy định",
    "other_agency": "Hồ sơ đang chờ ý kiến của cơ quan khác",
    "change_of_mind": "Hồ sơ đang trong thời gian để các bên suy nghĩ lại",
    "citizen": "Hồ sơ đang chờ ông/bà",
}
CARRY = ("Giấy tiếp nhận hồ sơ", "Giấy tờ tùy thân")
NEAR = timedelta(days=12)
"""A letter is drafted when at most a working day is left; the longest rest of the year, Tết, lies within so many days."""
LOOKS = {
    Status.REGISTERED: "registered",
    Status.REFUSED: "refused",
    Status.WITHDRAWN: "withdrawn",
    Status.COMPLETED: "completed",
    Status.RETURNED: "returned",
}


@dataclass(frozen=True)
class Answer:
    """What the page says first.

    The sentences are in the language of the page, ready for its text.
    todo   the sentence on top: what the citizen does next, and when.
    why    one more sentence, may be empty.
    bring  what to bring; empty: nothing.
    look   name of the state for `ui.status` and `ui.clock`.
    owed   đồng still to be paid, 0 for none.
    again  the new date that a letter of apology told, else None.
    """

    todo: str
    why: str
    look: str
    bring: tuple[str, ...] = ()
    owed: int = 0
    again: datetime | None = None


def may_be_late(standing: PublicStanding, at: datetime) -> bool:
    """Return whether a letter of apology may have told another date: the clock runs, and the promise is near or past."""
    running = standing.status not in LOOKS and standing.status not in dossiers.PAUSED
    return running and standing.due_at is not None and standing.due_at - at < NEAR


def answer(standing: PublicStanding, at: datetime, again: datetime | None = None) -> Answer:
    """Return what to tell the citizen at `at`.

    again  the new date that a signed letter of apology promised, None for none.
    """
    todo, why, bring = _again(standing, at, again) if again is not None else _words(standing, at)
    owed = standing.fee_owed if standing.status not in {Status.REFUSED, Status.WITHDRAWN} else 0
    return Answer(todo, why, look_of(standing, at), bring, owed, again)


def look_of(standing: PublicStanding, at: datetime) -> str:
    """Return the state as pages show it; due within a day is «due soon», as in the lists of the staff."""
    if standing.status in LOOKS:
        return LOOKS[standing.status]
    if standing.status in dossiers.PAUSED:
        return "paused"
    if standing.due_at is None:
        return "no_limit"
    left = (standing.due_at - at).total_seconds()
    return "overdue" if left < 0 else "due_soon" if left < 24 * 3600 else "in_time"


def _words(standing: PublicStanding, at: datetime) -> tuple[str, str, tuple[str, ...]]:
    place = told(DESK, unit=standing.unit_name)
    match standing.status:
        case Status.SUPPLEMENT_REQUESTED:
            return _supplement(standing, place)
        case Status.PAYMENT_REQUIRED:
            why = "Hạn trả được tính tiếp từ khi ông/bà nộp xong; nộp rồi thì mang biên lai đến để ghi nhận."
            todo = told("Mời ông/bà nộp nghĩa vụ tài chính của hồ sơ, rồi báo cho %(place)s.", place=place)
            return todo, said(why), ("Thông báo nộp tiền",)
        case Status.COMPLETED:
            why = told("Hồ sơ xong lúc %(moment)s.", moment=_moment(standing.finished_at))
            return told("Kết quả đã có. Mời ông/bà đến nhận tại %(place)s.", place=place), why, CARRY
        case Status.RETURNED:
            todo = told("Kết quả đã được trả lúc %(moment)s.", moment=_moment(standing.returned_at))
            return todo, said("Ông/bà không phải làm gì thêm."), ()
        case Status.REFUSED:
            todo = told("Hồ sơ không được tiếp nhận. Mời ông/bà hỏi lý do tại %(place)s.", place=place)
            return todo, said("Lý do ghi trên phiếu từ chối."), ()
        case Status.WITHDRAWN:
            why = told("Cần nộp lại thì đến %(place)s.", place=place)
            return said("Hồ sơ đã được trả lại theo yêu cầu của ông/bà."), why, ()
        case Status.STOPPED:
            why = "Hạn trả dừng lại và tính tiếp khi hồ sơ được giải quyết tiếp."
            waiting = WAITING.get(standing.pause_cause, "Hồ sơ đang tạm dừng theo quy định")
            return told("%(waiting)s; ông/bà chưa phải làm gì.", waiting=said(waiting)), said(why), ()
        case Status.REGISTERED:
            return said("Hồ sơ đã gửi, đang chờ cán bộ tiếp nhận; ông/bà chưa phải làm gì."), "", ()
    return _running(standing, at, place)


def _supplement(standing: PublicStanding, place: str) -> tuple[str, str, tuple[str, ...]]:
    todo = told("Mời ông/bà mang giấy tờ còn thiếu đến %(place)s sớm.", place=place)
    if standing.reply_by:
        by = _weekday(standing.reply_by)
        todo = told("Mời ông/bà mang giấy tờ còn thiếu đến %(place)s chậm nhất %(day)s.", place=place, day=by)
    why = "Hạn trả dừng lại cho đến khi nhận đủ; mỗi hồ sơ chỉ bị yêu cầu bổ sung một lần."
    return todo, said(why), standing.papers_asked


def _running(standing: PublicStanding, at: datetime, place: str) -> tuple[str, str, tuple[str, ...]]:
    due = standing.due_at
    if due is None:
        why = told("Chưa có ngày hẹn; hỏi thêm tại %(place)s.", place=place)
        return said("Hồ sơ đang được giải quyết; ông/bà chưa phải làm gì."), why, ()
    if due < at:
        todo = told("Hồ sơ đã quá ngày hẹn, kết quả chưa có. Ông/bà chưa cần đến; hỏi tin tại %(place)s.", place=place)
        return todo, said("Cơ quan xin lỗi ông/bà về việc chậm này."), ()
    if due.astimezone(VIETNAM).date() == at.astimezone(VIETNAM).date():
        hour = formats.time_of_day(due)
        todo = told("Mời ông/bà đến nhận kết quả lúc %(time)s hôm nay tại %(place)s.", time=hour, place=place)
    else:
        moment = pages.moment_with_weekday(due)
        todo = told("Mời ông/bà đến nhận kết quả lúc %(moment)s tại %(place)s.", moment=moment, place=place)
    return todo, said("Hồ sơ đang được giải quyết; trước ngày hẹn ông/bà không phải làm gì."), CARRY


def _again(standing: PublicStanding, at: datetime, again: datetime) -> tuple[str, str, tuple[str, ...]]:
    """Return what to tell whom a letter told of another date."""
    place = told(DESK, unit=standing.unit_name)
    if again < at:
        todo = told("Hồ sơ đã quá cả ngày hẹn lại, kết quả chưa có. Ông/bà chưa cần đến; hỏi tin tại %(place)s.", place=place)
        return todo, said("Cơ quan xin lỗi ông/bà về việc chậm này."), ()
    late = "Kết quả chậm so với giấy tiếp nhận. Mời ông/bà đến nhận lúc %(moment)s tại %(place)s."
    why = "Cơ quan xin lỗi ông/bà; lý do ghi trong thư xin lỗi và hẹn lại ngày trả kết quả."
    return told(late, moment=_moment(again), place=place), said(why), CARRY


def _weekday(day: str) -> str:
    return pages.day_with_weekday(formats.parse_day(day))


def _moment(at: datetime | None) -> str:
    return pages.moment_with_weekday(at) if at else said("vừa qua")
