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
MOST_AROUND = 1500
"""So many places are carried in a list that needs no link; where more lie around, the villages of other communes stay out."""


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


def places_meant(typed: str, on: date) -> list[Address]:
    """Return the communes and villages that typed words may mean on a day, twelve at most.

    One when its name or full address, and no other's, is exactly what was typed; else as `addresses` finds them.
    """
    words, found = fold(typed), addresses(typed, on)
    exact = [one for one in found if words in (fold(one.full_name), fold(one.path))]
    return exact if len(exact) == 1 else found


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


_AROUND = """
WITH RECURSIVE up(id, distance) AS (
    SELECT %(unit)s::bigint, 0
    UNION ALL SELECT e.parent_id, up.distance + 1 FROM up JOIN org_unitera e ON e.unit_id = up.id
      AND e.since <= %(on)s AND (e.until IS NULL OR e.until > %(on)s) WHERE e.parent_id IS NOT NULL AND up.distance < 8
  ), there AS (
    SELECT p.id, p.parent_id, p.level FROM up JOIN org_unit u ON u.id = up.id AND u.level IN ('commune', 'district')
      JOIN org_adminunit p ON p.code = u.admin_code AND p.level = u.level
      AND p.since <= %(on)s AND (p.until IS NULL OR p.until > %(on)s) ORDER BY up.distance LIMIT 1
  ), communes AS (
    SELECT c.*, c.id AS commune, c.id = there.id AS here FROM there JOIN org_adminunit c ON c.level = 'commune'
      AND c.since <= %(on)s AND (c.until IS NULL OR c.until > %(on)s)
      AND (c.id = there.id OR c.parent_id = CASE there.level WHEN 'district' THEN there.id ELSE there.parent_id END)
  ), listed AS (
    SELECT * FROM communes
    UNION ALL
    SELECT v.*, c.commune, c.here FROM communes c JOIN org_adminunit v ON v.parent_id = c.id AND v.level = 'village'
      AND v.since <= %(on)s AND (v.until IS NULL OR v.until > %(on)s)
  )
SELECT id, uid, code, full_name, path, level, since, until, commune FROM (SELECT *, count(*) OVER () AS size FROM listed) l
 WHERE here OR level = 'commune' OR size <= %(most)s ORDER BY here DESC, level, folded, id"""


def places_around(unit_id: int, on: date) -> list[tuple[Address, tuple[Address, ...]]]:
    """Return the communes of a unit's district on a day, each with its villages that we know; the unit's own commune first.

    Where communes stand below the province (since 2025-07-01) these are all of the province.  With more than MOST_AROUND places
    the villages of the other communes are left out.  One statement; empty for a unit that lies in no commune or district.
    """
    with connection.cursor() as cursor:
        cursor.execute(_AROUND, {"unit": unit_id, "on": on, "most": MOST_AROUND})
        rows = cursor.fetchall()
    found = [(key, parent, Address(*cells)) for key, *cells, parent in rows]
    return [
        (commune, tuple(village for key, above, village in found if above == at and key != at))
        for at, above, commune in found
        if at == above
    ]


def place(uid: UUID, on: date) -> Address | None:
    """Return the commune or village with that uid on a day, or None; one statement."""
    found = _rows(Q(uid=uid, level__in=["commune", "village"]), on, 1)
    return found[0] if found else None


def address(code: str, on: date) -> Address | None:
    """Return the place with that code on a day, or None."""
    found = _rows(Q(code=code), on, 1)
    return found[0] if found else None
