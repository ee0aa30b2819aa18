"""Invariant I10: every content has the hash it is named by, none is missing, none lies about without a row."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import timedelta

from django.db import connection

from lienthong.office.files.models import StoredFile, chosen
from lienthong.office.files.models.blobs import CHUNK
from lienthong.toolkit.clock import real_now
from lienthong.toolkit.invariants import Invariant

ORPHAN_AGE = timedelta(hours=24)
SHOWN = 20


def invariants() -> list[Invariant]:
    """Return the invariants of the file store."""
    return [
        Invariant("files.content_is_its_hash", "Nội dung mỗi tệp đúng với mã băm đặt tên cho nó.", _wrong),
        Invariant("files.no_missing_content", "Mỗi tệp đã ghi sổ đều còn nội dung, đúng cỡ.", _missing),
        Invariant("files.no_old_orphan", "Không có nội dung quá 24 giờ mà không thuộc tệp nào.", _orphans),
    ]


def unnamed(names: Sequence[str]) -> list[str]:
    """Return those of the hashes that no row of any unit names.

    Asks a function of the database's owner, so that a context that sees little never makes a content look unused.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT hash FROM files_unnamed(%s) AS hash", [list(names)])
        return [name for (name,) in cursor.fetchall()]


def _wrong() -> list[str]:
    blobs, wrong = chosen(), []
    for blob in blobs.blobs():
        digest = hashlib.sha256()
        with blobs.open(blob.name) as content:
            while chunk := content.read(CHUNK):
                digest.update(chunk)
        if digest.hexdigest() != blob.name:
            wrong.append(f"Nội dung {blob.name} không còn đúng với mã băm của nó.")
    return wrong[:SHOWN]


def _missing() -> list[str]:
    there = {blob.name: blob.size for blob in chosen().blobs()}
    rows = StoredFile.objects.order_by("sha256", "size").values_list("sha256", "size").distinct().iterator(5_000)
    wrong = [f"Nội dung {name} ({size} byte) bị mất hoặc sai cỡ." for name, size in rows if there.get(name) != size]
    return wrong[:SHOWN]


def _orphans() -> list[str]:
    before = real_now() - ORPHAN_AGE
    old = [blob.name for blob in chosen().blobs() if blob.put_at < before]
    found: list[str] = []
    for start in range(0, len(old), 1_000):
        found += unnamed(old[start : start + 1_000])
    return [f"Nội dung {name} không thuộc tệp nào đã quá 24 giờ." for name in found[:SHOWN]]
