"""How the public pages say no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class LookedUpTooOften(Refusal):
    """One network address, or everybody together, looks up faster than people read."""

    code = "portal.looked_up_too_often"
    reason = "Đã tra cứu quá nhiều lần từ mạng này. Chờ %(seconds)s giây rồi bấm lại; điều đã gõ vẫn còn."
    status = 429


class TicketsTooOften(Refusal):
    """One network address takes tickets faster than people press."""

    code = "portal.tickets_too_often"
    reason = "Máy lấy số đang nhận quá nhiều lần bấm. Chờ %(seconds)s giây rồi bấm lại, hoặc hỏi cán bộ ở quầy."
    status = 429
