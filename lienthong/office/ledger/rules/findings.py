"""What a verification says: clean, or the first thing that is wrong, in words."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

MESSAGES = {
    "chain": "Sự kiện số %(seq)s của luồng %(stream)s không khớp mã băm: nội dung hoặc mã băm đã bị sửa.",
    "gap": "Luồng %(stream)s thiếu hoặc thừa sự kiện: chờ số %(expected)s, gặp số %(seq)s.",
    "stream_head": "Đầu luồng %(stream)s không khớp sự kiện cuối (số %(seq)s): có sự kiện bị cắt hoặc bị chèn.",
    "columns": "Các cột của sự kiện số %(seq)s, luồng %(stream)s, khác nội dung đã băm.",
    "objects": "Đối tượng của sự kiện số %(seq)s, luồng %(stream)s, khác nội dung đã băm.",
    "edge": "Cạnh của sự kiện số %(seq)s, luồng %(stream)s, không suy ra được từ sự kiện trước; hãy tính lại cạnh.",
    "orphan": "Bảng %(table)s có dòng trỏ tới sự kiện không tồn tại.",
    "personal": "Dữ liệu cá nhân của sự kiện số %(seq)s, luồng %(stream)s, khác bản tóm lược đã băm.",
    "personal_missing": "Dữ liệu cá nhân của sự kiện số %(seq)s, luồng %(stream)s, mất mà không có sự kiện xóa.",
    "unreadable": "Có sự kiện mà nội dung không phải JSON hợp lệ hoặc có giá trị ngoài giới hạn.",
    "leaf_gap": "Số lá không liền nhau: chờ lá %(leaf_index)s.",
    "leaf": "Lá %(leaf_index)s không khớp mã băm của sự kiện.",
    "leaf_orphan": "Lá %(leaf_index)s trỏ tới sự kiện không còn.",
    "numbering": "Sự kiện số %(seq)s, luồng %(stream)s, không nằm trong sổ niêm phong lẫn hàng chờ, hoặc nằm ở cả hai.",
    "tile": "Ô Merkle ở lá %(leaf_index)s không khớp các lá.",
    "root": "Gốc Merkle tại điểm niêm phong %(checkpoint_size)s sự kiện không tính lại được: có sự kiện đã bị sửa trước đó.",
    "tail_cut": "Điểm niêm phong có %(checkpoint_size)s sự kiện nhưng sổ chỉ còn %(expected)s: phần cuối đã bị cắt.",
    "beyond": "Sổ có lá sau điểm niêm phong cuối (%(checkpoint_size)s sự kiện) mà không được ký.",
    "checkpoint": "Điểm niêm phong %(checkpoint_size)s sự kiện không khớp bản đã ký, hoặc chữ ký sai.",
    "key_missing": "Không có khóa công khai để kiểm tra điểm niêm phong. Hãy đặt lại tệp khóa ledger.vkey.",
    "export_missing": "Không có tệp điểm niêm phong đã xuất. Hãy tìm lại tệp; không xuất lại khi chưa kiểm tra.",
    "export_signature": "Tệp điểm niêm phong đã xuất có bản ghi sai chữ ký hoặc sai định dạng (bản ghi thứ %(expected)s).",
    "export_order": "Tệp điểm niêm phong đã xuất bị xáo thứ tự tại %(checkpoint_size)s sự kiện.",
    "export_row": "Điểm niêm phong đã xuất (%(checkpoint_size)s sự kiện) không còn nguyên trong sổ: đã bị cắt hoặc viết lại.",
    "export_gap": "Tệp đã xuất thiếu điểm niêm phong %(checkpoint_size)s sự kiện ở giữa.",
}


@dataclass(frozen=True)
class Fault:
    """The first thing found wrong, and where."""

    kind: str
    stream: UUID | None = None
    seq: int | None = None
    event_uid: UUID | None = None
    leaf_index: int | None = None
    checkpoint_size: int | None = None
    expected: int | None = None
    table: str = ""

    @property
    def message(self) -> str:
        """Return the finding as a Vietnamese sentence."""
        return MESSAGES[self.kind] % asdict(self)

    def as_dict(self) -> dict[str, Any]:
        """Return the finding JSON-able."""
        facts = {key: str(value) if isinstance(value, UUID) else value for key, value in asdict(self).items()}
        return {**facts, "message": self.message}


@dataclass(frozen=True)
class VerifyReport:
    """How much was checked and what was found.

    unsealed       events that no checkpoint covers yet; a change of those is found only if it breaks a chain.
    unsealed_age   seconds since the oldest of them was recorded.
    exported       complete signed checkpoints in the file outside the database.
    """

    events: int
    sealed: int
    checkpoints: int
    exported: int
    unsealed: int
    unsealed_age: float
    first_fault: Fault | None

    @property
    def ok(self) -> bool:
        """Return whether nothing is wrong."""
        return self.first_fault is None

    def as_dict(self) -> dict[str, Any]:
        """Return the report JSON-able."""
        fault = self.first_fault
        return {**asdict(self), "ok": self.ok, "first_fault": fault.as_dict() if fault else None}
