"""How delivery says no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class NotYourPost(Refusal):
    """The actor's post carries no duty that sends documents."""

    code = "delivery.not_yours"
    reason = "Việc gửi, thu hồi văn bản cần văn thư của đơn vị. Nhờ người đó làm, hoặc đổi chức danh đang dùng."
    status = 403


class NameMissing(Refusal):
    """A group or agency has a name."""

    code = "delivery.name_missing"
    reason = "Nhập tên, ví dụ «8 xã, thị trấn»."
    status = 422


class TooLong(Refusal):
    """A field has its length."""

    code = "delivery.too_long"
    reason = "%(what)s dài quá %(most)s ký tự; rút gọn lại."
    status = 422


class NameTaken(Refusal):
    """A group or agency of the unit is called so already."""

    code = "delivery.name_taken"
    reason = "Đã có «%(name)s» trong danh sách của đơn vị; đặt tên khác hoặc sửa mục đang có."


class NobodyInGroup(Refusal):
    """A group names somebody."""

    code = "delivery.group_empty"
    reason = "Chọn ít nhất một nơi nhận cho nhóm."
    status = 422


class GroupUnknown(Refusal):
    """The unit has no such group."""

    code = "delivery.group_unknown"
    reason = "Không tìm thấy nhóm nơi nhận này trong danh sách của đơn vị; mở lại danh sách."
    status = 404


class AgencyUnknown(Refusal):
    """The unit's address book has no such agency."""

    code = "delivery.agency_unknown"
    reason = "Không tìm thấy cơ quan này trong sổ địa chỉ của đơn vị; mở lại danh sách."
    status = 404


class RecipientUnknown(Refusal):
    """A recipient that is not offered on that day."""

    code = "delivery.recipient_unknown"
    reason = "Một nơi nhận vừa chọn không còn trong danh sách; mở lại trang rồi chọn lại."
    status = 422


class CodeNeeded(Refusal):
    """Whoever is reached by the axis has a code."""

    code = "delivery.code_needed"
    reason = "Gửi qua trục liên thông cần mã định danh của cơ quan nhận, ví dụ H49.01 hoặc 000.00.01.H49."
    status = 422


class MeansUnknown(Refusal):
    """A document goes by the axis or on paper."""

    code = "delivery.means_unknown"
    reason = "Chọn cách gửi trong danh sách."
    status = 422
