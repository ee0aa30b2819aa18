"""How the public pages say no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class LookedUpTooOften(Refusal):
    """One network address, or everybody together, looks up faster than people read."""

    code = "portal.looked_up_too_often"
    reason = "Đã tra cứu quá nhiều lần từ mạng này. Chờ %(seconds)s giây rồi bấm lại; điều đã gõ vẫn còn."
    status = 429


class EnteredTooOften(Refusal):
    """Somebody signs in, registers or asks for codes too fast."""

    code = "portal.entered_too_often"
    reason = "Đã thử quá nhiều lần. Chờ %(seconds)s giây rồi bấm lại; tài khoản không bị khóa."
    status = 429


class DraftUnknown(Refusal):
    """No begun filing of this citizen has that uid."""

    code = "portal.draft_unknown"
    reason = "Không có bản khai này trong tài khoản của ông/bà; mở «Hồ sơ của tôi» để chọn bản khai khác."
    status = 404


class FieldUnknown(Refusal):
    """A page was sent with a field that the version does not have."""

    code = "portal.field_unknown"
    reason = "Bản khai của thủ tục này không có ô «%(field)s»; tải lại trang rồi khai lại, không dùng trang đã lưu từ trước."
    status = 422


class NobodyServes(Refusal):
    """No unit of this installation receives the procedure for the place."""

    code = "portal.nobody_serves"
    reason = "Nơi «%(place)s» không thuộc cơ quan nào nhận thủ tục này ở đây; chọn xã khác, hoặc nộp tại bộ phận một cửa."


class TicketsTooOften(Refusal):
    """One network address takes tickets faster than people press."""

    code = "portal.tickets_too_often"
    reason = "Máy lấy số đang nhận quá nhiều lần bấm. Chờ %(seconds)s giây rồi bấm lại, hoặc hỏi cán bộ ở quầy."
    status = 429


class VisitsTooOften(Refusal):
    """One network address books visits faster than people do."""

    code = "portal.visits_too_often"
    reason = "Đã đặt lịch quá nhiều lần từ mạng này. Chờ %(seconds)s giây rồi bấm lại; điều đã gõ vẫn còn."
    status = 429


class PetitionsTooOften(Refusal):
    """One network address sends petitions faster than people write."""

    code = "portal.petitions_too_often"
    reason = "Đã gửi quá nhiều phản ánh, kiến nghị từ mạng này. Chờ %(seconds)s giây rồi bấm lại; điều đã gõ vẫn còn."
    status = 429
