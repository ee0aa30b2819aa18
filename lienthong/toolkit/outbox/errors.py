"""Refusals of the outbox."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class NoSuchDelivery(Refusal):
    """No delivery has that uid."""

    code = "outbox.no_such_delivery"
    reason = "Không có lượt gửi %(uid)s; mở lại danh sách thư chưa gửi được rồi chọn lại."
    status = 404


class AlreadyDelivered(Refusal):
    """A delivered row is not delivered again by hand."""

    code = "outbox.already_delivered"
    reason = "Lượt gửi %(uid)s đã xong lúc %(delivered_at)s nên không gửi lại."
