"""How quick certification says no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class NothingToCertify(Refusal):
    """A request without a single paper."""

    code = "certification.nothing"
    reason = "Ghi ít nhất một giấy tờ cần chứng thực."


class TooManyPapers(Refusal):
    """More papers than one request may hold."""

    code = "certification.too_many"
    reason = "Một lượt chứng thực nhiều nhất %(most)s giấy tờ; đang có %(papers)s. Lưu lượt này rồi làm tiếp lượt sau."


class BadPaper(Refusal):
    """A paper whose name, pages or copies cannot be."""

    code = "certification.bad_paper"
    reason = "Dòng %(line)s: %(sentence)s"


class NoSigner(Refusal):
    """The person named does not hold the authority to certify here and now."""

    code = "certification.no_signer"
    reason = "Người ký đã chọn không còn thẩm quyền ký chứng thực ở đơn vị vào lúc này; chọn lại người ký."


class NotCertifiedHere(Refusal):
    """No version of the certification procedure is in force on the day."""

    code = "certification.not_here"
    reason = "Ngày %(day)s không có thủ tục «%(kind)s» đang có hiệu lực; báo người quản lý thủ tục công bố trước."
