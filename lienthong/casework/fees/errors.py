"""How money at the counter says no."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class NotYourMoney(Refusal):
    """The actor's post carries no duty for it here."""

    code = "fees.not_yours"
    reason = "Việc này cần %(duty)s của đơn vị. Nhờ người đó làm, hoặc đổi chức danh đang dùng."
    status = 403


class DayClosed(Refusal):
    """The cashier's day is closed; no money moves in it any more."""

    code = "fees.day_closed"
    reason = "Quỹ ngày %(day)s của %(cashier)s đã khóa lúc %(at)s nên không ghi thêm thu chi; ghi vào ngày làm việc sau."


class TillUnknown(Refusal):
    """No till with that uid in the actor's unit."""

    code = "fees.till_unknown"
    reason = "Không tìm thấy quỹ thu này trong đơn vị của ông/bà; chọn lại trong danh sách ở trang Thu phí."
    status = 404


class NotYourTill(Refusal):
    """A day is closed by its own cashier."""

    code = "fees.not_your_till"
    reason = "Quỹ này của %(cashier)s: người thu tự đếm tiền và khóa quỹ của mình."
    status = 403


class DifferenceNeedsReason(Refusal):
    """Counted and expected cash differ, and nobody says why."""

    code = "fees.difference_needs_reason"
    reason = "Đếm được %(counted)s đồng, theo sổ %(expected)s đồng: ghi rõ vì sao lệch %(difference)s đồng rồi khóa quỹ."
    status = 422


class PaymentUnknown(Refusal):
    """No payment with that uid in the actor's unit."""

    code = "fees.payment_unknown"
    reason = "Không tìm thấy lượt thu này trong đơn vị của ông/bà; tìm lại ở trang Thu phí hoặc trang hồ sơ."
    status = 404


class NothingToReturn(Refusal):
    """The payment was given back before, or is itself money given back."""

    code = "fees.nothing_to_return"
    reason = "Lượt thu %(receipt)s không còn khoản nào để hoàn trả."
