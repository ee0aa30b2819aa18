"""Prints papers whose text came from outside, in the cell; a text that asks too much is ended, not waited for."""

from __future__ import annotations

import contextlib
import json
import logging
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from threading import BoundedSemaphore, Timer
from typing import Any

from lienthong.toolkit.paper import waiting
from lienthong.toolkit.paper.errors import PaperTextFault, PaperTooDear
from lienthong.toolkit.paper.fields import Field, fill_fields

CELL = "lienthong.toolkit.paper.cell"
SECONDS = 15.0
"""For a text that nobody has looked at yet; one that was published may print a register of thousands of lines."""
LARGEST = 64 * 1024 * 1024
AT_ONCE = 2
MOST_PAGES = 20
"""Pages of a sample that are read back."""
_log = logging.getLogger(__name__)
_places = BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Printed:
    """A paper; `words`, `pages` and `figures` only when they were asked for."""

    pdf: bytes
    words: str = ""
    pages: int = 0
    figures: int = 0


def render_text(
    text: str,
    fields: Sequence[Field],
    data: Mapping[str, Any],
    *,
    name: str,
    marked: str = "",
    read: bool = False,
    seconds: float = SECONDS,
    module: str = CELL,
    ready: bool = True,
) -> Printed:
    """Return the tagged PDF/A-2b of a Typst text filled with `data`; the text may use everything of `common.typ`.

    fields   what the paper may use; `data` are checked against them as `render` does.
    marked   a word that lies pale across every page.
    read     bring the words of the paper too, of at most MOST_PAGES pages.
    seconds  of clock, and of processor, after which the cell is ended; at most AT_ONCE cells live in this process.
    ready    let a cell wait for the next paper (`waiting`).
    Raises   PaperTextFault: the line and Typst's words; PaperTooDear: too much time, memory or paper; PaperFault: the data.
    """
    order = {
        "text": text, "data": fill_fields(name, fields, data), "marked": marked, "read": read, "most_pages": MOST_PAGES,
        "cpu_seconds": ceil(seconds),
    }  # fmt: skip
    head, pdf = _ask(json.dumps(order).encode(), module, seconds, ready=ready)
    if not head["ok"]:
        raise PaperTextFault(name, int(head["line"]), str(head["message"]))
    return Printed(pdf, head.get("words", ""), head.get("pages", 0), head.get("figures", 0))


def _ask(order: bytes, module: str, seconds: float, *, ready: bool) -> tuple[dict[str, Any], bytes]:
    with _places, waiting.taken(module) as cell:
        clock = Timer(seconds, cell.kill)
        clock.start()
        try:
            said = _exchange(cell, order)
        finally:
            clock.cancel()
            cell.kill()
    if ready:
        waiting.lay_ready(module)
    line, _, body = said.partition(b"\n")
    try:
        head: dict[str, Any] = json.loads(line)
        proper = head["ok"] is False or head["pdf"] == len(body)
    except (ValueError, KeyError, TypeError):
        proper = False
    if not proper:
        _log.warning("the paper's cell gave no answer: exit code %s, %s bytes", cell.returncode, len(said))
        raise PaperTooDear
    return head, body


def _exchange(cell: subprocess.Popen[bytes], order: bytes) -> bytes:
    """Hand the order in, whole, and return what comes back, at most a byte more than LARGEST."""
    source, answer = cell.stdin, cell.stdout
    if source is None or answer is None:  # pragma: no cover - both are pipes
        return b""
    with contextlib.suppress(BrokenPipeError):
        source.write(order)
        source.close()
    return answer.read(LARGEST)
