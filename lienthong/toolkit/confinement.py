"""What a process gives up before it works on what a stranger sent: network, writing, memory, time; nothing can be taken back."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import sys
from collections.abc import Sequence
from typing import Any

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 4, 38
_BANNED = (
    "socket.", "subprocess.", "ctypes.",
    "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.remove", "os.rename",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Forbidden(RuntimeError):
    """Something inside a confined process reached outside."""


def confine(*, memory: int, cpu_seconds: int, open_files: int) -> None:
    """Give up the network, writing of files and whatever goes beyond the limits; memory in bytes of address space."""
    _limit(memory, cpu_seconds, open_files)
    sys.addaudithook(ban)


def command(program: Sequence[str], *, memory: int, cpu_seconds: int, open_files: int = 64) -> list[str]:
    """Return the command that gives up the same and becomes a program of another make: its path and arguments.

    It reads what it works on from standard input and answers on standard output.  This file runs by itself, of nothing but the
    standard library, so that the process holds nothing of ours.
    """
    limits = [str(number) for number in (memory, cpu_seconds, open_files)]
    return [sys.executable, "-IB", __file__, *limits, *program]


def _limit(memory: int, cpu_seconds: int, open_files: int) -> None:
    _leave_network()
    for limit, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))


def _leave_network() -> None:
    """Move into a network namespace without any interface, where the kernel allows it; the audit hook stands anyway."""
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        if libc.unshare(_CLONE_NEWNET):
            libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def ban(event: str, arguments: tuple[Any, ...]) -> None:
    """Raise Forbidden for an audit event that reaches outside: a file opened to be written, a socket, a program."""
    if event == "open":
        mode, flags = arguments[1], arguments[2]
        writes = isinstance(flags, int) and flags & _WRITING
        if writes or (isinstance(mode, str) and set(mode) & set("wax+")):
            raise Forbidden(event)
    elif event.startswith(_BANNED):
        raise Forbidden(event)


if __name__ == "__main__":
    _limit(*map(int, sys.argv[1:4]))
    os.execv(sys.argv[4], sys.argv[4:])  # what `command` was asked for
