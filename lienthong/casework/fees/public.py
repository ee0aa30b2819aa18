"""The door of fees."""

from lienthong.casework.fees.access import APPROVERS, CASHIERS, RECEIPT_KEEPERS
from lienthong.casework.fees.errors import (
    DayClosed,
    DifferenceNeedsReason,
    NothingToReturn,
    NotYourMoney,
    NotYourTill,
    NumberTaken,
    PaymentUnknown,
    RangeBackward,
    RangeOverlaps,
    RangeUnknown,
    ReceiptReasonNeeded,
    ReceiptsUsedUp,
    SpoiledTooLate,
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
from lienthong.casework.fees.queries.printing import levy_paper, receipt_paper, till_paper, use_paper
from lienthong.casework.fees.queries.receipts import HEADS as USE_HEADS
from lienthong.casework.fees.queries.receipts import RangeRow, ReportLine, UseRow, range_of, ranges_of, use_report, uses_of
from lienthong.casework.fees.rules.money import Sums, in_words
from lienthong.casework.fees.services.carrying import carry_over
from lienthong.casework.fees.services.closing import Closed, close_day, refund
from lienthong.casework.fees.services.collecting import METHOD_NAMES, Collected, Move, Receipt, collect, record
from lienthong.casework.fees.services.receipts import Used, load, lost, retire, void

__all__ = [
    "APPROVERS",
    "CASHIERS",
    "METHOD_NAMES",
    "RECEIPT_KEEPERS",
    "USE_HEADS",
    "Closed",
    "Collected",
    "DayClosed",
    "DifferenceNeedsReason",
    "Move",
    "NotYourMoney",
    "NotYourTill",
    "NothingToReturn",
    "NumberTaken",
    "PaymentRow",
    "PaymentUnknown",
    "RangeBackward",
    "RangeOverlaps",
    "RangeRow",
    "RangeUnknown",
    "Receipt",
    "ReceiptReasonNeeded",
    "ReceiptsUsedUp",
    "ReportLine",
    "SpoiledTooLate",
    "Sums",
    "TillRow",
    "TillUnknown",
    "UseRow",
    "Used",
    "carry_over",
    "close_day",
    "collect",
    "in_words",
    "invariants",
    "levy_paper",
    "load",
    "lost",
    "payment",
    "payments_of_dossier",
    "payments_of_till",
    "range_of",
    "ranges_of",
    "receipt_paper",
    "record",
    "refund",
    "retire",
    "till",
    "till_of",
    "till_paper",
    "tills_of",
    "use_paper",
    "use_report",
    "uses_of",
    "void",
]
