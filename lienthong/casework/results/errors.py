"""How signed results say no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class ResultUnknown(Refusal):
    """No signed result of that name that this person may see."""

    code = "results.unknown"
    reason = "Không có kết quả ký số này, hoặc ông/bà không được xem; mở lại từ danh sách."
    status = 404


class NotYourSignature(Refusal):
    """Somebody who does not sign for the unit."""

    code = "results.not_your_signature"
    reason = "Chỉ lãnh đạo đơn vị, hoặc người đang ký thay, mới ký số kết quả; chuyển việc này cho người ký."


class NothingToSign(Refusal):
    """A dossier that has no result to sign, or none yet."""

    code = "results.nothing_to_sign"
    reason = "Hồ sơ %(dossier)s đang «%(status)s» nên chưa có kết quả để ký số; ký khi hồ sơ đang xử lý hoặc đã xử lý xong."


class NoSigningKey(Refusal):
    """Nobody gave the person or the unit a certificate here."""

    code = "results.no_key"
    reason = (
        "Máy chủ chưa có chứng thư số của %(whose)s; người quản trị chép tệp khóa %(file)s vào thư mục khóa ký số rồi ký lại."
    )


class SigningKeyBroken(Refusal):
    """A key file that cannot be opened."""

    code = "results.key_broken"
    reason = "Không mở được khóa ký số của %(whose)s (%(detail)s); báo người quản trị."


class CertificateEnded(Refusal):
    """A certificate outside its time."""

    code = "results.certificate_ended"
    reason = "Chứng thư số của %(whose)s chỉ dùng từ %(since)s đến %(until)s; xin cấp chứng thư mới rồi ký lại."


class CertificateRevoked(Refusal):
    """A certificate that a revocation list names, or one above it."""

    code = "results.certificate_revoked"
    reason = "Chứng thư số của %(whose)s đã bị nơi cấp thu hồi nên không ký được; xin cấp chứng thư mới rồi ký lại."


class NotSignable(Refusal):
    """A file that cannot carry a signature."""

    code = "results.not_signable"
    reason = "Tệp «%(name)s» không ký số được: cần tệp PDF không đặt mật khẩu; in ra PDF rồi ký lại."


class NotStamped(Refusal):
    """The time stamp authority gave no stamp that can be relied on; without one nothing is signed."""

    code = "results.not_stamped"
    reason = (
        "Chưa ký: nơi cấp dấu thời gian không trả lời, hoặc cấp dấu không tin được. "
        "Ký lại sau ít phút; vẫn vậy thì báo người quản trị."
    )
    status = 503


class TitleMissing(Refusal):
    """A result without a name."""

    code = "results.title_missing"
    reason = "Ghi tên kết quả, ví dụ «Giấy khai sinh»."


class NotWhole(Refusal):
    """A result that is to be used again and whose signatures do not hold now."""

    code = "results.not_whole"
    reason = "«%(title)s» không dùng lại được: chữ ký số trong tệp không còn bảo đảm. Nộp bản khác, và báo nơi đã cấp."


class NothingToClaim(Refusal):
    """Code and key that open no signed result, or one that is in another store."""

    code = "results.nothing_to_claim"
    reason = "Mã và khóa này không mở ra kết quả ký số nào cho kho của ông/bà; xem lại giấy tiếp nhận, hoặc hỏi nơi trả kết quả."
