"""The closed words of delivery: how a document goes, how far its receiver is, what is asked of the receiver."""

from __future__ import annotations

MEANS: dict[str, str] = {"inside": "Nội bộ hệ thống", "axis": "Trục liên thông", "paper": "Bản giấy"}
"""How a document goes to one recipient."""
ELECTRONIC = ("inside", "axis")
"""By which channels a document comes that delivery follows."""
AGENCY_MEANS: dict[str, str] = {"axis": MEANS["axis"], "paper": MEANS["paper"]}
"""How a document may go to somebody outside."""
STATES: dict[str, str] = {
    "queued": "Chờ gửi lên trục", "sent": "Đã gửi", "arrived": "Đã đến", "registered": "Đã vào sổ đến",
    "assigned": "Đã phân công", "processing": "Đang xử lý", "done": "Hoàn thành", "refused": "Bị từ chối",
    "failed": "Không gửi được", "recalled": "Đã thu hồi",
}  # fmt: skip
"""How far a document is with one recipient; the words of statuses 01 to 06.  Source: law:qcvn-102-2016 [V: domain 2.6]."""
CODES: dict[str, str] = {
    "01": "arrived", "02": "refused", "03": "registered", "04": "assigned", "05": "processing", "06": "done",
}  # fmt: skip
"""What each status code says [V: domain 2.6]."""
ANSWER_CODES: dict[str, str] = {"15": "agreed", "16": "refused"}
"""What a receiver answers to a recall or an update [V: domain 2.6]."""
STEPS = ("queued", "sent", "arrived", "registered", "assigned", "processing", "done")
"""The way of a document, in its order."""
OVER = ("refused", "failed", "recalled")
"""Where nothing comes any more by itself; such a document may be sent once more."""
ASKS: dict[str, str] = {"recall": "Thu hồi", "update": "Cập nhật"}
"""What a sender asks of who has the document."""
ANSWERS: dict[str, str] = {"": "Chờ trả lời", "agreed": "Đồng ý", "refused": "Từ chối"}
MOST: dict[str, int] = {"name": 300, "organ": 35, "email": 254, "address": 300, "reason": 500}
"""So many characters may a field have; 35 of a code as the later decree has them [V: domain 2.4]."""
FIELD_NAMES: dict[str, str] = {
    "name": "Tên", "organ": "Mã định danh", "email": "Thư điện tử", "address": "Địa chỉ", "reason": "Lý do",
}  # fmt: skip


def goes_on(state: str, to: str) -> bool:
    """Return whether a receiver who is at one state may be at another next: forwards only, and off the way once."""
    if to in OVER:
        return state not in OVER
    if state in OVER or to not in STEPS:
        return False
    return STEPS.index(to) > STEPS.index(state)
