"""The words of the handling of letters: states, roles, and how long what people write may be.

States: domain 2.3 [P].  «Mới đến» is a registered letter that nobody presented; «quá hạn» is derived from the due dates.
"""

from __future__ import annotations

from datetime import datetime

from lienthong.toolkit.vietnamese import one_line

STATES: dict[str, str] = {
    "presented": "Chờ bút phê", "assigned": "Đã phân công", "working": "Đang xử lý", "finished": "Hoàn thành",
    "filed": "Lưu hồ sơ",
}  # fmt: skip
"""Where the handling of a letter stands."""
OPEN, ENDED = ("presented", "assigned", "working"), ("finished", "filed")
ROLES: dict[str, str] = {"lead": "Chủ trì", "co": "Phối hợp", "info": "Để biết"}
"""What a unit or person is to a letter."""
PART_STATES: dict[str, str] = {
    "open": "Đang giữ", "done": "Đã trả lời", "waived": "Được miễn trả lời", "returned": "Đã trả lại", "withdrawn": "Đã rút",
}  # fmt: skip
"""Where the part of a unit or person stands."""
MOVES: dict[str, str] = {
    "instruct": "Bút phê", "remind": "Đôn đốc", "extend": "Xin gia hạn", "rise": "Báo lên cấp trên",
    "dossier": "Chuyển thành hồ sơ",
}  # fmt: skip
DECISIONS: dict[str, str] = {"": "Chờ quyết định", "granted": "Đồng ý", "refused": "Không đồng ý"}
MOST = {"instruction": 2000, "words": 2000, "reason": 500}
"""So many characters at most."""
WORDS: dict[str, str] = {"instruction": "Ý kiến chỉ đạo", "words": "Nội dung", "reason": "Lý do"}
MOST_PARTS = 40
"""So many units and persons may one instruction name."""


def is_late(due_at: datetime | None, closed_at: datetime | None, at: datetime) -> bool:
    """Return whether something is late at an instant, or was when it was closed; what has no due date never is."""
    return due_at is not None and (closed_at or at) > due_at


def cleaned(text: str) -> str:
    """Return what somebody wrote in NFC with single blanks in each line and no empty lines at the ends."""
    return "\n".join(map(one_line, text.strip().splitlines()))
