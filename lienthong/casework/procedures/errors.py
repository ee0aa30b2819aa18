"""How the procedures say no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lienthong.toolkit.errors import Refusal

_PLACE = "dòng {line}, cột {column}, {field}: {message}"


@dataclass(frozen=True, order=True)
class Fault:
    """One fault of a procedure file, for the official who wrote it.

    line, column   where it stands in the text, counted from 1; 0 when the text is not at hand.
    field          the path of the field: names, and list places counted from 1: `cases[1].limits[2].legal.value`.
    message        a whole Vietnamese sentence that says what to do.
    """

    line: int
    column: int
    field: str
    message: str

    def as_dict(self) -> dict[str, Any]:
        """Return the fault as the API and the command line print it."""
        return {"line": self.line, "column": self.column, "field": self.field, "message": self.message}

    def __str__(self) -> str:
        return _PLACE.format(line=self.line, column=self.column, field=self.field or "tệp", message=self.message)


class DefinitionFaults(Refusal):
    """A procedure file cannot be read as a procedure; `faults` holds every fault, in the order of the text."""

    code = "procedures.definition_faults"
    reason = "Tệp quy trình có %(count)s lỗi, lỗi đầu tiên ở %(first)s Sửa các lỗi đã nêu rồi nạp lại."

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__(count=len(self.faults), first=str(self.faults[0]))

    def as_dict(self) -> dict[str, Any]:
        """Return the refusal with every fault."""
        return {**super().as_dict(), "faults": [fault.as_dict() for fault in self.faults]}


class ProcedureUnknown(Refusal):
    """No procedure has that code."""

    code = "procedures.procedure_unknown"
    reason = "Không có thủ tục mã %(procedure)s; kiểm tra lại mã hoặc nạp tệp quy trình."
    status = 404


class VersionUnknown(Refusal):
    """No version has that uid."""

    code = "procedures.version_unknown"
    reason = "Không có phiên bản thủ tục %(version)s; mở lại danh sách và chọn phiên bản."
    status = 404


class NoVersionInForce(Refusal):
    """The procedure has no published version on that day."""

    code = "procedures.no_version_in_force"
    reason = "Thủ tục %(procedure)s không có phiên bản nào có hiệu lực ngày %(day)s; chọn ngày khác hoặc ban hành phiên bản."


class WrongState(Refusal):
    """The version is not in a state that allows the act."""

    code = "procedures.wrong_state"
    reason = "Phiên bản %(document)s đang ở trạng thái «%(state)s»; việc này chỉ làm được khi «%(needed)s»."


class FourEyes(Refusal):
    """The one who drafted may not review or approve."""

    code = "procedures.four_eyes"
    reason = "Người soạn %(document)s không được tự soát xét hoặc tự duyệt; chuyển cho người khác."


class NotReviewed(Refusal):
    """Nobody has reviewed the version yet."""

    code = "procedures.not_reviewed"
    reason = "Phiên bản %(document)s chưa có người soát xét; soát xét trước rồi mới duyệt."


class DocumentTaken(Refusal):
    """The document code and issue number already stand for other content."""

    code = "procedures.document_taken"
    reason = (
        "Tài liệu %(document)s lần ban hành %(issue)s đã dùng cho thủ tục %(procedure)s (%(state)s); "
        "tăng số «issue» trong mục «document» rồi nạp lại."
    )


class VersionOverlap(Refusal):
    """Another published version of the procedure is in force in the same days."""

    code = "procedures.version_overlap"
    reason = "Thời gian hiệu lực trùng với %(version)s (%(period)s); sửa «effective» hoặc kết thúc phiên bản kia trước."


class NotPublishable(Refusal):
    """The version does not pass the checks of domain 6.5; `faults` holds every fault."""

    code = "procedures.not_publishable"
    reason = "Chưa ban hành được %(document)s: có %(count)s điểm chưa đạt, trước hết là %(first)s Sửa tệp rồi nạp lại."

    def __init__(self, document: str, faults: tuple[Fault, ...]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__(document=document, count=len(faults), first=str(self.faults[0]))

    def as_dict(self) -> dict[str, Any]:
        """Return the refusal with every fault."""
        return {**super().as_dict(), "faults": [fault.as_dict() for fault in self.faults]}


class NothingToLoad(Refusal):
    """There is no procedure file under the path."""

    code = "procedures.nothing_to_load"
    reason = "Không thấy tệp quy trình (.yaml) nào ở %(path)s; kiểm tra đường dẫn."
