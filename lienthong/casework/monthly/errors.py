"""How a monthly report says no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class ReportUnknown(Refusal):
    """No report with that uid, or none that the actor's units may see."""

    code = "monthly.unknown"
    reason = "Không tìm thấy báo cáo tháng này trong phạm vi đơn vị của ông/bà."
    status = 404


class NotYourReport(Refusal):
    """The actor is of another unit, or its post carries no duty for it."""

    code = "monthly.not_yours"
    reason = "Việc này cần %(duty)s của chính đơn vị báo cáo. Nhờ người đó làm, hoặc đổi chức danh đang dùng."
    status = 403


class MonthNotOver(Refusal):
    """A report of a month that has not ended."""

    code = "monthly.not_over"
    reason = "Tháng %(month)s chưa hết: ký được từ ngày %(day)s. Lời văn và số liệu xem trước được từ bây giờ."


class AlreadySigned(Refusal):
    """The report is signed: its words and figures stand."""

    code = "monthly.signed"
    reason = "Báo cáo tháng %(month)s đã ký, không sửa được. Số liệu đổi về sau thì ra đính chính."


class FiguresMoved(Refusal):
    """The figures are no longer those that the signer saw."""

    code = "monthly.moved"
    reason = "Số liệu vừa đổi so với bản đang xem. Đọc lại bản mới ở dưới rồi ký; lời đã gõ vẫn còn."


class NothingToCorrect(Refusal):
    """An erratum although every figure is still what was signed."""

    code = "monthly.nothing_to_correct"
    reason = "Số liệu vẫn đúng như báo cáo và các đính chính đã ký, không có gì phải đính chính."


class NotSigned(Refusal):
    """An erratum to, or a paper of, a report that nobody signed."""

    code = "monthly.not_signed"
    reason = "Báo cáo tháng %(month)s chưa ký nên chưa in, chưa đính chính được; ký trước đã."


class ReasonMissing(Refusal):
    """An erratum without a reason."""

    code = "monthly.reason_missing"
    reason = "Ghi vì sao số liệu đổi, ví dụ: nhập muộn ba hồ sơ của ngày 30."


class BadProse(Exception):
    """The file of the report's prose cannot be used; said to whoever reviews the file."""
