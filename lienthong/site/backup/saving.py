"""Writes a backup."""

from __future__ import annotations

import os
import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from lienthong.site.backup import tools
from lienthong.site.backup.archive import DATABASE, Manifest, Writer
from lienthong.site.errors import BackupExists


def save(path: Path, owner_url: str, *, at: datetime, with_keys: bool) -> Manifest:
    """Write the backup of the installation that the settings name, while it may be at work; return its manifest.

    with_keys  also the secret key, the ledger's key and those of digital signatures: such a file must be kept like a key.
    The file appears under its name only when it is whole and on the disk.  Errors: BackupExists, ToolFailed.
    """
    if path.exists():
        raise BackupExists(path=path)
    version = tools.server_version(owner_url)
    draft = path.with_name(f".{path.name}.draft")
    try:
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            manifest = _write(Writer(file), path.parent, owner_url, version, at=at, with_keys=with_keys)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def _write(writer: Writer, folder: Path, owner_url: str, version: int, *, at: datetime, with_keys: bool) -> Manifest:
    """Write checkpoints, database, files and keys in this order; the dump lies in `folder` meanwhile."""
    writer.add_folder(Path(settings.CHECKPOINT_DIR), "checkpoints")
    with tempfile.TemporaryDirectory(prefix="lienthong-", dir=folder) as room:
        dump = Path(room) / DATABASE
        tools.run([tools.tool("pg_dump", version // 10000), "-Fc", "--no-password", "-f", str(dump), "-d", owner_url])
        writer.add(dump, DATABASE)
    if not settings.FILES_S3:
        writer.add_folder(Path(settings.FILES_DIR), "files")
    if with_keys:
        _add_keys(writer)
    return writer.close(
        made_at=at.isoformat(timespec="seconds"),
        installation=settings.INSTALLATION,
        server_version=version,
        with_keys=with_keys,
        demo=settings.DEMO,
        scene=settings.DEMO_SCENE if settings.DEMO else "",
        files_in="s3" if settings.FILES_S3 else "folder",
        migrations=tuple(sorted(f"{app}.{name}" for app, name in MigrationRecorder(connections["owner"]).applied_migrations())),
    )


def _add_keys(writer: Writer) -> None:
    for key in (Path(settings.LEDGER_KEY_FILE), Path(settings.DATA_DIR) / "keys" / "secret.key"):
        if key.exists():
            writer.add(key, f"keys/{key.name}")
    writer.add_folder(Path(settings.SIGNING_DIR), "keys/signing")
