"""The papers of money: the receipt, and the list of a cashier's day.  Fields: handbook domain.md 1.7, auxiliary papers [I]."""

from __future__ import annotations

from typing import Any

from lienthong.casework.fees.queries.money import PaymentRow, SeriesRow, TillRow, payments_of_till
from lienthong.casework.fees.queries.receipts import use_report
from lienthong.casework.fees.rules.money import METHOD_NAMES
from lienthong.office.org import public as org
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.quantities import Dong


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
        "in_words": formats.amount_in_words(Dong(abs(row.amount))),
        "method": METHOD_NAMES[row.method],
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
                "method": METHOD_NAMES[one.method],
                "amount": one.amount,
            }
            for one in payments_of_till(row.uid)
        ],
        "cash": row.sums.cash,
        "transfer": row.sums.transfer,
        "online": row.sums.online,
        "returned": row.sums.returned,
        "total": row.sums.total,
        "in_words": _balance_in_words(row.sums.total),
    }
    if row.closed_at is not None:
        data |= {
            "counted": row.counted,
            "difference": row.difference,
            "reason": row.difference_reason,
            "closed_at": row.closed_at,
        }
    return data


def _balance_in_words(total: Dong) -> str:
    """Return a day's sum in words; a day on which more was given back than taken says so."""
    words = formats.amount_in_words(Dong(abs(total)))
    return words if total >= 0 else f"Chi nhiều hơn thu: {words.lower()}"


def levy_paper(row: PaymentRow, series: SeriesRow) -> dict[str, Any]:
    """Return the fields of the pre-printed levy receipt of a payment; the address is written by hand."""
    return {
        "agency_name": org.unit(row.unit_id).name,
        "form": series.form,
        "symbol": series.symbol,
        "name": series.name,
        "number": row.receipt,
        "on": org.local_day(row.at),
        "payer": row.payer,
        "purpose": f"{'; '.join(line.name for line in row.lines)} (hồ sơ {row.dossier_code})",
        "amount": row.amount,
        "in_words": formats.amount_in_words(row.amount),
        "method": METHOD_NAMES[row.method],
        "cashier": row.cashier,
    }


def use_paper(unit_id: int, year: int, number: int, maker: str) -> dict[str, Any]:
    """Return the fields of the quarterly report on the use of receipts.  ValueError: no such quarter."""
    lines = use_report(unit_id, year, number)
    cells = [line.figures() for line in lines]
    return {
        "agency_name": org.unit(unit_id).name,
        "quarter": str(number),
        "year": str(year),
        "lines": [
            {"name": f"{line.name}, {line.form}, {line.symbol}", "cells": [_cell(one) for one in row]}
            for line, row in zip(lines, cells, strict=True)
        ],
        "totals": [formats.amount(sum(int(row[place]) for row in cells)) for place in range(1, 12, 2)],
        "maker_name": maker,
    }


def _cell(one: str | int) -> str:
    return formats.amount(one) if isinstance(one, int) else one
