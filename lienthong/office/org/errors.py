"""How the organisation says no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class UnknownUnit(Refusal):
    """No unit has that key, uid or code."""

    code = "org.unknown_unit"
    reason = "Không có đơn vị «%(unit)s»; kiểm tra lại mã hoặc tên đơn vị."
    status = 404


class UnitNotValid(Refusal):
    """The unit does not exist on that day."""

    code = "org.unit_not_valid"
    reason = "%(unit)s không hoạt động vào ngày %(on)s; chọn đơn vị kế thừa hoặc một ngày khác."


class NoServingUnit(Refusal):
    """No unit with that function serves this one."""

    code = "org.no_serving_unit"
    reason = (
        "Ngày %(on)s không có đơn vị nào làm chức năng «%(function)s» cho %(unit)s; người quản trị cần bổ sung vào cây đơn vị."
    )


class BadUnitCode(Refusal):
    """The code has neither the old nor the new form."""

    code = "org.bad_unit_code"
    reason = "Mã định danh «%(unit_code)s» không đúng mẫu; mẫu mới như H49.16.02, mẫu cũ như 000.02.16.H49."


class CodeTaken(Refusal):
    """Another unit carries the code during that period."""

    code = "org.code_taken"
    reason = (
        "Mã định danh «%(unit_code)s» đang được đơn vị khác dùng trong thời gian này; chọn mã khác hoặc kết thúc đơn vị cũ trước."
    )


class UnknownFunction(Refusal):
    """The function is not in the closed list."""

    code = "org.unknown_function"
    reason = "Chức năng «%(function)s» không có trong danh mục; xem lại danh mục chức năng đơn vị."


class UnknownDuty(Refusal):
    """A duty is not in the closed list."""

    code = "org.unknown_duty"
    reason = "Nhiệm vụ «%(duties)s» không có trong danh mục; chọn nhiệm vụ trong danh mục."


class UnitCycle(Refusal):
    """The new parent lies below the unit."""

    code = "org.unit_cycle"
    reason = "%(unit)s không thể đặt dưới %(parent)s vì đơn vị này đang ở bên dưới; chọn cấp trên khác."


class SharesNotWhole(Refusal):
    """The shares of a split do not sum to one."""

    code = "org.shares_not_whole"
    reason = "Các phần chia của %(unit)s cộng lại là %(total)s, phải đúng bằng 1; sửa lại tỷ lệ."


class OverlappingSuccession(Refusal):
    """The change reaches back before another change of the same unit."""

    code = "org.overlapping_succession"
    reason = "%(unit)s đã có thay đổi có hiệu lực từ ngày %(since)s; ngày %(on)s phải sau ngày đó."


class OverlappingAppointment(Refusal):
    """The person already holds this post in the period."""

    code = "org.overlapping_appointment"
    reason = "%(person)s đã giữ vị trí «%(post)s» trong thời gian này; kết thúc lần bổ nhiệm trước rồi mới bổ nhiệm lại."


class PostFull(Refusal):
    """All seats of the post are taken in the period."""

    code = "org.post_full"
    reason = (
        "Vị trí «%(post)s» đã đủ %(seats)s người trong thời gian này; kết thúc một lần bổ nhiệm hoặc tăng số người của vị trí."
    )


class UnknownPost(Refusal):
    """No post has that uid."""

    code = "org.unknown_post"
    reason = "Không tìm thấy vị trí việc làm này; mở lại danh sách vị trí của đơn vị."
    status = 404


class PostHeld(Refusal):
    """Somebody holds the post, or will."""

    code = "org.post_held"
    reason = "%(person)s đang giữ vị trí «%(post)s»; kết thúc bổ nhiệm trước rồi mới bỏ vị trí."
    status = 409


class PostNotValid(Refusal):
    """The post does not exist for the whole period."""

    code = "org.post_not_valid"
    reason = "Vị trí «%(post)s» không tồn tại suốt thời gian từ %(since)s; chọn thời gian trong thời hạn của vị trí."


class BackwardPeriod(Refusal):
    """A period ends before it starts."""

    code = "org.backward_period"
    reason = "Thời gian kết thúc (%(until)s) phải sau thời gian bắt đầu (%(since)s); sửa lại."


class PostNotHeld(Refusal):
    """Who delegates does not hold the post, or the post does not carry the duty."""

    code = "org.post_not_held"
    reason = "%(person)s không giữ vị trí «%(post)s» với nhiệm vụ này nên không ủy quyền được; kiểm tra lại người và nhiệm vụ."


class OverlappingDelegation(Refusal):
    """The same post is already delegated to the same person in the period."""

    code = "org.overlapping_delegation"
    reason = "Vị trí «%(post)s» đã ủy quyền cho %(person)s trong thời gian này; thu hồi lần trước rồi mới ủy quyền lại."


class NotADeputy(Refusal):
    """Only a deputy of the unit signs in place of the head."""

    code = "org.not_a_deputy"
    reason = "%(person)s không giữ chức danh cấp phó ở đơn vị nên không ký thay (KT.) được; chọn thừa lệnh hoặc thừa ủy quyền."


class DelegationUnknown(Refusal):
    """No delegation with that uid of a post of the unit."""

    code = "org.delegation_unknown"
    reason = "Không có lần giao thay mặt này ở đơn vị; tải lại trang để xem danh sách."
    status = 404


class NoCalendar(Refusal):
    """Neither the unit nor anything above it has a working calendar on that day."""

    code = "org.no_calendar"
    reason = "%(unit)s chưa được giao lịch làm việc cho ngày %(on)s; người quản trị cần giao lịch cho đơn vị hoặc cấp trên."


class CalendarTaken(Refusal):
    """The unit already keeps a calendar during the period."""

    code = "org.calendar_taken"
    reason = "%(unit)s đã có lịch làm việc trong thời gian này; kết thúc lịch cũ trước."


class BadOrganisationFile(Refusal):
    """A file of units is wrong; it names the entry."""

    code = "org.bad_file"
    reason = "Tệp tổ chức «%(path)s» sai ở «%(entry)s»: %(fault)s; sửa tệp rồi nạp lại."
