"""How village trips say no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class TripUnknown(Refusal):
    """No trip with that uid at the actor's unit."""

    code = "trips.unknown"
    reason = "Không có chuyến về bản này ở đơn vị của ông/bà. Mở lại trang «Chuyến về bản»."
    status = 404


class NotYourTrip(Refusal):
    """Only a counter plans, carries and merges trips."""

    code = "trips.not_yours"
    reason = "Việc «%(act)s» cần cán bộ một cửa của %(unit)s; nhờ người đó làm, hoặc đổi chức vụ đang dùng."
    status = 403


class NothingToVisit(Refusal):
    """A trip goes to some village, with somebody."""

    code = "trips.nothing_to_visit"
    reason = "Chọn ít nhất một thôn, bản và một người đi rồi lập chuyến."


class TripInPast(Refusal):
    """A trip is planned for today or a later day."""

    code = "trips.in_past"
    reason = "Ngày đi %(day)s đã qua; chọn hôm nay hoặc một ngày sau đó."


class ClerkUnknown(Refusal):
    """Who goes holds a post of a counter of the unit."""

    code = "trips.clerk_unknown"
    reason = "Chọn người đi trong danh sách: người đang làm ở bộ phận một cửa của đơn vị."


class TripOver(Refusal):
    """The trip is closed or was called off."""

    code = "trips.over"
    reason = "Chuyến số %(number)s đã %(state)s nên không %(act)s được nữa."


class KeyTakenByAnother(Refusal):
    """The same key came with something else: two phones cannot have drawn the same key, so nothing is done."""

    code = "trips.key_taken"
    reason = "Việc mang mã %(key)s đã được nhận với nội dung khác; báo quản trị hệ thống, giữ nguyên điện thoại."


class ActUnknown(Refusal):
    """No act with that key on the trip."""

    code = "trips.act_unknown"
    reason = "Không có việc này trong chuyến; tải lại trang của chuyến."
    status = 404


class AlreadyDecided(Refusal):
    """The act was merged or dropped before."""

    code = "trips.already_decided"
    reason = "Việc này đã được quyết định rồi («%(state)s»); tải lại trang để xem."


class DropNeedsReason(Refusal):
    """Nothing that was done in a village is dropped without a word."""

    code = "trips.drop_needs_reason"
    reason = "Ghi lý do bỏ việc này, ví dụ: «đã trả tại quầy sáng 13/03, điện thoại ghi trùng»."


class NotUndecided(Refusal):
    """A trip closes when everything of it is decided."""

    code = "trips.undecided"
    reason = "Chưa khép được chuyến: %(left)s. Giải quyết xong rồi bấm lại."


class RestNeedsReason(Refusal):
    """Lines without any act, and phones that never said they had finished, are told why."""

    code = "trips.rest_needs_reason"
    reason = "Còn %(count)s mục chưa xong (%(some)s): ghi lý do chung, ví dụ «không gặp, hẹn chuyến sau», rồi khép chuyến."


class CancelNeedsReason(Refusal):
    """A trip is called off with a reason, and only before anything was done on it."""

    code = "trips.cancel_needs_reason"
    reason = "Ghi lý do hủy chuyến. Chuyến đã có việc gửi về thì không hủy được: nhập cho xong rồi khép."


class ActUnreadable(Refusal):
    """What came does not say what was done."""

    code = "trips.act_unreadable"
    reason = (
        "Nội dung gửi về không đọc được (%(what)s). Xem lại bản giấy hoặc ảnh, làm lại việc ở quầy, rồi bỏ dòng này có lý do."
    )


class DoneInFuture(Refusal):
    """The phone's clock runs ahead."""

    code = "trips.done_in_future"
    reason = "Điện thoại ghi việc làm lúc %(done)s, sau thời điểm hiện tại; kiểm tra đồng hồ điện thoại rồi nhập lại."


class DoneBeforeThat(Refusal):
    """The act would stand before what made it possible."""

    code = "trips.done_before_that"
    reason = (
        "Điện thoại ghi việc làm lúc %(done)s, nhưng hồ sơ %(dossier)s mãi đến %(since)s mới %(what)s; đối chiếu lại bản giấy."
    )


class NotOnTheTrip(Refusal):
    """The act names a dossier or a line that the run sheet does not hold."""

    code = "trips.not_on_the_trip"
    reason = "Hồ sơ hoặc dòng này không có trong danh sách của chuyến; làm việc này ở quầy."


class PaidOtherwise(Refusal):
    """What was taken in the village is not what the dossier owes."""

    code = "trips.paid_otherwise"
    reason = (
        "Ở bản đã thu %(paid)s đồng nhưng hồ sơ %(dossier)s còn phải thu %(owed)s đồng; đối chiếu với người nộp, "
        "thu hoặc trả lại phần chênh lệch ở quầy rồi bỏ việc này, trả kết quả ở quầy."
    )


class SignatureMissing(Refusal):
    """Who receives signs, or has a witness."""

    code = "trips.signature_missing"
    reason = "Thiếu chữ ký của người nhận; người không ký được thì ghi họ tên người làm chứng."


class VisitUnknown(Refusal):
    """No open wish with that uid."""

    code = "trips.visit_unknown"
    reason = "Không có đề nghị này, hoặc đã làm xong. Tải lại trang «Đề nghị đến nhà»."
    status = 404


class VisitNeedsWords(Refusal):
    """Who asks, where, and for what."""

    code = "trips.visit_needs_words"
    reason = "Ghi họ tên, thôn bản và việc cần làm của người đề nghị."
