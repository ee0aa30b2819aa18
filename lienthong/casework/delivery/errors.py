"""How delivery says no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class NotYourPost(Refusal):
    """The actor's post carries no duty that sends documents."""

    code = "delivery.not_yours"
    reason = "Việc gửi, thu hồi văn bản cần văn thư của đơn vị. Nhờ người đó làm, hoặc đổi chức danh đang dùng."
    status = 403


class NameMissing(Refusal):
    """A group or agency has a name."""

    code = "delivery.name_missing"
    reason = "Nhập tên, ví dụ «8 xã, thị trấn»."
    status = 422


class TooLong(Refusal):
    """A field has its length."""

    code = "delivery.too_long"
    reason = "%(what)s dài quá %(most)s ký tự; rút gọn lại."
    status = 422


class NameTaken(Refusal):
    """A group or agency of the unit is called so already."""

    code = "delivery.name_taken"
    reason = "Đã có «%(name)s» trong danh sách của đơn vị; đặt tên khác hoặc sửa mục đang có."


class NobodyInGroup(Refusal):
    """A group names somebody."""

    code = "delivery.group_empty"
    reason = "Chọn ít nhất một nơi nhận cho nhóm."
    status = 422


class GroupUnknown(Refusal):
    """The unit has no such group."""

    code = "delivery.group_unknown"
    reason = "Không tìm thấy nhóm nơi nhận này trong danh sách của đơn vị; mở lại danh sách."
    status = 404


class AgencyUnknown(Refusal):
    """The unit's address book has no such agency."""

    code = "delivery.agency_unknown"
    reason = "Không tìm thấy cơ quan này trong sổ địa chỉ của đơn vị; mở lại danh sách."
    status = 404


class RecipientUnknown(Refusal):
    """A recipient that is not offered on that day."""

    code = "delivery.recipient_unknown"
    reason = "Một nơi nhận vừa chọn không còn trong danh sách; mở lại trang rồi chọn lại."
    status = 422


class CodeNeeded(Refusal):
    """Whoever is reached by the axis has a code."""

    code = "delivery.code_needed"
    reason = "Gửi qua trục liên thông cần mã định danh của cơ quan nhận, ví dụ H49.01 hoặc 000.00.01.H49."
    status = 422


class MeansUnknown(Refusal):
    """A document goes by the axis or on paper."""

    code = "delivery.means_unknown"
    reason = "Chọn cách gửi trong danh sách."
    status = 422


class DispatchUnknown(Refusal):
    """No such dispatch, or none of the unit's."""

    code = "delivery.dispatch_unknown"
    reason = "Không tìm thấy lượt gửi này trong phạm vi của đơn vị; mở lại danh sách."
    status = 404


class NotOutgoing(Refusal):
    """Only a document that the unit itself issued goes out."""

    code = "delivery.not_outgoing"
    reason = "Chỉ gửi được văn bản đi do đơn vị phát hành; mở văn bản từ sổ văn bản đi."


class SenderUnknown(Refusal):
    """The body that issued the document keeps no registers on the day."""

    code = "delivery.sender_unknown"
    reason = "Cơ quan ban hành văn bản này không còn giữ sổ trong hệ thống; cơ quan kế thừa phát hành văn bản của mình."


class NobodyChosen(Refusal):
    """A document is sent to somebody."""

    code = "delivery.nobody_chosen"
    reason = "Chọn ít nhất một nơi nhận."
    status = 422


class AlreadySent(Refusal):
    """All who were chosen have the document."""

    code = "delivery.already_sent"
    reason = "Các nơi vừa chọn đều đã được gửi văn bản này; xem bảng theo dõi ở trang văn bản."


class NoFile(Refusal):
    """What goes by wire is a file."""

    code = "delivery.no_file"
    reason = (
        "Văn bản chưa có tệp trong phần mềm nên chưa gửi điện tử được; số hóa bản đã ký ở trang văn bản, hoặc đánh dấu gửi bản "
        "giấy cho từng nơi nhận."
    )


class SecretByWire(Refusal):
    """A secret document enters no network without protection that is certified."""

    code = "delivery.secret_by_wire"
    reason = "Văn bản mật không gửi qua mạng này; đánh dấu gửi bản giấy và chuyển theo chế độ mật."


class AxisOff(Refusal):
    """The installation is joined to no axis."""

    code = "delivery.axis_off"
    reason = "Bản cài đặt này chưa nối với trục liên thông; đánh dấu gửi bản giấy, hoặc nhờ người quản trị nối trục."


class NotWaiting(Refusal):
    """Only a packet that did not leave is sent again."""

    code = "delivery.not_waiting"
    reason = "Lượt gửi này %(state)s nên không gửi lại; chỉ gửi lại gói chưa rời máy."


class NothingAsked(Refusal):
    """Nothing is asked of this document, or it was answered."""

    code = "delivery.nothing_asked"
    reason = "Không có yêu cầu thu hồi nào đang chờ trả lời với văn bản này; mở lại trang văn bản."


class AnswerNeedsReason(Refusal):
    """Who refuses a recall, and who sends an update, says why."""

    code = "delivery.answer_needs_reason"
    reason = "Ghi lý do để nơi gửi, nơi nhận biết."
    status = 422


class NobodyHasIt(Refusal):
    """An update goes to who has the document by wire."""

    code = "delivery.nobody_has_it"
    reason = "Chưa nơi nào nhận điện tử văn bản này nên không có gì để cập nhật."


class ForNobodyHere(Refusal):
    """A packet is addressed to nobody of ours."""

    code = "delivery.for_nobody_here"
    reason = "Gói tin gửi cho mã %(organ)s; không có cơ quan nào ở đây mang mã ấy."


class WasNeverHere(Refusal):
    """A packet recalls or updates a document that never came."""

    code = "delivery.was_never_here"
    reason = "Gói tin thu hồi hoặc cập nhật văn bản %(document)s, mà văn bản ấy chưa từng đến đây từ nơi gửi này."


class NotSentFromHere(Refusal):
    """A status is told of a document that never left."""

    code = "delivery.not_sent_from_here"
    reason = "Gói trạng thái nói về văn bản %(document)s, mà văn bản ấy không gửi từ đây đến nơi báo trạng thái."


class ReplacedUnknown(Refusal):
    """The unit issued no document of that symbol."""

    code = "delivery.replaced_unknown"
    reason = "Không tìm thấy văn bản đi số %(symbol)s của đơn vị để thay thế; gõ đúng như trong sổ, ví dụ 12/KH-UBND."
    status = 422


class CopyUnknown(Refusal):
    """A copy is one of three kinds."""

    code = "delivery.copy_unknown"
    reason = "Chọn hình thức sao: sao y, sao lục hoặc trích sao."
    status = 422


class OwnDocument(Refusal):
    """Only who received a document makes a sao lục of it."""

    code = "delivery.own_document"
    reason = "Sao lục chỉ dùng cho văn bản đến; văn bản do đơn vị ban hành thì sao y hoặc trích sao."
    status = 422


class NothingToCopy(Refusal):
    """A copy is of a PDF."""

    code = "delivery.nothing_to_copy"
    reason = "Văn bản chưa có tệp PDF trong phần mềm nên chưa sao được; đính bản quét vào văn bản trước."


class PagesUnknown(Refusal):
    """An extract says which pages it has."""

    code = "delivery.pages_unknown"
    reason = "Ghi các trang được trích, ví dụ 1, 3-4; văn bản có %(most)s trang."
    status = 422


class NobodyByPost(Refusal):
    """Envelopes of a document that everybody gets without paper."""

    code = "delivery.nobody_by_post"
    reason = "Mọi nơi nhận đều nhận bản điện tử nên không có bì nào để in; ai cần bản giấy thì đánh dấu khi gửi."
