"""What is measured on: a PostgreSQL with fsync on, and the product's processes beside it."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.client import Client

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Stage:
    """An empty migrated database and a folder; Django of this process is set up on it as the web role."""

    folder: Path
    postmaster: int
    """Process id of the server; 0 when DATABASE_URL names one whose processes are not ours to count."""
    version: str


@contextlib.contextmanager
def opened() -> Iterator[Stage]:
    """Start a server of our own with fsync on, or use DATABASE_URL and DATABASE_OWNER_URL; migrate; set Django up."""
    with tempfile.TemporaryDirectory(prefix="lt-bench-") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        folder.chmod(0o755)
        postmaster = 0
        if "DATABASE_URL" not in os.environ:
            from lienthong.site import postgres

            server = postgres.start_temporary(folder / "pg", fsync=True)
            stack.callback(server.stop)
            postmaster = server.who.pid
            os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"] = server.url, server.owner_url
        yield _set_up(folder, postmaster)
        from django.db import connections

        connections.close_all()


def _set_up(folder: Path, postmaster: int) -> Stage:
    os.environ.setdefault("LIENTHONG_SECRET_KEY", "only-for-measuring-" + "x" * 40)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "LIENTHONG_DATA_DIR": str(folder / "data"),
        "LIENTHONG_STATIC_DIR": str(folder / "static"),
        "LIENTHONG_LOG": "WARNING",
    }
    for name in ("data", "static"):
        (folder / name).mkdir(exist_ok=True)
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", database="owner", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = str(cursor.fetchone()[0])
    return Stage(folder, postmaster, version)


def free_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serving(stage: Stage, *, workers: int = 1, threads: int = 2) -> Iterator[tuple[int, int, int]]:
    """Run the web server and the background worker; yield (port, pid of the web server, pid of the worker)."""
    from lienthong.site.processes.children import Child

    port = free_port()
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--workers", str(workers)]
    web += ["--blocking-threads", str(threads)]
    web += ["--host", "127.0.0.1", "--port", str(port), "--log-level", "warning", "lienthong.site.wsgi:application"]
    worker = [sys.executable, "-m", "lienthong.site.processes.worker"]
    children = [
        Child("web", web, {**os.environ, "LIENTHONG_ROLE": "web"}, _tell),
        Child("worker", worker, {**os.environ, "LIENTHONG_ROLE": "worker"}, _tell),
    ]
    try:
        for child in children:
            child.start()
        _wait_until_healthy(port)
        yield port, children[0].pid, children[1].pid
    finally:
        for child in children:
            child.stop()


def _tell(text: str) -> None:
    print(text, file=sys.stderr)


def _wait_until_healthy(port: int, seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), contextlib.closing(Client(port)) as client:
            found = client.get("/healthz")
            if found.status == 200 and found.body["worker"]["ok"]:
                return
        time.sleep(0.2)
    raise SystemExit("máy chủ trang web không trả lời")


def cpu_of(*roots: int) -> float:
    """Return the seconds of processor that these processes and all below them have used, dead children included."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            text = path.read_text(encoding="utf-8", errors="replace")
            cells = text.rpartition(")")[2].split()
            found[int(path.parent.name)] = (int(cells[1]), sum(int(cell) for cell in cells[11:15]))
    ours = set(roots)
    while more := {pid for pid, (parent, _) in found.items() if parent in ours} - ours:
        ours |= more
    return sum(found[pid][1] for pid in ours if pid in found) / TICKS
