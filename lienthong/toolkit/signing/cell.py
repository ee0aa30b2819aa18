"""The cell: a process of its own in which the signatures of a PDF that came from outside are looked at.

Given on standard input one line of JSON, `{"now": ISO 8601, "roots": [DER in base64, …], "stamp_roots": […], "lists": […]}`,
then the PDF.  Answers on standard output one line of JSON, `{"ok": true, "found": […]}`, or `{"ok": false}` for what is none.  It
has no network, writes no file, and little memory and time.  Whatever ends it without an answer means: not looked at.
"""

from __future__ import annotations

import asyncio
import json
import sys
from base64 import b64decode
from dataclasses import asdict
from datetime import datetime
from typing import Any

from lienthong.toolkit.confinement import confine
from lienthong.toolkit.signing.errors import NotAPdf
from lienthong.toolkit.signing.validating import Measure, verified

MEMORY = 1_024 * 1024 * 1024
CPU_SECONDS = 15
OPEN_FILES = 32
DERS = ("roots", "stamp_roots", "lists")


def main() -> int:
    """Read, lock the door, look, answer."""
    line, _, pdf = sys.stdin.buffer.read().partition(b"\n")
    told = json.loads(line)
    roots, stamp_roots, lists = (tuple(b64decode(one) for one in told[name]) for name in DERS)
    by = Measure(roots, stamp_roots, lists, datetime.fromisoformat(told["now"]))
    loop = asyncio.new_event_loop()  # it opens a pair of sockets of its own, which the locked door forbids
    confine(memory=MEMORY, cpu_seconds=CPU_SECONDS, open_files=OPEN_FILES)
    sys.stdout.write(json.dumps(answer(loop, pdf, by), default=str) + "\n")
    sys.stdout.flush()
    return 0


def answer(loop: asyncio.AbstractEventLoop, pdf: bytes, by: Measure) -> dict[str, Any]:
    """Return the answer of the cell; instants as ISO 8601."""
    try:
        found = loop.run_until_complete(verified(pdf, by))
    except NotAPdf:
        return {"ok": False}
    return {"ok": True, "found": [asdict(one) for one in found]}


if __name__ == "__main__":
    raise SystemExit(main())
