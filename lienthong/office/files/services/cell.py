"""The cell: a process of its own in which an upload is taken apart.  `python -m lienthong.office.files.services.cell`

Given: the file on standard input, open for reading; arguments `extension` and `limit`.  Answers on standard output one line
of JSON, `{"ok": true, "kind": …, "cleaned": bytes}` and then so many bytes, or `{"ok": false, "code": …, "facts": {…}}`.
It has no network, no secrets in its environment, writes no file, and little memory and time.  Whatever ends it without
an answer (a defect, the kernel, the clock) means: not checked, refused.
"""

from __future__ import annotations

import json
import sys
from typing import Any, BinaryIO

from lienthong.office.files.errors import FileRefused
from lienthong.office.files.rules.inspecting import inspect, make_ready
from lienthong.toolkit.confinement import confine
from lienthong.toolkit.sentences import plain_of

MEMORY = 1_280 * 1024 * 1024
CPU_SECONDS = 25
OPEN_FILES = 32


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
        return {"ok": False, "code": refusal.code, "facts": {key: plain_of(value) for key, value in refusal.facts.items()}}, b""
    body = verdict.cleaned or b""
    return {"ok": True, "kind": verdict.kind, "cleaned": len(body)}, body


def lock() -> None:
    """Give up what the work does not need; from then on nothing can be taken back."""
    confine(memory=MEMORY, cpu_seconds=CPU_SECONDS, open_files=OPEN_FILES)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
