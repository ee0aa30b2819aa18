"""What a process gives up before it works on what a stranger sent: network, writing, memory, time; nothing can be taken back."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import sys
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
    _leave_network()
    for limit, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, open_files),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))
    sys.addaudithook(ban)


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
