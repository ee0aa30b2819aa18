"""Who a process number belongs to.  Nothing here ever trusts a number alone: numbers are given again."""

from __future__ import annotations

import contextlib
import os
import signal
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True)
class Identity:
    """A process as nobody else can be it: its number and the tick at which it began."""

    pid: int
    began: int


def identity(pid: int) -> Identity | None:
    """Return who has the number `pid` now; None when nobody does, when it is dead but unburied, or when it cannot be known."""
    try:
        fields = (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] in {"Z", "X"} else Identity(pid, int(fields[19]))


def alive(who: Identity) -> bool:
    """Return whether exactly this process still runs."""
    return identity(who.pid) == who


def program(pid: int) -> str:
    """Return the file name of the program that `pid` runs, or an empty text."""
    try:
        line = (PROC / str(pid) / "cmdline").read_bytes()
    except OSError:
        return ""
    return os.path.basename(line.split(b"\0", 1)[0].decode(errors="replace")).split(":")[0]


def working_folder(pid: int) -> Path | None:
    """Return the working folder of `pid`; None when it may not be asked."""
    try:
        return Path(os.readlink(PROC / str(pid) / "cwd"))
    except OSError:
        return None


def working_in(folder: Path, name: str) -> list[Identity]:
    """Return the live processes of the program `name` whose working folder is `folder`."""
    here = folder.resolve()
    found = []
    for entry in PROC.glob("[0-9]*"):
        pid = int(entry.name)
        if working_folder(pid) == here and program(pid) == name and (who := identity(pid)):
            found.append(who)
    return sorted(found, key=lambda who: who.pid)


def send(who: Identity, number: signal.Signals) -> bool:
    """Send a signal to exactly this process; return False when it is gone.

    The process is held by a descriptor before it is looked at again, so its number cannot pass to another one between.
    """
    try:
        held = os.pidfd_open(who.pid)
    except OSError:
        return False
    try:
        if not alive(who):
            return False
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(held, number)
            return True
        return False
    finally:
        os.close(held)
