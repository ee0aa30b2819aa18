"""A cell gone wild, run by test_cell: does what its input says, and claims a pass when that works out."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable

from lienthong.office.files.services.cell import lock

PASS = b'{"ok": true, "kind": "txt", "cleaned": 0}\n'


def _connect() -> None:
    socket.create_connection(("127.0.0.1", int(os.environ.get("PORT", "9"))), timeout=2)


def _udp() -> None:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 9))


def _write() -> None:
    with open("/tmp/lienthong-wild", "w") as file:
        file.write("x")


def _write_low() -> None:
    os.open("/tmp/lienthong-wild", os.O_WRONLY | os.O_CREAT)


def _change_input() -> None:
    os.write(0, b"x")


def _memory() -> None:
    bytearray(2_000_000_000)


def _files() -> None:
    for _ in range(100):
        os.open("/dev/null", os.O_RDONLY)


def _run() -> None:
    subprocess.run(["/bin/true"], check=True)


def _secret() -> None:
    if not any(key.startswith(("DATABASE", "LIENTHONG", "AWS")) for key in os.environ):
        raise LookupError


def _spin() -> None:
    while True:
        pass


def _say(answer: bytes) -> Callable[[], None]:
    def say() -> None:
        sys.stdout.buffer.write(answer)
        sys.stdout.flush()
        raise SystemExit(0)

    return say


ACTS: dict[str, Callable[[], None]] = {
    "nothing": lambda: None,
    "connect": _connect,
    "udp": _udp,
    "write": _write,
    "write low": _write_low,
    "change input": _change_input,
    "memory": _memory,
    "files": _files,
    "run": _run,
    "secret": _secret,
    "sleep": lambda: time.sleep(60),
    "spin": _spin,
    "die": lambda: os.kill(os.getpid(), 9),
    "say nothing": _say(b""),
    "say rubbish": _say(b"ok\n"),
    "say a list": _say(b"[1]\n"),
    "say an unknown kind": _say(b'{"ok": true, "kind": "exe", "cleaned": 0}\n'),
    "say more than told": _say(PASS + b"MZ"),
    "say a picture without pixels": _say(b'{"ok": true, "kind": "png", "cleaned": 0}\n'),
    "say an unknown refusal": _say(b'{"ok": false, "code": "files.fine", "facts": {}}\n'),
    "flood": _say(b"a" * 10_000_000),
}

if __name__ == "__main__":
    act = ACTS[sys.stdin.read()]
    lock()
    act()
    sys.stdout.buffer.write(PASS)
