"""How rounds say no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class RoundUnknown(Refusal):
    """No round with that uid that the person may see."""

    code = "approval.unknown"
    reason = "Không có lần trình ký này, hoặc ông/bà không được xem; mở lại từ danh sách Trình ký."
    status = 404


class RoundClosed(Refusal):
    """A round that has ended."""

    code = "approval.closed"
    reason = "Lần trình này «%(state)s» rồi nên không làm tiếp được; tải lại trang để xem tình trạng mới."


class NotYourTurn(Refusal):
    """Somebody else's turn: nobody signs out of order."""

    code = "approval.not_your_turn"
    reason = "Văn bản đang chờ %(role)s ở %(unit)s; chưa đến lượt, hoặc không phải việc của chức vụ ông/bà đang dùng."
    status = 403


class OtherCapacity(Refusal):
    """A document of the Party handled in a post of the State, or the other way."""

    code = "approval.other_capacity"
    reason = "Văn bản này ký với tư cách %(capacity)s; chọn đúng chức vụ ở góc trên rồi làm lại."
    status = 403


class AskedToSign(Refusal):
    """An approval where a signature is asked."""

    code = "approval.asked_to_sign"
    reason = "Ở bước này cần ký, không chỉ đồng ý; bấm «Ký»."


class NothingToSignHere(Refusal):
    """A signature where only a look is asked."""

    code = "approval.nothing_to_sign"
    reason = "Ở bước %(role)s không ký vào văn bản; bấm «Đồng ý» hoặc «Trả lại»."


class OtherVersion(Refusal):
    """The file that somebody saw is not the one that would be signed."""

    code = "approval.other_version"
    reason = "Bản ông/bà vừa xem không phải bản đang trình; chưa ký gì. Tải lại trang, xem lại văn bản rồi ký."


class SignedMeanwhile(Refusal):
    """Somebody signed, or gave back, while the signature was made."""

    code = "approval.signed_meanwhile"
    reason = "Trong lúc ký đã có người khác ký hoặc trả lại văn bản này; chữ ký của ông/bà không được ghi. Tải lại trang."


class NamesAnotherSigner(Refusal):
    """The paper bears another name than that of who signs."""

    code = "approval.names_another"
    reason = "Văn bản ghi người ký là %(named)s, còn người đang ký là %(actor)s; trả lại để sửa khối chữ ký rồi trình lại."


class ReasonMissing(Refusal):
    """A return without a reason."""

    code = "approval.reason_missing"
    reason = "Ghi lý do trả lại để người soạn biết phải sửa gì."


class AlreadySigned(Refusal):
    """A withdrawal after somebody signed."""

    code = "approval.already_signed"
    reason = "%(who)s đã ký nên không rút được nữa; nhờ người đang giữ văn bản trả lại."


class NotYourDraft(Refusal):
    """A withdrawal by somebody else than the drafting unit."""

    code = "approval.not_your_draft"
    reason = "Chỉ %(unit)s, nơi soạn, mới rút được văn bản đã trình."
    status = 403


class BodyGone(Refusal):
    """The body in whose name a draft was begun is not near its unit any more."""

    code = "approval.body_gone"
    reason = "%(unit)s nay không soạn văn bản cho cơ quan của dự thảo này nữa; lập dự thảo mới với cơ quan đúng."


class NobodyThere(Refusal):
    """A unit in the chain where nobody can do what is asked."""

    code = "approval.nobody_there"
    reason = "Ở %(unit)s chưa ai giữ nhiệm vụ %(role)s; chọn đơn vị khác, hoặc nhờ quản trị đơn vị bổ nhiệm."


class SignerElsewhere(Refusal):
    """A signer of a unit that does not sign for the body."""

    code = "approval.signer_elsewhere"
    reason = "Người ký phải thuộc cơ quan ban hành, hoặc văn phòng của cơ quan ấy khi ký thừa lệnh."


class CosignerElsewhere(Refusal):
    """A unit that is asked to sign and is none of the same system and place."""

    code = "approval.cosigner_elsewhere"
    reason = "Đơn vị ký phối hợp phải cùng hệ thống và cùng cấp trên với cơ quan ban hành; bỏ đơn vị khác ra khỏi danh sách."


class NotSignedYet(Refusal):
    """A number before the last signature."""

    code = "approval.not_signed_yet"
    reason = "Văn bản chưa đủ chữ ký nên chưa cấp số; số chỉ lấy sau chữ ký cuối cùng."


class OnPaper(Refusal):
    """A digital act on a round that goes on paper, or the other way."""

    code = "approval.on_paper"
    reason = "Văn bản này trình theo cách «%(way)s»; dùng đúng nút của cách ấy trên trang trình ký."


class ScanWrong(Refusal):
    """A scan that cannot be attested."""

    code = "approval.scan_wrong"
    reason = "Bản quét «%(name)s» phải là tệp PDF không đặt mật khẩu; quét lại rồi gửi."


class NothingToAttest(Refusal):
    """A scan of what was not issued on paper, or by somebody else than the records clerk."""

    code = "approval.nothing_to_attest"
    reason = "Chỉ văn thư nơi giữ sổ số hóa văn bản đã ký trên giấy và đã cấp số; cấp số trước rồi gửi bản quét."


class ScanThere(Refusal):
    """A second scan of the same paper."""

    code = "approval.scan_there"
    reason = "Văn bản này đã có bản số hóa; số hóa lần nữa không thay được bản trước."


class NotYourSeal(Refusal):
    """Minutes, a copy or a scan that somebody seals whose unit does not keep the register."""

    code = "approval.not_your_seal"
    reason = "Chỉ văn thư hoặc thủ trưởng của nơi giữ sổ làm được việc này; dùng chức vụ ở đơn vị giữ sổ."
    status = 403


class LinesChanged(Refusal):
    """Minutes of a closing whose lines were changed since."""

    code = "approval.lines_changed"
    reason = "Các dòng của sổ không còn như lúc khóa nên chưa ký gì; đối chiếu với sổ đã in và báo quản trị hệ thống."


class MinutesThere(Refusal):
    """Minutes of a closing that are signed already."""

    code = "approval.minutes_there"
    reason = "Biên bản khóa sổ này đã ký lúc %(moment)s; tải lại trang để xem bản đã ký."


class HasRound(Refusal):
    """A scan of a document that went through a round: its file is the round's."""

    code = "approval.has_round"
    reason = "Văn bản này đã trình ký trong phần mềm nên tệp của nó theo lần trình ký; mở «Các bước trình ký» để xem hoặc số hóa."


class FileThere(Refusal):
    """A scan of a document that has its file."""

    code = "approval.file_there"
    reason = "Văn bản này đã có tệp từ khi vào sổ; chỉ số hóa thêm văn bản chưa có tệp."


class ReplaceNeedsReason(Refusal):
    """Another scan without a reason."""

    code = "approval.replace_needs_reason"
    reason = "Văn bản này đã có bản số hóa lúc %(moment)s; ghi lý do thì bản quét mới mới thay được."


class SentAlready(Refusal):
    """Another file for a document that was sent by wire."""

    code = "approval.sent_already"
    reason = "Tệp của văn bản này đã gửi đi nên không thay được nữa; gửi bản cập nhật, hoặc thu hồi và thay bằng văn bản mới."


class NotACopy(Refusal):
    """A signature on what is no certified copy with places for it."""

    code = "approval.not_a_copy"
    reason = "Văn bản này không phải bản sao có chỗ ký số; lập bản sao ở trang của văn bản gốc, hoặc in ra ký rồi số hóa."


class CopySigned(Refusal):
    """A second signature of a copy."""

    code = "approval.copy_signed"
    reason = "Bản sao này đã ký rồi; tải lại trang để xem tệp đã ký."
