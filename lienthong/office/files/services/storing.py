"""Takes a file in: receive, check, keep the content, then the row."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, TypeVar
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.db import connection, transaction

from lienthong.office.files.errors import EmptyFile, FileTooBig, NoRoom
from lienthong.office.files.models import BlobStore, StoredFile, chosen
from lienthong.office.files.models.blobs import CHUNK
from lienthong.office.files.models.stored_file import Status
from lienthong.office.files.queries.reading import FileRow, row_of
from lienthong.office.files.rules import kinds
from lienthong.office.files.rules.names import clean_name
from lienthong.office.files.rules.room import is_full
from lienthong.office.files.services import checking
from lienthong.toolkit.actor import Actor

Content = bytes | BinaryIO | File  # type: ignore[type-arg]  # Django's File is generic only in the stubs
R = TypeVar("R")
logger = logging.getLogger(__name__)
LOCKS = 0x66696C65
"""First key of the advisory locks that keep the sweep away from a content that is being taken in («file»)."""


def store(
    content: Content,
    *,
    name: str,
    actor: Actor | None,
    object_uid: UUID,
    at: datetime,
    among: frozenset[str] = kinds.PAPERS,
) -> FileRow:
    """Take a file in and return its row; the same content is kept once, whatever its names.

    content     bytes, or a stream read once from where it stands, or an uploaded file of Django.
    name        as the sender called it; it is cleaned.
    actor       who adds it; None when the product itself does (a drawn paper): then a unit of the context must take part
                in `object_uid`.
    among       the kinds that are taken: PAPERS, or SOUNDS where speech is asked for.
    Needs the row-level security context of the actor's units.  The content is on the disk before the row is written; a
    roll-back or a kill leaves at most a content without a row, which `sweep_orphans` removes after a day.
    Raises   a FileRefused: EmptyFile, FileTooBig, KindNotAccepted, NotWhatItSays, … (errors.py); FileNotChecked; NoRoom.
    """

    def write(taken: Taken) -> StoredFile:
        return StoredFile.objects.create(
            sha256=taken.sha256,
            size=taken.size,
            mime=taken.mime,
            name=taken.name,
            object_uid=object_uid,
            added_by=actor.person_uid if actor else None,
            unit_id=actor.unit_id if actor else None,
            added_at=at,
            status=Status.REDRAWN if taken.redrawn else Status.AS_SENT,
        )

    return row_of(take_in(content, name, write, among=among))


def keep(content: Content, *, name: str, actor: Actor | None, object_uid: UUID, at: datetime) -> FileRow:
    """Keep a file byte for byte as it came, whatever the policy thinks of it: what was refused, a scan beside its new picture.

    It is never shown, only downloaded as bytes of no type (`response`), and becomes no file of a form (`hold_stored`).
    Arguments and context as of `store`.  Raises EmptyFile, FileTooBig, NoRoom.
    """
    cleaned, blobs = clean_name(name), chosen()
    with _room_for(cleaned), _received(content, cleaned) as path, path.open("rb") as kept:
        digest, size = _measured(kept)
        blobs.put(digest, kept)
        with transaction.atomic():
            keep_from_sweep(digest)
            _still_there(blobs, digest, kept)
            made = StoredFile.objects.create(
                sha256=digest, size=size, mime=kinds.UNTOUCHED, name=cleaned, object_uid=object_uid, added_at=at,
                added_by=actor.person_uid if actor else None, unit_id=actor.unit_id if actor else None, status=Status.UNTOUCHED,
            )  # fmt: skip
            return row_of(made)


@dataclass(frozen=True)
class Taken:
    """An upload that passed the policy, its content on the disk: what its row says."""

    sha256: str
    size: int
    mime: str
    name: str
    redrawn: bool


def take_in(content: Content, name: str, write: Callable[[Taken], R], *, among: frozenset[str] = kinds.PAPERS) -> R:
    """Receive and check an upload, keep its content, then let `write` make the row that names it; return that row.

    The row is written in a transaction under the content's lock, so that no sweep removes it meanwhile.  Raises as `store`.
    """
    cleaned = clean_name(name)
    kinds.said_kind(cleaned, among=among)
    blobs = chosen()
    with _room_for(cleaned), _received(content, cleaned) as path:
        checked = checking.check(path, cleaned, limit=settings.UPLOAD_MAX_BYTES)
        with checked.content as kept:
            digest, size = _measured(kept)
            blobs.put(digest, kept)
            with transaction.atomic():
                keep_from_sweep(digest)
                _still_there(blobs, digest, kept)
                return write(Taken(digest, size, checked.mime, cleaned, checked.redrawn))


@contextmanager
def _room_for(name: str) -> Iterator[None]:
    """Turn a write that found no room into a refusal; the log has the place and the cause."""
    try:
        yield
    except OSError as fault:
        if not is_full(fault):
            raise
        logger.exception("no room for an upload")
        raise NoRoom(name=name) from fault


@contextmanager
def _received(content: Content, name: str) -> Iterator[Path]:
    """Write the upload into a temporary file of our own, reading no further than the cap."""
    limit, size = settings.UPLOAD_MAX_BYTES, 0
    handle, path = tempfile.mkstemp(prefix="lienthong-upload-")
    try:
        with os.fdopen(handle, "wb") as out:
            for chunk in _chunks(content):
                size += len(chunk)
                if size > limit:
                    raise FileTooBig(name=name, limit_mb=limit // 2**20)
                out.write(chunk)
        if not size:
            raise EmptyFile(name=name)
        yield Path(path)
    finally:
        Path(path).unlink(missing_ok=True)


def _chunks(content: Content) -> Iterable[bytes]:
    if isinstance(content, File):
        return content.chunks(CHUNK)
    source = BytesIO(content) if isinstance(content, bytes) else content
    return iter(lambda: source.read(CHUNK), b"")


def _measured(content: BinaryIO) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while chunk := content.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    content.seek(0)
    return digest.hexdigest(), size


def keep_from_sweep(digest: str) -> None:
    """Keep the sweep away from this content until the transaction ends; those who store it do not wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [LOCKS, lock_key(digest)])


def lock_key(digest: str) -> int:
    """Return the second key of a content's advisory lock: its first 31 bits."""
    return int(digest[:8], 16) & 0x7FFF_FFFF


def _still_there(blobs: BlobStore, digest: str, content: BinaryIO) -> None:
    """Put the content again when a sweep removed it between its writing and our lock."""
    if not blobs.has(digest):
        content.seek(0)
        blobs.put(digest, content)
