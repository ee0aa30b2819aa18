"""How the public pages say no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class LookedUpTooOften(Refusal):
    """One network address, or everybody together, looks up faster than people read."""

    code = "portal.looked_up_too_often"
    reason = "Đã tra cứu quá nhiều lần từ mạng này. Chờ %(seconds)s giây rồi bấm lại; điều đã gõ vẫn còn."
    status = 429
