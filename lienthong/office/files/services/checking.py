"""Asks the cell about an upload; no answer, a strange answer or a late one means: refused."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore, Timer
from typing import Any, BinaryIO

from lienthong.office.files.errors import FileNotChecked, FileRefused, refusals
from lienthong.office.files.rules import kinds
from lienthong.toolkit.sentences import fact_of

CELL = "lienthong.office.files.services.cell"
SECONDS = 45
AT_ONCE = 2
ENVIRONMENT = {"LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
_ROOT = Path(__file__).resolve().parents[4]
_HEAD_LIMIT = 64 * 1024
_log = logging.getLogger(__name__)
_places = BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Checked:
    """The content to store: the upload itself, or the picture drawn anew."""

    mime: str
    content: BinaryIO
    redrawn: bool


def check(path: Path, name: str, *, limit: int, module: str = CELL, seconds: float = SECONDS) -> Checked:
    """Return what to store of the upload that lies at `path`, at most `limit` bytes.

    name     cleaned; its extension says which kind it must be.
    seconds  after which the cell is ended; at most AT_ONCE cells live in this process.
    Raises   the FileRefused that the policy found; FileNotChecked when the cell gave no proper answer.
    """
    kinds.said_kind(name)
    extension = name.rpartition(".")[2].lower()
    with path.open("rb") as source, _places:
        head, body = _ask(source, [extension, str(limit)], limit, module, seconds)
    if head is None:
        raise FileNotChecked(name=name)
    if not head["ok"]:
        raise _refusal(head, name, f"x.{extension}")
    mime = kinds.MIME[head["kind"]]
    if head["kind"] in kinds.PICTURES:
        return Checked(mime, BytesIO(body), redrawn=True)
    return Checked(mime, path.open("rb"), redrawn=False)


def _ask(source: BinaryIO, arguments: list[str], limit: int, module: str, seconds: float) -> tuple[dict[str, Any] | None, bytes]:
    cap = 4 * limit + _HEAD_LIMIT
    with subprocess.Popen(
        [sys.executable, "-IB", "-m", module, *arguments],  # -B: stale bytecode would be written anew, which the cell forbids
        stdin=source,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=ENVIRONMENT,
        cwd=_ROOT,
        close_fds=True,
    ) as cell:
        clock = Timer(seconds, cell.kill)
        clock.start()
        try:
            said = cell.stdout.read(cap + 1) if cell.stdout else b""
        finally:
            clock.cancel()
            if cell.poll() is None and len(locals().get("said", b"")) > cap:
                cell.kill()
    if cell.returncode or len(said) > cap:
        _log.warning("the upload policy gave no verdict: exit code %s, %s bytes", cell.returncode, len(said))
        return None, b""
    return _parsed(said)


def _parsed(said: bytes) -> tuple[dict[str, Any] | None, bytes]:
    line, _, body = said.partition(b"\n")
    try:
        head = json.loads(line)
        proper = head["ok"] is True and head["kind"] in kinds.MIME and head["cleaned"] == len(body)
        proper = proper and bool(body) == (head["kind"] in kinds.PICTURES)
        refused = head["ok"] is False and head["code"] in refusals() and isinstance(head["facts"], dict)
    except (ValueError, KeyError, TypeError):
        return None, b""
    return (head, body) if proper or refused else (None, b"")


def _refusal(head: dict[str, Any], name: str, stand_in: str) -> FileRefused:
    """Return the refusal that the cell named; the cell never hears the true name of the upload."""
    facts = {str(key): fact_of(value) for key, value in head["facts"].items()}
    if facts.get("name") == stand_in:
        facts["name"] = name
    return refusals()[head["code"]](**facts)
