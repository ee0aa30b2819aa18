"""Tables of the fees app, by concern."""

from lienthong.casework.fees.models.electronic import EReceipt
from lienthong.casework.fees.models.money import Payment, PaymentLine, Till
from lienthong.casework.fees.models.online import BankNotice, PaymentAccount
from lienthong.casework.fees.models.receipts import ReceiptRange, ReceiptSeries, ReceiptUse

__all__ = [
    "BankNotice",
    "EReceipt",
    "Payment",
    "PaymentAccount",
    "PaymentLine",
    "ReceiptRange",
    "ReceiptSeries",
    "ReceiptUse",
    "Till",
]
