"""The closed words of work files, how long each field may be, what each is called."""

from __future__ import annotations

import re

PLAN_STATES: dict[str, str] = {"draft": "Đang soạn", "issued": "Đã ban hành"}
FILE_STATES: dict[str, str] = {
    "open": "Đang lập", "submitted": "Chờ kiểm tra", "closed": "Đã kết thúc", "handed": "Đã nộp lưu",
    "transferred": "Đã nộp lưu trữ lịch sử", "destroyed": "Đã tiêu hủy",
}  # fmt: skip
ITEM_KINDS: dict[str, str] = {
    "letter": "Văn bản", "draft": "Dự thảo", "dossier": "Hồ sơ thủ tục", "result": "Kết quả", "loose": "Tệp rời",
}  # fmt: skip
ORIGINS: dict[str, str] = {"": "Mở theo danh mục", "task": "Việc", "letter": "Văn bản", "dossier": "Hồ sơ thủ tục"}
"""What a file was opened for."""
HOLD_KINDS: dict[str, str] = {
    "inspection": "Thanh tra, kiểm tra", "complaint": "Khiếu nại, tố cáo", "suit": "Vụ kiện, vụ án", "other": "Lý do khác",
}  # fmt: skip
STORES: dict[str, str] = {
    "agency": "Lưu trữ cơ quan", "historical": "Lưu trữ lịch sử tỉnh", "party_store": "Kho lưu trữ cấp ủy",
}  # fmt: skip
"""Where files are handed in: at the agency first; those of the State go on to the province, of the Party to its committee."""
HAND_IN_STATES: dict[str, str] = {"given": "Bên giao đã ký", "done": "Đã giao nhận", "refused": "Bên nhận trả lại"}
DESTRUCTION_STATES: dict[str, str] = {"review": "Hội đồng đang xét", "done": "Đã tiêu hủy", "dropped": "Không tiêu hủy"}
ROLES: dict[str, str] = {"chair": "Chủ tịch Hội đồng", "member": "Ủy viên", "secretary": "Thư ký"}
MOST: dict[str, int] = {
    "part": 200, "symbol": 30, "title": 500, "person": 200, "note": 500, "reason": 500, "author": 300, "item_symbol": 80,
    "item_title": 2000, "box": 20, "shelf": 40, "condition": 1000,
}  # fmt: skip
"""So many characters may a field have."""
FIELD_NAMES: dict[str, str] = {
    "part": "Đề mục", "symbol": "Số và ký hiệu hồ sơ", "title": "Tiêu đề hồ sơ", "person": "Người lập hồ sơ", "note": "Ghi chú",
    "reason": "Lý do", "author": "Tác giả", "item_symbol": "Số, ký hiệu", "item_title": "Tên loại và trích yếu", "box": "Hộp số",
    "shelf": "Giá, kệ", "condition": "Tình trạng tài liệu", "retention": "Thời hạn bảo quản", "source": "Căn cứ thời hạn",
    "pages": "Số trang",
}  # fmt: skip
MOST_LINES = 500
"""Lines of one plan at most."""
MOST_ITEMS = 999
"""Documents of one file at most: the official field has three digits [V: domain 2.4]."""
MOST_PAGES = 9999
_SYMBOL = re.compile(r"^[0-9]{1,4}(\.[A-ZĐĂÂÊÔƠƯ0-9&-]{1,20}){1,3}$")


def is_symbol(text: str) -> bool:
    """Return whether a text is the symbol of a file: a number, a dot, the part of the office: «01.TCCB» [V: domain 2.2]."""
    return bool(_SYMBOL.match(text))


def further_symbol(symbol: str, taken: int) -> str:
    """Return the symbol of the next file under a line that has some: «01.TCCB», then «01.TCCB.2» [P]."""
    return symbol if not taken else f"{symbol}.{taken + 1}"


def unplanned_symbol(number: int) -> str:
    """Return the symbol of a file opened outside the plan, by its number in the year: «01.BS» (bổ sung) [P]."""
    return f"{number:02}.BS"
