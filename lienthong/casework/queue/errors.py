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


class CounterTaken(Refusal):
    """Another open counter of the unit has that number."""

    code = "queue.counter_taken"
    reason = "Quầy số %(number)s đã có; chọn số khác."


class StillWaiting(Refusal):
    """A group or counter is not closed while somebody waits there or is being served."""

    code = "queue.still_waiting"
    reason = "Còn %(people)s người đang chờ hoặc đang được gọi ở đây; phục vụ xong hoặc chuyển họ rồi mới đóng."
