"""The content store behind one small interface: bytes under their SHA-256, in a folder or in S3."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

NAME = re.compile(r"[0-9a-f]{64}")
CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Blob:
    """A stored content: its name, its bytes, when it was last put."""

    name: str
    size: int
    put_at: datetime


class WrongContent(Exception):
    """The bytes that arrived are not those of the hash: nothing was stored."""


class BlobStore(Protocol):
    """Content by hash.  A name is either absent or holds the whole content, on the disk, at every instant."""

    def put(self, name: str, source: BinaryIO) -> None:
        """Store the rest of `source` under its hash; an equal content is stored once, and counts as put now.

        Raises WrongContent.
        """

    def open(self, name: str) -> BinaryIO:
        """Return the content, from its first byte.  Raises FileNotFoundError."""

    def has(self, name: str) -> bool:
        """Return whether the content is there."""

    def blobs(self) -> Iterator[Blob]:
        """Yield every stored content."""

    def remove(self, name: str) -> None:
        """Remove a content; absent is fine."""

    def sweep_drafts(self, before: datetime) -> int:
        """Remove what broken-off puts left behind before an instant; return how many."""
