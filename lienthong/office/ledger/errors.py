"""How the ledger says no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class LedgerBehindExport(Refusal):
    """The exported checkpoints know more than the database: it was restored from an older copy."""

    code = "ledger.behind_export"
    reason = (
        "Sổ cái trong cơ sở dữ liệu (kỷ nguyên %(epoch)s, %(size)s sự kiện) không khớp điểm niêm phong đã xuất "
        "(kỷ nguyên %(exported_epoch)s, %(exported_size)s sự kiện). Nếu vừa khôi phục từ bản sao lưu, hãy mở kỷ nguyên mới "
        "và ghi rõ lý do; nếu không, hãy chạy «lienthong verify-ledger»."
    )


class NothingToLeaveBehind(Refusal):
    """A new epoch is opened only over an existing log and with a reason."""

    code = "ledger.no_epoch_needed"
    reason = "Chưa có điểm niêm phong nào hoặc thiếu lý do. Hãy niêm phong trước, rồi mở kỷ nguyên mới kèm lý do khôi phục."


class NoSuchEvent(Refusal):
    """The event does not exist or the units of the context may not see it."""

    code = "ledger.no_such_event"
    reason = "Không tìm thấy sự kiện %(event)s, hoặc đơn vị của bạn không tham gia hồ sơ đó. Hãy kiểm tra lại mã sự kiện."


class NotSealedYet(Refusal):
    """A proof exists only for a sealed event."""

    code = "ledger.not_sealed_yet"
    reason = "Sự kiện %(event)s chưa được niêm phong. Hãy thử lại sau ít giây."


class NothingPersonal(Refusal):
    """The event holds none of the personal values that were to be erased."""

    code = "ledger.nothing_personal"
    reason = "Sự kiện %(event)s không còn dữ liệu cá nhân nào trong các trường: %(names)s. Hãy xem lại lịch sử hồ sơ."
