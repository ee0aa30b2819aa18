"""A real installation for tests: `lienthong start` in a folder of its own, whose processes may be killed one by one."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, LiteralString

import psycopg

from bench.client import Client
from bench.stage import free_port
from lienthong.site import postgres

ROOT = Path(__file__).resolve().parent.parent.parent
CALM_AFTER = 25.0
"""Seconds after a kill in which a fault of the server is its consequence."""
COMMAND = [sys.executable, "-c", "import sys; from lienthong.site.cli import main; sys.exit(main())"]


@dataclass
class Product:
    """A running installation: its folder, its port, its supervisor, and when it was last disturbed."""

    folder: Path
    port: int
    environment: dict[str, str]
    supervisor: subprocess.Popen[bytes]
    disturbed_at: float = 0.0
    killed: list[str] = field(default_factory=list)

    @property
    def calm(self) -> bool:
        """Return whether nothing was killed of late, so that an error is the product's own."""
        return time.monotonic() - self.disturbed_at > CALM_AFTER

    def ask(self, *arguments: str) -> tuple[int, dict[str, Any]]:
        """Run a command of the command line on this installation; return its exit code and its JSON."""
        command = [*COMMAND, *arguments, "--json", "--data-dir", str(self.folder)]
        done = subprocess.run(command, env=self.environment, cwd=ROOT, capture_output=True, check=False, timeout=600)
        answer = json.loads(done.stdout) if done.stdout.strip() else {"said": done.stderr.decode()}
        return done.returncode, answer

    def seed(self) -> dict[str, str]:
        """Seed the walk's district; return its tokens."""
        command = [sys.executable, "-m", "bench.seeding", str(self.folder)]
        done = subprocess.run(command, env=self.environment, cwd=ROOT, capture_output=True, check=False, timeout=300)
        assert done.returncode == 0, done.stderr.decode()
        found: dict[str, str] = json.loads(done.stdout)
        return found

    def superuser_url(self) -> str:
        """Return the address of the database for a reader who sees every row."""
        server = postgres.joined(self.folder)
        assert server is not None
        return server.address("superuser")

    def execute(self, statement: LiteralString) -> None:
        """Run a statement as the superuser."""
        with psycopg.connect(self.superuser_url()) as connection:
            connection.execute(statement)

    def kill(self, what: str, draw: float) -> bool:
        """Kill -9 the web server, one of its workers, the live boards, the worker or PostgreSQL; return whether one was there."""
        pids = self._pids(what)
        if not pids:
            return False
        self.disturbed_at = time.monotonic()
        with contextlib.suppress(ProcessLookupError):
            os.kill(pids[int(draw * len(pids))], signal.SIGKILL)
        self.killed.append(what)
        return True

    def _pids(self, what: str) -> list[int]:
        """Return our own processes of a kind: descendants of our supervisor, nobody else's."""
        below = _descendants(self.supervisor.pid)
        named = {pid: _command(pid) for pid in below}
        if what == "postgres":
            server = postgres.joined(self.folder)
            return [server.who.pid] if server is not None and server.who.pid in below else []
        if what == "worker":
            return [pid for pid, command in named.items() if "lienthong.site.processes.worker" in command]
        if what == "live":
            return [pid for pid, command in named.items() if "processes.live" in command and _parent(pid) == self.supervisor.pid]
        granian = [pid for pid, command in named.items() if "site.wsgi" in command]
        servers = [pid for pid in granian if _parent(pid) == self.supervisor.pid]
        return servers if what == "web" else [pid for pid in granian if pid not in servers]

    def settle(self, seconds: float = 180.0) -> dict[str, Any]:
        """Wait until everything runs again, the outbox is empty and the ledger sealed; return the last state."""
        deadline, state = time.monotonic() + seconds, {}
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(Client(self.port)) as client:
                state = client.get("/healthz").body
                if state.get("worker", {}).get("ok") and not state["outbox"]["waiting"] and not state["ledger"]["unsealed"]:
                    return state
            time.sleep(0.5)
        raise AssertionError(f"the installation did not settle: {state}; killed {self.killed}")


@contextlib.contextmanager
def running(folder: Path, *, sabotage: str = "") -> Iterator[Product]:
    """Start an installation with fsync on in `folder`; `sabotage` names a build with something removed."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "LIENTHONG_"))}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "LIENTHONG_LOG": "WARNING",
        "SABOTAGE": sabotage,
        "PYTHONPATH": str(ROOT),
    }
    port = free_port()
    command = [*COMMAND, "start", "--no-demo", "--data-dir", str(folder), "--port", str(port)]
    folder.parent.chmod(0o755)
    with (folder.parent / f"{folder.name}.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, start_new_session=True)
        product = Product(folder, port, environment, process)
        try:
            _wait_until_ready(process, Path(log.name))
            yield product
        finally:
            process.terminate()
            try:
                process.wait(120)
            finally:
                if process.poll() is None:
                    process.kill()
                assert process.stdout is not None
                process.stdout.close()


def _wait_until_ready(process: subprocess.Popen[bytes], log: Path) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(b"Ready:"):
            return
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace")[-3000:])


def _stat(pid: int) -> list[str]:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    return []


def _parent(pid: int) -> int:
    cells = _stat(pid)
    return int(cells[1]) if cells else 0


def _command(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""


def _descendants(root: int) -> set[int]:
    parents = {int(path.name): _parent(int(path.name)) for path in Path("/proc").glob("[0-9]*")}
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {root}
