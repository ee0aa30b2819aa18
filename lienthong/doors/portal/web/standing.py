"""What a dossier's standing means to the citizen: what to do next and when, in plain words.  No query, no clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers.public import PublicStanding, Status
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.formats import text as formats

DESK = "bộ phận tiếp nhận và trả kết quả"
WAITING = {
    "public_posting": "Hồ sơ đang được niêm yết công khai theo quy định",
    "other_agency": "Hồ sơ đang chờ ý kiến của cơ quan khác",
    "change_of_mind": "Hồ sơ đang trong thời gian để các bên suy nghĩ lại",
    "citizen": "Hồ sơ đang chờ ông/bà",
}
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
    place = f"{DESK} {standing.unit_name}"
    match standing.status:
        case Status.SUPPLEMENT_REQUESTED:
            return _supplement(standing, place)
        case Status.PAYMENT_REQUIRED:
            why = "Hạn trả được tính tiếp từ khi ông/bà nộp xong; nộp rồi thì mang biên lai đến để ghi nhận."
            return f"Mời ông/bà nộp nghĩa vụ tài chính của hồ sơ, rồi báo cho {place}.", why, ("Thông báo nộp tiền",)
        case Status.COMPLETED:
            why = f"Hồ sơ xong lúc {_moment(standing.finished_at)}."
            return f"Kết quả đã có. Mời ông/bà đến nhận tại {place}.", why, ("Giấy tiếp nhận hồ sơ", "Giấy tờ tùy thân")
        case Status.RETURNED:
            return f"Kết quả đã được trả lúc {_moment(standing.returned_at)}.", "Ông/bà không phải làm gì thêm.", ()
        case Status.REFUSED:
            return f"Hồ sơ không được tiếp nhận. Mời ông/bà hỏi lý do tại {place}.", "Lý do ghi trên phiếu từ chối.", ()
        case Status.WITHDRAWN:
            return "Hồ sơ đã được trả lại theo yêu cầu của ông/bà.", f"Cần nộp lại thì đến {place}.", ()
        case Status.STOPPED:
            why = "Hạn trả dừng lại và tính tiếp khi hồ sơ được giải quyết tiếp."
            waiting = WAITING.get(standing.pause_cause, "Hồ sơ đang tạm dừng theo quy định")
            return f"{waiting}; ông/bà chưa phải làm gì.", why, ()
        case Status.REGISTERED:
            return "Hồ sơ đã gửi, đang chờ cán bộ tiếp nhận; ông/bà chưa phải làm gì.", "", ()
    return _running(standing, at, place)


def _supplement(standing: PublicStanding, place: str) -> tuple[str, str, tuple[str, ...]]:
    by = f" chậm nhất {_weekday(standing.reply_by)}" if standing.reply_by else " sớm"
    why = "Hạn trả dừng lại cho đến khi nhận đủ; mỗi hồ sơ chỉ bị yêu cầu bổ sung một lần."
    return f"Mời ông/bà mang giấy tờ còn thiếu đến {place}{by}.", why, standing.papers_asked


def _running(standing: PublicStanding, at: datetime, place: str) -> tuple[str, str, tuple[str, ...]]:
    due = standing.due_at
    if due is None:
        return "Hồ sơ đang được giải quyết; ông/bà chưa phải làm gì.", f"Chưa có ngày hẹn; hỏi thêm tại {place}.", ()
    if due < at:
        why = "Cơ quan xin lỗi ông/bà về việc chậm này."
        return f"Hồ sơ đã quá ngày hẹn, kết quả chưa có. Ông/bà chưa cần đến; hỏi tin tại {place}.", why, ()
    day = "hôm nay" if due.astimezone(VIETNAM).date() == at.astimezone(VIETNAM).date() else formats.day_with_weekday(due)
    todo = f"Mời ông/bà đến nhận kết quả lúc {formats.time_of_day(due)} {day} tại {place}."
    return (
        todo,
        "Hồ sơ đang được giải quyết; trước ngày hẹn ông/bà không phải làm gì.",
        ("Giấy tiếp nhận hồ sơ", "Giấy tờ tùy thân"),
    )


def _again(standing: PublicStanding, at: datetime, again: datetime) -> tuple[str, str, tuple[str, ...]]:
    """Return what to tell whom a letter told of another date."""
    place = f"{DESK} {standing.unit_name}"
    if again < at:
        return (
            f"Hồ sơ đã quá cả ngày hẹn lại, kết quả chưa có. Ông/bà chưa cần đến; hỏi tin tại {place}.",
            "Cơ quan xin lỗi ông/bà về việc chậm này.", (),
        )  # fmt: skip
    return (
        f"Kết quả chậm so với giấy tiếp nhận. Mời ông/bà đến nhận lúc {_moment(again)} tại {place}.",
        "Cơ quan xin lỗi ông/bà; lý do ghi trong thư xin lỗi và hẹn lại ngày trả kết quả.",
        ("Giấy tiếp nhận hồ sơ", "Giấy tờ tùy thân"),
    )


def _weekday(day: str) -> str:
    return formats.day_with_weekday(formats.parse_day(day))


def _moment(at: datetime | None) -> str:
    return f"{formats.time_of_day(at)} {formats.day_with_weekday(at)}" if at else "vừa qua"
