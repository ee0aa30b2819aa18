"""Why a packet is not taken: one sentence each, with what the sender has to mend."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class PacketTooLarge(Refusal):
    """More bytes than a packet may have."""

    code = "edxml.packet_too_large"
    reason = "Gói tin edXML lớn hơn %(limit)s MB; đề nghị bên gửi chia tệp đính kèm thành nhiều gói."


class BytesBeforeXml(Refusal):
    """Something stands before the XML declaration."""

    code = "edxml.bytes_before_xml"
    reason = "Trước phần mở đầu XML của gói tin có %(count)s byte thừa; đề nghị bên gửi sửa phần mềm rồi gửi lại."


class NotUtf8(Refusal):
    """Another encoding is declared or used."""

    code = "edxml.not_utf8"
    reason = "Gói tin không dùng bảng mã UTF-8; đề nghị bên gửi xuất lại gói tin bằng UTF-8."


class NotXml(Refusal):
    """No well-formed XML."""

    code = "edxml.not_xml"
    reason = "Gói tin không phải XML đúng cú pháp (lỗi ở dòng %(line)s); đề nghị bên gửi gửi lại."


class MarkupForbidden(Refusal):
    """A document type, an entity or a processing instruction: nothing a packet needs."""

    code = "edxml.markup_forbidden"
    reason = "Gói tin có khai báo không được phép («%(what)s»); không mở gói tin này, hãy liên hệ bên gửi."


class TooDeep(Refusal):
    """Elements nested deeper than any packet needs."""

    code = "edxml.too_deep"
    reason = "Các phần tử trong gói tin lồng nhau quá %(limit)s tầng; không mở gói tin này, hãy liên hệ bên gửi."


class TooManyElements(Refusal):
    """More elements, or attributes of one, than any packet needs."""

    code = "edxml.too_many_elements"
    reason = "Gói tin có quá nhiều phần tử hoặc thuộc tính (quá %(limit)s); đề nghị bên gửi chia thành nhiều gói."


class NotEdxml(Refusal):
    """The root is not edXML of QCVN 102:2016."""

    code = "edxml.not_edxml"
    reason = "Tệp không phải gói tin edXML theo QCVN 102:2016 (phần tử gốc là «%(found)s»); đề nghị bên gửi gửi đúng định dạng."


class PrefixMissing(Refusal):
    """A known element without the prefix edXML, or in another name space."""

    code = "edxml.prefix_missing"
    reason = "Phần tử «%(element)s» của gói tin thiếu tiền tố «edXML:»; đề nghị bên gửi sửa phần mềm rồi gửi lại."


class PartMissing(Refusal):
    """An element that a packet must have is not there or empty."""

    code = "edxml.part_missing"
    reason = "Gói tin thiếu phần bắt buộc «%(element)s» trong «%(parent)s»; đề nghị bên gửi bổ sung rồi gửi lại."


class PartTwice(Refusal):
    """An element stands twice where one is meant, so nobody knows which one counts."""

    code = "edxml.part_twice"
    reason = "Gói tin ghi phần «%(element)s» hai lần trong «%(parent)s»; đề nghị bên gửi bỏ phần thừa rồi gửi lại."


class ValueUnreadable(Refusal):
    """A value that is not of its kind: a date, a number, a text with elements in it."""

    code = "edxml.value_unreadable"
    reason = "Không đọc được giá trị «%(value)s» của phần «%(element)s» trong gói tin; đề nghị bên gửi sửa rồi gửi lại."


class KindUnknown(Refusal):
    """A kind of packet that is none of 0 to 3."""

    code = "edxml.kind_unknown"
    reason = "Loại nghiệp vụ «%(value)s» của gói tin không có trong quy chuẩn (0, 1, 2, 3); đề nghị bên gửi sửa rồi gửi lại."


class StatusUnknown(Refusal):
    """A status that nobody has told the meaning of."""

    code = "edxml.status_unknown"
    reason = "Mã trạng thái «%(value)s» chưa được biết (đã biết 01 đến 06, 13, 15, 16); hãy hỏi bên gửi nghĩa của mã này."


class AttachmentUnmatched(Refusal):
    """An attachment that the list does not name, or the other way round."""

    code = "edxml.attachment_unmatched"
    reason = "Danh sách tệp và các tệp đính kèm không khớp nhau ở mã «%(content_id)s»; đề nghị bên gửi gửi lại."


class NotBase64(Refusal):
    """The content of an attachment is not base64."""

    code = "edxml.not_base64"
    reason = "Nội dung tệp đính kèm «%(name)s» hỏng (không đúng base64); đề nghị bên gửi gửi lại."


class ZipBroken(Refusal):
    """The archive of an attachment cannot be unpacked."""

    code = "edxml.zip_broken"
    reason = "Tệp nén của «%(name)s» hỏng, không giải nén được; đề nghị bên gửi gửi lại."


class ZipEncrypted(Refusal):
    """The archive asks for a password."""

    code = "edxml.zip_encrypted"
    reason = "Tệp nén của «%(name)s» đặt mật khẩu; đề nghị bên gửi gửi lại tệp không đặt mật khẩu."


class ZipNotOne(Refusal):
    """The archive holds no file, or several."""

    code = "edxml.zip_not_one"
    reason = "Tệp nén của «%(name)s» chứa %(count)s tệp, phải chứa đúng một; đề nghị bên gửi gửi mỗi tệp một phần đính kèm."


class ZipBomb(Refusal):
    """The archive unpacks to more than may be."""

    code = "edxml.zip_bomb"
    reason = "Tệp nén của «%(name)s» giải nén ra quá lớn (nghi là bom nén); không mở gói tin này, hãy liên hệ bên gửi."


class NameUnsafe(Refusal):
    """A file name with a path or invisible characters."""

    code = "edxml.name_unsafe"
    reason = "Tên tệp đính kèm «%(name)s» có đường dẫn hoặc ký tự nguy hiểm; đề nghị bên gửi đổi tên tệp rồi gửi lại."


class SignatureMissing(Refusal):
    """A signature is demanded and there is none."""

    code = "edxml.signature_missing"
    reason = "Gói tin không có chữ ký số; đề nghị bên gửi ký số rồi gửi lại."


class SignatureBroken(Refusal):
    """What was signed is not what came."""

    code = "edxml.signature_broken"
    reason = "Chữ ký số của gói tin không đúng: gói tin đã bị thay đổi sau khi ký; đề nghị bên gửi gửi lại."


class SignatureWeak(Refusal):
    """Signed in a way that can be forged today."""

    code = "edxml.signature_weak"
    reason = "Chữ ký số của gói tin dùng thuật toán yếu (%(what)s); đề nghị bên gửi ký bằng RSA từ 2048 bit với SHA-256."


class SignatureUnknown(Refusal):
    """Signed in a way that is not read here."""

    code = "edxml.signature_unknown"
    reason = "Chữ ký số của gói tin theo cách chưa đọc được («%(what)s»); đề nghị bên gửi ký lại theo mẫu của trục liên thông."


class SignerNotTrusted(Refusal):
    """Signed rightly, by a certificate that this office does not know."""

    code = "edxml.signer_not_trusted"
    reason = "Gói tin được ký bằng chứng thư số chưa được tin cậy («%(signer)s»); hãy xác minh với bên gửi trước khi nhận."


class CertificateOutOfTime(Refusal):
    """Signed by a certificate that is not valid yet, or no longer."""

    code = "edxml.certificate_out_of_time"
    reason = "Chứng thư số ký gói tin («%(signer)s») không còn hoặc chưa có hiệu lực; đề nghị bên gửi ký lại bằng chứng thư mới."


class TextForbidden(Refusal):
    """A text to be sent holds characters that XML cannot."""

    code = "edxml.text_forbidden"
    reason = "Nội dung của phần «%(element)s» có ký tự điều khiển không gửi được; xóa ký tự đó rồi gửi lại."


class NotWaiting(Refusal):
    """No packet of that id waits."""

    code = "edxml.not_waiting"
    reason = "Không có gói tin «%(packet)s» đang chờ nhận trong thư mục; tải lại danh sách gói tin đến."


class AgenciesUnreadable(Refusal):
    """The list of agencies is not what it has to be."""

    code = "edxml.agencies_unreadable"
    reason = "Tệp danh bạ cơ quan hỏng ở dòng %(line)s; sửa tệp agencies.csv rồi thử lại."
