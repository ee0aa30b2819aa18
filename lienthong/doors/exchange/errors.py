"""How the exchange says no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class KeyNeeded(Refusal):
    """A write came without an idempotency key."""

    code = "exchange.key_needed"
    reason = (
        "Mọi lệnh ghi phải kèm tiêu đề Idempotency-Key (tối đa 100 ký tự, mỗi lệnh một khóa riêng) "
        "để gửi lại không bị ghi hai lần."
    )
    status = 422
