"""The supervisor of the embedded PostgreSQL: every way in which a PC in a commune treats it badly."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from lienthong.site import postgres
from lienthong.site.errors import (
    AccountMissing,
    BinariesMissing,
    FolderFull,
    FolderNewer,
    FolderNotWritable,
    FolderOlder,
    PasswordLost,
    PostgresFailed,
)
from lienthong.site.postgres import account, server
from lienthong.site.postgres.binaries import Binaries
from lienthong.site.postgres.cluster import Cluster, cluster_of, explain, make_ready, prepare_folder
from lienthong.site.processes.identity import Identity, alive, identity, send

IS_ROOT = os.geteuid() == 0
needs_root = pytest.mark.skipif(not IS_ROOT, reason="only root mounts file systems and changes users")
SOURCE = Path(__file__).resolve().parents[3]


@pytest.fixture
def said() -> list[str]:
    """Return the list that collects what the supervisor says."""
    return []


@pytest.fixture
def start(tmp_path: Path, said: list[str]) -> Iterator[Callable[..., postgres.Server]]:
    """Return a starter of real servers in the test's folder; all are ended and removed afterwards."""
    made: list[postgres.Server] = []

    def start(*, fsync: bool = False, bin_dir: Path | None = None) -> postgres.Server:
        one = postgres.start_temporary(tmp_path / "site", fsync=fsync, bin_dir=bin_dir, say=said.append)
        made.append(one)
        return one

    yield start
    for one in made:
        one.stop()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[postgres.Server]:
    """Return one server for the tests that only ask."""
    one = postgres.start_temporary(tmp_path_factory.mktemp("shared"))
    yield one
    one.stop()


def kill(one: postgres.Server) -> None:
    """Kill the server without warning and bury it."""
    send(one.who, signal.SIGKILL)
    while one.running():
        time.sleep(0.02)


def ask(url: str, question: str) -> tuple[object, ...]:
    with psycopg.connect(url) as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return tuple(row)


def test_a_new_server_has_checksums_the_builtin_locale_and_an_owner_without_superpower(
    shared: postgres.Server,
) -> None:
    one = shared
    assert ask(one.owner_url, "SELECT current_user, current_database(), current_setting('data_checksums')") == (
        "lienthong_owner",
        "lienthong",
        "on",
    )
    assert ask(one.owner_url, "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user") == (
        False,
        True,
        True,
    )
    assert ask(one.owner_url, "SELECT upper('đặc ứng')") == ("ĐẶC ỨNG",)


def test_the_webs_log_in_becomes_the_web_role_and_no_other(shared: postgres.Server) -> None:
    one = shared
    with psycopg.connect(one.url, autocommit=True) as connection:
        connection.execute("SET ROLE lienthong_web")
        connection.execute("RESET ROLE")
        for role in ("lienthong_worker", "lienthong_sealer", "lienthong_owner", "postgres"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"SET ROLE {role}")


def test_passwords_are_asked_for_and_lie_in_files_that_only_the_starter_reads(shared: postgres.Server) -> None:
    one = shared
    for login in ("superuser", "owner", "web"):
        path = one.cluster.keys / f"{login}.password"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert path.stat().st_uid == os.geteuid()
        wrong = one.address(login, "postgres" if login == "superuser" else "lienthong").replace(path.read_text().strip(), "wrong")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(wrong)


def test_a_second_start_joins_the_running_server(start: Callable[..., postgres.Server], said: list[str]) -> None:
    first = start()
    second = start()
    assert second.who == first.who
    assert second.process is None
    assert any("đang chạy sẵn" in text for text in said)
    assert ask(second.owner_url, "SELECT 1") == (1,)


@pytest.mark.thorough
def test_nothing_acknowledged_is_lost_when_the_server_is_killed(start: Callable[..., postgres.Server], said: list[str]) -> None:
    first = start(fsync=True)
    with psycopg.connect(first.owner_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (n int)")
        for number in range(50):
            connection.execute("INSERT INTO kept VALUES (%s)", [number])
    kill(first)
    second = start(fsync=True)
    assert ask(second.owner_url, "SELECT count(*), sum(n) FROM kept") == (50, 1225)
    assert any("tắt đột ngột" in text for text in said)


def test_a_stale_pid_file_never_costs_another_process_its_life(start: Callable[..., postgres.Server]) -> None:
    first = start()
    kill(first)
    other_account = first.cluster.account.as_popen() if first.cluster.account else {}
    with subprocess.Popen(["sleep", "300"], cwd="/", **other_account) as innocent:
        who = identity(innocent.pid)
        assert who is not None
        pid_file = first.cluster.data / "postmaster.pid"
        lines = pid_file.read_text(encoding="ascii").splitlines()
        pid_file.write_text("\n".join([str(innocent.pid), *lines[1:]]) + "\n", encoding="ascii")
        second = start()
        assert ask(second.owner_url, "SELECT 1") == (1,)
        second.stop()
        assert alive(who)
        innocent.kill()


def test_a_taken_port_is_left_to_its_owner_and_another_is_named(
    start: Callable[..., postgres.Server], said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setattr(server, "FIRST_PORT", port)
        one = start()
    assert one.port > port
    assert any(f"Cổng {port} đang bận" in text and str(one.port) in text for text in said)


def test_the_server_answers_over_tcp_when_the_socket_path_is_too_long(tmp_path: Path) -> None:
    deep = tmp_path / ("thư-mục-rất-dài-" * 6)
    cluster = Cluster(deep, tmp_path / "keys", None)
    assert not server.has_socket(cluster)
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "owner.password").write_text("a/b", encoding="ascii")
    found = server.Server(cluster, Binaries(Path("/none"), (18, 4)), 54399, Identity(1, 1))
    assert found.owner_url == "postgresql://lienthong_owner:a%2Fb@127.0.0.1:54399/lienthong"


def written_by(tmp_path: Path, version: str) -> Cluster:
    cluster = Cluster(tmp_path / "pg", tmp_path / "keys", None)
    cluster.data.mkdir(parents=True)
    (cluster.data / "PG_VERSION").write_text(f"{version}\n", encoding="ascii")
    (cluster.data / "kept").write_text("dữ liệu", encoding="utf-8")
    return cluster


def test_data_of_a_newer_server_are_refused_and_untouched(tmp_path: Path) -> None:
    cluster = written_by(tmp_path, "99")
    with pytest.raises(FolderNewer) as refusal:
        make_ready(cluster, Binaries(Path("/none"), (18, 4)))
    assert "PostgreSQL 99" in refusal.value.message
    assert sorted(path.name for path in cluster.folder.rglob("*")) == ["PG_VERSION", "data", "kept"]


def test_data_of_an_older_server_are_refused_with_the_way_out(tmp_path: Path) -> None:
    cluster = written_by(tmp_path, "15")
    with pytest.raises(FolderOlder) as refusal:
        make_ready(cluster, Binaries(Path("/none"), (18, 4)))
    assert "lienthong backup" in refusal.value.message
    assert "PostgreSQL 15" in refusal.value.message
    assert (cluster.data / "kept").read_text(encoding="utf-8") == "dữ liệu"


def test_a_cluster_whose_passwords_are_lost_is_refused(tmp_path: Path) -> None:
    cluster = written_by(tmp_path, "18")
    with pytest.raises(PasswordLost) as refusal:
        make_ready(cluster, Binaries(Path("/none"), (18, 4)))
    assert "superuser.password" in refusal.value.message


def test_passwords_of_another_installation_are_told_apart_from_a_slow_start(start: Callable[..., postgres.Server]) -> None:
    one = start()
    password = one.cluster.keys / "superuser.password"
    right = password.read_text(encoding="ascii")
    password.write_text("not-this-one\n", encoding="ascii")
    with pytest.raises(PostgresFailed, match="mật khẩu"):
        start()
    password.write_text(right, encoding="ascii")


def test_a_cluster_that_was_being_made_when_the_power_went_is_made_again(
    start: Callable[..., postgres.Server], tmp_path: Path
) -> None:
    prepare_folder(tmp_path / "site")
    whom = account.service_account()
    folder = cluster_of(tmp_path / "site", whom).folder
    (folder / "draft-4711" / "base").mkdir(parents=True)
    one = start()
    assert one.cluster.folder == folder
    assert not list(folder.glob("draft-*"))
    assert ask(one.owner_url, "SELECT 1") == (1,)


@pytest.mark.parametrize(
    ("output", "refusal"),
    [
        ('FATAL:  could not write lock file "postmaster.pid": No space left on device', FolderFull),
        ("initdb: error: could not create directory: Read-only file system", FolderNotWritable),
        ('FATAL:  could not open file "x": Permission denied', FolderNotWritable),
        ('LOG:  starting\nFATAL:  invalid value for parameter "x"', PostgresFailed),
        ("", PostgresFailed),
    ],
)
def test_what_the_server_says_becomes_a_vietnamese_refusal(tmp_path: Path, output: str, refusal: type[Exception]) -> None:
    found = explain(Cluster(tmp_path, tmp_path, None), output)
    assert type(found) is refusal
    assert str(tmp_path) in found.message


@pytest.mark.skipif(IS_ROOT, reason="root writes into folders without permission")
def test_a_folder_without_permission_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(FolderNotWritable, match="không có quyền"):
            postgres.start(tmp_path / "site")
    finally:
        tmp_path.chmod(0o700)


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Return a mounter of a small file system in memory; the test is skipped where mounting is forbidden."""
    place = tmp_path / "mounted"
    place.mkdir()

    def mount(options: str) -> Path:
        answer = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", str(place)], capture_output=True, check=False)
        if answer.returncode:
            pytest.skip(f"mount: {answer.stderr.decode()}")
        return place

    yield mount
    subprocess.run(["umount", str(place)], check=False, capture_output=True)


@needs_root
def test_a_full_disk_is_refused_with_what_is_left(mount: Callable[[str], Path]) -> None:
    place = mount("size=8m,mode=755")
    tmp = place.parent
    for folder in (tmp, *tmp.parents[:3]):
        folder.chmod(folder.stat().st_mode | 0o011)
    with pytest.raises(FolderFull) as refusal:
        postgres.start(place)
    assert "đã đầy" in refusal.value.message
    assert not list(place.glob("postgres/data"))


@needs_root
def test_a_disk_without_a_single_byte_left_is_refused(mount: Callable[[str], Path]) -> None:
    place = mount("size=64k,mode=755")
    room = os.statvfs(place)
    (place / "fill").write_bytes(b"x" * (room.f_bavail * room.f_frsize))
    with pytest.raises(FolderFull):
        postgres.start(place)


@needs_root
def test_a_read_only_file_system_is_refused(mount: Callable[[str], Path]) -> None:
    place = mount("size=8m,ro")
    with pytest.raises(FolderNotWritable, match="chỉ đọc"):
        postgres.start(place)


def test_programs_that_are_not_there_are_refused_by_the_place_that_was_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIENTHONG_PG_BIN", str(tmp_path))
    with pytest.raises(BinariesMissing) as refusal:
        postgres.find()
    assert str(tmp_path) in refusal.value.message


@needs_root
def test_postgres_is_never_run_as_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIENTHONG_PG_USER", "root")
    with pytest.raises(AccountMissing, match="root"):
        account.service_account()
    monkeypatch.setenv("LIENTHONG_PG_USER", "tên không hợp lệ!")
    with pytest.raises(AccountMissing, match="useradd"):
        account.service_account()


@needs_root
def test_root_hands_the_server_to_the_service_account(shared: postgres.Server) -> None:
    one = shared
    assert one.cluster.account is not None
    assert one.cluster.account.uid != 0
    assert os.stat(f"/proc/{one.who.pid}").st_uid == one.cluster.account.uid
    assert one.cluster.data.stat().st_uid == one.cluster.account.uid


PLAIN_USER = """
import sys
from pathlib import Path
from typing import Any
import psycopg
from lienthong.site import postgres
one = postgres.start_temporary(Path(sys.argv[1]))
again = postgres.start(Path(sys.argv[1]))
with psycopg.connect(again.owner_url) as connection:
    print(connection.execute("SELECT current_user").fetchone()[0], one.who == again.who)
one.stop()
"""


@needs_root
@pytest.mark.long
def test_a_plain_user_runs_it_too_after_root_has() -> None:
    folder = Path("/var/tmp") / f"lt-plain-{os.getpid()}"
    folder.mkdir()
    try:
        shutil.chown(folder, "nobody")
        command = ["setpriv", "--reuid=nobody", "--clear-groups", sys.executable, "-c", PLAIN_USER, str(folder / "data")]
        answer = subprocess.run(command, cwd=SOURCE, capture_output=True, text=True, check=False, timeout=120)
        assert answer.stdout == "lienthong_owner True\n", answer.stderr
    finally:
        shutil.rmtree(folder)


@pytest.mark.long
@pytest.mark.skipif(not Path("/usr/lib/postgresql/15/bin/postgres").exists(), reason="PostgreSQL 15 is not installed")
def test_the_oldest_server_we_promise_is_run_as_well(start: Callable[..., postgres.Server]) -> None:
    one = start(bin_dir=Path("/usr/lib/postgresql/15/bin"))
    assert one.binaries.major == 15
    assert ask(one.owner_url, "SELECT upper('đặc ứng'), current_setting('data_checksums')") == ("ĐẶC ỨNG", "on")
