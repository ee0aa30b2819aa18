"""Tables of the fees app, by concern."""

from lienthong.casework.fees.models.money import Payment, PaymentLine, Till

__all__ = ["Payment", "PaymentLine", "Till"]
