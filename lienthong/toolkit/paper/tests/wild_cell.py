"""Cells that do what a cell must not: the parent believes none of them.  The act is the `text` of the order."""

from __future__ import annotations

import json
import sys
import time

ACTS = {
    "silent": b"",
    "no json": b"hello\n",
    "no head": b"[1]\n",
    "short": b'{"ok": true, "pdf": 9}\nabc',
    "no words": b"{}\n",
}

if __name__ == "__main__":
    act = json.loads(sys.stdin.buffer.read())["text"]
    if act == "sleep":
        time.sleep(60)
    elif act == "flood":
        while True:
            sys.stdout.buffer.write(b"x" * 1_000_000)
    sys.stdout.buffer.write(ACTS.get(act, b""))
    sys.stdout.buffer.flush()
