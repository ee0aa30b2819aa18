"""How the calendar says no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class CalendarUnknown(Refusal):
    """No calendar of that body that the actor's unit has to do with."""

    code = "agenda.calendar_unknown"
    reason = "Đơn vị của ông/bà không thuộc lịch này. Chọn lịch ở trang Lịch công tác."
    status = 404


class WeekUnknown(Refusal):
    """No week of that calendar that the actor may see."""

    code = "agenda.week_unknown"
    reason = "Chưa có lịch của tuần này, hoặc ông/bà không được xem. Chọn tuần khác."
    status = 404


class EntryUnknown(Refusal):
    """No entry with that uid that the actor may see."""

    code = "agenda.entry_unknown"
    reason = "Không có mục lịch này, hoặc ông/bà không được xem. Mở lại từ lịch tuần."
    status = 404


class JobUnknown(Refusal):
    """No task of a conclusion with that uid that the actor may see."""

    code = "agenda.job_unknown"
    reason = "Không có việc này, hoặc ông/bà không được xem. Mở lại từ Việc của tôi."
    status = 404


class FeedUnknown(Refusal):
    """No feed with that address; one that was revoked is none."""

    code = "agenda.feed_unknown"
    reason = "Địa chỉ lịch này không còn dùng được. Tạo địa chỉ mới ở trang Lịch công tác."
    status = 404


class NotYourPart(Refusal):
    """Each act on a week is that of some duties of one unit."""

    code = "agenda.not_your_part"
    reason = "Việc này của %(who)s; nhờ người ấy làm."
    status = 403


class WrongCapacity(Refusal):
    """The calendar of the Party is kept by who acts for the Party, that of the State by who acts for the State."""

    code = "agenda.wrong_capacity"
    reason = "Lịch này của hệ thống kia. Đổi tư cách làm việc ở góc trên rồi làm lại."
    status = 403


class SubjectMissing(Refusal):
    """An entry says what takes place."""

    code = "agenda.subject_missing"
    reason = "Nhập nội dung công tác."
    status = 422


class TooLong(Refusal):
    """A text fits into its box; `what` names it."""

    code = "agenda.too_long"
    reason = "%(what)s dài quá %(most)s ký tự; rút gọn lại."
    status = 422


class SessionUnknown(Refusal):
    """A part of the day that is none."""

    code = "agenda.session_unknown"
    reason = "Chọn buổi trong danh sách."
    status = 422


class HoursCross(Refusal):
    """What ends has begun before."""

    code = "agenda.hours_cross"
    reason = "Giờ kết thúc phải sau giờ bắt đầu; sửa lại giờ."
    status = 422


class HourOutside(Refusal):
    """The hour lies in the part of the day that was chosen."""

    code = "agenda.hour_outside"
    reason = "%(hour)s không thuộc buổi %(session)s; sửa giờ hoặc chọn buổi khác."
    status = 422


class PrivateShared(Refusal):
    """What only those named may read is not shared with the other side."""

    code = "agenda.private_shared"
    reason = "Mục riêng thì không chia sẻ sang hệ thống kia; bỏ một trong hai dấu chọn."
    status = 422


class NameUnknown(Refusal):
    """A person or unit that is none; `what` names the box."""

    code = "agenda.name_unknown"
    reason = "Chọn %(what)s trong danh sách; lựa chọn vừa gửi không có ở đó."
    status = 422


class DayPast(Refusal):
    """Nobody asks for time that is over."""

    code = "agenda.day_past"
    reason = "Ngày %(day)s đã qua; chọn ngày từ hôm nay."
    status = 422


class ReasonMissing(Refusal):
    """Some acts say why."""

    code = "agenda.reason_missing"
    reason = "Ghi lý do để người liên quan biết."
    status = 422


class AlreadyDecided(Refusal):
    """An entry is decided on once; what was dropped stays dropped."""

    code = "agenda.already_decided"
    reason = "Mục lịch này đã ở tình trạng «%(state)s»; mở lại trang để xem."


class NothingThere(Refusal):
    """An empty week is not submitted."""

    code = "agenda.nothing_there"
    reason = "Tuần này chưa có mục nào được xếp; thêm mục lịch rồi trình."


class NothingChanged(Refusal):
    """A new edition says something new."""

    code = "agenda.nothing_changed"
    reason = "Lịch không khác bản đã ban hành; không cần trình lại."


class NotSubmitted(Refusal):
    """A leader approves or gives back what was submitted."""

    code = "agenda.not_submitted"
    reason = "Lịch tuần này chưa được trình, hoặc vừa được sửa lại. Chờ văn phòng trình."


class WeekMoved(Refusal):
    """What is approved is what was shown."""

    code = "agenda.week_moved"
    reason = "Lịch vừa thay đổi sau khi ông/bà mở trang; xem lại bản mới ở dưới rồi duyệt."


class ClashNeedsReason(Refusal):
    """Clashes are approved knowingly."""

    code = "agenda.clash_needs_reason"
    reason = "Lịch có %(count)s chỗ trùng; ghi vì sao vẫn duyệt, hoặc trả lại văn phòng."
    status = 422


class NotHeldYet(Refusal):
    """A conclusion follows what took place."""

    code = "agenda.not_held_yet"
    reason = "Mục lịch này chưa diễn ra hoặc chưa được duyệt; ghi kết luận từ ngày %(day)s."


class ConclusionEmpty(Refusal):
    """A conclusion says something."""

    code = "agenda.conclusion_empty"
    reason = "Ghi nội dung kết luận."
    status = 422


class JobIncomplete(Refusal):
    """A task of a conclusion says what, who and by when."""

    code = "agenda.job_incomplete"
    reason = "Dòng %(row)s: ghi việc, chọn đơn vị hoặc người làm, và hạn."
    status = 422


class TooManyJobs(Refusal):
    """A conclusion gives so many things to do at most."""

    code = "agenda.too_many_jobs"
    reason = "Mỗi kết luận giao nhiều nhất %(most)s việc; ghi thêm một kết luận nữa."
    status = 422


class NobodyThere(Refusal):
    """Somebody at the unit takes the task: a head, or the person named."""

    code = "agenda.nobody_there"
    reason = "%(unit)s chưa có lãnh đạo nhận việc, hoặc %(person)s không giữ chức vụ ở đó; chọn người khác."
    status = 422


class JobClosed(Refusal):
    """A task is reported or withdrawn once."""

    code = "agenda.job_closed"
    reason = "Việc này đã khép: «%(state)s»."


class AnswerMissing(Refusal):
    """Who reports says what was done."""

    code = "agenda.answer_missing"
    reason = "Ghi kết quả thực hiện."
    status = 422
