"""How the app says no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class NotYourStaff(Refusal):
    """The actor administers neither the unit nor the system."""

    code = "staffing.not_yours"
    reason = "Ông/bà không quản trị nhân sự của %(unit)s; nhờ người quản trị của đơn vị ấy hoặc quản trị hệ thống."
    status = 403


class NotForYourself(Refusal):
    """Nobody gives posts to himself, or takes his own away."""

    code = "staffing.not_for_yourself"
    reason = "Không ai tự bổ nhiệm hay tự cho thôi giữ vị trí của mình; nhờ một người quản trị khác."
    status = 403


class AdministratorsByTheSystem(Refusal):
    """A post that administers is made and given by the administrator of the system alone."""

    code = "staffing.by_the_system"
    reason = "Vị trí «%(post)s» có quyền quản trị nên chỉ quản trị hệ thống lập, giao hoặc cho thôi."
    status = 403


class DecisionNeeded(Refusal):
    """An appointment and its end stand on a decision."""

    code = "staffing.decision_needed"
    reason = "Ghi số và ngày quyết định làm căn cứ, ví dụ «QĐ 12/QĐ-UBND ngày 10/3/2018»."


class NoDuty(Refusal):
    """A post without a duty opens nothing."""

    code = "staffing.no_duty"
    reason = "Chọn ít nhất một nhiệm vụ cho vị trí; người giữ vị trí làm việc theo các nhiệm vụ ấy."


class NoSuchPost(Refusal):
    """The unit has no post with the duty."""

    code = "staffing.no_such_post"
    reason = "%(unit)s không có vị trí nào mang nhiệm vụ «%(duty)s»; lập vị trí ấy trước."


class StillHolds(Refusal):
    """Who leaves a unit holds something there."""

    code = "staffing.still_holds"
    reason = "%(person)s còn giữ %(left)s ở %(unit)s; lập biên bản bàn giao công việc trước, biên bản cho thôi vị trí luôn."
    status = 409


class EndsInThePast(Refusal):
    """What somebody did until now stands under his name; it is not taken away afterwards."""

    code = "staffing.ends_in_the_past"
    reason = "Ngày thôi giữ vị trí (%(on)s) đã qua; ghi từ %(today)s trở đi, vì việc làm đến hôm nay đứng tên người đang giữ."


class AppointmentUnknown(Refusal):
    """No appointment with that uid lasts at a unit that the actor administers."""

    code = "staffing.appointment_unknown"
    reason = "Không tìm thấy lần bổ nhiệm này trong đơn vị ông/bà quản trị; mở lại danh sách nhân sự."
    status = 404


class PersonUnknown(Refusal):
    """Nobody with that uid."""

    code = "staffing.person_unknown"
    reason = "Không tìm thấy người này; tìm lại theo họ tên."
    status = 404


class LastAdministrator(Refusal):
    """Nobody would administer the system any more."""

    code = "staffing.last_administrator"
    reason = "%(person)s là người quản trị hệ thống duy nhất; bổ nhiệm người khác trước rồi mới cho thôi."
    status = 409
