"""A cell that waits: started ahead, so that a paper pays for its printing and not for the start of a process.

Each cell prints one paper and ends, so nothing of a paper is there for the next; it confines itself when it has read its order,
as one that was started for it.  One waits in each process that printed such a paper, for a minute.
"""

from __future__ import annotations

import contextlib
import logging
import subprocess
import sys
from pathlib import Path
from threading import Lock, Timer
from typing import Final

_log = logging.getLogger(__name__)

IDLE = 60.0
"""Seconds for which a cell waits; then it ends, and the next paper starts its own."""
NOWHERE: Final = "http://127.0.0.1:9"
ENVIRONMENT = {
    "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", "RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2",
    "HTTPS_PROXY": NOWHERE, "HTTP_PROXY": NOWHERE, "ALL_PROXY": NOWHERE,
}  # fmt: skip
"""One thread, so that the memory allowed does not depend on the machine; no way to any network, whatever the kernel allows."""
_ROOT = Path(__file__).resolve().parents[3]
Cell = subprocess.Popen[bytes]
_lock = Lock()
_waiting: dict[str, tuple[Cell, Timer]] = {}


def started(module: str) -> Cell:
    """Start a cell."""
    return subprocess.Popen(
        [sys.executable, "-sEB", "-m", module],  # -B: stale bytecode would be written anew, which the cell forbids
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=ENVIRONMENT,
        cwd=_ROOT,
        close_fds=True,
    )


def taken(module: str) -> Cell:
    """Return the cell that waits, one that is just started when none does or it has ended.  It is the caller's alone."""
    with _lock:
        found = _waiting.pop(module, None)
    if found is None:
        return started(module)
    cell, clock = found
    clock.cancel()
    if cell.poll() is None:
        return cell
    _end(cell)
    return started(module)


def lay_ready(module: str, *, idle: float = IDLE) -> None:
    """Let a cell wait for the next paper; where one waits already nothing changes.

    Where none can be started the log says so and the next paper starts its own: the one that was just printed is not lost for it.
    """
    cell = None
    with _lock:
        if module in _waiting:
            return
        try:
            cell = started(module)
            clock = Timer(idle, _tired, (module, cell))
            clock.daemon = True
            clock.start()
        except (OSError, RuntimeError) as fault:  # no process, no memory, no open file left; or no thread for the clock
            _log.warning("no cell can be laid ready for the next paper: %s", fault)
            if cell is not None:
                _end(cell)
            return
        _waiting[module] = (cell, clock)


def waits(module: str) -> int | None:
    """Return the process number of the cell that waits, None when none does."""
    with _lock:
        found = _waiting.get(module)
    return found[0].pid if found else None


def _tired(module: str, cell: Cell) -> None:
    """End a cell that waited in vain; one that was taken meanwhile is let alone."""
    with _lock:
        found = _waiting.get(module)
        if found is None or found[0] is not cell:
            return
        del _waiting[module]
    _end(cell)


def _end(cell: Cell) -> None:
    cell.kill()
    for pipe in (cell.stdin, cell.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    cell.wait()
