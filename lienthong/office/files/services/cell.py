"""The cell: a process of its own in which an upload is taken apart.  `python -m lienthong.office.files.services.cell`

Given: the file on standard input, open for reading; arguments `extension` and `limit`.  Answers on standard output one line
of JSON, `{"ok": true, "kind": …, "cleaned": bytes}` and then so many bytes, or `{"ok": false, "code": …, "facts": {…}}`.
It has no network, no secrets in its environment, writes no file, and little memory and time.  Whatever ends it without
an answer (a defect, the kernel, the clock) means: not checked, refused.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import sys
from typing import Any, BinaryIO

from lienthong.office.files.errors import FileRefused
from lienthong.office.files.rules.inspecting import inspect, make_ready

MEMORY = 1_280 * 1024 * 1024
CPU_SECONDS = 25
OPEN_FILES = 32
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 4, 38
_BANNED = (
    "socket.", "subprocess.", "ctypes.",
    "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.remove", "os.rename",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Forbidden(RuntimeError):
    """Something inside the cell reached outside."""


def main(arguments: list[str]) -> int:
    """Lock the door, inspect, answer."""
    extension, limit = arguments
    make_ready(extension)
    lock()
    with open(0, "rb", closefd=False) as source:
        head, body = answer(source, extension, int(limit))
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n")
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()
    return 0


def answer(source: BinaryIO, extension: str, limit: int) -> tuple[dict[str, Any], bytes]:
    """Return the head of the answer and the bytes that follow it."""
    try:
        verdict = inspect(source, f"x.{extension}", limit=limit)
    except FileRefused as refusal:
        return {"ok": False, "code": refusal.code, "facts": {key: str(value) for key, value in refusal.facts.items()}}, b""
    body = verdict.cleaned or b""
    return {"ok": True, "kind": verdict.kind, "cleaned": len(body)}, body


def lock() -> None:
    """Give up what the work does not need; from then on nothing can be taken back."""
    _leave_network()
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))
    sys.addaudithook(_ban)


def _leave_network() -> None:
    """Move into a network namespace without any interface, where the kernel allows it; the audit hook stands anyway."""
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
        if libc.unshare(_CLONE_NEWNET):
            libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _ban(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        mode, flags = arguments[1], arguments[2]
        writes = isinstance(flags, int) and flags & _WRITING
        if writes or (isinstance(mode, str) and set(mode) & set("wax+")):
            raise Forbidden(event)
    elif event.startswith(_BANNED):
        raise Forbidden(event)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
