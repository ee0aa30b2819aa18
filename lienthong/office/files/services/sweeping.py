"""Removes contents that no row names: what a kill or a roll-back left behind."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction

from lienthong.office.files.models import Blob, BlobStore, HeldFile, chosen
from lienthong.office.files.queries.checking import ORPHAN_AGE, unnamed
from lienthong.office.files.services.storing import LOCKS, lock_key

BATCH = 1_000


def sweep_orphans(*, older_than: timedelta = ORPHAN_AGE, at: datetime) -> int:
    """Remove contents without a row, last put more than `older_than` before `at` (the real clock); return how many.

    Files held for a form longer than was meant are forgotten first.
    Safe beside uploads of the same content: it removes under the content's lock, after a second look.
    For the role of the worker (or the owner) only.
    """
    HeldFile.objects.filter(until__lt=at).delete()
    blobs, before = chosen(), at - older_than
    blobs.sweep_drafts(before)
    old = [blob for blob in blobs.blobs() if blob.put_at < before]
    gone = 0
    for start in range(0, len(old), BATCH):
        batch = {blob.name: blob for blob in old[start : start + BATCH]}
        gone += sum(_removed(blobs, batch[name]) for name in unnamed(sorted(batch)))
    return gone


def _removed(blobs: BlobStore, blob: Blob) -> bool:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCKS, lock_key(blob.name)])
        if not cursor.fetchone()[0] or not unnamed([blob.name]):
            return False
        blobs.remove(blob.name)
    return True
