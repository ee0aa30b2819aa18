"""How a book says no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class BookUnknown(Refusal):
    """No book with that uid, or none that the actor's units may see."""

    code = "books.unknown"
    reason = "Không tìm thấy sổ này trong phạm vi đơn vị của ông/bà."
    status = 404


class EntryUnknown(Refusal):
    """No line of a book with that uid here."""

    code = "books.entry_unknown"
    reason = "Không tìm thấy dòng này trong các sổ của đơn vị; kiểm tra lại số và quyển."
    status = 404


class NotYourBook(Refusal):
    """The actor's post carries no duty that keeps books here."""

    code = "books.not_yours"
    reason = "Việc này cần người giữ sổ của đơn vị: %(duty)s. Nhờ người đó làm, hoặc đổi chức danh đang dùng."
    status = 403


class BookClosed(Refusal):
    """The book of that year is closed; no number may be taken there any more."""

    code = "books.closed"
    reason = "%(book)s đã khóa ngày %(day)s nên không lấy thêm số được; lấy số ở sổ của năm đang mở."


class BookInUse(Refusal):
    """A book begun on paper can only be told before its first number is taken here."""

    code = "books.in_use"
    reason = "%(book)s đã có số %(number)s; số bắt đầu chỉ khai được khi sổ chưa có số nào."


class BookStillRunning(Refusal):
    """The yearly closing comes after the year's last day."""

    code = "books.still_running"
    reason = "Năm %(year)s chưa hết: sổ chỉ khóa sau ngày 31/12. Nếu quyển đã hết trang, dùng «Sang quyển mới»."


class AlreadyVoid(Refusal):
    """The number was made void before."""

    code = "books.already_void"
    reason = "Số %(number)s đã được hủy trước đó; mỗi số chỉ hủy một lần."


class VoidNeedsReason(Refusal):
    """A number is made void only with a reason that an inspector can read."""

    code = "books.void_needs_reason"
    reason = "Ghi rõ lý do hủy số %(number)s (ghi nhầm, người yêu cầu thôi…); lý do được in trong sổ."


class NotVoidable(Refusal):
    """The number stands for money that was taken; it is corrected by giving the money back, not by making it void."""

    code = "books.not_voidable"
    reason = "%(book)s không hủy số: tiền đã vào quỹ. Thu sai thì nhờ lãnh đạo duyệt hoàn trả ở trang Thu phí."
