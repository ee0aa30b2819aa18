"""How petitions say no; citizens read those of sending and looking up."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class PetitionUnknown(Refusal):
    """No petition with that uid that the person may see."""

    code = "petitions.unknown"
    reason = "Không có phản ánh, kiến nghị này, hoặc ông/bà không được xem. Mở lại từ danh sách."
    status = 404


class NotYourPetition(Refusal):
    """Each act is that of some posts of one unit."""

    code = "petitions.not_yours"
    reason = "Việc này của %(who)s thuộc %(unit)s; nhờ người ấy làm."
    status = 403


class NothingSaid(Refusal):
    """A petition says something."""

    code = "petitions.nothing_said"
    reason = "Ghi tóm tắt và nội dung phản ánh, kiến nghị rồi gửi lại."
    status = 422


class TooManyWords(Refusal):
    """What is said fits into the register; `what` names the box."""

    code = "petitions.too_many_words"
    reason = "%(what)s dài quá %(most)s ký tự; rút gọn, hoặc gửi bản giấy kèm theo tại cơ quan."
    status = 422


class KindUnknown(Refusal):
    """A kind or a way that is not offered."""

    code = "petitions.kind_unknown"
    reason = "Chọn loại phản ánh, kiến nghị và cách gửi trong danh sách."
    status = 422


class ContactWrong(Refusal):
    """The answer is told by phone or mail."""

    code = "petitions.contact_wrong"
    reason = "Ghi số điện thoại 10 chữ số hoặc thư điện tử như ten@noi.vn để cơ quan trả lời."
    status = 422


class NotReceiving(Refusal):
    """Only units with a one-stop section take petitions of the public."""

    code = "petitions.not_receiving"
    reason = "Cơ quan vừa chọn không nhận phản ánh, kiến nghị ở đây; chọn cơ quan trong danh sách."
    status = 422


class AboutUnknownProcedure(Refusal):
    """The procedure named is none of the catalogue."""

    code = "petitions.procedure_unknown"
    reason = "Không có thủ tục mã %(procedure)s; để trống ô này, hoặc chép mã từ trang thủ tục."
    status = 422


class CameInFuture(Refusal):
    """What came on paper came before it is entered."""

    code = "petitions.came_in_future"
    reason = "Ngày nhận %(day)s chưa tới; ghi ngày cơ quan nhận được phản ánh, kiến nghị."
    status = 422


class CameBeforeUnit(Refusal):
    """What came on paper came to the unit that enters it: not before there was one."""

    code = "petitions.came_before_unit"
    reason = "Ngày nhận %(day)s trước ngày %(unit)s hoạt động (%(since)s); ghi ngày đơn vị nhận được phản ánh, kiến nghị."
    status = 422


class DayPast(Refusal):
    """A day by which somebody is to finish lies ahead."""

    code = "petitions.day_past"
    reason = "Ngày phải xong %(day)s đã qua; chọn từ hôm nay đến ngày %(due)s."
    status = 422


class DayAfterLimit(Refusal):
    """Nobody is given more time than the limit leaves."""

    code = "petitions.day_after_limit"
    reason = "Ngày phải xong %(day)s sau hạn trả lời; chọn ngày không sau %(due)s."
    status = 422


class HandlerUnknown(Refusal):
    """Petitions are assigned inside the own committee and to those above."""

    code = "petitions.handler_unknown"
    reason = "Đơn vị vừa chọn không thuộc cơ quan này; chọn trong danh sách, hoặc chuyển cơ quan khác bằng văn bản."
    status = 422


class AlreadyThere(Refusal):
    """Nothing is passed on to where it lies."""

    code = "petitions.already_there"
    reason = "%(unit)s đang xử lý phản ánh, kiến nghị này; chọn đơn vị khác."


class TransferToItself(Refusal):
    """Another agency is not the own one."""

    code = "petitions.transfer_to_itself"
    reason = "%(unit)s chính là cơ quan của ông/bà; muốn giao đơn vị khác trong cơ quan thì dùng «Giao xử lý»."
    status = 422


class AlreadyReceived(Refusal):
    """A petition is received once."""

    code = "petitions.already_received"
    reason = "Phản ánh, kiến nghị %(petition)s đã được tiếp nhận; tải lại trang để xem ai đang xử lý."


class NotReceivedYet(Refusal):
    """What nobody has taken in is neither answered nor passed on."""

    code = "petitions.not_received"
    reason = "Tiếp nhận phản ánh, kiến nghị %(petition)s trước, rồi mới làm việc này."


class AlreadyClosed(Refusal):
    """A petition is closed once."""

    code = "petitions.already_closed"
    reason = "Phản ánh, kiến nghị %(petition)s đã khép («%(state)s»); không sửa được nữa."


class ExtendedBefore(Refusal):
    """A limit is extended once."""

    code = "petitions.extended_before"
    reason = "Hạn trả lời %(petition)s đã gia hạn một lần, đến %(due)s; không gia hạn thêm, hãy trả lời hoặc chuyển."


class ExtendedTooLate(Refusal):
    """A limit that has passed is not extended: late stays late."""

    code = "petitions.extended_too_late"
    reason = "Hạn trả lời %(petition)s đã hết lúc %(due)s nên không gia hạn được; hãy trả lời ngay và nói rõ lý do chậm."


class ExtensionTooLong(Refusal):
    """A limit is extended by some days, and not by more than the file of limits says."""

    code = "petitions.extension_too_long"
    reason = "Gia hạn từ 1 đến %(most)s ngày làm việc; ghi lại số ngày."
    status = 422


class NeedsWords(Refusal):
    """An answer, a transfer and a refusal say why; a transfer also whereto."""

    code = "petitions.needs_words"
    reason = "Ghi %(what)s rồi lưu lại; người gửi đọc điều này."
    status = 422


class PublicNeedsBoth(Refusal):
    """What everybody may read has a question and an answer."""

    code = "petitions.public_needs_both"
    reason = "Ghi cả tóm tắt và trả lời công khai, hoặc để trống cả hai; để trống thì chỉ người gửi đọc được trả lời."
    status = 422


class PublicNamesSomebody(Refusal):
    """Who sent a petition is not named to everybody."""

    code = "petitions.public_names_somebody"
    reason = "Phần công khai nêu tên hoặc cách liên hệ của người gửi; bỏ các chữ ấy rồi lưu lại."
    status = 422


class NotAnsweredYet(Refusal):
    """Satisfaction is asked once there is an answer."""

    code = "petitions.not_answered"
    reason = "Phản ánh, kiến nghị chưa được trả lời nên chưa đánh giá được; mời ông/bà quay lại sau."


class AlreadyFelt(Refusal):
    """One says once how satisfied one is."""

    code = "petitions.already_felt"
    reason = "Ông/bà đã đánh giá cách xử lý rồi; mỗi phản ánh, kiến nghị đánh giá một lần. Cảm ơn ông/bà."


class FeelingUnknown(Refusal):
    """A feeling that is not offered, or a code and key that are no petition's."""

    code = "petitions.feeling_unknown"
    reason = "Chọn một mức hài lòng; nếu trang đã mở lâu, tra cứu lại bằng mã và khóa."
    status = 422
