"""How intake says no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class KeeperUnknown(Refusal):
    """No unit with that key receives documents, or not of that body."""

    code = "intake.keeper_unknown"
    reason = "Đơn vị nhận không giữ sổ văn bản của cơ quan này; kiểm tra lại nơi nhận."
    status = 404


class ArrivalUnknown(Refusal):
    """No arrival with that uid at the actor's unit, in the actor's capacity."""

    code = "intake.unknown"
    reason = "Không tìm thấy văn bản chờ vào sổ này ở đơn vị; mở lại từ danh sách «Chờ vào sổ»."
    status = 404


class NotYours(Refusal):
    """Only who registers documents settles what arrives."""

    code = "intake.not_yours"
    reason = "Việc này cần văn thư của đơn vị giữ sổ. Nhờ người đó làm, hoặc đổi chức danh đang dùng."
    status = 403


class AlreadySettled(Refusal):
    """An arrival is registered, joined or refused once."""

    code = "intake.already_settled"
    reason = "Văn bản này không còn chờ: %(state)s, %(who)s làm lúc %(when)s. Tải lại danh sách «Chờ vào sổ»."


class NotRefused(Refusal):
    """Only what was refused is taken back."""

    code = "intake.not_refused"
    reason = "Chỉ lấy lại được văn bản đã ghi «không tiếp nhận»; văn bản này thì không."


class RefusalNeedsReason(Refusal):
    """Who sent it is told why it was not taken."""

    code = "intake.refusal_needs_reason"
    reason = "Ghi rõ lý do không tiếp nhận (gửi nhầm nơi, thiếu tệp, chữ ký không hợp lệ…); lý do được báo lại cho nơi gửi."
    status = 422


class NotItsFile(Refusal):
    """A file that is registered came with the arrival and was let pass by the upload policy."""

    code = "intake.not_its_file"
    reason = "Tệp vừa chọn không thuộc văn bản này, hoặc chưa qua kiểm tra an toàn nên không vào sổ được; chọn lại tệp."
    status = 422


class NothingSent(Refusal):
    """An upload has a file at least."""

    code = "intake.nothing_sent"
    reason = "Chưa có tệp nào được gửi; chọn tệp rồi gửi lại."
    status = 422


class TooManyFiles(Refusal):
    """An upload has so many files at most."""

    code = "intake.too_many_files"
    reason = "Mỗi lần tải lên không quá %(most)s tệp; chia ra nhiều lần."
    status = 422


class ArchiveNotTaken(Refusal):
    """What is in an archive would be registered unseen."""

    code = "intake.archive_not_taken"
    reason = "Không nhận tệp nén «%(name)s» ở đây; giải nén rồi tải lên từng tệp, mỗi văn bản một tệp."
    status = 422


class FilesNotLookedAt(Refusal):
    """What is registered was looked at first."""

    code = "intake.files_not_looked_at"
    reason = "Tệp của văn bản này đang được kiểm tra an toàn; đợi vài giây rồi tải lại trang."


class NotATwin(Refusal):
    """An arrival joins an incoming document of the same body, with a number that stands."""

    code = "intake.not_a_twin"
    reason = "Chỉ ghép được với văn bản đến còn hiệu lực trong sổ của cùng cơ quan; chọn lại văn bản."
    status = 422
