"""The content store in a folder: draft, fsync, rename, fsync of the folder; `ab/cd/abcd…`, mode 0600."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from lienthong.office.files.models.blobs import CHUNK, NAME, Blob, WrongContent
from lienthong.toolkit.identity import new_uid

DRAFTS = ".incoming"


@dataclass(frozen=True)
class FolderStore:
    """Content below `root`."""

    root: Path

    def put(self, name: str, source: BinaryIO) -> None:
        """Store the rest of `source` under its hash.  Raises WrongContent."""
        place = self._place(name)
        try:
            os.utime(place)
        except FileNotFoundError:
            self._write(name, place, source)

    def _write(self, name: str, place: Path, source: BinaryIO) -> None:
        self._make(place.parent)
        self._make(self.root / DRAFTS)
        draft = self.root / DRAFTS / str(new_uid())
        try:
            digest = hashlib.sha256()
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                while chunk := source.read(CHUNK):
                    digest.update(chunk)
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            if digest.hexdigest() != name:
                raise WrongContent(name)
            draft.rename(place)
            for folder in (place.parent, place.parent.parent, self.root):
                _sync(folder)
        finally:
            draft.unlink(missing_ok=True)

    def open(self, name: str) -> BinaryIO:
        """Return the content.  Raises FileNotFoundError."""
        return self._place(name).open("rb")

    def has(self, name: str) -> bool:
        """Return whether the content is there."""
        return self._place(name).is_file()

    def blobs(self) -> Iterator[Blob]:
        """Yield every stored content in order of name."""
        for path in sorted(self.root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")):
            if NAME.fullmatch(path.name):
                try:
                    facts = path.stat()
                except FileNotFoundError:
                    continue
                yield Blob(path.name, facts.st_size, datetime.fromtimestamp(facts.st_mtime, UTC))

    def remove(self, name: str) -> None:
        """Remove a content; absent is fine."""
        self._place(name).unlink(missing_ok=True)

    def sweep_drafts(self, before: datetime) -> int:
        """Remove drafts of processes that ended in the middle."""
        gone = 0
        for draft in (self.root / DRAFTS).glob("*"):
            try:
                if draft.stat().st_mtime < before.timestamp():
                    draft.unlink()
                    gone += 1
            except FileNotFoundError:
                continue
        return gone

    def _place(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise FileNotFoundError(name)
        return self.root / name[:2] / name[2:4] / name

    def _make(self, folder: Path) -> None:
        """Make a folder with its parents, private to us."""
        if folder != self.root:
            self._make(folder.parent)
            folder.mkdir(mode=0o700, exist_ok=True)
        elif not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _sync(folder.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
