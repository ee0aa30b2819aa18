"""A running installation: PostgreSQL, web, live boards, worker, in this order up and in the other order down."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import psycopg

from lienthong.site import postgres
from lienthong.site.demo.scenes import DEFAULT
from lienthong.site.errors import FolderFull, FolderNotWritable, PortTaken, PostgresFailed, PreparationFailed, ServerTooOld
from lienthong.site.installation import Installation, Run, demo_environment, server_urls
from lienthong.site.processes.children import Child
from lienthong.site.processes.identity import identity
from lienthong.toolkit import clock

FIRST_PORT = 8000
OLDEST = 150000
WEB_WORKERS = 2
WEB_THREADS = 2
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - compared, not bound
Say = Callable[[str], None]


@dataclass(frozen=True)
class Wanted:
    """What the person asked for.  `port` None: 8000, or the next free one.  `scene` empty: a real installation.

    `clock_offset` in seconds."""

    host: str = "127.0.0.1"
    port: int | None = None
    scene: str = DEFAULT
    clock_offset: int = 0

    @property
    def demo(self) -> bool:
        """Return whether this is a demonstration."""
        return bool(self.scene)


LONGEST_WAIT = 60
"""Seconds between two starts of a server that does not come up."""


class Stopped(Exception):
    """SIGTERM or SIGINT came."""


class Instance:
    """One running installation; the caller holds the installation's lock."""

    def __init__(self, installation: Installation, wanted: Wanted, say: Say) -> None:
        self.installation = installation
        self.wanted = wanted
        self.say = say
        self.server: postgres.Server | None = None
        self.web: Child | None = None
        self.worker: Child | None = None
        self.live: Child | None = None
        self.live_port = 0
        self.server_failures = 0
        self.server_again = 0.0
        self.stopping = False
        self.address = ""

    @property
    def _children(self) -> list[tuple[Child, str]]:
        """Return the children that were made, each with its role before the database."""
        made = ((self.web, "web"), (self.live, "web"), (self.worker, "worker"))
        return [(child, role) for child, role in made if child is not None]

    def run(self, ready: Callable[[str, list[dict[str, str]]], None]) -> None:
        """Bring everything up, call `ready(address, log_ins)`, watch until a signal comes, bring everything down."""
        before = {number: signal.signal(number, self._signalled) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            port = self._choose_port()
            self.live_port = self._choose_live_port(port)
            address = f"http://{_shown(self.wanted.host)}:{port}"
            self._write("starting", address)
            log_ins = self._bring_up(address)
            self._write("ready", address)
            ready(address, log_ins)
            while True:
                self._watch()
                time.sleep(0.2)
        except Stopped:
            self.say("Đang dừng…")
        finally:
            self.stopping = True
            self._bring_down()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _signalled(self, number: int, frame: object) -> None:
        if not self.stopping:
            self.stopping = True
            raise Stopped

    # --- up ---------------------------------------------------------------------------------------------------

    def _bring_up(self, address: str) -> list[dict[str, str]]:
        urls = server_urls()
        if urls is None:
            self.server = postgres.start(self.installation.data_dir, say=self.say)
            urls = self.server.url, self.server.owner_url
        self.address = address
        self.web = Child("web", self._web_command(address), self._environment(*urls, "web"), self.say)
        self.live = Child("live", self._live_command(), self._environment(*urls, "web"), self.say)
        self.worker = Child("worker", self._module("worker"), self._environment(*urls, "worker"), self.say)
        if self.server is None:
            self._wait_for_server(urls[1], address, self.web)
        log_ins = self._prepare(self._environment(*urls, "owner"))
        if self.web.process is None:
            self.web.start()
        self.live.start()
        self.worker.start()
        self._wait_for_page(address)
        return log_ins

    def _environment(self, url: str, owner_url: str, role: str) -> dict[str, str]:
        more = demo_environment(self.wanted.scene, self.wanted.clock_offset)
        if "LIENTHONG_HOSTS" not in os.environ:
            more["LIENTHONG_HOSTS"] = _hosts(self.wanted.host)
        if self.wanted.demo and "LIENTHONG_PUBLIC_URL" not in os.environ:
            more["LIENTHONG_PUBLIC_URL"] = self.address
        if not os.environ.get("LIENTHONG_LIVE"):
            more["LIENTHONG_LIVE"] = str(self.live_port)
        return self.installation.environment(url, owner_url, role, more)

    @staticmethod
    def _module(name: str, *arguments: str) -> list[str]:
        return [sys.executable, "-m", f"lienthong.site.processes.{name}", *arguments]

    def _web_command(self, address: str) -> list[str]:
        own = ["--interface", "wsgi", "--no-ws", "--workers", str(WEB_WORKERS), "--blocking-threads", str(WEB_THREADS)]
        own += ["--host", self.wanted.host, "--port", address.rpartition(":")[2]]
        own += ["--respawn-failed-workers", "--workers-kill-timeout", "10", "--log-level", "warning"]
        return [sys.executable, "-m", "granian", *own, "lienthong.site.wsgi:application"]

    def _live_command(self) -> list[str]:
        own = ["--interface", "asgi", "--no-ws", "--workers", "1", "--host", self.wanted.host, "--port", str(self.live_port)]
        own += ["--respawn-failed-workers", "--workers-kill-timeout", "2", "--log-level", "warning"]
        return [sys.executable, "-m", "granian", *own, "lienthong.site.processes.live:application"]

    def _choose_live_port(self, web: int) -> int:
        """Return the port of the live boards: the one that LIENTHONG_LIVE names, else the web's next, or the next free one."""
        named = os.environ.get("LIENTHONG_LIVE", "")
        if named.isdecimal():
            return int(named)
        for port in range(web + 1, web + 100):
            if _is_free(self.wanted.host, port):
                return port
        raise PortTaken(host=self.wanted.host, port=f"{web + 1}-{web + 99}")

    def _choose_port(self) -> int:
        if self.wanted.port is not None:
            if not _is_free(self.wanted.host, self.wanted.port):
                raise PortTaken(host=self.wanted.host, port=self.wanted.port)
            return self.wanted.port
        for port in range(FIRST_PORT, FIRST_PORT + 100):
            if _is_free(self.wanted.host, port):
                if port != FIRST_PORT:
                    self.say(f"Cổng {FIRST_PORT} đang bận, trang web dùng cổng {port}.")
                return port
        raise PortTaken(host=self.wanted.host, port=f"{FIRST_PORT}-{FIRST_PORT + 99}")

    def _wait_for_server(self, owner_url: str, address: str, web: Child) -> None:
        """Wait for the server of DATABASE_OWNER_URL, serving 503 meanwhile.  Errors: ServerTooOld."""
        while True:
            try:
                with psycopg.connect(owner_url, connect_timeout=5) as connection:
                    found = connection.info.server_version
                break
            except psycopg.OperationalError as fault:
                if web.process is None:
                    self.say(f"Đang chờ cơ sở dữ liệu trả lời ({str(fault).strip().splitlines()[-1]}).")
                    self._write("waiting", address)
                    web.start()
                web.watch()
                time.sleep(1.0)
        refuse_old(found)

    def _prepare(self, environment: dict[str, str]) -> list[dict[str, str]]:
        """Migrate and gather the static files, side by side; return the log-ins of the demo."""
        answers = {}
        with contextlib.ExitStack() as stack:
            steps = {name: stack.enter_context(self._step(name, environment)) for name in ("static", "database")}
            for name, process in steps.items():
                answers[name], said = process.communicate()
                if process.returncode:
                    sys.stderr.buffer.write(said)
                    last = said.decode(errors="replace").strip().splitlines() or ["không có thông báo nào"]
                    raise PreparationFailed(step=name, detail=last[-1])
        prepared = json.loads(answers["database"])
        spent = ", ".join(f"{name} {seconds:.1f}" for name, seconds in prepared["took"].items())
        self.say(f"Chuẩn bị (giây): {spent}; bộ xử lý {prepared['processor']:.1f}.")
        log_ins: list[dict[str, str]] = prepared["log_ins"]
        return log_ins

    @contextlib.contextmanager
    def _step(self, name: str, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
        """Run one step of the preparation; it does not outlive us."""
        command = self._module("prepare", name)
        pipe = subprocess.PIPE
        with subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, start_new_session=True) as process:
            try:
                yield process
            finally:
                if process.poll() is None:
                    process.terminate()

    def _wait_for_page(self, address: str) -> None:
        host, _, port = address.removeprefix("http://").rpartition(":")
        while True:
            self._watch()
            with contextlib.suppress(OSError, http.client.HTTPException):
                asked = http.client.HTTPConnection(host, int(port), timeout=10)
                asked.request("GET", "/healthz")
                if asked.getresponse().status == 200:
                    return
            time.sleep(0.1)

    # --- while it runs ------------------------------------------------------------------------------------------

    def _watch(self) -> None:
        if self.server is not None and not self.server.running() and time.monotonic() >= self.server_again:
            self.say("PostgreSQL dừng bất ngờ, đang khởi động lại.")
            self.server = self._started_again(self.server)
        for child, _ in self._children:
            if child.process is not None or child.next_start:
                child.watch()

    def _started_again(self, gone: postgres.Server) -> postgres.Server:
        """Start the server on the port that our children know; when somebody took it meanwhile, tell them the new one.

        A server that fails again, as one that is killed while it recovers or finds no room, is tried ever more slowly, and what
        it says is told: pages answer 503 meanwhile, and come back without anybody's hand.
        """
        try:
            server = postgres.start(self.installation.data_dir, say=self.say, port=gone.port)
        except (FolderFull, FolderNotWritable, PostgresFailed) as no:
            wait = min(2**self.server_failures, LONGEST_WAIT)
            self.server_failures, self.server_again = self.server_failures + 1, time.monotonic() + wait
            self.say(f"{no.message} Thử lại sau {wait} giây.")
            return gone
        self.server_failures = 0
        if server.port != gone.port:
            for child, role in self._children:
                if child.process is not None or child.next_start:
                    child.environment = self._environment(server.url, server.owner_url, role)
                    child.stop()
                    child.start()
            run = self.installation.run()
            if run is not None:
                self.installation.write_run(replace(run, postgres_port=server.port))
        return server

    def _write(self, state: str, address: str) -> None:
        own = identity(os.getpid())
        run = Run(
            pid=os.getpid(),
            began=own.began if own else 0,
            state=state,
            address=address,
            demo=self.wanted.demo,
            embedded=server_urls() is None,
            postgres_port=self.server.port if self.server else 0,
            live_port=self.live_port,
            clock_offset=self.wanted.clock_offset,
            since=clock.real_now().isoformat(timespec="seconds"),
        )
        self.installation.write_run(run)

    # --- down -----------------------------------------------------------------------------------------------------

    def _bring_down(self) -> None:
        run = self.installation.run()
        if run is not None:
            self.installation.write_run(replace(run, state="stopping"))
        for child, _ in self._children:
            child.stop()
        if self.server is not None:
            self.server.stop(self.say)
        elif server_urls() is None:
            postgres.stop_leftover(self.installation.data_dir, self.say)
        self.installation.run_file.unlink(missing_ok=True)


def refuse_old(version: int) -> None:
    """Refuse a server older than PostgreSQL 15; `version` as the server numbers itself, e.g. 140011.  Errors: ServerTooOld."""
    if version < OLDEST:
        raise ServerTooOld(found=f"{version // 10000}.{version % 10000}")


def _shown(host: str) -> str:
    return "127.0.0.1" if host in EVERYWHERE else f"[{host}]" if ":" in host else host


def _hosts(host: str) -> str:
    """Return the host names that pages answer to."""
    names = {"localhost", "127.0.0.1", "[::1]", _shown(host)}
    if host in EVERYWHERE:
        names |= set(_own_addresses())
    return ",".join(sorted(names))


def _own_addresses() -> Iterator[str]:
    yield socket.gethostname()
    with contextlib.suppress(OSError):
        for found in socket.getaddrinfo(socket.gethostname(), None):
            address: Any = found[4][0]
            yield f"[{address}]" if ":" in address else str(address)


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True
