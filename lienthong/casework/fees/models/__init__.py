"""Tables of the fees app, by concern."""

from lienthong.casework.fees.models.money import Payment, PaymentLine, Till
from lienthong.casework.fees.models.receipts import ReceiptRange, ReceiptSeries, ReceiptUse

__all__ = ["Payment", "PaymentLine", "ReceiptRange", "ReceiptSeries", "ReceiptUse", "Till"]
