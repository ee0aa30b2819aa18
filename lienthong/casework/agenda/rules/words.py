"""The closed words of the calendar, and how long each field may be."""

from __future__ import annotations

SESSIONS: dict[str, str] = {"morning": "Sáng", "afternoon": "Chiều", "evening": "Tối", "day": "Cả ngày"}
"""Parts of a day in which something takes place."""
HOURS: dict[str, tuple[int, int]] = {"morning": (0, 720), "afternoon": (720, 1080), "evening": (1080, 1440), "day": (0, 1440)}
"""From and to of each part of a day, minutes after midnight [P]: what has no hour takes the whole of it."""
WEEK_STATES: dict[str, str] = {
    "draft": "Đang soạn", "submitted": "Đã trình duyệt", "published": "Đã ban hành", "closed": "Đã đóng, không ban hành",
}  # fmt: skip
IN_WORK = ("draft", "submitted")
"""The states of a week on which its office and its leader work."""
ENTRY_STATES: dict[str, str] = {
    "proposed": "Chờ văn phòng xếp", "accepted": "Đã xếp lịch", "declined": "Không xếp", "dropped": "Hoãn, hủy",
}  # fmt: skip
JOB_STATES: dict[str, str] = {"open": "Đang làm", "done": "Đã báo cáo xong", "withdrawn": "Thôi giao"}
MARKS: dict[str, str] = {"": "", "new": "Bổ sung", "changed": "Điều chỉnh", "dropped": "Hoãn, hủy"}
"""What happened to an entry since the edition before."""
MOST: dict[str, int] = {
    "subject": 500, "place": 200, "others": 500, "note": 300, "reason": 300, "text": 4000, "what": 500, "answer": 2000,
}  # fmt: skip
"""So many characters may a field have."""
FIELD_NAMES: dict[str, str] = {
    "subject": "Nội dung", "place": "Địa điểm", "others": "Thành phần khác", "note": "Xe, liên hệ", "reason": "Lý do",
    "text": "Kết luận", "what": "Việc giao", "answer": "Kết quả", "day": "Ngày", "session": "Buổi", "hours": "Giờ",
    "host": "Chủ trì", "people": "Lãnh đạo dự", "units": "Đơn vị dự", "unit": "Đơn vị chuẩn bị",
}  # fmt: skip
"""What each field is called, in a refusal and where a change of it is told."""
MOST_JOBS = 10
"""So many things are given to do with one conclusion at most."""
BUSY = "Bận"
"""All that is said of an entry to who may not see it."""
