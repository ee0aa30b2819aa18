"""Files by uid, seen through the eyes of the present context."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from lienthong.office.files.errors import FileDamaged, FileUnknown, FileWithdrawn
from lienthong.office.files.models import HeldFile, StoredFile, chosen, served
from lienthong.office.files.models.blobs import CHUNK
from lienthong.toolkit.actor import Actor


@dataclass(frozen=True)
class FileRow:
    """A stored file: size in bytes, sha256 in hex, `redrawn` when a picture was drawn anew."""

    uid: UUID
    sha256: str
    size: int
    mime: str
    name: str
    object_uid: UUID
    added_by: UUID | None
    added_at: datetime
    redrawn: bool


def row_of(stored: StoredFile) -> FileRow:
    """Return the row as others see it."""
    return FileRow(
        stored.uid, stored.sha256, stored.size, stored.mime, stored.name, stored.object_uid, stored.added_by, stored.added_at,
        stored.status == "redrawn",
    )  # fmt: skip


@dataclass(frozen=True)
class HeldRow:
    """A file held for a form that is not saved yet: size in bytes, `slot` its place in the form."""

    uid: UUID
    slot: str
    sha256: str
    size: int
    name: str
    mime: str


def held_row_of(one: HeldFile) -> HeldRow:
    """Return a held file as others see it."""
    return HeldRow(one.uid, one.slot, one.sha256, one.size, one.name, one.mime)


def held(*, actor: Actor, held_for: UUID) -> list[HeldRow]:
    """Return the files that the actor holds for a form, in the order in which they came; one statement."""
    return held_by(actor.person_uid, held_for=held_for)


def held_by(person_uid: UUID, *, held_for: UUID) -> list[HeldRow]:
    """Return what `held` does, for who is known by the uid alone."""
    return [held_row_of(one) for one in HeldFile.objects.filter(held_for=held_for, held_by=person_uid).order_by("pk")]


def find(uid: UUID) -> FileRow:
    """Return a file that the present context may see; one statement.  Raises FileUnknown, FileWithdrawn."""
    stored = served().filter(uid=uid).first()
    if stored is None:
        raise FileWithdrawn if StoredFile.objects.filter(uid=uid).exists() else FileUnknown
    return row_of(stored)


def named(uids: Iterable[UUID]) -> dict[UUID, FileRow]:
    """Return those of the files that the present context may see, by uid, none that was withdrawn; one statement."""
    return {stored.uid: row_of(stored) for stored in served().filter(uid__in=set(uids)).order_by("pk")}


def of_object(object_uid: UUID) -> list[FileRow]:
    """Return the files of an object in the order in which they came, none that was withdrawn; one statement."""
    return [row_of(stored) for stored in served().filter(object_uid=object_uid).order_by("pk")]


def open_file(uid: UUID) -> BinaryIO:
    """Return the content of a file, checked against its hash, from its first byte; the caller closes it.

    Raises FileUnknown, FileWithdrawn, FileDamaged.
    """
    return content_of(find(uid))


def content_of(row: FileRow | HeldRow) -> BinaryIO:
    """Return the content of a row that was found before, from its first byte; the caller closes it.  Raises FileDamaged."""
    try:
        content = chosen().open(row.sha256)
    except FileNotFoundError as fault:
        raise FileDamaged(name=row.name) from fault
    digest = hashlib.sha256()
    while chunk := content.read(CHUNK):
        digest.update(chunk)
    if digest.hexdigest() != row.sha256:
        content.close()
        raise FileDamaged(name=row.name)
    content.seek(0)
    return content
