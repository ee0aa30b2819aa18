"""Refusals of notices."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class NoticeUnknown(Refusal):
    """No notice has that uid, or the actor may not see it."""

    code = "notices.unknown"
    reason = "Không tìm thấy thông báo %(notice)s trong các đơn vị ông/bà được xem; mở lại nhật ký thông báo rồi chọn lại."
    status = 404


class NoticeUnderWay(Refusal):
    """A notice that is still on its way is not sent again by hand."""

    code = "notices.under_way"
    reason = "Thông báo về %(dossier)s đang được gửi, máy tự thử lại; chờ có kết quả rồi mới gửi lại bằng tay."


class NothingToSendTo(Refusal):
    """The person left neither phone nor e-mail."""

    code = "notices.no_address"
    reason = "%(dossier)s không có số điện thoại và thư điện tử của người nộp hoặc người hẹn; báo bằng giấy hoặc gặp trực tiếp."


class ResendNeedsReason(Refusal):
    """Sending again by hand is always explained."""

    code = "notices.resend_needs_reason"
    reason = "Ghi lý do gửi lại thông báo về %(dossier)s; lý do được lưu cùng nhật ký."


class StopLinkBroken(Refusal):
    """The link to stop notices was not made by this installation, or was cut."""

    code = "notices.stop_link_broken"
    reason = "Liên kết ngừng nhận tin không đúng hoặc bị cắt bớt; mở lại từ tin nhắn, hoặc nhờ bộ phận một cửa giúp."
    status = 404


class MustBeTold(Refusal):
    """A notice that an office must give cannot be stopped."""

    code = "notices.must_be_told"
    reason = "Tin «%(kind)s» là thông báo cơ quan phải gửi nên không ngừng được; các tin khác vẫn ngừng được."


class TemplateFaults(Refusal):
    """The file of templates cannot be used."""

    code = "notices.template_faults"
    reason = "Tệp mẫu thông báo còn lỗi, sửa rồi nạp lại: %(faults)s"
