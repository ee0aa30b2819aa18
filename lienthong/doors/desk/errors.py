"""How the staff pages say no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class NoSlip(Refusal):
    """The result of the case is given at once, so no receipt slip is made."""

    code = "desk.no_slip"
    reason = (
        "Hồ sơ %(dossier)s có kết quả ngay nên không lập giấy tiếp nhận; đã ghi sổ theo dõi năm %(book)s, số thứ tự %(line)s. "
        "Trả kết quả rồi ghi tên người nhận."
    )


class NoSuchPaper(Refusal):
    """The dossier has no such paper: nothing was asked for, refused, stopped or attested."""

    code = "desk.no_such_paper"
    reason = "Hồ sơ %(dossier)s không có «%(paper)s»; giấy này chỉ in được sau khi việc ấy đã làm trên hồ sơ."
    status = 404


class NotYetAccepted(Refusal):
    """The dossier was never taken in, so nothing was promised on a slip."""

    code = "desk.not_yet_accepted"
    reason = (
        "Hồ sơ %(dossier)s đang ở trạng thái «%(status)s», chưa được tiếp nhận nên không có giấy tiếp nhận và ngày hẹn trả. "
        "Mở hồ sơ, xem giấy tờ rồi tiếp nhận; sau đó in giấy."
    )


class NoLegToDecide(Refusal):
    """Nothing is waited for: the dossier has no leg, or all have come back."""

    code = "desk.no_leg_to_decide"
    reason = (
        "Hồ sơ %(dossier)s không có chặng liên thông nào đang chờ nên không có gì phải quyết định; xem tiếp ở trang hồ sơ này."
    )


class NoSuchNote(Refusal):
    """There is no hand-over note with that uid which the actor's unit gives or takes."""

    code = "desk.no_such_note"
    reason = "Không có giấy bàn giao này ở đơn vị của ông/bà; mở lại trang Bàn giao và chọn giấy trong danh sách."
    status = 404


class NoFileChosen(Refusal):
    """The form for a scan came without a file."""

    code = "desk.no_file_chosen"
    reason = "Chưa chọn tệp; bấm «Chọn tệp» để lấy bản quét hoặc ảnh chụp rồi lưu lại."
    status = 422


class DraftTooLarge(Refusal):
    """A draft holds more than any form of ours."""

    code = "desk.draft_too_large"
    reason = "Bản nháp dài quá %(limit)s ký tự nên không lưu được; rút gọn phần ghi chú hoặc danh sách hộ."


class NothingToPrint(Refusal):
    """Every number of the certification is void, or the certification is not of this unit."""

    code = "desk.nothing_to_print"
    reason = "Lượt chứng thực này không còn số nào để in: mọi số đã hủy, hoặc không thuộc đơn vị của ông/bà."
    status = 404


class TableUnreadable(Refusal):
    """What was sent is no workbook that can be read, or has nothing in it."""

    code = "desk.table_unreadable"
    reason = "Không đọc được bảng: gửi tệp .xlsx (không quá 20 MB) hoặc dán các dòng từ bảng tính rồi xem trước lại."
    status = 422


class NotInSight(Refusal):
    """Nothing there that this person may see, so that nothing hangs together with it."""

    code = "desk.not_in_sight"
    reason = "Không có mục này, hoặc ông/bà không được xem; mở lại từ danh sách."
    status = 404
