"""The papers of money: the receipt, and the list of a cashier's day.  Fields: handbook domain.md 1.7, auxiliary papers [I]."""

from __future__ import annotations

from typing import Any

from lienthong.casework.fees.queries.money import PaymentRow, TillRow, payments_of_till
from lienthong.casework.fees.rules.money import in_words
from lienthong.office.org import public as org

METHODS = {"cash": "Tiền mặt", "transfer": "Chuyển khoản", "online": "Trực tuyến"}


def receipt_paper(row: PaymentRow) -> dict[str, Any]:
    """Return the fields of the receipt of a payment, or of money given back."""
    return {
        "agency_name": org.unit(row.unit_id).name,
        "returned": row.amount < 0,
        "number": row.receipt,
        "volume": row.volume,
        "on": org.local_day(row.at),
        "payer": row.payer,
        "dossier_code": row.dossier_code,
        "lines": [{"name": line.name, "amount": abs(line.amount)} for line in row.lines],
        "amount": abs(row.amount),
        "in_words": in_words(abs(row.amount)),
        "method": METHODS[row.method],
        "reason": row.reason,
        "cashier": row.cashier,
        "approved_by": row.approved_by,
    }


def till_paper(row: TillRow) -> dict[str, Any]:
    """Return the fields of the list of a cashier's day, closed or still open."""
    data: dict[str, Any] = {
        "agency_name": org.unit(row.unit_id).name,
        "cashier": row.name,
        "day": row.day,
        "lines": [
            {
                "number": one.receipt or "–",
                "at": one.at,
                "payer": one.payer,
                "what": f"{one.dossier_code}: {'; '.join(line.name for line in one.lines)}"
                + (f" (hoàn trả: {one.reason})" if one.amount < 0 else ""),
                "method": METHODS[one.method],
                "amount": one.amount,
            }
            for one in payments_of_till(row.uid)
        ],
        "cash": row.sums.cash,
        "transfer": row.sums.transfer,
        "online": row.sums.online,
        "returned": row.sums.returned,
        "total": row.sums.total,
        "in_words": in_words(row.sums.total)
        if row.sums.total >= 0
        else f"Chi nhiều hơn thu: {in_words(-row.sums.total).lower()}",
    }
    if row.closed_at is not None:
        data |= {
            "counted": row.counted,
            "difference": row.difference,
            "reason": row.difference_reason,
            "closed_at": row.closed_at,
        }
    return data
