"""Starts, joins, asks and ends the server of one cluster."""

from __future__ import annotations

import contextlib
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

from lienthong.site.errors import PostgresFailed
from lienthong.site.postgres.account import can, service_account
from lienthong.site.postgres.binaries import Binaries, find
from lienthong.site.postgres.cluster import LOGINS, Cluster, cluster_of, explain, make_ready, prepare_folder
from lienthong.site.processes.identity import Identity, alive, identity, program, send, working_folder, working_in

Say = Callable[[str], None]
DATABASE = "lienthong"
GROUPS = ("lienthong_web", "lienthong_worker", "lienthong_sealer", "lienthong_lookup")
FIRST_PORT = 54320
LONGEST_SOCKET = 100
SETTINGS = {
    "max_connections": "100",
    "jit": "off",
    "random_page_cost": "1.1",
    "logging_collector": "on",
    "log_filename": "postgresql-%d.log",
    "log_rotation_age": "1d",
    "log_truncate_on_rotation": "on",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
"""What the server is started with, over its defaults; no personal value may reach the log."""
RELAXED = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass
class Server:
    """A server that answers.  `process` is None when it was already running and we joined it."""

    cluster: Cluster
    binaries: Binaries
    port: int
    who: Identity
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    temporary: bool = False

    def address(self, login: str, database: str = DATABASE) -> str:
        """Return the URL for `login` (superuser, owner, web): over the unix socket where its path is short enough."""
        who = f"{LOGINS[login]}:{quote(self.cluster.password(login), safe='')}"
        if has_socket(self.cluster):
            return f"postgresql://{who}@:{self.port}/{database}?{urlencode({'host': str(self.cluster.socket)})}"
        return f"postgresql://{who}@127.0.0.1:{self.port}/{database}"

    @property
    def url(self) -> str:
        """Return the URL of the web role's log-in."""
        return self.address("web")

    @property
    def owner_url(self) -> str:
        """Return the URL of the owner."""
        return self.address("owner")

    def running(self) -> bool:
        """Return whether exactly this server process still runs."""
        if self.process is not None:
            return self.process.poll() is None
        return alive(self.who)

    def stop(self, say: Say = lambda _: None) -> None:
        """End the server by a fast shutdown and wait for it as long as its last checkpoint takes."""
        send(self.who, signal.SIGINT)
        for waited in _seconds():
            if not self.running():
                break
            if waited and waited % 10 == 0:
                say(f"Đang chờ PostgreSQL ghi nốt dữ liệu ({waited} giây)…")
        if self.temporary:
            shutil.rmtree(self.cluster.folder, ignore_errors=True)


def has_socket(cluster: Cluster) -> bool:
    """Return whether the path of the unix socket fits into what the system allows."""
    return len(str(cluster.socket)) + len("/.s.PGSQL.65535") < LONGEST_SOCKET


def start(data_dir: Path, *, say: Say = lambda _: None, bin_dir: Path | None = None, fsync: bool = True, port: int = 0) -> Server:
    """Return the server of the installation in `data_dir`, started or joined, its roles and database made.

    port  the first one to try (0: the usual); the next free one is taken when it is busy.
    The caller holds the installation's lock.  Waits for a crash recovery as long as it takes.  Errors: see site.errors.
    """
    prepare_folder(data_dir)
    account = service_account()
    cluster = cluster_of(data_dir, account)
    binaries = find(bin_dir, account)
    if account is not None and not can(account, Path(binaries.program("postgres")), "x"):
        raise PostgresFailed(detail=f"tài khoản dịch vụ không chạy được {binaries.bin}", log=cluster.log)
    make_ready(cluster, binaries, fsync=fsync)
    who = postmaster(cluster.data)
    if who is not None:
        say("PostgreSQL của thư mục này đang chạy sẵn, dùng tiếp.")
        server = Server(cluster, binaries, _port_of(cluster), who)
    else:
        _clear_stale(cluster, say)
        server = _launch(cluster, binaries, say, fsync=fsync, port=port or FIRST_PORT)
    _wait_until_it_answers(server, say)
    _roles_and_database(server)
    return server


def start_temporary(folder: Path, *, fsync: bool = False, bin_dir: Path | None = None, say: Say = lambda _: None) -> Server:
    """Return a server for tests in the new folder `folder`; `stop()` also removes its cluster.

    fsync    False: quick, and worthless after a power cut.
    bin_dir  e.g. /usr/lib/postgresql/15/bin; None: the usual search.
    """
    server = start(folder, say=say, bin_dir=bin_dir, fsync=fsync)
    server.temporary = True
    return server


def joined(data_dir: Path) -> Server | None:
    """Return the server that runs for `data_dir` now; None when none does.  Needs no lock and starts nothing."""
    cluster = cluster_of(data_dir, service_account())
    who = postmaster(cluster.data)
    return None if who is None else Server(cluster, find(), _port_of(cluster), who)


def has_cluster(data_dir: Path) -> bool:
    """Return whether there are data in the cluster of `data_dir`."""
    return cluster_of(data_dir, service_account()).made_by() is not None


def stop_leftover(data_dir: Path, say: Say = lambda _: None) -> bool:
    """End the server that an instance killed without warning left running; return whether there was one."""
    server = joined(data_dir)
    if server is None:
        return False
    server.stop(say)
    return True


def postmaster(data: Path) -> Identity | None:
    """Return the server of exactly this data folder: named by its pid file, recognised by program and working folder."""
    try:
        pid = int((data / "postmaster.pid").read_text(encoding="ascii", errors="replace").splitlines()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None
    who = identity(pid)
    if who is None or program(pid) not in {"postgres", "postmaster"} or working_folder(pid) != data.resolve():
        return None
    return who if alive(who) else None


def _port_of(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text(encoding="ascii").splitlines()[3])


def _clear_stale(cluster: Cluster, say: Say) -> None:
    """Put away the pid file of a server that is gone, after its last children are gone too.

    PostgreSQL itself would refuse to start when the number in the file now belongs to another process of the same user.
    """
    stale = cluster.data / "postmaster.pid"
    for waited in _seconds():
        if not working_in(cluster.data, "postgres"):
            break
        if waited and waited % 5 == 0:
            say(f"Đang chờ các tiến trình cũ của PostgreSQL kết thúc ({waited} giây)…")
    if stale.exists():
        say("Lần trước PostgreSQL tắt đột ngột; dọn tệp postmaster.pid cũ và kiểm tra lại dữ liệu.")
        stale.unlink()
    for lock in cluster.socket.glob(".s.PGSQL.*"):
        lock.unlink()


def _launch(cluster: Cluster, binaries: Binaries, say: Say, *, fsync: bool, port: int) -> Server:
    first = port
    for _attempt in range(20):
        port = _free_port(port, say)
        process = _spawn(cluster, binaries, port, fsync=fsync)
        if _took_port(cluster, process):
            who = identity(process.pid)
            if who is not None:
                return Server(cluster, binaries, port, who, process)
        said = _said(cluster)
        if "ddress already in use" not in said and "could not bind" not in said:
            raise explain(cluster, said)
        say(f"Cổng {port} vừa bị chương trình khác chiếm, thử cổng kế tiếp.")
        port += 1
    raise PostgresFailed(detail=f"20 cổng từ {first} đều bận", log=cluster.log)


def _free_port(first: int, say: Say) -> int:
    port = first
    while not _is_free(port):
        port += 1
    if port != first:
        say(f"Cổng {first} đang bận, PostgreSQL dùng cổng {port}.")
    return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def _spawn(cluster: Cluster, binaries: Binaries, port: int, *, fsync: bool) -> subprocess.Popen[bytes]:
    chosen = {
        **SETTINGS,
        **({} if fsync else RELAXED),
        "port": str(port),
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": str(cluster.socket) if has_socket(cluster) else "",
        "log_directory": str(cluster.log),
    }
    command = [binaries.program("postgres"), "-D", str(cluster.data)]
    for name, value in chosen.items():
        command += ["-c", f"{name}={value}"]
    as_whom = cluster.account.as_popen() if cluster.account else {}
    with (cluster.log / "start.log").open("wb") as said:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            cwd=cluster.folder,
            start_new_session=True,
            umask=0o077,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
            **as_whom,
        )


def _took_port(cluster: Cluster, process: subprocess.Popen[bytes]) -> bool:
    """Wait until the server has written its pid file with a port (it listens) or has ended."""
    while process.poll() is None:
        with contextlib.suppress(OSError, IndexError, ValueError):
            lines = (cluster.data / "postmaster.pid").read_text(encoding="ascii").splitlines()
            if int(lines[0]) == process.pid and lines[5]:
                return True
        time.sleep(0.02)
    return False


def _wait_until_it_answers(server: Server, say: Say) -> None:
    """Ask by a real connection; a recovery may take any time, so only the end of the server ends the wait."""
    began = time.monotonic()
    told = 0.0
    while True:
        try:
            with psycopg.connect(server.address("superuser", "postgres"), connect_timeout=5) as connection:
                connection.execute("SELECT 1")
                return
        except psycopg.OperationalError as fault:
            if "password authentication failed" in str(fault):
                raise PostgresFailed(
                    detail="mật khẩu trong thư mục keys không khớp với cơ sở dữ liệu", log=server.cluster.log
                ) from fault
        if not server.running():
            raise explain(server.cluster, _said(server.cluster))
        waited = time.monotonic() - began
        if waited - told >= 5:
            told = waited
            say(f"PostgreSQL đang phục hồi sau lần tắt đột ngột ({waited:.0f} giây). Xin chờ, không tắt máy.")
        time.sleep(0.05)


def _said(cluster: Cluster) -> str:
    """Return the end of what the server last wrote, its start first."""
    files = sorted(cluster.log.glob("*.log"), key=lambda path: path.stat().st_mtime)
    tail = files[-1].read_text(encoding="utf-8", errors="replace")[-4000:] if files else ""
    first = cluster.log / "start.log"
    return tail + "\n" + (first.read_text(encoding="utf-8", errors="replace")[-4000:] if first.exists() else "")


def _roles_and_database(server: Server) -> None:
    """Make the log-ins, the group roles and the database, as far as they are missing (DESIGN 7.6).

    The owner is no superuser; the web's log-in can become `lienthong_web` and nothing else.  What is there is not touched,
    so that joining a server in use waits for nobody's lock.
    """
    with psycopg.connect(server.address("superuser", "postgres"), autocommit=True) as connection:
        present = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        for group in GROUPS:
            if group not in present:
                connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(group)))
        for login, rights in (("owner", sql.SQL("CREATEDB CREATEROLE")), ("web", sql.SQL("NOINHERIT"))):
            if LOGINS[login] not in present:
                name, password = sql.Identifier(LOGINS[login]), sql.Literal(server.cluster.password(login))
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN {} PASSWORD {}").format(name, rights, password))
        members = set(
            connection.execute("SELECT roleid::regrole::text, member::regrole::text FROM pg_auth_members WHERE grantor = 10")
        )
        for group in GROUPS:
            if (group, LOGINS["owner"]) not in members:
                what = sql.Identifier(group), sql.Identifier(LOGINS["owner"])
                connection.execute(sql.SQL("GRANT {} TO {} WITH ADMIN OPTION").format(*what))
        if ("lienthong_web", LOGINS["web"]) not in members:
            connection.execute(sql.SQL("GRANT lienthong_web TO {}").format(sql.Identifier(LOGINS["web"])))
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
            what = sql.Identifier(DATABASE), sql.Identifier(LOGINS["owner"])
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(*what))
        connection.execute(sql.SQL("REVOKE CONNECT ON DATABASE {} FROM PUBLIC").format(sql.Identifier(DATABASE)))
        for login in ("owner", "web"):
            what = sql.Identifier(DATABASE), sql.Identifier(LOGINS[login])
            connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(*what))


def _seconds() -> Iterator[int]:
    """Yield the whole seconds waited, ten times a second, without end."""
    began = time.monotonic()
    last = -1
    while True:
        second = int(time.monotonic() - began)
        yield second if second != last else 0
        last = second
        time.sleep(0.1)
