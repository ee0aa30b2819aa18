"""How scores say no."""

from __future__ import annotations

from lienthong.office.files import public as files
from lienthong.toolkit.errors import Refusal


class BeforeTheLaw(Refusal):
    """The period begins before the text came into force."""

    code = "scores.before_the_law"
    reason = (
        "%(number)s có hiệu lực từ ngày %(since)s nên không tính cho kỳ bắt đầu ngày %(first)s; chọn kỳ bắt đầu từ %(since)s."
    )
    status = 422


class AfterTheLaw(Refusal):
    """The period ends after the text ceased."""

    code = "scores.after_the_law"
    reason = (
        "%(number)s hết hiệu lực từ ngày %(until)s nên không tính cho kỳ đến ngày %(last)s; chọn kỳ kết thúc trước %(until)s."
    )
    status = 422


class NotBegun(Refusal):
    """The period lies ahead."""

    code = "scores.not_begun"
    reason = "Kỳ từ ngày %(first)s chưa bắt đầu; chọn kỳ bắt đầu không sau hôm nay (%(today)s)."
    status = 422


class NotYourScore(Refusal):
    """A person judges only the own unit, with the duty."""

    code = "scores.not_yours"
    reason = "Việc này của lãnh đạo hoặc người làm báo cáo của chính đơn vị được chấm; nhờ người ấy làm."
    status = 403


class IndexNotJudged(Refusal):
    """The index is counted, or there is none of that name."""

    code = "scores.not_judged"
    reason = "Chỉ số «%(index)s» không do người chấm; mở lại từ trang Chỉ số."
    status = 404


class PointsNotOffered(Refusal):
    """Points that the text does not know."""

    code = "scores.points_not_offered"
    reason = "Chọn một mức điểm trong danh sách."
    status = 422


class JudgementNeedsEvidence(Refusal):
    """What a person judges is proven."""

    code = "scores.needs_evidence"
    reason = "Điểm tự chấm cần ít nhất một ảnh hoặc tệp PDF làm minh chứng; thêm tệp rồi lưu lại."
    status = 422


class JudgementNotProven(files.NotEvidence):
    """Evidence is a picture or a PDF."""

    code = "scores.not_evidence"


class JudgementNeedsNote(Refusal):
    """What a person judges is explained."""

    code = "scores.needs_note"
    reason = "Nói rõ căn cứ chấm điểm ở ô Căn cứ."
    status = 422


class NotYourStaff(Refusal):
    """Figures of a person are read by that person and by the head of the unit."""

    code = "scores.not_your_staff"
    reason = "Điểm của một cán bộ chỉ người ấy và lãnh đạo của đơn vị ấy xem được; mở Điểm của tôi để xem điểm của mình."
    status = 403


class PersonNotOfUnit(Refusal):
    """The person held no post of the unit in the period."""

    code = "scores.person_not_of_unit"
    reason = "Người này không giữ chức danh nào của đơn vị trong kỳ đã chọn; chọn kỳ khác hoặc người khác."
    status = 404
