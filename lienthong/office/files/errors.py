"""What the file store refuses, and what the person can do about it."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class FileRefused(Refusal):
    """A file that is not taken in; `name` is its cleaned name.  Never raised itself: each reason is a class below."""

    reason = "Không nhận được tệp «%(name)s»."
    status = 422


class EmptyFile(FileRefused):
    """0 bytes: usually a scan or a copy that broke off."""

    code = "files.empty"
    reason = "Tệp «%(name)s» rỗng (0 byte). Hãy mở tệp trên máy để kiểm tra, quét hoặc chép lại rồi gửi lại."


class FileTooBig(FileRefused):
    """Above the cap of the installation."""

    code = "files.too_big"
    reason = "Tệp «%(name)s» lớn hơn %(limit_mb)s MB. Hãy quét ở độ phân giải thấp hơn hoặc chia thành nhiều tệp rồi gửi lại."
    status = 413


class KindNotAccepted(FileRefused):
    """Its name ends in something that the office does not take."""

    code = "files.kind_not_accepted"
    reason = "Không nhận loại tệp của «%(name)s». Hãy gửi tệp %(accepted)s."


class NotWhatItSays(FileRefused):
    """The name says one kind and the first bytes another."""

    code = "files.not_what_it_says"
    reason = (
        "Tệp «%(name)s» mang đuôi .%(said)s nhưng bên trong là %(really)s. Hãy mở bản gốc, lưu lại đúng định dạng rồi gửi lại."
    )


class PdfEncrypted(FileRefused):
    """A PDF behind a password or with restricted rights."""

    code = "files.pdf_encrypted"
    reason = "Tệp PDF «%(name)s» đặt mật khẩu hoặc bị khóa quyền. Hãy bỏ khóa (in lại thành PDF) rồi gửi lại."


class PdfActive(FileRefused):
    """A PDF that does something: scripts, programs, attachments, forms that send."""

    code = "files.pdf_active"
    reason = "Tệp PDF «%(name)s» có %(what)s, không an toàn để lưu. Hãy in lại thành PDF rồi gửi lại."


class PdfBroken(FileRefused):
    """A PDF that cannot be read strictly."""

    code = "files.pdf_broken"
    reason = "Tệp PDF «%(name)s» hỏng hoặc thiếu (%(what)s). Hãy quét hoặc in lại thành PDF rồi gửi lại."


class PdfSignatureBroken(FileRefused):
    """A signed PDF that was changed after signing, or whose signature covers only a part of it."""

    code = "files.pdf_signature_broken"
    reason = "Tệp PDF đã ký số «%(name)s» %(what)s. Hãy xin lại bản gốc của cơ quan đã ký rồi gửi lại."


class HiddenData(FileRefused):
    """Data before or behind the document proper: two kinds in one file."""

    code = "files.hidden_data"
    reason = "Tệp «%(name)s» có dữ liệu thừa %(what)s. Hãy mở bản gốc và lưu lại thành tệp mới rồi gửi lại."


class PictureTooLarge(FileRefused):
    """More pixels or pages than any scan needs."""

    code = "files.picture_too_large"
    reason = "Ảnh «%(name)s» quá lớn (%(what)s). Hãy quét lại ở 300 dpi trở xuống hoặc chia thành nhiều tệp rồi gửi lại."


class PictureBroken(FileRefused):
    """A picture that does not decode to its end."""

    code = "files.picture_broken"
    reason = "Ảnh «%(name)s» hỏng, không đọc được đến hết. Hãy chụp hoặc quét lại rồi gửi lại."


class ArchiveUnsafe(FileRefused):
    """An archive (or office file, which is one) whose parts are not what they say."""

    code = "files.archive_unsafe"
    reason = "Tệp «%(name)s» không an toàn để mở: %(what)s. Hãy gửi từng tệp riêng, không nén, hoặc lưu lại thành PDF."


class OfficeFileActive(FileRefused):
    """An office file with macros, embedded objects, or parts fetched from elsewhere."""

    code = "files.office_active"
    reason = "Tệp «%(name)s» có %(what)s. Hãy lưu lại thành PDF hoặc lưu bản không có phần đó rồi gửi lại."


class TextUnreadable(FileRefused):
    """A .txt that is not plain UTF-8."""

    code = "files.text_unreadable"
    reason = "Tệp «%(name)s» không phải văn bản thường theo bảng mã UTF-8. Hãy lưu lại với bảng mã UTF-8 (Unicode) rồi gửi lại."


class SoundBroken(FileRefused):
    """A recording whose container cannot be walked to its last byte, or that holds more than one track of speech."""

    code = "files.sound_broken"
    reason = "Bản ghi âm «%(name)s» bị hỏng hoặc có phần không phải tiếng nói (ảnh, phim, tệp kèm). Hãy ghi âm lại rồi gửi."


class SoundTooBig(FileRefused):
    """A recording above the cap of its kind."""

    code = "files.sound_too_big"
    reason = "Bản ghi âm «%(name)s» lớn hơn %(limit_mb)s MB. Hãy nói ngắn hơn, mỗi bản một việc, rồi gửi lại."
    status = 413


class FileNotChecked(FileRefused):
    """The check itself failed (it ran out of time or memory, or broke): never a pass."""

    code = "files.not_checked"
    reason = "Không kiểm tra được tệp «%(name)s» nên không nhận. Hãy in hoặc quét lại thành PDF rồi gửi lại."


class NotEvidence(Refusal):
    """What shall prove something is no picture and no PDF.  Never raised itself: each app has its own code below it."""

    reason = "Minh chứng phải là ảnh hoặc tệp PDF; bỏ tệp «%(name)s» rồi thêm ảnh chụp hoặc bản PDF."
    status = 422


class FileUnknown(Refusal):
    """No such file, or none that the reader's units may see."""

    code = "files.unknown"
    reason = "Không tìm thấy tệp, hoặc tệp thuộc hồ sơ mà đơn vị của ông/bà không tham gia. Hãy mở tệp từ trang của hồ sơ."
    status = 404


class FileWithdrawn(Refusal):
    """What the file belonged to was destroyed by an act of the office: row and hash are left, the content is for nobody."""

    code = "files.withdrawn"
    reason = "Tệp này thuộc hồ sơ đã tiêu hủy theo biên bản nên không mở được nữa; xem thông tin còn lại ở trang hồ sơ."
    status = 410


class FileDamaged(Refusal):
    """The stored bytes are missing or no longer have the hash that they were stored under."""

    code = "files.damaged"
    reason = "Nội dung đã lưu của tệp «%(name)s» bị mất hoặc hỏng. Hãy báo quản trị viên khôi phục từ bản sao lưu."


class NoRoom(Refusal):
    """The server's disk is full: nothing is wrong with the file, and nothing of the act was kept."""

    code = "files.no_room"
    reason = (
        "Máy chủ hết chỗ lưu nên chưa nhận được tệp «%(name)s»; chưa việc nào được ghi. Những gì đã nhập còn ở trang này: "
        "báo quản trị viên dọn chỗ, rồi chọn lại tệp và gửi lại."
    )
    status = 507


def refusals() -> dict[str, type[FileRefused]]:
    """Return the class of every reason by its code, so that a verdict can cross a process."""
    return {kind.code: kind for kind in FileRefused.__subclasses__()}
