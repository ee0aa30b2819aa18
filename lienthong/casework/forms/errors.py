"""How the papers of an office say no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lienthong.toolkit.errors import Refusal

_LINE = "dòng {}"


@dataclass(frozen=True, order=True)
class Fault:
    """One fault of a text: its line counted from 1 (0: the text as a whole), the field or word, a sentence that says what
    to do.
    """

    line: int
    field: str
    message: str

    def as_dict(self) -> dict[str, object]:
        """Return the fault as the command line prints it."""
        return {"line": self.line, "field": self.field, "message": self.message}

    def __str__(self) -> str:
        place = _LINE.format(self.line) if self.line else "cả mẫu"
        return f"{place}, {self.field}: {self.message}" if self.field else f"{place}: {self.message}"


class TextEmpty(Refusal):
    """Nothing was sent."""

    code = "forms.text_empty"
    reason = "Mẫu không có chữ nào; bắt đầu từ mẫu có sẵn rồi sửa."


class TextTooLong(Refusal):
    """The text is longer than any paper needs."""

    code = "forms.text_too_long"
    reason = "Mẫu dài hơn %(most)s KB. Mẫu giấy chỉ là chữ và lệnh Typst; bỏ phần thừa rồi gửi lại."


class TextNotUtf8(Refusal):
    """The file is no text in UTF-8."""

    code = "forms.text_not_utf8"
    reason = "Tệp không phải chữ UTF-8 (sai từ dòng %(line)s). Lưu tệp dạng văn bản thuần, mã UTF-8, rồi tải lên lại."


class TextHasMarks(Refusal):
    """The text holds control characters."""

    code = "forms.text_has_marks"
    reason = "Dòng %(line)s có ký tự điều khiển không nhìn thấy; xóa dòng ấy và gõ lại."


class TextFaults(Refusal):
    """The text is no paper of its kind; `faults` holds every fault, by line."""

    code = "forms.text_faults"
    reason = "Mẫu có %(count)s chỗ sai; trước hết là %(first)s Sửa rồi lưu lại."

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__(count=len(faults), first=str(faults[0]))

    def as_dict(self) -> dict[str, Any]:
        """Return the refusal with every fault."""
        return {**super().as_dict(), "faults": [fault.as_dict() for fault in self.faults]}


class KindUnknown(Refusal):
    """No paper has that key."""

    code = "forms.kind_unknown"
    reason = "Không có loại giấy «%(kind)s»; chọn một trong: %(known)s."
    status = 404


class VersionUnknown(Refusal):
    """The actor's unit has no version with that uid."""

    code = "forms.version_unknown"
    reason = "Không có bản mẫu này ở đơn vị của ông/bà; mở lại trang Mẫu giấy và chọn trong danh sách."
    status = 404


class NotYourForm(Refusal):
    """The actor's post carries no duty for papers."""

    code = "forms.not_yours"
    reason = "Việc này cần %(duty)s của đơn vị. Nhờ người đó làm, hoặc đổi chức danh đang dùng."
    status = 403


class NotTheWriter(Refusal):
    """Only the writer of a draft goes on with it."""

    code = "forms.not_the_writer"
    reason = "Bản này do %(writer)s soạn, chỉ người soạn sửa và trình được. Muốn sửa khác thì soạn bản mới từ chữ của bản này."


class FourEyes(Refusal):
    """The writer may not review."""

    code = "forms.four_eyes"
    reason = "Người soạn không tự soát xét mẫu của mình; nhờ người khác có quyền quản trị hoặc lãnh đạo đơn vị."


class WrongState(Refusal):
    """The version is not where the act needs it."""

    code = "forms.wrong_state"
    reason = "Bản số %(number)s đang «%(state)s»; việc này chỉ làm được khi «%(needed)s»."


class ReasonMissing(Refusal):
    """Sending back and withdrawing need a reason."""

    code = "forms.reason_missing"
    reason = "Ghi rõ lý do; người soạn và người kiểm tra sau này đọc được."


class DayNotAhead(Refusal):
    """A version begins on a later day, so that papers already issued print again as they were."""

    code = "forms.day_not_ahead"
    reason = (
        "Ngày áp dụng sớm nhất là %(earliest)s: hồ sơ nhận đến hết hôm nay đã in theo mẫu cũ và phải in lại được đúng như thế."
    )


class PeriodBackward(Refusal):
    """The last day comes before the first."""

    code = "forms.period_backward"
    reason = "Ngày thôi áp dụng (%(until)s) phải sau ngày bắt đầu (%(since)s)."


class PeriodsOverlap(Refusal):
    """Another version of the unit holds in some of the same days."""

    code = "forms.periods_overlap"
    reason = "Trùng thời gian với bản số %(number)s (%(period)s). Chọn ngày khác, hoặc thu hồi bản kia trước."


class FormBroken(Refusal):
    """The office's version that holds for a dossier cannot print it."""

    code = "forms.broken"
    reason = (
        "Mẫu riêng «%(title)s» bản số %(number)s của %(unit)s không in được giấy này: %(fault)s "
        "In bằng mẫu có sẵn và báo người quản trị mẫu giấy."
    )
