"""Puts a backup into an empty installation."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg

from lienthong.site.backup import tools
from lienthong.site.backup.archive import DATABASE, Manifest, read, unpack
from lienthong.site.errors import NotEmpty
from lienthong.site.postgres.server import GROUPS


@dataclass(frozen=True)
class Places:
    """Where the parts of an installation lie."""

    files: Path
    checkpoints: Path
    keys: Path


@dataclass(frozen=True)
class Restored:
    """What was put back: the manifest of the backup and how many files were written."""

    manifest: Manifest
    written: int


def refuse_full_places(places: Places) -> None:
    """Refuse when there are files or checkpoints already.  Errors: NotEmpty."""
    for folder in (places.files, places.checkpoints):
        if folder.is_dir() and any(one.is_file() for one in folder.rglob("*")):
            raise NotEmpty(what=folder)
    for key in ("ledger.ed25519", "secret.key"):
        if (places.keys / key).exists():
            raise NotEmpty(what=places.keys / key)


def restore(path: Path, places: Places, owner_url: Callable[[], str]) -> Restored:
    """Read the whole backup, look that all is empty, then put it back; what was begun is taken away again when it fails.

    owner_url  gives the URL of the owner's empty database; called only when the backup has proved whole.
    Errors: BackupDamaged, BackupNewer, NotEmpty, ToolFailed.
    """
    manifest = read(path)
    refuse_full_places(places)
    url = owner_url()
    _refuse_full_database(url)
    with tempfile.TemporaryDirectory(prefix="lienthong-", dir=path.parent) as room:
        dump = Path(room) / DATABASE
        unpack(path, {DATABASE: dump})
        _make_roles(url)
        version = tools.server_version(url) // 10000
        tools.run(
            [tools.tool("pg_restore", version), "--exit-on-error", "--single-transaction", "--no-owner", "-d", url, str(dump)]
        )
    try:
        written = unpack(path, {"files": places.files, "checkpoints": places.checkpoints, "keys": places.keys})
    except OSError:
        for folder in (places.files, places.checkpoints):
            shutil.rmtree(folder, ignore_errors=True)
        raise
    return Restored(manifest, written)


def _refuse_full_database(url: str) -> None:
    with psycopg.connect(url, connect_timeout=10) as connection:
        found = connection.execute("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace LIMIT 1").fetchone()
    if found:
        raise NotEmpty(what=f"cơ sở dữ liệu đã có bảng {found[0]}")


def _make_roles(url: str) -> None:
    """Make the group roles that the dump's grants name, as the first migration does (a server of one's own may lack them)."""
    with psycopg.connect(url, autocommit=True) as connection:
        present = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        for group in GROUPS:
            if group not in present:
                connection.execute(f'CREATE ROLE "{group}" NOLOGIN')
                connection.execute(f'GRANT "{group}" TO CURRENT_USER')
