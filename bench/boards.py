"""Twenty LED boards at once: how long until all show a call, and what they cost while nothing happens.

python -m bench.boards      measures on a server of its own and prints what it measured as JSON

The boards are event streams of the live process that `lienthong start` runs, all of one waiting hall, read by one thread of this
process; calls are made through the service, commit and notification included.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import stage
from bench.rows import Row

BOARDS, CALLS, IDLE_SECONDS = 20, 100, 60
PATIENCE = 10.0
"""Seconds after which a board that does not show a call counts as an error."""


def run() -> list[Row]:
    """Measure in a process of its own."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "DJANGO_"))}
    done = subprocess.run([sys.executable, "-m", "bench.boards"], env=environment, stdout=subprocess.PIPE, check=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return rows_of(told)


def rows_of(told: dict[str, Any]) -> list[Row]:
    """Return the lines of the table from what was measured."""
    waits = sorted(told["waits"])
    minutes = BOARDS * told["idle_seconds"] / 60
    median, late = (statistics.median(waits), waits[int(0.95 * (len(waits) - 1))]) if waits else (float("nan"), float("nan"))
    about = f"{len(waits)} of {CALLS} calls, median {median:.0f} ms, from the press to the last of {BOARDS} boards"
    split = f"live process {told['live'] * 1000 / minutes:.1f} + PostgreSQL {told['postgres'] * 1000 / minutes:.1f}"
    idle = (told["live"] + told["postgres"]) * 1000 / minutes
    grown = f"{told['memory_empty']:.0f} MB before a board was there"
    return [
        Row("boards: p95 until all show a call", late, "ms", f"{about}; {told['errors']} errors, budget 0"),
        Row("boards: processor of a board idle for a minute", idle, "ms", f"{split}; over {told['idle_seconds']:.0f} s"),
        Row(f"boards: memory of the live process with {BOARDS}", told["memory"], "MB", grown),
    ]


# --- in the process of the measurement ------------------------------------------------------------------------------------


class Screens:
    """Event streams that are read by a thread; tells when all of them showed something."""

    def __init__(self, port: int, code: str, count: int) -> None:
        self.selector, self.lock = selectors.DefaultSelector(), threading.Lock()
        self.wanted, self.missing, self.all_shown = b"", set[int](), threading.Event()
        self.shown_at, self.ended, self.closing = 0.0, 0, False
        self.held: dict[int, bytes] = {}
        for _ in range(count):
            screen = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
            screen.sendall(f"GET /bang/{code}/ HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n".encode())
            screen.setblocking(False)
            self.held[screen.fileno()] = b""
            self.selector.register(screen, selectors.EVENT_READ)
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def expect(self, words: bytes) -> None:
        """Begin to wait until every screen has shown these words."""
        with self.lock:
            self.wanted, self.missing = words, {fd for fd, held in self.held.items() if words not in held}
            self.all_shown.clear()

    def _read(self) -> None:
        while not self.closing:
            for key, _ in self.selector.select(timeout=0.5):
                self._take(key.fileobj)

    def _take(self, screen: Any) -> None:
        with contextlib.suppress(BlockingIOError):
            got, fd = screen.recv(65536), screen.fileno()
            if not got:
                self.selector.unregister(screen)
                screen.close()
                self.ended += 1
                return
            with self.lock:
                self.held[fd] = (self.held[fd] + got)[-65536:]
                if self.wanted and self.wanted in self.held[fd] and fd in self.missing:
                    self.missing.discard(fd)
                    if not self.missing:
                        self.shown_at = time.perf_counter()
                        self.all_shown.set()

    def close(self) -> None:
        """Let every screen go."""
        self.closing = True
        self.thread.join()
        for key in list(self.selector.get_map().values()):
            self.selector.unregister(key.fileobj)
            key.fileobj.close()  # type: ignore[union-attr]  # the screens that were registered, no bare descriptors


def measure() -> dict[str, Any]:
    """Open a hall, start the live process, connect the boards, be idle, call; return what it took."""
    with stage.opened() as here, _live() as (port, pid):
        from lienthong.casework.queue.testing import a_hall
        from lienthong.office.org import public as org
        from lienthong.toolkit import clock

        hall = a_hall()
        for _ in range(CALLS):
            hall.take(at=clock.now())
        empty = _memory(pid)
        screens = Screens(port, org.unit(hall.unit_id).code, BOARDS)
        screens.expect(b"event: board")
        if not screens.all_shown.wait(60):
            raise SystemExit("the boards show nothing")
        time.sleep(2)
        before, began = (stage.cpu_of(pid), stage.cpu_of(here.postmaster)), time.perf_counter()
        time.sleep(IDLE_SECONDS)
        used, idle = (stage.cpu_of(pid) - before[0], stage.cpu_of(here.postmaster) - before[1]), time.perf_counter() - began
        waits, errors = _call_all(hall, screens)
        told = {"waits": waits, "errors": errors + screens.ended, "memory": _memory(pid), "memory_empty": empty}
        screens.close()
        return told | {"live": used[0], "postgres": used[1], "idle_seconds": idle}


def _call_all(hall: Any, screens: Screens) -> tuple[list[float], int]:
    """Call one ticket after another; return the milliseconds until every board showed each, and how often one did not."""
    from lienthong.toolkit import clock

    waits, errors, after = [], 0, None
    for number in range(1, CALLS + 1):
        screens.expect(f'"call": "A{number:03d}.1"'.encode())
        began = time.perf_counter()
        after = hall.call(at=clock.now(), after=after).ticket_uid
        if screens.all_shown.wait(PATIENCE):
            waits.append((screens.shown_at - began) * 1000)
        else:
            errors += len(screens.missing)
        time.sleep(0.1)
    return waits, errors


@contextlib.contextmanager
def _live() -> Iterator[tuple[int, int]]:
    """Run the live process; yield its port and its process id."""
    from lienthong.site.processes.children import Child

    port = stage.free_port()
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--no-ws", "--workers", "1", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--log-level", "warning", "lienthong.site.processes.live:application"]
    child = Child("live", command, {**os.environ, "LIENTHONG_ROLE": "web"}, lambda text: print(text, file=sys.stderr))
    child.start()
    try:
        _until_it_hears(port)
        yield port, child.pid
    finally:
        child.stop()


def _until_it_hears(port: int, seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5) as probe:
            probe.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            if b" 200 " in probe.recv(200):
                return
        time.sleep(0.2)
    raise SystemExit("the live process does not answer")


def _memory(root: int) -> float:
    """Return the resident megabytes of a process and its children."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):
            lines = dict(line.partition(":")[::2] for line in path.read_text(encoding="utf-8").splitlines())
            found[int(lines["Pid"])] = (int(lines["PPid"]), int(lines.get("VmRSS", "0 kB").split()[0]))
    ours = {root}
    while more := {pid for pid, (parent, _) in found.items() if parent in ours} - ours:
        ours |= more
    return sum(found[pid][1] for pid in ours if pid in found) / 1024


if __name__ == "__main__":
    print(json.dumps(measure()))
