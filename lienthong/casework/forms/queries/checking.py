"""What is true of versions at every moment."""

from __future__ import annotations

from django.db import connection

from lienthong.toolkit.invariants import Invariant

SHOWN = 20
_OTHER_TEXT = """
SELECT (SELECT name FROM org_unit WHERE id = forms_formversion.unit_id),
       kind, number FROM forms_formversion
 WHERE sha256 <> encode(sha256(convert_to(text, 'UTF8')), 'hex') ORDER BY id LIMIT %s
"""
_BACKDATED = """
SELECT (SELECT name FROM org_unit WHERE id = forms_formversion.unit_id),
       kind, number FROM forms_formversion
 WHERE since IS NOT NULL AND since <= (published_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date ORDER BY id LIMIT %s
"""


def invariants() -> list[Invariant]:
    """Return the checks of this app."""
    return [
        Invariant("forms.texts", "Chữ của mỗi bản mẫu giấy khớp với mã băm đã ghi trong sổ cái", texts),
        Invariant("forms.days", "Mẫu giấy chỉ áp dụng từ sau ngày ban hành", days),
    ]


def texts() -> list[str]:
    """Return the versions whose text is not the one that was kept."""
    return _found(_OTHER_TEXT, "chữ khác với mã băm")


def days() -> list[str]:
    """Return the versions that were published for days already gone."""
    return _found(_BACKDATED, "áp dụng từ ngày không sau ngày ban hành")


def _found(sql: str, fault: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [SHOWN])
        return [f"{unit}, giấy {kind}, bản số {number}: {fault}" for unit, kind, number in cursor.fetchall()]
