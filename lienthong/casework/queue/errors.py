"""How the queue says no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class QueueUnknown(Refusal):
    """The unit has no counter group that gives tickets."""

    code = "queue.unknown"
    reason = "%(unit)s chưa mở hàng đợi. Mời ông/bà hỏi trực tiếp cán bộ ở quầy."
    status = 404


class GroupUnknown(Refusal):
    """No open counter group with that uid in the unit."""

    code = "queue.group_unknown"
    reason = "Nhóm quầy này không có hoặc đã đóng; quay lại và chọn nhóm quầy khác."
    status = 404


class CounterUnknown(Refusal):
    """No open counter with that uid in the actor's unit."""

    code = "queue.counter_unknown"
    reason = "Quầy này không có hoặc đã đóng; chọn lại quầy ông/bà đang ngồi."
    status = 404


class TicketUnknown(Refusal):
    """No ticket with that uid in the unit."""

    code = "queue.ticket_unknown"
    reason = "Không tìm thấy phiếu số này ở đơn vị; mời ông/bà lấy số mới."
    status = 404


class PriorityUnknown(Refusal):
    """The priority is not one of the file's."""

    code = "queue.priority_unknown"
    reason = "Diện ưu tiên này không có trong danh sách; chọn lại, hoặc lấy số thường."


class NotYourQueue(Refusal):
    """The actor's post carries no duty that calls tickets, or sets counters up."""

    code = "queue.not_yours"
    reason = "Việc này cần %(duty)s của đơn vị. Nhờ người đó làm, hoặc đổi chức danh đang dùng."
    status = 403


class NothingWaiting(Refusal):
    """Nobody waits for this counter."""

    code = "queue.nothing_waiting"
    reason = "Không còn ai chờ ở %(group)s. Số mới lấy sẽ hiện ở đây."


class NotCalledHere(Refusal):
    """The ticket is not the one called to this counter now."""

    code = "queue.not_called_here"
    reason = "Số %(number)s không còn đang gọi ở quầy %(counter)s; xem lại số đang gọi rồi làm tiếp."


class NotSkipped(Refusal):
    """Only a ticket skipped today can be called back."""

    code = "queue.not_skipped"
    reason = "Số %(number)s không nằm trong số đã bỏ qua hôm nay nên không gọi lại được; có thể quầy khác vừa gọi."


class CounterBusy(Refusal):
    """The counter still has somebody called."""

    code = "queue.counter_busy"
    reason = "Quầy %(counter)s đang gọi số %(number)s; bấm «Xong» hoặc «Bỏ qua» số ấy trước."


class SameGroup(Refusal):
    """A ticket is transferred to another group than its own."""

    code = "queue.same_group"
    reason = "Số %(number)s đang ở chính nhóm quầy này; chọn nhóm quầy khác để chuyển."


class TooManyGroups(Refusal):
    """A kiosk holds six big choices: five groups and the look-up."""

    code = "queue.too_many_groups"
    reason = "Màn hình lấy số chỉ đủ chỗ cho %(most)s nhóm quầy; đóng một nhóm ít dùng rồi thêm nhóm mới."


class LetterTaken(Refusal):
    """Another open group of the unit begins its numbers with that letter."""

    code = "queue.letter_taken"
    reason = "Chữ %(letter)s đã dùng cho một nhóm quầy khác đang mở; chọn chữ khác."


class MatterTaken(Refusal):
    """Another open group of the unit serves that procedure or field."""

    code = "queue.matter_taken"
    reason = "«%(matter)s» đã giao cho nhóm quầy %(group)s; bỏ ở nhóm ấy trước, rồi giao cho nhóm này."


class CounterTaken(Refusal):
    """Another open counter of the unit has that number."""

    code = "queue.counter_taken"
    reason = "Quầy số %(number)s đã có; chọn số khác."


class StillWaiting(Refusal):
    """A group or counter is not closed while somebody waits there or is being served."""

    code = "queue.still_waiting"
    reason = "Còn %(people)s người đang chờ hoặc đang được gọi ở đây; phục vụ xong hoặc chuyển họ rồi mới đóng."


class NotBookable(Refusal):
    """The group takes no bookings."""

    code = "queue.not_bookable"
    reason = "Nhóm quầy này không nhận đặt lịch; mời ông/bà chọn nhóm quầy khác, hoặc đến lấy số trong giờ làm việc."
    status = 404


class SlotUnknown(Refusal):
    """No slot of the group begins then: a holiday, a closed half day, a pause, too far ahead, or an invented time."""

    code = "queue.slot_unknown"
    reason = "Ngày %(day)s không có khung giờ %(hour)s; chọn lại ngày và giờ trong danh sách."


class SlotPast(Refusal):
    """The slot has begun or is over."""

    code = "queue.slot_past"
    reason = "Khung giờ %(hour)s ngày %(day)s đã bắt đầu hoặc đã qua; chọn khung giờ khác."


class SlotFull(Refusal):
    """Somebody else took the last place of the slot."""

    code = "queue.slot_full"
    reason = "Khung giờ %(hour)s ngày %(day)s vừa hết chỗ; chọn khung giờ khác, điều đã gõ vẫn còn."


class TooManyBookings(Refusal):
    """A phone number or address has as many open bookings as it may have."""

    code = "queue.too_many_bookings"
    reason = "Số điện thoại hoặc thư này đã có %(most)s lịch hẹn chưa đến; hủy bớt một lịch rồi đặt lại."


class BadContact(Refusal):
    """What should be a phone number or an e-mail address is neither."""

    code = "queue.bad_contact"
    reason = "Nhập số điện thoại 10 chữ số bắt đầu bằng 0, hoặc thư điện tử dạng ten@noi.vn."
    status = 422


class BookingUnknown(Refusal):
    """No booking with that code in the unit."""

    code = "queue.booking_unknown"
    reason = "%(unit)s không có lịch hẹn mang mã này. Xem lại mã và tên cơ quan trên giấy hẹn, hoặc lấy số thường."
    status = 404


class BookingGone(Refusal):
    """The booking was cancelled, used or missed: it cannot be cancelled, or brings nobody into the line."""

    code = "queue.booking_gone"
    reason = "Lịch hẹn này %(became)s nên không dùng được nữa; mời ông/bà đặt lịch khác hoặc lấy số thường."


class AnotherDay(Refusal):
    """The booking is for another day."""

    code = "queue.another_day"
    reason = "Lịch hẹn này của ngày %(day)s. Nếu cần làm hôm nay, mời ông/bà lấy số thường."


class TooEarly(Refusal):
    """Somebody comes long before his time."""

    code = "queue.too_early"
    reason = "Lịch hẹn của ông/bà lúc %(hour)s; từ %(since)s mới nhập mã để vào hàng. Cần sớm hơn thì lấy số thường."


class NothingOffHours(Refusal):
    """No open booking of the day lies outside the office hours: the office keeps what it promised."""

    code = "queue.nothing_off_hours"
    reason = "Ngày %(day)s không có lịch hẹn nào nằm ngoài giờ làm việc nên không hủy gì; tải lại trang để xem lịch hiện nay."


class CancellingNeedsReason(Refusal):
    """Whose visit is cancelled is told why."""

    code = "queue.cancelling_needs_reason"
    reason = "Ghi lý do hủy lịch hẹn, nhiều nhất %(most)s chữ; người hẹn được báo lý do ấy."
    status = 422


class VisitUnknown(Refusal):
    """No booked visit with that uid in the actor's unit."""

    code = "queue.visit_unknown"
    reason = "Không có lịch hẹn này ở đơn vị; quay lại danh sách lịch hẹn và chọn lại."
    status = 404


class VisitNotAwaited(Refusal):
    """An office cancels a visit to which somebody came, which is cancelled already, or whose hour is past."""

    code = "queue.visit_not_awaited"
    reason = "Lịch hẹn này %(became)s nên không hủy được nữa; quay lại danh sách lịch hẹn để xem hiện nay."


class PlanOutOfBounds(Refusal):
    """A plan with slots too short or too long, too many places or days."""

    code = "queue.plan_out_of_bounds"
    reason = "Mỗi khung giờ từ 10 đến 240 phút, không quá 20 lượt, đặt trước từ 1 đến 60 ngày; sửa lại rồi lưu."
