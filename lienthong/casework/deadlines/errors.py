"""How deadline duties say no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class AlertUnknown(Refusal):
    """No alert with that uid that is the actor's."""

    code = "deadlines.alert_unknown"
    reason = "Lời nhắc này không còn, hoặc không phải của ông/bà. Tải lại trang nhắc hạn để xem các lời nhắc hiện có."
    status = 404


class ApologyUnknown(Refusal):
    """No apology with that uid that the actor's units may see."""

    code = "deadlines.apology_unknown"
    reason = "Không tìm thấy thư xin lỗi này trong phạm vi đơn vị của ông/bà."
    status = 404


class NotYourApology(Refusal):
    """The actor's post does not write, sign or send apologies of that unit."""

    code = "deadlines.not_your_apology"
    reason = "Việc «%(act)s» cần %(duty)s của %(unit)s. Nhờ người đó làm, hoặc đổi chức danh đang dùng."
    status = 403


class ApologyCancelled(Refusal):
    """The draft was cancelled: the dossier finished, stands still or has another date."""

    code = "deadlines.apology_cancelled"
    reason = "Thư xin lỗi của hồ sơ %(dossier)s đã hủy (%(cause)s) nên không sửa hay ký được nữa."


class ApologyAlreadySigned(Refusal):
    """An apology is signed once."""

    code = "deadlines.apology_already_signed"
    reason = "Thư xin lỗi của hồ sơ %(dossier)s đã ký; mỗi hồ sơ chỉ xin lỗi và hẹn lại một lần. Mở thư để in hoặc ghi đã gửi."


class ApologyNotSigned(Refusal):
    """Only a signed apology is printed and sent."""

    code = "deadlines.apology_not_signed"
    reason = "Thư xin lỗi của hồ sơ %(dossier)s chưa ký nên chưa in và gửi được; mời lãnh đạo ký trước."


class ApologyAlreadySent(Refusal):
    """The sending is recorded once."""

    code = "deadlines.apology_already_sent"
    reason = "Thư xin lỗi của hồ sơ %(dossier)s đã ghi là gửi ngày %(day)s."


class ApologyNeedsReason(Refusal):
    """A letter says why, in words of the list."""

    code = "deadlines.apology_needs_reason"
    reason = "Chọn lý do chậm trong danh sách; với «Lý do khác» thì ghi rõ lý do."


class NewDateWrong(Refusal):
    """The new date must be later than the old one and than now, in office time of the unit's calendar."""

    code = "deadlines.new_date_wrong"
    reason = "Ngày hẹn lại phải sau ngày hẹn cũ (%(due)s), sau hôm nay và là ngày làm việc; chọn ngày khác."


class ChannelUnknown(Refusal):
    """A letter is sent in one of the ways of the list."""

    code = "deadlines.channel_unknown"
    reason = "Chọn cách gửi thư trong danh sách."
