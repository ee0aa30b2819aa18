"""How readiness says no."""

from __future__ import annotations

from lienthong.office.files import public as files
from lienthong.toolkit.errors import Refusal


class NotYourReadiness(Refusal):
    """The actor's post does not carry the duty, or not at that unit."""

    code = "readiness.not_yours"
    reason = "Việc này của %(who)s; nhờ người ấy làm."
    status = 403


class NoRequirements(Refusal):
    """No set of requirements was entered for the day."""

    code = "readiness.no_requirements"
    reason = "Chưa có bộ yêu cầu nào được nhập cho ngày %(day)s; chọn ngày từ %(first)s đến trước %(last)s."
    status = 422


class RequirementUnknown(Refusal):
    """The unit is not asked for this on that day."""

    code = "readiness.requirement_unknown"
    reason = "Không có yêu cầu «%(requirement)s» đối với đơn vị này; mở lại từ trang Một cửa hiện đại."
    status = 404


class AssessmentUnknown(Refusal):
    """No such assessment, or not of a unit that the actor sees."""

    code = "readiness.assessment_unknown"
    reason = "Không tìm thấy bản đánh giá này; mở lại từ trang Một cửa hiện đại."
    status = 404


class NeedsEvidence(Refusal):
    """What is met is proven."""

    code = "readiness.needs_evidence"
    reason = "Ghi «Đạt» cần ít nhất một ảnh hoặc tệp PDF làm minh chứng; thêm tệp rồi lưu lại."
    status = 422


class NotEvidence(files.NotEvidence):
    """Evidence is a picture or a PDF."""

    code = "readiness.not_evidence"


class NeedsNote(Refusal):
    """What is missing or not needed says why."""

    code = "readiness.needs_note"
    reason = "Ghi «%(state)s» cần nói rõ lý do ở ô Ghi chú."
    status = 422


class NeedsFigure(Refusal):
    """What is measured tells its figure."""

    code = "readiness.needs_figure"
    reason = "Ghi «Đạt» cần số đo (%(figure)s); ghi số đo rồi lưu lại."
    status = 422


class FigureTooSmall(Refusal):
    """The figure contradicts the claim."""

    code = "readiness.figure_too_small"
    reason = "%(measured)s %(figure)s là dưới mức thấp nhất %(least)s %(figure)s; sửa số đo, hoặc ghi «Chưa đạt»."
    status = 422


class StateNotOffered(Refusal):
    """Only what is asked where needed can be not needed."""

    code = "readiness.state_not_offered"
    reason = "Yêu cầu này là bắt buộc nên không ghi «Không cần»; ghi «Đạt» hoặc «Chưa đạt»."
    status = 422


class DayWrong(Refusal):
    """A day lies where it cannot."""

    code = "readiness.day_wrong"
    reason = "%(what)s phải từ %(first)s đến %(last)s; sửa lại ngày."
    status = 422


class UntilBeforeSince(Refusal):
    """Evidence ends after it begins."""

    code = "readiness.until_before_since"
    reason = "Ngày hết hạn phải sau ngày bắt đầu (%(since)s); sửa lại, hoặc để trống nếu không có hạn."
    status = 422


class AlreadyReviewed(Refusal):
    """A claim is reviewed once."""

    code = "readiness.already_reviewed"
    reason = "Bản đánh giá này đã có ý kiến của cấp trên (%(by)s); muốn đổi thì rút nó từ một ngày rồi đánh giá lại."


class AlreadyWithdrawn(Refusal):
    """A claim is withdrawn once."""

    code = "readiness.already_withdrawn"
    reason = "Bản đánh giá này đã rút từ ngày %(day)s; muốn đổi thì lập bản đánh giá mới."


class NeedsReason(Refusal):
    """Who returns or withdraws a claim says why."""

    code = "readiness.needs_reason"
    reason = "Nói rõ lý do để đơn vị biết cần làm gì."
    status = 422
