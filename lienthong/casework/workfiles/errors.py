"""How work files say no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lienthong.toolkit.errors import Refusal


class NotYourFile(Refusal):
    """The actor's post carries no duty that does this with files."""

    code = "workfiles.not_yours"
    reason = "Việc này cần %(duty)s. Nhờ người đó làm, hoặc đổi chức danh đang dùng."
    status = 403


class PlanUnknown(Refusal):
    """No plan of the unit with that uid or year."""

    code = "workfiles.plan_unknown"
    reason = "Không tìm thấy danh mục hồ sơ này của đơn vị; mở lại từ trang danh mục."
    status = 404


class PlanThere(Refusal):
    """A unit has one plan for a year."""

    code = "workfiles.plan_there"
    reason = "Danh mục hồ sơ năm %(year)s đã có; mở danh mục ấy để sửa."


class PlanIssued(Refusal):
    """What the head issued is frozen."""

    code = "workfiles.plan_issued"
    reason = "Danh mục hồ sơ năm %(year)s đã ban hành nên không sửa nữa; hồ sơ phát sinh thì mở ngoài danh mục, ghi lý do."


class PlanEmpty(Refusal):
    """A plan without a line is none."""

    code = "workfiles.plan_empty"
    reason = "Danh mục chưa có hồ sơ nào; thêm ít nhất một dòng rồi ban hành."


class NothingToCopy(Refusal):
    """There is no plan of the year before."""

    code = "workfiles.nothing_to_copy"
    reason = "Không có danh mục hồ sơ năm %(year)s để chép sang; lập danh mục mới."


class LineUnknown(Refusal):
    """The plan has no such line."""

    code = "workfiles.line_unknown"
    reason = "Danh mục không có dòng này; tải lại trang danh mục."
    status = 404


class TooManyLines(Refusal):
    """A plan is a list that people read."""

    code = "workfiles.too_many_lines"
    reason = "Danh mục có nhiều nhất %(most)s hồ sơ; gộp bớt hoặc chia theo đơn vị."
    status = 422


class TextMissing(Refusal):
    """A field that must be filled."""

    code = "workfiles.text_missing"
    reason = "Ghi %(what)s."
    status = 422


class TextTooLong(Refusal):
    """A field has its length."""

    code = "workfiles.text_too_long"
    reason = "%(what)s dài quá %(most)s ký tự; rút gọn lại."
    status = 422


class SymbolWrong(Refusal):
    """Not the symbol of a file."""

    code = "workfiles.symbol_wrong"
    reason = "«%(symbol)s» không phải số và ký hiệu hồ sơ; ghi số thứ tự, dấu chấm, ký hiệu đề mục, ví dụ 01.TCCB."
    status = 422


class SymbolTaken(Refusal):
    """A symbol means one file of a year."""

    code = "workfiles.symbol_taken"
    reason = "Số và ký hiệu %(symbol)s đã có trong danh mục; dùng số khác."
    status = 422


class ChoiceUnknown(Refusal):
    """A word that is not offered."""

    code = "workfiles.choice_unknown"
    reason = "%(what)s: chọn một mục trong danh sách."
    status = 422


class FaultyLines(Refusal):
    """A plan is taken in whole or not at all; `faults` says what is wrong, by row and field."""

    code = "workfiles.faulty_lines"
    reason = "%(count)s chỗ trong bảng cần sửa; chưa dòng nào vào danh mục."
    status = 422

    def __init__(self, faults: Sequence[Any]) -> None:
        self.faults = tuple(faults)
        super().__init__(count=len(self.faults))


class WorkFileUnknown(Refusal):
    """No file with that uid, or none that the actor may see."""

    code = "workfiles.unknown"
    reason = "Không tìm thấy hồ sơ này trong phạm vi ông/bà được xem. Mở lại từ danh sách hồ sơ."
    status = 404


class NotOpen(Refusal):
    """Only a file that is open changes."""

    code = "workfiles.not_open"
    reason = "Hồ sơ %(symbol)s: %(state)s nên không thêm, bớt được; mở lại có lý do rồi sửa."


class NotInThisState(Refusal):
    """The act does not fit the state of the file."""

    code = "workfiles.not_in_this_state"
    reason = "Hồ sơ %(symbol)s: %(state)s nên không làm được việc này; tải lại trang để xem."


class ThingUnknown(Refusal):
    """What is to be put into a file is not in sight."""

    code = "workfiles.thing_unknown"
    reason = "Không tìm thấy thứ cần đưa vào hồ sơ trong phạm vi ông/bà được xem."
    status = 404


class ThereAlready(Refusal):
    """The same thing lies once in a file."""

    code = "workfiles.there_already"
    reason = "«%(name)s» đã có trong hồ sơ %(symbol)s."


class FileFull(Refusal):
    """A file has so many documents at most."""

    code = "workfiles.full"
    reason = "Hồ sơ %(symbol)s đã có %(most)s văn bản; mở tập tiếp theo."


class PagesWrong(Refusal):
    """Pages are counted from one."""

    code = "workfiles.pages_wrong"
    reason = "Số trang là một số từ 1 đến %(most)s."
    status = 422


class DaysWrong(Refusal):
    """A day that cannot be."""

    code = "workfiles.days_wrong"
    reason = "%(what)s %(day)s không hợp lý: %(why)s."
    status = 422


class ChecksFail(Refusal):
    """A file is closed when nothing is left to do in it; `checks` are those that do not hold."""

    code = "workfiles.checks_fail"
    reason = "Chưa kết thúc được hồ sơ %(symbol)s: %(first)s. Xem bảng kiểm tra bên dưới."

    def __init__(self, *, checks: Sequence[Any], **facts: Any) -> None:
        self.checks = tuple(checks)
        super().__init__(**facts)


class OwnFile(Refusal):
    """Two people close a file."""

    code = "workfiles.own_file"
    reason = "Người kiểm tra phải khác người kết thúc hồ sơ %(symbol)s; chuyển lãnh đạo khác kiểm tra."


class NothingChosen(Refusal):
    """A list has a file at least."""

    code = "workfiles.nothing_chosen"
    reason = "Chọn ít nhất một hồ sơ, nhiều nhất %(most)s."
    status = 422


class NotForArchive(Refusal):
    """Only closed files that are kept at least five years go to the archive."""

    code = "workfiles.not_for_archive"
    reason = "Hồ sơ %(symbol)s chưa nộp được: %(why)s."


class HandInUnknown(Refusal):
    """No hand-in with that uid that the actor may see."""

    code = "workfiles.hand_in_unknown"
    reason = "Không tìm thấy đợt nộp lưu này trong phạm vi ông/bà được xem."
    status = 404


class HandInSettled(Refusal):
    """Minutes are signed once by each side."""

    code = "workfiles.hand_in_settled"
    reason = "Đợt nộp lưu này: %(state)s; không ký lại được."


class SameSide(Refusal):
    """Two people sign the minutes."""

    code = "workfiles.same_side"
    reason = "Bên nhận phải là người khác với người đã ký giao."


class KeptTooLong(Refusal):
    """A unit keeps a file two years longer at most."""

    code = "workfiles.kept_too_long"
    reason = "Chỉ được giữ lại hồ sơ %(symbol)s đến hết ngày %(most)s (không quá 2 năm từ ngày đến hạn nộp)."
    status = 422


class HeldAlready(Refusal):
    """One hold of a kind at a time."""

    code = "workfiles.held_already"
    reason = "Hồ sơ %(symbol)s đang được giữ lại vì việc này."


class NoHold(Refusal):
    """There is no such hold to lift."""

    code = "workfiles.no_hold"
    reason = "Hồ sơ này không còn lệnh giữ lại ấy; tải lại trang."


class MayNotBeDestroyed(Refusal):
    """A file whose time has not come, that is held, or that living work needs, is not destroyed; `why` says which."""

    code = "workfiles.may_not_be_destroyed"
    reason = "Hồ sơ %(symbol)s chưa được tiêu hủy: %(why)s."


class CouncilTooSmall(Refusal):
    """A council has a chair and two members at least."""

    code = "workfiles.council_too_small"
    reason = "Hội đồng xác định giá trị tài liệu cần ít nhất 3 người khác nhau, trong đó có một chủ tịch."
    status = 422


class DestructionUnknown(Refusal):
    """No destruction list with that uid that the actor may see."""

    code = "workfiles.destruction_unknown"
    reason = "Không tìm thấy danh sách tiêu hủy này trong phạm vi ông/bà được xem."
    status = 404


class DestructionSettled(Refusal):
    """A destruction list is decided once."""

    code = "workfiles.destruction_settled"
    reason = "Danh sách tiêu hủy này: %(state)s; không xét lại được."


class NotOfCouncil(Refusal):
    """Only members decide."""

    code = "workfiles.not_of_council"
    reason = "Chỉ thành viên Hội đồng của danh sách này được cho ý kiến."
    status = 403


class NotAllDecided(Refusal):
    """Every member says something of every file."""

    code = "workfiles.not_all_decided"
    reason = "Còn %(count)s ý kiến của thành viên Hội đồng chưa có; chờ đủ rồi quyết định."


class FieldDoesNotFit(Refusal):
    """An official field has its size; nothing is cut silently."""

    code = "workfiles.field_does_not_fit"
    reason = "Trường %(field)s của «%(name)s» dài %(long)s, quy định tối đa %(most)s ký tự; sửa rồi xuất lại."
