"""How spoken guidance says no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class RecordingUnknown(Refusal):
    """No recording with that uid that may be heard or reviewed here."""

    code = "guidance.unknown"
    reason = "Không có bản ghi âm này, hoặc đã có bản mới thay thế. Tải lại trang."
    status = 404


class NotYourGuidance(Refusal):
    """Only some posts record and review."""

    code = "guidance.not_yours"
    reason = "Việc «%(act)s» cần %(who)s của đơn vị; nhờ người đó làm, hoặc đổi chức vụ đang dùng."
    status = 403


class SubjectUnknown(Refusal):
    """Neither a procedure's code nor a page that plays guidance, or a language that is none of ours."""

    code = "guidance.subject_unknown"
    reason = "Chọn thủ tục hoặc trang, và ngôn ngữ, trong danh sách."


class WordsMissing(Refusal):
    """What is said is written down in Vietnamese, so that others know what is played."""

    code = "guidance.words_missing"
    reason = "Ghi lại bằng tiếng Việt điều được nói, để người duyệt và người nghe biết nội dung."


class OwnRecording(Refusal):
    """Nobody approves what they recorded."""

    code = "guidance.own_recording"
    reason = "Ông/bà đã ghi bản này; nhờ một người khác biết tiếng %(language)s nghe và duyệt."


class MustBeHeard(Refusal):
    """Who decides has listened to the end."""

    code = "guidance.must_be_heard"
    reason = "Nghe hết bản ghi rồi đánh dấu «Tôi đã nghe hết» trước khi duyệt."


class RefusalNeedsReason(Refusal):
    """Who refuses says why."""

    code = "guidance.refusal_needs_reason"
    reason = "Ghi lý do không duyệt để người ghi âm biết cần nói lại thế nào."
