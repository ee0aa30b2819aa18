"""The sealer's key and the checkpoints outside the database."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from lienthong.office.ledger.rules import notes

FILE = "checkpoints.txt"
PUBLIC = "ledger.vkey"


def origin() -> str:
    """Return the name of this installation's log."""
    return f"lienthong.{settings.INSTALLATION}/ledger"


def private_key() -> Ed25519PrivateKey:
    """Return the sealer's key; it is made on first use, readable by its owner only."""
    path = Path(settings.LEDGER_KEY_FILE)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, draft = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(Ed25519PrivateKey.generate().private_bytes_raw())
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):  # another process was first: its key is whole, and it is the one
            os.link(draft, path)
        Path(draft).unlink()
        _sync_folder(path.parent)
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes())


def public_key(folder: Path | None = None) -> Ed25519PublicKey | None:
    """Return the key that checks checkpoints: the exported one beside them, else the sealer's own, else None."""
    exported = (folder or Path(settings.CHECKPOINT_DIR)) / PUBLIC
    if exported.exists():
        return notes.verifier_key(exported.read_text(encoding="utf-8"))
    if Path(settings.LEDGER_KEY_FILE).exists():
        return private_key().public_key()
    return None


def checkpoint_file() -> Path:
    """Return where checkpoints are appended outside the database."""
    return Path(settings.CHECKPOINT_DIR) / FILE


def exported_notes(path: Path) -> list[str]:
    """Return the complete signed texts in `path`, oldest first; none when there is no file."""
    if not path.exists():
        return []
    return notes.notes_in(path.read_text(encoding="utf-8"))[0]


def last_exported(path: Path) -> str | None:
    """Return the last complete signed text in `path`, reading only its end."""
    if not path.exists():
        return None
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 16_384))
        tail = file.read().decode(errors="replace")
    found = notes.notes_in(tail)[0]
    return found[-1] if found else None


def export(missing: Callable[[str | None], Sequence[str]]) -> int:
    """Append signed texts to the file and force them to the disk; return how many.  A torn end of a crash is cut off first.

    missing  gives the texts that come after the last one of the file.  It is asked while the file is locked: of two
             sealers the second sees what the first has written, and nothing stands there twice.
    """
    path = checkpoint_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    _publish_key(path.parent)
    is_new = not path.exists()
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        _cut_torn_end(file.fileno(), path)
        texts = missing(last_exported(path))
        for text in texts:
            file.write(text.encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        _sync_folder(path.parent)
    return len(texts)


def _cut_torn_end(handle: int, path: Path) -> None:
    size = os.fstat(handle).st_size
    start = max(0, size - 16_384)
    with path.open("rb") as file:
        file.seek(start)
        tail = file.read()
    torn = notes.notes_in(tail.decode(errors="replace"))[1].encode()
    if torn.strip():
        os.ftruncate(handle, size - len(torn))


def _publish_key(folder: Path) -> None:
    path = folder / PUBLIC
    if path.exists():
        return
    draft = path.with_suffix(".new")
    draft.write_text(notes.verifier_text(origin(), private_key().public_key()) + "\n", encoding="utf-8")
    draft.replace(path)
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
