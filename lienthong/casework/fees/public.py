"""The door of fees."""

from lienthong.casework.fees.access import APPROVERS, CASHIERS
from lienthong.casework.fees.errors import (
    DayClosed,
    DifferenceNeedsReason,
    NothingToReturn,
    NotYourMoney,
    NotYourTill,
    PaymentUnknown,
    TillUnknown,
)
from lienthong.casework.fees.queries.checking import invariants
from lienthong.casework.fees.queries.money import (
    PaymentRow,
    TillRow,
    payment,
    payments_of_dossier,
    payments_of_till,
    till,
    till_of,
    tills_of,
)
from lienthong.casework.fees.queries.printing import receipt_paper, till_paper
from lienthong.casework.fees.rules.money import Sums, in_words
from lienthong.casework.fees.services.carrying import carry_over
from lienthong.casework.fees.services.closing import Closed, close_day, refund
from lienthong.casework.fees.services.collecting import METHOD_NAMES, Collected, Move, Receipt, collect, record

__all__ = [
    "APPROVERS",
    "CASHIERS",
    "METHOD_NAMES",
    "Closed",
    "Collected",
    "DayClosed",
    "DifferenceNeedsReason",
    "Move",
    "NotYourMoney",
    "NotYourTill",
    "NothingToReturn",
    "PaymentRow",
    "PaymentUnknown",
    "Receipt",
    "Sums",
    "TillRow",
    "TillUnknown",
    "carry_over",
    "close_day",
    "collect",
    "in_words",
    "invariants",
    "payment",
    "payments_of_dossier",
    "payments_of_till",
    "receipt_paper",
    "record",
    "refund",
    "till",
    "till_of",
    "till_paper",
    "tills_of",
]
