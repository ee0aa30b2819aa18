"""What worktime refuses, in words that say what to do."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class CalendarGap(Refusal):
    """A count would have to cross a year of which no days off have been entered."""

    code = "worktime.calendar_gap"
    reason = (
        "Lịch làm việc «%(calendar)s» chưa có ngày nghỉ của năm %(year)s, nên không tính được thời hạn; "
        "hãy nhập lịch nghỉ của năm %(year)s theo thông báo của Chính phủ rồi làm lại."
    )


class UnknownCalendar(Refusal):
    """There is no calendar of that code, or not that version of it."""

    code = "worktime.unknown_calendar"
    reason = "Không có lịch làm việc «%(calendar)s» phiên bản %(version)s; hãy kiểm tra mã lịch hoặc nạp lịch trước."


class InvalidLimit(Refusal):
    """A time limit that cannot be counted."""

    code = "worktime.invalid_limit"
    reason = "Thời hạn không hợp lệ: %(fault)s; hãy sửa thời hạn trong quy trình."


class InvalidCalendar(Refusal):
    """Days, seasons or sessions that contradict each other."""

    code = "worktime.invalid_calendar"
    reason = "Lịch làm việc không hợp lệ: %(fault)s; hãy sửa lại rồi lưu."


class NothingRevised(Refusal):
    """A revision that leaves the calendar as it was."""

    code = "worktime.nothing_revised"
    reason = "Lịch «%(calendar)s» đã đúng như vậy rồi, không có gì để sửa; hãy kiểm tra lại ngày cần thay đổi."


class PolicyGap(Refusal):
    """No row says whether a limit resumes or restarts after a supplement on that day."""

    code = "worktime.policy_gap"
    reason = "Chưa có quy định tính tiếp hay tính lại thời hạn cho ngày %(day)s; hãy nạp lịch làm việc và chính sách trước."
