"""How registers of documents say no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

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


class NotClosed(Refusal):
    """Minutes of a closing that has not been."""

    code = "documents.not_closed"
    reason = "Sổ «%(series)s» chưa khóa nên chưa có biên bản khóa sổ; khóa sổ trước."


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


class TooManyRows(Refusal):
    """A grid has a row at least, and not more than a page shows."""

    code = "documents.too_many_rows"
    reason = "Mỗi lần ghi từ 1 đến %(most)s văn bản; chia bảng ra nhiều lần."
    status = 422


class TooManySent(Refusal):
    """A postal register holds what somebody signs for in one go."""

    code = "documents.too_many_sent"
    reason = "Những ngày này có hơn %(most)s văn bản đi; chọn ít ngày hơn để sổ không thiếu dòng nào."
    status = 422


class FaultyRows(Refusal):
    """A grid is registered whole or not at all; `faults` says what is wrong, by row and field."""

    code = "documents.faulty_rows"
    reason = "%(count)s chỗ trong bảng cần sửa; chưa văn bản nào vào sổ."
    status = 422

    def __init__(self, faults: Sequence[Any]) -> None:
        self.faults = tuple(faults)
        super().__init__(count=len(self.faults))


class ReserveNeedsReason(Refusal):
    """A number is kept free for something that the register names."""

    code = "documents.reserve_needs_reason"
    reason = "Ghi số được giữ cho văn bản nào, ai soạn; điều này được in trong sổ."
    status = 422


class NotReserved(Refusal):
    """Only a number that was kept free is used later, once."""

    code = "documents.not_reserved"
    reason = "Số %(number)s không còn là số giữ: đã dùng hoặc đã hủy. Tải lại sổ để xem."


class ReservedOtherwise(Refusal):
    """The symbol was settled when the number was kept free."""

    code = "documents.reserved_otherwise"
    reason = "Số %(number)s được giữ cho %(type)s, đúng độ mật đã chọn lúc giữ; chọn lại loại và độ mật, hoặc hủy số này."
    status = 422


class DayOutsidePeriod(Refusal):
    """A number is used on a day of its year or term."""

    code = "documents.day_outside_period"
    reason = "Ngày %(day)s không thuộc năm hoặc nhiệm kỳ của sổ «%(series)s»; hủy số giữ này rồi lấy số ở kỳ đúng."
    status = 422


class NotIncoming(Refusal):
    """Paper comes after the electronic twin of what came."""

    code = "documents.not_incoming"
    reason = "Chỉ văn bản đến mới có bản giấy đến sau; văn bản này không phải văn bản đến."


class PaperThereAlready(Refusal):
    """The paper of a document comes once."""

    code = "documents.paper_there"
    reason = "Bản giấy của văn bản số đến %(number)s đã ghi nhận trước đó."


class TermNeedsName(Refusal):
    """A term is called by its years or its number."""

    code = "documents.term_needs_name"
    reason = "Ghi tên nhiệm kỳ, ví dụ 2015-2020, không quá 100 ký tự."
    status = 422


class TermBackward(Refusal):
    """Terms follow one another."""

    code = "documents.term_backward"
    reason = "Nhiệm kỳ %(former)s bắt đầu ngày %(since)s; nhiệm kỳ sau bắt đầu sau ngày ấy. Kiểm tra lại ngày bế mạc đại hội."
    status = 422


class TermHasLaterNumbers(Refusal):
    """What was numbered in a term stays in it."""

    code = "documents.term_has_later_numbers"
    reason = "Số %(number)s ngày %(day)s đã lấy ở nhiệm kỳ đang mở, sau ngày bế mạc vừa ghi; kiểm tra lại ngày bế mạc đại hội."


class PeriodRunning(Refusal):
    """A register is closed when its year or term is over."""

    code = "documents.period_running"
    reason = "Kỳ của sổ «%(series)s» chưa hết; chỉ khóa sổ sau khi hết năm hoặc hết nhiệm kỳ."


class ReservedOpen(Refusal):
    """No number is left in the air when a register is closed."""

    code = "documents.reserved_open"
    reason = "Còn %(count)s số đang giữ (số đầu là %(number)s); dùng hoặc hủy có lý do trước khi khóa sổ."


class RegisterInUse(Refusal):
    """A register begun on paper can only be told before its first number is taken here."""

    code = "documents.register_in_use"
    reason = "Sổ «%(series)s» đã có số %(number)s; số bắt đầu chỉ khai được khi sổ chưa có số nào."


class TwinInGrid(Refusal):
    """The same document stands twice in one grid."""

    code = "documents.twin_in_grid"
    reason = "Giống dòng %(row)s: cùng tác giả, số, ký hiệu và ngày. Bỏ một dòng, hoặc đánh dấu «Văn bản khác»."
    status = 422


class ShareNeedsReason(Refusal):
    """Who lets others read a document says why."""

    code = "documents.share_needs_reason"
    reason = "Ghi lý do cho đơn vị khác xem văn bản này (ví dụ: giao chủ trì, giao phối hợp)."


class NotYoursToShare(Refusal):
    """A document goes to another unit or to the other side only from who keeps its register."""

    code = "documents.not_yours_to_share"
    reason = (
        "Chỉ đơn vị giữ sổ mới chuyển văn bản này sang đơn vị khác hoặc sang bên kia (Đảng, chính quyền). "
        "Nơi được xem chỉ giao tiếp cho người của mình."
    )
    status = 403


class ReaderUnknown(Refusal):
    """The unit that is to read a document is none of ours on that day."""

    code = "documents.reader_unknown"
    reason = "Không tìm thấy đơn vị được chọn để chuyển văn bản; chọn đơn vị đang hoạt động trong danh sách."


class DocumentRecalled(Refusal):
    """With a document that its issuer took back nothing is done any more."""

    code = "documents.recalled"
    reason = "Văn bản %(symbol)s đã bị thu hồi ngày %(day)s: giữ nguyên để tra cứu, không xử lý tiếp."


class RecallNeedsReason(Refusal):
    """A document is recalled with a reason that everybody reads beside it."""

    code = "documents.recall_needs_reason"
    reason = "Ghi lý do thu hồi văn bản."
    status = 422


class CirculationLimited(Refusal):
    """A mark of circulation on a document bars what was asked for."""

    code = "documents.circulation_limited"
    reason = "Văn bản ghi «%(mark)s»: %(limit)s. Chọn nơi nhận khác, hoặc hỏi nơi ban hành."
