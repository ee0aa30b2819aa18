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


class NotElectronicYet(Refusal):
    """Electronic copies on a day before they exist."""

    code = "certification.not_electronic_yet"
    reason = "Trước ngày %(since)s chỉ chứng thực bản sao giấy; chọn «Bản sao từ bản chính»."


class CopyUnknown(Refusal):
    """No electronic copy of that name that this unit may see."""

    code = "certification.copy_unknown"
    reason = "Không có bản sao điện tử này ở đơn vị; mở lại từ danh sách bản sao điện tử chờ ký."
    status = 404


class NotYourScan(Refusal):
    """Somebody who compares no originals."""

    code = "certification.not_your_scan"
    reason = "Chỉ cán bộ một cửa quét và đối chiếu bản chính; chuyển bản chính cho cán bộ một cửa."


class NotTheSigner(Refusal):
    """Somebody whom the attestation does not name."""

    code = "certification.not_the_signer"
    reason = "Lời chứng ghi người ký là %(signer)s nên chỉ người đó ký số được; chuyển cho người đó."


class NotScanned(Refusal):
    """A copy of which there is no scan."""

    code = "certification.not_scanned"
    reason = "Chưa có bản quét của bản chính; cán bộ một cửa quét và đối chiếu trước, rồi mới ký số."


class CopySigned(Refusal):
    """A copy that is signed."""

    code = "certification.copy_signed"
    reason = "Bản sao điện tử số %(number)s đã ký số nên không đổi được nữa; sai thì hủy số trong sổ và làm bản khác."


class CopyVoid(Refusal):
    """A copy whose number in the book was made void."""

    code = "certification.copy_void"
    reason = "Số %(number)s đã hủy trong sổ nên không ký số được; chứng thực lại nếu còn cần."


class ScanReplaced(Refusal):
    """A scan that another took the place of while it was being signed."""

    code = "certification.scan_replaced"
    reason = "Chưa ký: bản quét vừa được thay trong lúc ký; xem bản quét mới rồi ký lại."


class ScanNotJoinable(Refusal):
    """A scan that no attestation can be put on."""

    code = "certification.scan_not_joinable"
    reason = "Tệp «%(name)s» không ghép được với lời chứng: cần ảnh hoặc PDF; quét lại rồi gửi."
