"""Questions about begun filings; the present citizen's alone, by row-level security."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import connection

from lienthong.doors.portal.errors import DraftUnknown
from lienthong.doors.portal.models import OnlineDraft


def draft(uid: UUID) -> OnlineDraft:
    """Return a begun filing of the present citizen.  Raises DraftUnknown."""
    found = OnlineDraft.objects.filter(uid=uid).first()
    if found is None:
        raise DraftUnknown
    return found


def drafts() -> list[OnlineDraft]:
    """Return the filings that the present citizen has begun and not filed, the newest first, 20 at most; one statement."""
    return list(OnlineDraft.objects.filter(dossier_uid=None).order_by("-updated_at", "-pk")[:20])


def drafts_at(unit_ids: Collection[int]) -> dict[int, int]:
    """Return how many filings are begun for units, by unit: a number alone, nothing of whose or what; one statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT unit_id, drafts FROM portal_drafts_at(%s)", [list(unit_ids)])
        return dict(cursor.fetchall())
