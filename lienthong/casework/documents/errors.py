"""How registers of documents say no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class BodyUnknown(Refusal):
    """The actor's unit keeps no registers of a body called so."""

    code = "documents.body_unknown"
    reason = "%(unit)s không giữ sổ văn bản của cơ quan vừa chọn; chọn cơ quan trong danh sách của đơn vị."
    status = 404


class NotYourRegister(Refusal):
    """The actor's post carries no duty that does this with registers."""

    code = "documents.not_yours"
    reason = "Việc này cần %(duty)s của đơn vị giữ sổ. Nhờ người đó làm, hoặc đổi chức danh đang dùng."
    status = 403


class WrongCapacity(Refusal):
    """Registers of the Party are opened in the capacity of the Party, those of the State in that of the State."""

    code = "documents.wrong_capacity"
    reason = "Sổ của %(body)s chỉ mở được khi làm việc với tư cách %(capacity)s; đổi chức danh đang dùng rồi làm lại."
    status = 403


class SeriesUnknown(Refusal):
    """No series with that uid, or none that the actor may see."""

    code = "documents.series_unknown"
    reason = "Không tìm thấy sổ văn bản này trong phạm vi ông/bà được xem. Mở lại từ danh sách sổ."
    status = 404


class EntryUnknown(Refusal):
    """No line with that uid in the registers that the actor keeps."""

    code = "documents.entry_unknown"
    reason = "Không tìm thấy dòng này trong các sổ văn bản của đơn vị; kiểm tra lại số và năm."
    status = 404


class DocumentUnknown(Refusal):
    """No document with that uid, or none that the actor may see."""

    code = "documents.unknown"
    reason = "Không tìm thấy văn bản này trong phạm vi ông/bà được xem. Mở lại từ sổ hoặc từ ô tìm."
    status = 404


class SeriesClosed(Refusal):
    """After its closing nothing is entered in a register."""

    code = "documents.closed"
    reason = "Sổ «%(series)s» đã khóa ngày %(day)s nên không ghi thêm, không hủy số được nữa; dùng sổ của kỳ đang mở."


class NoTerm(Refusal):
    """Numbers of the Party follow the terms of its committee; this day lies in none."""

    code = "documents.no_term"
    reason = "Ngày %(day)s không thuộc nhiệm kỳ nào đã khai của %(committee)s; khai nhiệm kỳ (từ ngày sau bế mạc đại hội) trước."


class DayAhead(Refusal):
    """Nothing is registered before it happens."""

    code = "documents.day_ahead"
    reason = "Ngày %(day)s chưa tới (hôm nay %(today)s); ghi ngày ban hành hoặc ngày đến thật."
    status = 422


class ArrivalMissing(Refusal):
    """The register of what comes in says when it came."""

    code = "documents.arrival_missing"
    reason = "Ghi ngày đến của văn bản, ví dụ 12/03/2018."
    status = 422


class LateNeedsReason(Refusal):
    """A number for an earlier day is taken with a reason that the register keeps."""

    code = "documents.late_needs_reason"
    reason = "Ngày %(day)s đã qua; ghi lý do vào sổ sau (máy hỏng, người giữ sổ vắng…) để sổ nói rõ."
    status = 422


class DaysCross(Refusal):
    """A document is not issued after it came, and is not due before."""

    code = "documents.days_cross"
    reason = "%(what)s %(day)s không khớp với ngày đến %(arrived)s; kiểm tra lại hai ngày."
    status = 422


class SubjectMissing(Refusal):
    """A register says what a document is about."""

    code = "documents.subject_missing"
    reason = "Ghi trích yếu nội dung văn bản."
    status = 422


class TooLong(Refusal):
    """A field of a register has its length."""

    code = "documents.too_long"
    reason = "%(what)s dài quá %(most)s ký tự; rút gọn lại."
    status = 422


class ChoiceUnknown(Refusal):
    """A word that is not offered."""

    code = "documents.choice_unknown"
    reason = "%(what)s: chọn một mục trong danh sách."
    status = 422


class CountWrong(Refusal):
    """Copies, pages and numbers are counted from one."""

    code = "documents.count_wrong"
    reason = "%(what)s là một số từ 1 đến %(most)s."
    status = 422


class TypeUnknown(Refusal):
    """The list of types of that day has none called so."""

    code = "documents.type_unknown"
    reason = "Ngày %(day)s không có loại văn bản vừa chọn; chọn trong danh sách loại văn bản."
    status = 422


class IssuerMissing(Refusal):
    """A register says whose a document is."""

    code = "documents.issuer_missing"
    reason = "Ghi tác giả: cơ quan, tổ chức ban hành văn bản."
    status = 422


class IssuerUnknown(Refusal):
    """No unit of ours with that key."""

    code = "documents.issuer_unknown"
    reason = "Không có đơn vị vừa chọn; chọn trong danh sách, hoặc gõ tên cơ quan ban hành."
    status = 422


class SecretHasContent(Refusal):
    """Of a secret document only the line of the register is kept here: no subject, no file."""

    code = "documents.secret_has_content"
    reason = "Văn bản mật chỉ ghi một dòng trong sổ: để trống trích yếu và không đính kèm tệp; nội dung giữ ngoài mạng."
    status = 422


class AlreadyVoid(Refusal):
    """The number was made void before."""

    code = "documents.already_void"
    reason = "Số %(number)s đã được hủy trước đó; mỗi số chỉ hủy một lần."


class VoidNeedsReason(Refusal):
    """A number is made void only with a reason that an inspector can read."""

    code = "documents.void_needs_reason"
    reason = "Ghi rõ lý do hủy số %(number)s (ký nhầm, không phát hành…); lý do được in trong sổ."
    status = 422


class TwinThere(Refusal):
    """The same document is not registered twice unawares."""

    code = "documents.twin_there"
    reason = (
        "Văn bản cùng tác giả, số, ngày hoặc cùng tệp đã vào sổ, số đến %(number)s ngày %(day)s. Xem lại; nếu là văn bản khác "
        "thì đánh dấu «Văn bản khác» rồi lưu."
    )
