"""The address picker: places valid on a day, found with or without marks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q

from lienthong.office.org.models import AdminUnit
from lienthong.office.org.queries.rows import Address
from lienthong.toolkit.vietnamese import fold

_LAST = "\U0010ffff"


def _rows(found: Q, on: date, limit: int) -> list[Address]:
    places = AdminUnit.objects.filter(found, since__lte=on).exclude(until__lte=on).order_by("folded", "pk")[:limit]
    return [Address(p.uid, p.code, p.full_name, p.path, p.level, p.since, p.until) for p in places]


def addresses(query: str, on: date, *, limit: int = 12) -> list[Address]:
    """Return communes and villages valid on a day whose name or full address begins with `query`, marks ignored.

    When nothing begins with it, places that contain every word are answered.
    """
    text = fold(query)
    if not text:
        return []
    picked = Q(level__in=["commune", "village"])
    starts = Q(folded__gte=text, folded__lt=text + _LAST) | Q(folded_name__gte=text, folded_name__lt=text + _LAST)
    found = _rows(picked & starts, on, limit)
    if found:
        return found
    words = picked
    for word in text.replace(",", " ").split():
        words &= Q(folded__contains=word)
    return _rows(words, on, limit)


def villages(on: date, *, commune: str = "", uids: Iterable[UUID] = ()) -> list[Address]:
    """Return the villages of a commune (its code of the statistics office) on a day, and those named by uid; one statement."""
    found = Q(uid__in=list(uids)) | Q(parent__code=commune) if commune else Q(uid__in=list(uids))
    return _rows(found & Q(level="village"), on, 500)


def place_valid(uid: UUID, on: date) -> bool:
    """Return whether there was a commune or village with that uid on a day; one statement."""
    return bool(_rows(Q(uid=uid, level__in=["commune", "village"]), on, 1))


def unit_of_place(uid: UUID, on: date) -> int | None:
    """Return the key of the People's Committee of the commune that is, or holds, a place on a day; None when we know none.

    One statement.  A commune and its committee carry the same code of the statistics office, each for its own period.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT u.id FROM org_adminunit p LEFT JOIN org_adminunit c ON c.id = p.parent_id AND p.level = 'village'
              JOIN org_unit u ON u.admin_code = coalesce(c.code, p.code) AND u.level = 'commune'
                AND u.function = 'people_committee' AND u.since <= %(on)s AND (u.until IS NULL OR u.until > %(on)s)
            WHERE p.uid = %(uid)s ORDER BY u.since DESC, u.id LIMIT 1""",
            {"uid": uid, "on": on},
        )
        found = cursor.fetchone()
    return int(found[0]) if found else None


def address(code: str, on: date) -> Address | None:
    """Return the place with that code on a day, or None."""
    found = _rows(Q(code=code), on, 1)
    return found[0] if found else None
