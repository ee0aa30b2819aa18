"""How hand-over says no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class HandoverUnknown(Refusal):
    """No minutes with that uid that are the actor's business."""

    code = "handover.unknown"
    reason = "Không có biên bản này, hoặc không phải việc của ông/bà. Mở lại trang «Biên bản bàn giao»."
    status = 404


class NotYourHandover(Refusal):
    """Only the giver, a head of the unit, or a receiver may do this."""

    code = "handover.not_yours"
    reason = "Việc «%(act)s» của %(giver)s cần %(who)s. Nhờ người đó làm, hoặc đổi chức vụ đang dùng."
    status = 403


class AbsentNeedsReason(Refusal):
    """A head who signs for an absent giver says why."""

    code = "handover.absent_needs_reason"
    reason = "Ông/bà ký thay %(giver)s: ghi lý do người giao vắng mặt, ví dụ «đã chuyển công tác từ ngày 01/03»."


class NotInThisState(Refusal):
    """The minutes are past that act."""

    code = "handover.not_in_this_state"
    reason = "Biên bản số %(number)s đang ở tình trạng «%(state)s» nên không %(act)s được nữa."


class UnderWay(Refusal):
    """One hand-over of a giver at a time."""

    code = "handover.under_way"
    reason = "%(giver)s đang có biên bản bàn giao số %(number)s chưa xong; mở biên bản đó, ký tiếp hoặc rút lại trước."


class GiverUnknown(Refusal):
    """The giver never held a post of the unit."""

    code = "handover.giver_unknown"
    reason = "Người giao phải đang giữ hoặc từng giữ một vị trí ở %(unit)s; chọn người trong danh sách."


class ReceiverUnknown(Refusal):
    """A receiver holds a post now, and is not the giver."""

    code = "handover.receiver_unknown"
    reason = "Chọn người nhận trong danh sách: người đang giữ một vị trí, khác người giao, mỗi người một lần."


class SameHand(Refusal):
    """Nobody signs on both sides."""

    code = "handover.same_hand"
    reason = "%(person)s không ký được cả bên giao và bên nhận; để người khác ký thay bên giao, hoặc chọn người nhận khác."


class NothingToHandOver(Refusal):
    """There is nothing on the list."""

    code = "handover.nothing"
    reason = "%(giver)s không giữ việc, sổ, biên lai hay đồ vật nào; ghi tay thứ cần bàn giao, hoặc rút biên bản."


class TillOpen(Refusal):
    """Money is counted before it changes hands."""

    code = "handover.till_open"
    reason = "Quỹ thu ngày %(day)s của %(cashier)s còn mở; đếm tiền và khóa quỹ ở trang «Thu phí» rồi mới ký bàn giao."


class ListChanged(Refusal):
    """What is there now is not what was shown or signed."""

    code = "handover.list_changed"
    reason = "Danh sách đã thay đổi từ lúc ông/bà xem: %(changes)s. Xem lại danh sách mới rồi ký."


class WrittenByAct(Refusal):
    """Minutes that a reorganisation made say what it moved; nobody changes them."""

    code = "handover.written_by_act"
    reason = (
        "Biên bản số %(number)s do lần sắp xếp đơn vị lập từ những gì đã chuyển nên không sửa, không rút, không từ chối; "
        "nếu đã chuyển sai thì người quản trị hoàn tác lần sắp xếp, biên bản tự rút theo."
    )


class MustSignAnew(Refusal):
    """What is there now is not what the giver signed."""

    code = "handover.must_sign_anew"
    reason = "Từ lúc bên giao ký, danh sách đã thay đổi: %(changes)s. Bên giao cần xem lại và ký lại, sau đó bên nhận ký."


class Ownerless(Refusal):
    """Something would have no owner afterwards."""

    code = "handover.ownerless"
    reason = "Bàn giao xong vẫn còn thứ không có người giữ: %(left)s. Chọn người nhận, hoặc bổ nhiệm người vào vị trí trước."


class RefusalNeedsReason(Refusal):
    """Who refuses or withdraws says why."""

    code = "handover.refusal_needs_reason"
    reason = "Ghi lý do để bên kia biết cần sửa gì."
