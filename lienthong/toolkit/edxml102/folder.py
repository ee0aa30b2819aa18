"""A transport of two folders, which somebody else empties and fills: a gateway program, a synchroniser, a memory stick.

    out/       packets to carry away; whoever carries takes them out of here
    in/        packets that came; whoever brings writes them under another name first (beginning with a dot) and renames
    waiting/   came, readable, not yet taken over
    taken/     taken over: the evidence, and the memory that keeps a packet from coming twice
    refused/   wrong packets, each with the reason beside it (`….json`)
    staged/    complete, to be dropped into out/
    sent/      what was ever dropped: the memory that keeps a packet from going twice
    agencies.csv   who can be reached: organ_id,name

A packet is named by the sha-256 of its bytes.  Each step is one rename inside one file system (sticks have no links), so a
process killed anywhere leaves a state that the next call goes on from (`_settle`): nothing lost, nothing twice.  One process at
a time works, by a lock.
"""

from __future__ import annotations

import csv
import fcntl
import hashlib
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

from lienthong.toolkit.edxml102.errors import AgenciesUnreadable, NotWaiting, PacketTooLarge
from lienthong.toolkit.edxml102.limits import MAX_PACKET
from lienthong.toolkit.edxml102.reading import read
from lienthong.toolkit.edxml102.transport import Agency, Delivery, Waiting
from lienthong.toolkit.errors import Refusal

END: Final = ".edxml"
FOLDERS: Final = ("out", "in", "waiting", "taken", "refused", "staged", "sent")
_ID: Final = re.compile(r"[0-9a-f]{64}")
_COLUMNS: Final = ["organ_id", "name"]
_CHUNK: Final = 2**20


@dataclass(frozen=True)
class Refused:
    """A packet that was wrong: its id, how large, when it was refused, and why."""

    packet_id: str
    size: int
    at: datetime
    reason: str


class FolderTransport:
    """The port `transport.Transport` over a folder; made with it, it makes what is missing there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)

    def send_document(self, data: bytes) -> str:
        """Drop a packet into out/.  Raises what `read` raises: a packet that we would refuse is not sent."""
        read(data)
        packet_id = hashlib.sha256(data).hexdigest()
        with self._alone():
            if not self._path("sent", packet_id).exists():
                self._write("staged", packet_id, data)
                self._settle()
        return packet_id

    def received(self) -> list[Waiting]:
        """Take in what lies in in/ and return what waits, by name.  Wrong packets go to refused/ with the reason."""
        with self._alone():
            for path in sorted(self._shown("in")):
                self._take_in(path)
            return [Waiting(path.stem, path.stat().st_size) for path in sorted(self._shown("waiting"), key=_age)]

    def document(self, packet_id: str) -> bytes:
        """Return the bytes of a packet that waits.  Raises NotWaiting."""
        with self._alone():
            return self._waiting(packet_id).read_bytes()

    def update_status(self, packet_id: str, delivery: Delivery, reason: str = "") -> None:
        """Put a packet that waits away: DONE to taken/, FAIL to refused/ with the reason.  Raises NotWaiting."""
        with self._alone():
            if not self._path("waiting", packet_id).exists() and self._is_over(packet_id):
                return
            path = self._waiting(packet_id)
            if delivery is Delivery.FAIL:
                self._refuse(path, packet_id, {"code": "edxml.failed", "message": reason, "facts": {}})
            else:
                self._move(path, "taken", packet_id)

    def sent(self) -> list[str]:
        """Return the ids of what was dropped, the oldest first."""
        with self._alone():
            return [path.stem for path in sorted(self._shown("sent"), key=_age)]

    def refused(self) -> list[Refused]:
        """Return the wrong packets, the latest first, with the reasons that stand beside them."""
        with self._alone():
            found = sorted(self._shown("refused"), key=_age, reverse=True)
            return [self._refusal(path) for path in found]

    def _refusal(self, path: Path) -> Refused:
        why = self._path("refused", path.stem, ".json")
        told = json.loads(why.read_bytes()) if why.exists() else {}
        there = path.stat()
        at = datetime.fromtimestamp(why.stat().st_mtime if why.exists() else there.st_mtime, UTC)
        return Refused(path.stem, there.st_size, at, str(told.get("message", "")))

    def refused_bytes(self, packet_id: str) -> BinaryIO | None:
        """Return the bytes of a wrong packet, which the caller closes; None when there is none."""
        if not _ID.fullmatch(packet_id):
            return None
        path = self._path("refused", packet_id)
        return path.open("rb") if path.is_file() and not path.is_symlink() else None

    def agencies(self) -> list[Agency]:
        """Return the lines of agencies.csv, none when there is no such file.  Raises AgenciesUnreadable."""
        path = self.folder / "agencies.csv"
        if not path.exists():
            return []
        with path.open(encoding="utf-8-sig", newline="") as source:
            lines = csv.reader(source)
            if next(lines, None) != _COLUMNS:
                raise AgenciesUnreadable(line=1)
            return [_agency(line, lines.line_num) for line in lines if line]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the lock of the folder, which goes with the process, and finish what an earlier one left."""
        with (self.folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._settle()
            yield

    def _settle(self) -> None:
        """Drop what is staged: remembered first, by a copy that no carrier touches, then dropped by the rename out of staged/.

        So what is in sent/ and no longer in staged/ was dropped, whoever carried it away since.
        """
        for name in ("staged", "sent", "refused"):
            for scrap in (self.folder / name).glob(".*"):
                scrap.unlink()
        for path in sorted(self._shown("staged")):
            if not self._path("sent", path.stem).exists():
                self._write("sent", path.stem, path.read_bytes())
            self._move(path, "out", path.stem)

    def _take_in(self, path: Path) -> None:
        """Move one packet on: to waiting/, to refused/, or away when the same bytes wait or were taken over.

        What was refused once is tried again: the sender was asked to send it again, or we learned to read it.
        """
        size = path.stat().st_size
        packet_id = _hash_of(path)
        if self._path("taken", packet_id).exists() or self._path("waiting", packet_id).exists():
            path.unlink()
            return
        try:
            if size > MAX_PACKET:
                raise PacketTooLarge(limit=MAX_PACKET // 2**20)
            read(path.read_bytes())
        except Refusal as refused:
            self._refuse(path, packet_id, refused.as_dict() | {"message": refused.on_record})
        else:
            self._move(path, "waiting", packet_id)

    def _refuse(self, path: Path, packet_id: str, why: dict[str, object]) -> None:
        """Write the reason, then move the packet: a packet in refused/ always has its reason."""
        told = json.dumps(why | {"name": path.name}, ensure_ascii=False, indent=1).encode()
        self._write("refused", packet_id, told, end=".json")
        self._move(path, "refused", packet_id)

    def _is_over(self, packet_id: str) -> bool:
        return self._path("taken", packet_id).exists() or self._path("refused", packet_id).exists()

    def _waiting(self, packet_id: str) -> Path:
        path = self._path("waiting", packet_id)
        if not path.exists():
            raise NotWaiting(packet=packet_id[:64])
        return path

    def _path(self, name: str, packet_id: str, end: str = END) -> Path:
        if not _ID.fullmatch(packet_id):
            raise NotWaiting(packet=packet_id[:64])
        return self.folder / name / (packet_id + end)

    def _shown(self, name: str) -> Iterator[Path]:
        """Yield the packets of a folder: plain files, none that is still being written, no links."""
        for path in (self.folder / name).iterdir():
            if path.suffix == END and not path.name.startswith(".") and path.is_file() and not path.is_symlink():
                yield path

    def _write(self, name: str, packet_id: str, data: bytes, end: str = END) -> None:
        """Write a file that is either there and whole, also after a power cut, or not there."""
        path = self._path(name, packet_id, end)
        begun = path.with_name(f".{path.name}")
        with begun.open("wb") as target:
            target.write(data)
            target.flush()
            os.fsync(target.fileno())
        begun.replace(path)
        _sync(path.parent)

    def _move(self, path: Path, name: str, packet_id: str) -> None:
        target = self._path(name, packet_id)
        path.replace(target)
        _sync(target.parent)
        _sync(path.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _age(path: Path) -> tuple[int, str]:
    return path.stat().st_mtime_ns, path.name


def _hash_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source:
        while piece := source.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def _agency(line: list[str], number: int) -> Agency:
    if len(line) != len(_COLUMNS) or not all(cell.strip() for cell in line):
        raise AgenciesUnreadable(line=number)
    return Agency(*(cell.strip() for cell in line))
