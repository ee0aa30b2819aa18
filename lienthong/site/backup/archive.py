"""The file of a backup: members in a tar, each with its sha256 in a manifest that stands last."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from lienthong.site.demo.scenes import DEFAULT
from lienthong.site.errors import BackupDamaged, BackupNewer

FORMAT = 1
MANIFEST = "manifest.json"
FOLDERS = ("files", "checkpoints", "keys")
DATABASE = "database.dump"
CHUNK = 1 << 20


@dataclass(frozen=True)
class Member:
    """One file of the backup: its name in the tar, bytes, sha256 in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What the backup holds.  `migrations`: `app.name` of all that had been applied; `files_in`: folder or s3.

    `scene`: key of the demonstration, empty in a real installation."""

    format: int
    made_at: str
    installation: str
    server_version: int
    with_keys: bool
    demo: bool
    files_in: str
    migrations: tuple[str, ...]
    members: tuple[Member, ...]
    scene: str = ""

    @property
    def scene_key(self) -> str:
        """Return the key of the demonstration, empty for a real installation; backups of before there were two are of 2018."""
        return (self.scene or DEFAULT) if self.demo else ""


class Writer:
    """Adds files to a tar and remembers their digests."""

    def __init__(self, file: IO[bytes]) -> None:
        self.tar = tarfile.TarFile(fileobj=file, mode="w", format=tarfile.PAX_FORMAT)
        self.members: list[Member] = []

    def add(self, path: Path, name: str) -> None:
        """Add one file as it is at this moment."""
        with path.open("rb") as source:
            size = os.fstat(source.fileno()).st_size
            counted = _Digesting(source)
            self.tar.addfile(_entry(name, size), counted)
        self.members.append(Member(name, size, counted.digest.hexdigest()))

    def add_folder(self, folder: Path, name: str) -> None:
        """Add every regular file below `folder`, in order of name; drafts (leading dot or `.new`) are left out."""
        for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
            inside = path.relative_to(folder)
            if path.is_file() and not path.is_symlink() and not any(part.startswith(".") for part in inside.parts):
                self.add(path, f"{name}/{inside.as_posix()}")

    def close(self, **facts: Any) -> Manifest:
        """Write the manifest as the last member and end the tar."""
        manifest = Manifest(format=FORMAT, members=tuple(self.members), **facts)
        written = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
        self.tar.addfile(_entry(MANIFEST, len(written)), io.BytesIO(written))
        self.tar.close()
        return manifest


def read(path: Path) -> Manifest:
    """Return the manifest after reading every byte of the backup.  Errors: BackupDamaged, BackupNewer."""
    found: dict[str, Member] = {}
    manifest: dict[str, Any] | None = None
    try:
        with tarfile.open(path, "r:") as tar:
            for entry in tar:
                _refuse_odd(entry, found, path)
                if entry.name == MANIFEST:
                    manifest = json.loads(_content(tar, entry).read())
                else:
                    found[entry.name] = Member(entry.name, entry.size, _sha256(_content(tar, entry)))
    except (tarfile.TarError, OSError, EOFError, ValueError) as fault:
        raise BackupDamaged(path=path, detail=str(fault) or type(fault).__name__) from fault
    if manifest is None:
        raise BackupDamaged(path=path, detail="thiếu bản kê manifest.json ở cuối tệp")
    if manifest.get("format") != FORMAT:
        raise BackupNewer(path=path, detail=f"định dạng {manifest.get('format')}")
    return _compare(path, manifest, found)


def _compare(path: Path, plain: dict[str, Any], found: dict[str, Member]) -> Manifest:
    try:
        members = tuple(Member(**one) for one in plain.pop("members"))
        manifest = Manifest(members=members, **{**plain, "migrations": tuple(plain["migrations"])})
    except (KeyError, TypeError) as fault:
        raise BackupDamaged(path=path, detail="bản kê manifest.json không đọc được") from fault
    for one in members:
        if found.pop(one.name, None) != one:
            raise BackupDamaged(path=path, detail=f"{one.name} thiếu hoặc khác mã băm đã ghi")
    if found:
        raise BackupDamaged(path=path, detail=f"thừa tệp {next(iter(found))}")
    if DATABASE not in {one.name for one in members}:
        raise BackupDamaged(path=path, detail=f"thiếu {DATABASE}")
    return manifest


def unpack(path: Path, targets: dict[str, Path]) -> int:
    """Write the members into `targets`: a folder for `files`, `checkpoints`, `keys`, a file for `database.dump`; return how many.

    A member without a target is left out.  The backup must have been read before.
    """
    written = 0
    with tarfile.open(path, "r:") as tar:
        for entry in tar:
            top, _, rest = entry.name.partition("/")
            if top not in targets:
                continue
            target = targets[top] / rest if rest else targets[top]
            target.parent.mkdir(parents=True, exist_ok=True)
            mode = 0o600 if top in {"keys", DATABASE} else 0o640
            with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
                for part in _parts(_content(tar, entry)):
                    file.write(part)
                file.flush()
                os.fsync(file.fileno())
            written += 1
    return written


def _refuse_odd(entry: tarfile.TarInfo, found: dict[str, Member], path: Path) -> None:
    place = PurePosixPath(entry.name)
    known = entry.name in {MANIFEST, DATABASE} or (len(place.parts) > 1 and place.parts[0] in FOLDERS)
    if not entry.isreg() or place.is_absolute() or ".." in place.parts or not known or entry.name in found:
        raise BackupDamaged(path=path, detail=f"tệp lạ {entry.name}")


def _content(tar: tarfile.TarFile, entry: tarfile.TarInfo) -> IO[bytes]:
    content = tar.extractfile(entry)
    if content is None:
        raise tarfile.TarError(entry.name)
    return content


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def _parts(source: IO[bytes]) -> Iterator[bytes]:
    while part := source.read(CHUNK):
        yield part


def _sha256(source: IO[bytes]) -> str:
    digest = hashlib.sha256()
    for part in _parts(source):
        digest.update(part)
    return digest.hexdigest()


class _Digesting:
    """A file that counts the sha256 of what is read from it."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source = source
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read and count."""
        part = self.source.read(size)
        self.digest.update(part)
        return part
