"""The command line as a person or a script meets it: real processes, a real data folder."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest

from lienthong.site import postgres
from lienthong.site.installation import Installation
from lienthong.site.postgres.account import service_account
from lienthong.site.postgres.cluster import cluster_of
from lienthong.site.processes.identity import alive, identity, program, send

pytestmark = pytest.mark.thorough

LIENTHONG = [sys.executable, "-c", "import sys; from lienthong.site.cli import main; sys.exit(main())"]
FOREIGN = ("DATABASE_URL", "DATABASE_OWNER_URL", "LIENTHONG_SECRET_KEY", "LIENTHONG_TEST", "LIENTHONG_DEMO", "LIENTHONG_DATA_DIR")
PATIENCE = 240.0


def environment(**more: str) -> dict[str, str]:
    """Return an environment as a newcomer has it."""
    return {**{name: value for name, value in os.environ.items() if name not in FOREIGN}, **more}


def lienthong(*arguments: object, data_dir: Path, given: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    command = [*LIENTHONG, *map(str, arguments), "--data-dir", str(data_dir)]
    return subprocess.run(
        command, env=environment(**more), input=given, capture_output=True, text=True, check=False, timeout=PATIENCE
    )


def until(is_so: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """Wait until `is_so` is true and return it, or fail."""
    deadline = time.monotonic() + seconds
    while not (found := is_so()):
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.1)
    return found


def get(address: str, path: str = "/healthz") -> tuple[int, Any]:
    """Return status and JSON of a page; (0, None) when nobody answers."""
    host, _, port = address.removeprefix("http://").rpartition(":")
    with contextlib.suppress(OSError, http.client.HTTPException, ValueError):
        asked = http.client.HTTPConnection(host, int(port), timeout=10)
        try:
            asked.request("GET", path)
            answer = asked.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            asked.close()
    return 0, None


@contextlib.contextmanager
def started(data_dir: Path, *arguments: str, **more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run `start` and give the process and its address; it is ended at last as Ctrl-C ends it."""
    said = data_dir.parent / f"{data_dir.name}.said"
    command = [*LIENTHONG, "start", "--json", *arguments, "--data-dir", str(data_dir)]
    with (
        said.open("a") as errors,
        subprocess.Popen(command, env=environment(**more), stdout=subprocess.PIPE, stderr=errors, text=True) as process,
    ):
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            assert line, said.read_text(encoding="utf-8")
            yield process, json.loads(line)["ready"]
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)


def forget(folder: Path) -> None:
    """Remove the clusters that root keeps outside the test's own folder."""
    for data_dir in folder.iterdir():
        cluster = cluster_of(data_dir, service_account()).folder
        if not cluster.is_relative_to(folder):
            shutil.rmtree(cluster, ignore_errors=True)


@pytest.fixture(autouse=True)
def _nothing_left(tmp_path: Path) -> Iterator[None]:
    """Leave nothing outside the test's folder."""
    yield
    forget(tmp_path)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """One running installation for the tests that do not end it: data folder and address."""
    data_dir = tmp_path_factory.mktemp("site") / "data"
    with started(data_dir, "--no-demo") as (_, address):
        yield data_dir, address
    postgres.stop_leftover(data_dir)
    forget(data_dir.parent)


def running(data_dir: Path) -> postgres.Server:
    """Return the server of the running installation."""
    found = postgres.joined(data_dir)
    assert found is not None
    return found


def children_of(pid: int, name: str) -> list[int]:
    """Return the child processes of `pid` whose command line holds `name`."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parent = int(path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1])
            line = (path.parent / "cmdline").read_bytes().decode(errors="replace")
            if parent == pid and name in line:
                found.append(int(path.parent.name))
    return found


def another_child(pid: int, name: str, old: int) -> bool:
    """Return whether a child of that name runs again under another number."""
    return any(found != old for found in children_of(pid, name))


def test_a_started_installation_is_healthy_and_says_so_three_ways(site: tuple[Path, str]) -> None:
    data_dir, address = site
    status, health = until(lambda: (found := get(address))[1]["worker"]["ok"] and found)
    assert status == 200
    assert health["status"] == "ok"
    assert {"database", "worker", "outbox", "ledger"} < health.keys()
    assert health["outbox"]["dead"] == 0
    told = lienthong("status", "--json", data_dir=data_dir)
    assert told.returncode == 0
    assert json.loads(told.stdout)["state"] == "ready"
    assert json.loads(told.stdout)["health"]["database"]["ok"]
    assert address in lienthong("status", data_dir=data_dir).stdout


def test_a_second_start_is_refused_with_the_address_on_standard_error(site: tuple[Path, str]) -> None:
    data_dir, address = site
    again = lienthong("start", "--no-demo", data_dir=data_dir)
    assert (again.returncode, again.stdout) == (2, "")
    assert address in again.stderr
    as_json = json.loads(lienthong("start", "--json", data_dir=data_dir).stderr)
    assert as_json["refusal"]["code"] == "site.already_running"


def test_the_clock_of_a_real_installation_cannot_be_set(tmp_path: Path) -> None:
    answer = lienthong("start", "--no-demo", "--at", "2018-03-12T08:00", data_dir=tmp_path / "data")
    assert answer.returncode == 2
    assert "Chỉ bản trình diễn" in answer.stderr
    assert "không đọc được" in lienthong("start", "--at", "hôm qua", data_dir=tmp_path / "data").stderr.lower()


def test_a_port_that_was_asked_for_and_is_taken_is_refused(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = lienthong("start", "--port", port, data_dir=tmp_path / "data")
    assert answer.returncode == 2
    assert str(port) in answer.stderr
    assert "--port" in answer.stderr


def test_every_process_and_the_server_come_back_after_a_kill(site: tuple[Path, str]) -> None:
    data_dir, address = site
    run = Installation(data_dir).run()
    assert run is not None
    for name in ("site.wsgi", "processes.live", "processes.worker"):
        (old,) = children_of(run.pid, name)
        os.kill(old, signal.SIGKILL)
        until(partial(another_child, run.pid, name, old))
        until(lambda: get(address)[0] == 200)
    old_server = running(data_dir).who
    assert program(old_server.pid) == "postgres"
    send(old_server, signal.SIGKILL)
    until(lambda: (found := postgres.joined(data_dir)) is not None and found.who != old_server)
    until(lambda: get(address)[0] == 200)
    assert alive(run.who)


def test_ledger_and_invariants_hold_on_the_running_installation(site: tuple[Path, str]) -> None:
    data_dir, _ = site
    ledger = lienthong("verify-ledger", "--json", data_dir=data_dir)
    assert (ledger.returncode, json.loads(ledger.stdout)["first_fault"]) == (0, None), ledger.stderr
    checked = lienthong("check-invariants", "--json", data_dir=data_dir)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert {"ledger.I4", "ledger.I12", "outbox.no_dead_letters", "site.triggers_on"} <= {
        one["code"] for one in json.loads(checked.stdout)["invariants"]
    }


def test_a_disabled_trigger_is_a_violated_invariant(site: tuple[Path, str]) -> None:
    data_dir, _ = site
    with psycopg.connect(running(data_dir).owner_url, autocommit=True) as connection:
        connection.execute("ALTER TABLE ledger_event DISABLE TRIGGER USER")
        try:
            checked = lienthong("check-invariants", data_dir=data_dir)
        finally:
            connection.execute("ALTER TABLE ledger_event ENABLE TRIGGER USER")
    assert checked.returncode == 1
    assert "ledger_event đang tắt" in checked.stdout


@pytest.mark.long
def test_a_backup_comes_back_whole_in_another_folder_and_nowhere_else(site: tuple[Path, str], tmp_path: Path) -> None:
    data_dir, _ = site
    made = lienthong("user", "create", "can.bo.sao.luu", "--json", data_dir=data_dir, given="Một câu dài dễ nhớ 2018\n")
    assert made.returncode == 0, made.stderr
    until(lambda: json.loads(lienthong("verify-ledger", "--json", data_dir=data_dir).stdout)["unsealed"] == 0)
    (data_dir / "files" / "ab").mkdir(parents=True, exist_ok=True)
    (data_dir / "files" / "ab" / "tệp").write_text("giấy khai sinh", encoding="utf-8")
    file = tmp_path / "sao-luu.tar"
    saved = lienthong("backup", file, "--with-keys", "--json", data_dir=data_dir)
    assert saved.returncode == 0, saved.stderr
    assert file.stat().st_mode & 0o777 == 0o600
    assert "không ghi đè" in lienthong("backup", file, data_dir=data_dir).stderr
    assert lienthong("restore", file, data_dir=data_dir).returncode == 2, "over the running installation"
    broken = tmp_path / "hong.tar"
    broken.write_bytes(file.read_bytes()[:-20_000])
    there = tmp_path / "there"
    refused = lienthong("restore", broken, data_dir=there)
    assert refused.returncode == 2
    assert "bị hỏng" in refused.stderr
    assert not there.exists()
    restored = lienthong("restore", file, "--json", data_dir=there)
    assert restored.returncode == 0, restored.stderr
    facts = json.loads(restored.stdout)
    assert facts["ledger_ok"]
    assert facts["epoch"] == 2
    assert (there / "files" / "ab" / "tệp").read_text(encoding="utf-8") == "giấy khai sinh"
    assert (there / "keys" / "secret.key").read_bytes() == (data_dir / "keys" / "secret.key").read_bytes()
    assert lienthong("verify-ledger", data_dir=there).returncode == 0
    assert "đã có" in lienthong("user", "create", "can.bo.sao.luu", data_dir=there, given="Một câu dài dễ nhớ 2018\n").stderr
    assert lienthong("restore", file, data_dir=there).returncode == 2, "into a filled installation"
    assert lienthong("check-invariants", data_dir=there).returncode == 0


@pytest.mark.long
def test_an_instance_killed_without_warning_is_taken_up_by_the_next_start(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    with started(data_dir, "--no-demo") as (process, _):
        server = running(data_dir).who
        process.kill()
        process.wait()
        assert alive(server), "the data base goes on without us"
        assert lienthong("status", data_dir=data_dir).returncode == 3
    with started(data_dir) as (process, address):
        assert running(data_dir).who == server
        assert get(address)[0] == 200
        stopped = lienthong("stop", data_dir=data_dir)
        assert stopped.returncode == 0, stopped.stderr
        assert process.wait(30) == 0
    assert not alive(server)
    assert identity(server.pid) is None or postgres.joined(data_dir) is None


@pytest.mark.long
def test_what_a_killed_instance_left_running_is_ended_by_stop(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    with started(data_dir, "--no-demo") as (process, _):
        server = running(data_dir).who
        process.kill()
        process.wait()
    stopped = lienthong("stop", "--json", data_dir=data_dir)
    assert json.loads(stopped.stdout) == {"stopped": True, "leftover": True}
    assert not alive(server)
    again = lienthong("stop", data_dir=data_dir)
    assert (again.returncode, again.stdout) == (2, "")
    assert "không chạy" in again.stderr


@pytest.mark.long
def test_a_start_without_its_database_server_waits_and_answers_503(tmp_path: Path) -> None:
    one = postgres.start_temporary(tmp_path / "server")
    url, owner_url = one.url, one.owner_url
    one.temporary = False
    one.stop()
    data_dir = tmp_path / "data"
    command = [*LIENTHONG, "start", "--no-demo", "--data-dir", str(data_dir)]
    with subprocess.Popen(
        command,
        env=environment(DATABASE_URL=url, DATABASE_OWNER_URL=owner_url),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        run = until(lambda: (found := Installation(data_dir).run()) and found.state == "waiting" and found)
        assert until(lambda: (found := get(run.address))[0] and found) == (
            503,
            {"status": "unavailable", "database": {"ok": False}},
        )
        again = postgres.start(tmp_path / "server", fsync=False)
        again.temporary = True
        try:
            until(lambda: get(run.address)[0] == 200)
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0
            assert again.running(), "a server of one's own is not ours to end"
        finally:
            process.kill()
            again.stop()


@pytest.mark.parametrize("command", ["status", "stop", "verify-ledger", "check-invariants"])
def test_a_folder_without_an_installation_is_left_as_it_is(tmp_path: Path, command: str) -> None:
    answer = lienthong(command, data_dir=tmp_path / "typo")
    assert answer.returncode == (3 if command == "status" else 2)
    assert "typo" in answer.stdout + answer.stderr
    assert not (tmp_path / "typo").exists()


def test_due_prints_the_instant_and_each_step_of_the_reasoning(tmp_path: Path) -> None:
    asked = ("due", "--received", "2018-02-12T09:00", "--limit", 5, "--unit", "working_day")
    facts = json.loads(lienthong(*asked, "--json", data_dir=tmp_path / "none").stdout)
    assert facts["due_at"] == "2018-02-26T09:00:00+07:00"
    assert any("Tết" in reason for reason in facts["reasons"])
    paused = lienthong(*asked, "--pause", "2018-02-22T10:00..2018-02-26T08:00", data_dir=tmp_path / "none")
    assert paused.stdout.splitlines()[0] == "2018-02-27T17:00"
    assert any("Tạm dừng" in line for line in paused.stdout.splitlines())


@pytest.mark.parametrize(
    "wrong",
    [
        ("--received", "hôm nay"),
        ("--pause", "2018-02-22T10:00"),
        ("--pause", "2018-02-22T10:00..2018-02-21T10:00"),
        ("--cutoff", "25h"),
    ],
)
def test_due_refuses_what_it_cannot_read(tmp_path: Path, wrong: tuple[str, str]) -> None:
    asked = ["due", "--received", "2018-02-12T09:00", "--limit", "5", "--unit", "working_day", *wrong]
    answer = lienthong(*asked, data_dir=tmp_path / "none")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "Không đọc được" in answer.stderr


def test_openapi_is_printed_without_a_database(tmp_path: Path) -> None:
    answer = lienthong("openapi", data_dir=tmp_path / "none")
    assert answer.returncode == 0, answer.stderr
    found = json.loads(answer.stdout)
    assert found["openapi"].startswith("3.1")
    assert all(path.startswith("/api/v1/") for path in found["paths"])
    assert not (tmp_path / "none").exists()


def test_procedures_are_loaded_once_and_a_bad_file_is_named(site: tuple[Path, str], tmp_path: Path) -> None:
    data_dir, _ = site
    library = Path(__file__).resolve().parents[2] / "casework" / "procedures" / "data" / "library"
    source = next(library.rglob("*.yaml"))
    (tmp_path / "good.yaml").write_bytes(source.read_bytes())
    (tmp_path / "bad.yaml").write_text("name: Thủ tục\n\tsai: tab\n", encoding="utf-8")
    first = lienthong("procedures", "load", tmp_path, "--json", data_dir=data_dir)
    assert first.returncode == 1, first.stderr
    facts = json.loads(first.stdout)
    assert len(facts["loaded"]) == 1
    assert {one["file"] for one in facts["faults"]} == {"bad.yaml"}
    second = lienthong("procedures", "load", tmp_path / "good.yaml", "--json", data_dir=data_dir)
    assert second.returncode == 0, second.stderr
    assert (len(json.loads(second.stdout)["loaded"]), len(json.loads(second.stdout)["unchanged"])) == (0, 1)
    none = lienthong("procedures", "import-portal", tmp_path / "none.jsonl", data_dir=data_dir)
    assert (none.returncode, none.stdout) == (2, "")


def test_help_lists_every_command() -> None:
    answer = subprocess.run([*LIENTHONG, "--help"], env=environment(), capture_output=True, text=True, check=False)
    for name in ("start", "stop", "status", "verify-ledger", "check-invariants", "backup", "restore", "user", "token", "due"):
        assert f"    {name}" in answer.stdout
