"""What is true of money at every moment."""

from __future__ import annotations

from django.db import connection

from lienthong.toolkit.invariants import Invariant

SHOWN = 20

_LINES = """
WITH moved AS (
  SELECT p.dossier_uid, l.fee_key, sum(l.amount) AS amount
    FROM fees_paymentline l JOIN fees_payment p ON p.id = l.payment_id GROUP BY 1, 2
), owed AS (
  SELECT d.uid AS dossier_uid, f.key AS fee_key, d.code, f.paid
    FROM dossiers_feeline f JOIN dossiers_dossier d ON d.id = f.dossier_id
)
SELECT coalesce(o.code, m.dossier_uid::text), fee_key, coalesce(o.paid, 0), coalesce(m.amount, 0)
  FROM owed o FULL JOIN moved m USING (dossier_uid, fee_key)
 WHERE coalesce(o.paid, 0) <> coalesce(m.amount, 0) LIMIT %s
"""
_SUMS = """
SELECT p.uid, p.amount, coalesce(sum(l.amount), 0) FROM fees_payment p LEFT JOIN fees_paymentline l ON l.payment_id = p.id
 GROUP BY p.id HAVING p.amount <> coalesce(sum(l.amount), 0) LIMIT %s
"""
_TILLS = """
SELECT t.name, t.day, t.expected_cash + t.expected_transfer + t.expected_online, coalesce(sum(p.amount), 0)
  FROM fees_till t LEFT JOIN fees_payment p ON p.till_id = t.id WHERE t.closed_at IS NOT NULL
 GROUP BY t.id
HAVING (t.expected_cash, t.expected_transfer, t.expected_online) IS DISTINCT FROM (
  coalesce(sum(p.amount) FILTER (WHERE p.method = 'cash'), 0)::bigint,
  coalesce(sum(p.amount) FILTER (WHERE p.method = 'transfer'), 0)::bigint,
  coalesce(sum(p.amount) FILTER (WHERE p.method = 'online'), 0)::bigint)
 LIMIT %s
"""
_RECEIPTS = """
SELECT s.form, s.symbol, r.first, r.next, coalesce(sum(u.high - u.low + 1) FILTER (WHERE u.high < r.next), 0),
       count(*) FILTER (WHERE r.next BETWEEN u.low AND u.high)
  FROM fees_receiptrange r JOIN fees_receiptseries s ON s.id = r.series_id LEFT JOIN fees_receiptuse u ON u.range_id = r.id
 GROUP BY r.id, s.id
HAVING coalesce(sum(u.high - u.low + 1) FILTER (WHERE u.high < r.next), 0) <> r.next - r.first
    OR count(*) FILTER (WHERE r.next BETWEEN u.low AND u.high) > 0
 LIMIT %s
"""


def invariants() -> list[Invariant]:
    """Return the checks of this app."""
    return [
        Invariant("fees.lines", "Tiền đã thu của mỗi khoản đúng bằng tổng các lượt thu, hoàn trả của khoản đó", lines),
        Invariant("fees.sums", "Mỗi lượt thu đúng bằng tổng các khoản của nó", payments),
        Invariant("fees.tills", "Quỹ đã khóa đúng bằng tổng các lượt thu, hoàn trả trong quỹ", tills),
        Invariant("fees.receipts", "Số biên lai dùng theo thứ tự, không bỏ sót, không dùng hai lần", receipts),
    ]


def lines() -> list[str]:
    """Return fee lines whose paid sum is not what their payments say, and payments of no fee line."""
    return _said(_LINES, "Hồ sơ {}, khoản {}: ghi đã thu {} đồng, các lượt thu cộng lại {} đồng")


def payments() -> list[str]:
    """Return payments that are not the sum of their lines."""
    return _said(_SUMS, "Lượt thu {}: {} đồng, các khoản cộng lại {} đồng")


def tills() -> list[str]:
    """Return closed tills whose figures are not the sums of their payments."""
    return _said(_TILLS, "Quỹ của {} ngày {}: khóa với {} đồng, các lượt thu cộng lại {} đồng")


def receipts() -> list[str]:
    """Return ranges in which a number below the next one was left out, or whose next number is taken."""
    return _said(_RECEIPTS, "Biên lai {}, {} từ số {}: số tiếp theo {} mà đã ghi {} số trước đó, {} lần trùng số tiếp theo")


def _said(sql: str, sentence: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [SHOWN])
        return [sentence.format(*row) for row in cursor.fetchall()]
