"""The closed words of drafts: their states, what comments are about, how long each field may be."""

from __future__ import annotations

STATES: dict[str, str] = {"open": "Đang soạn", "submitted": "Đang trình", "issued": "Đã ban hành", "dropped": "Đã bỏ"}
TEMPLATE_STATES: dict[str, str] = {"draft": "Bản soạn", "published": "Đã ban hành", "withdrawn": "Đã thu hồi"}
LEFT_BY: dict[str, str] = {
    "draft_begun": "open", "draft_written": "open", "draft_commented": "open submitted", "draft_answered": "open submitted",
    "draft_shown": "open", "draft_opinion_given": "open", "draft_opinion_withdrawn": "open", "draft_submitted": "submitted",
    "draft_opinion_passed": "open", "draft_followed": "open submitted", "draft_handed_over": "open submitted",
    "draft_reopened": "open", "draft_issued": "issued", "draft_dropped": "dropped",
}  # fmt: skip
"""In which states an event may leave a draft."""
FORMS: dict[str, str] = {
    "": "Người đứng đầu ký trực tiếp", "tm": "Thay mặt tập thể", "kt": "Ký thay cấp trưởng", "tl": "Thừa lệnh",
    "tuq": "Thừa ủy quyền", "q": "Quyền cấp trưởng",
}  # fmt: skip
"""How the signer signs.  Source: law:nd-30-2020 [V: domain 2.1]."""
MOST: dict[str, int] = {
    "subject": 2000, "to": 2000, "authority": 300, "grounds": 10_000, "text": 200_000, "recipients": 4000, "place": 100,
    "sign_collective": 200, "sign_head": 200, "signer_post": 200, "signer": 200, "second_post": 200, "second_signer": 200,
    "drafter": 30, "typist": 20, "contact": 300, "comment": 2000, "opinion": 4000, "reason": 300,
    "template": 150, "note": 300,
}  # fmt: skip
"""So many characters may a field have."""
FIELD_NAMES: dict[str, str] = {
    "subject": "Trích yếu", "to": "Kính gửi", "authority": "Thẩm quyền ban hành", "grounds": "Căn cứ", "text": "Nội dung",
    "recipients": "Nơi nhận", "place": "Địa danh", "sign_form": "Cách ký", "sign_collective": "Ký thay mặt ai",
    "sign_head": "Chức vụ người đứng đầu", "signer_post": "Chức vụ người ký", "signer": "Họ và tên người ký",
    "second_post": "Chức vụ người ký thứ hai", "second_signer": "Họ và tên người ký thứ hai",
    "drafter": "Ký hiệu đơn vị soạn thảo", "urgency": "Độ khẩn", "circulation": "Phạm vi lưu hành",
    "typist": "Ký hiệu người soạn", "copies": "Số lượng bản",
    "contact": "Địa chỉ, điện thoại", "comment": "Góp ý", "opinion": "Ý kiến", "reason": "Lý do",
    "template": "Tên mẫu", "note": "Sửa gì", "source": "Dùng khi",
}  # fmt: skip
"""What each field is called, in forms, in differences and in refusals."""
MOST_COPIES = 99_999
MOST_VERSIONS = 500
"""So many versions has a draft at most."""
