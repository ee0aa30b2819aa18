"""How money at the counter says no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class NotYourMoney(Refusal):
    """The actor's post carries no duty for it here."""

    code = "fees.not_yours"
    reason = "Việc này cần %(duty)s của đơn vị. Nhờ người đó làm, hoặc đổi chức danh đang dùng."
    status = 403


class DayClosed(Refusal):
    """The cashier's day is closed; no money moves in it any more."""

    code = "fees.day_closed"
    reason = "Quỹ ngày %(day)s của %(cashier)s đã khóa lúc %(at)s nên không ghi thêm thu chi; ghi vào ngày làm việc sau."


class TillUnknown(Refusal):
    """No till with that uid in the actor's unit."""

    code = "fees.till_unknown"
    reason = "Không tìm thấy quỹ thu này trong đơn vị của ông/bà; chọn lại trong danh sách ở trang Thu phí."
    status = 404


class NotYourTill(Refusal):
    """A day is closed by its own cashier."""

    code = "fees.not_your_till"
    reason = (
        "Quỹ này của %(cashier)s: người thu tự đếm tiền và khóa quỹ của mình; lãnh đạo khóa thay khi người ấy đã đi và ghi lý do."
    )
    status = 403


class DifferenceNeedsReason(Refusal):
    """Counted and expected cash differ, and nobody says why."""

    code = "fees.difference_needs_reason"
    reason = "Đếm được %(counted)s đồng, theo sổ %(expected)s đồng: ghi rõ vì sao lệch %(difference)s đồng rồi khóa quỹ."
    status = 422


class PaymentUnknown(Refusal):
    """No payment with that uid in the actor's unit or in one that it followed."""

    code = "fees.payment_unknown"
    reason = "Không tìm thấy lượt thu này trong đơn vị của ông/bà; tìm lại ở trang Thu phí hoặc trang hồ sơ."
    status = 404


class NothingToReturn(Refusal):
    """The payment was given back before, or is itself money given back."""

    code = "fees.nothing_to_return"
    reason = "Lượt thu %(receipt)s không còn khoản nào để hoàn trả."


class MoreThanLeft(Refusal):
    """More is to be given back of a fee line than is left of it."""

    code = "fees.more_than_left"
    reason = (
        "Khoản %(fee)s còn %(left)s đồng chưa hoàn trả, không hoàn trả được %(amount)s đồng; ghi số tiền từ 1 đến số còn lại, "
        "hoặc để trống khoản không hoàn trả."
    )


class RangeBackward(Refusal):
    """A range whose numbers cannot be."""

    code = "fees.range_backward"
    reason = (
        "Dải từ số %(first)s đến số %(last)s không dùng được: ghi đủ ký hiệu, số đầu từ 1, số cuối không nhỏ hơn số đầu, "
        "đúng số chữ số in trên biên lai, mỗi dải nhiều nhất %(most)s số."
    )
    status = 422


class RangeOverlaps(Refusal):
    """Some of the numbers belong to a range that was taken in before, here or at another unit."""

    code = "fees.range_overlaps"
    reason = (
        "Biên lai %(form)s, ký hiệu %(symbol)s: dải %(first)s-%(last)s trùng với một dải đã nhận ở đơn vị này hoặc đơn vị khác. "
        "So lại số đầu, số cuối trên bìa quyển rồi nhập lại."
    )


class RangeUnknown(Refusal):
    """No range with that uid in the actor's unit, or it was retired."""

    code = "fees.range_unknown"
    reason = "Không tìm thấy dải biên lai này trong đơn vị, hoặc dải đã thôi dùng; chọn lại ở trang Biên lai."
    status = 404


class NumberTaken(Refusal):
    """Something became of one of the numbers before, or it lies outside the range."""

    code = "fees.number_taken"
    reason = "Số %(first)s đến %(last)s không còn nguyên trong dải này (đã dùng, đã hủy, đã báo mất hoặc ở ngoài dải)."


class SpoiledTooLate(Refusal):
    """A used receipt is made void while its day is open; afterwards the money is given back instead."""

    code = "fees.spoiled_too_late"
    reason = "Biên lai %(number)s thuộc quỹ đã khóa nên không hủy được; nếu thu sai thì nhờ lãnh đạo duyệt hoàn trả."


class ReceiptReasonNeeded(Refusal):
    """A receipt is made void, lost or retired only with a reason."""

    code = "fees.receipt_reason_needed"
    reason = "Ghi rõ lý do (viết hỏng, mất, thôi dùng…); lý do in trong báo cáo sử dụng biên lai."
    status = 422


class ReceiptsUsedUp(Refusal):
    """The unit works with pre-printed levy receipts, and none is left."""

    code = "fees.receipts_used_up"
    reason = "Đơn vị đã hết biên lai in sẵn nên chưa thu được lệ phí: nhận thêm một dải, hoặc ghi thôi dùng, ở trang Biên lai."


class AccountTooEarly(Refusal):
    """Payment by QR code is offered from a day on."""

    code = "fees.account_too_early"
    reason = "Tài khoản nhận tiền qua mã QR dùng được từ ngày %(day)s; nhập lại ngày bắt đầu."
    status = 422


class BadAccount(Refusal):
    """A bank account that cannot be."""

    code = "fees.bad_account"
    reason = "Mã ngân hàng gồm 6 chữ số; số tài khoản từ 1 đến 19 chữ số hoặc chữ cái; ghi đủ tên ngân hàng và chủ tài khoản."
    status = 422


class AccountTaken(Refusal):
    """The bank account belongs to another unit."""

    code = "fees.account_taken"
    reason = "Số tài khoản này đang là tài khoản nhận tiền của một đơn vị khác; kiểm tra lại số tài khoản."


class NotSigned(Refusal):
    """A message of the bank is not signed with our secret, or it is too old."""

    code = "fees.not_signed"
    reason = "Chữ ký của thông báo không đúng hoặc đã quá hạn; không có gì được ghi."
    status = 401


class NoticeUnreadable(Refusal):
    """A signed message says not what it must."""

    code = "fees.notice_unreadable"
    reason = "Thông báo thiếu hoặc sai: %(field)s. Không có gì được ghi."
    status = 422


class NoticeDiffers(Refusal):
    """The same transaction was told before with other facts."""

    code = "fees.notice_differs"
    reason = "Giao dịch %(transaction)s đã được báo trước đó với nội dung khác; giữ nguyên lần báo đầu."


class NoticeUnknown(Refusal):
    """No notice with that uid waits for a person in the actor's unit."""

    code = "fees.notice_unknown"
    reason = "Không tìm thấy báo có này trong danh sách chờ của đơn vị; có thể người khác vừa xử lý. Tải lại trang."
    status = 404


class NoticeNoteNeeded(Refusal):
    """Money that is not taken is closed only with what was done about it."""

    code = "fees.notice_note_needed"
    reason = "Ghi đã làm gì với khoản tiền này, ví dụ: đã chuyển trả người nộp ngày 06/01."
    status = 422


class AmountDiffers(Refusal):
    """The money that came is not what the dossier owes."""

    code = "fees.amount_differs"
    reason = "Báo có %(amount)s đồng nhưng hồ sơ %(dossier)s còn phải nộp %(owed)s đồng; trả lại tiền rồi ghi cách xử lý."
