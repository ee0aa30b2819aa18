"""Each refusal of the installation, where it is made."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lienthong.site import backup
from lienthong.site.backup import tools
from lienthong.site.backup.restoring import Places, refuse_full_places
from lienthong.site.cli import database, main, options
from lienthong.site.errors import (
    AccountMissing,
    BackupExists,
    BadMoment,
    NoInstallation,
    NotEmpty,
    PreparationFailed,
    ServerTooOld,
    ToolFailed,
)
from lienthong.site.installation import Installation, Run
from lienthong.site.instance import Instance, Wanted, refuse_old
from lienthong.site.postgres import account
from lienthong.site.processes.identity import identity

MONDAY = datetime(2018, 3, 12, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _embedded(monkeypatch: pytest.MonkeyPatch) -> None:
    """No server of one's own is named in the environment."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_URL_FILE", "DATABASE_OWNER_URL_FILE"):
        monkeypatch.delenv(name, raising=False)


def code_of(said: str) -> str:
    return str(json.loads(said)["refusal"]["code"])


def test_stop_without_an_instance_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stop", "--json", "--data-dir", str(tmp_path / "none")]) == 2
    assert code_of(capsys.readouterr().err) == "site.not_running"
    assert main(["stop", "--json", "--data-dir", str(tmp_path)]) == 2
    assert code_of(capsys.readouterr().err) == "site.not_running"


def test_stop_says_when_the_instance_does_not_end_in_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ready = tmp_path / "ready"
    with subprocess.Popen(["sh", "-c", f"trap '' TERM; touch {ready}; while :; do sleep 0.2; done"]) as deaf:
        while not ready.exists():
            pass
        who = identity(deaf.pid)
        assert who is not None
        Installation(tmp_path).write_run(Run(who.pid, who.began, "ready", "http://127.0.0.1:1", demo=True, embedded=True))
        assert main(["stop", "--json", "--wait", "0.3", "--data-dir", str(tmp_path)]) == 2
        assert code_of(capsys.readouterr().err) == "site.stays_running"
        deaf.kill()


def test_a_taken_port_is_refused_and_our_signal_handlers_are_given_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["start", "--json", "--no-demo", "--port", port, "--data-dir", str(tmp_path)]) == 2
    assert code_of(capsys.readouterr().err) == "site.port_taken"
    assert signal.getsignal(signal.SIGTERM) == before
    assert not (tmp_path / "run.json").exists()


def test_the_clock_is_set_in_a_demo_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["start", "--json", "--no-demo", "--at", "2018-03-12T08:00", "--data-dir", str(tmp_path)]) == 2
    assert code_of(capsys.readouterr().err) == "site.demo_only"


def test_a_moment_without_an_offset_is_vietnamese_time() -> None:
    assert options.moment("2018-03-12T08:00") == MONDAY
    assert options.moment("2018-03-12T01:00+00:00") == MONDAY
    with pytest.raises(BadMoment, match="thứ Hai"):
        options.moment("thứ Hai")


def test_a_unit_is_named_by_number_uid_or_code() -> None:
    uid = "01890a5d-ac96-774b-bcce-b302099a8057"
    assert options.key("12") == 12
    assert str(options.key(uid)) == uid
    assert options.key("06862") == "06862"
    assert options.key("H49.61") == "H49.61"


def test_a_command_on_an_empty_folder_starts_nothing(tmp_path: Path) -> None:
    with pytest.raises(NoInstallation), database.opened(Installation(tmp_path)):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_server_before_fifteen_is_refused_by_its_name() -> None:
    refuse_old(150000)
    with pytest.raises(ServerTooOld, match=r"14\.11"):
        refuse_old(140011)


def test_a_preparation_that_fails_ends_the_start_with_its_last_words(tmp_path: Path) -> None:
    instance = Instance(Installation(tmp_path), Wanted(), print)
    environment = {**os.environ, "DATABASE_URL": "mysql://no", "DATABASE_OWNER_URL": "mysql://no"}
    with pytest.raises(PreparationFailed, match="DATABASE_URL"):
        instance._prepare(environment)


@pytest.mark.parametrize("filled", ["files/ab/x", "checkpoints/checkpoints.txt", "keys/ledger.ed25519", "keys/secret.key"])
def test_a_restore_never_writes_over_what_is_there(tmp_path: Path, filled: str) -> None:
    places = Places(tmp_path / "files", tmp_path / "checkpoints", tmp_path / "keys")
    refuse_full_places(places)
    (tmp_path / filled).parent.mkdir(parents=True)
    (tmp_path / filled).touch()
    with pytest.raises(NotEmpty):
        refuse_full_places(places)


def test_a_backup_never_overwrites_a_file(tmp_path: Path) -> None:
    path = tmp_path / "old.tar"
    path.write_bytes(b"the only backup")
    with pytest.raises(BackupExists):
        backup.save(path, "postgresql://nobody@127.0.0.1:1/none", at=MONDAY, with_keys=False)
    assert path.read_bytes() == b"the only backup"


def test_a_tool_that_fails_or_is_too_old_is_named() -> None:
    with pytest.raises(ToolFailed, match="false"):
        tools.run(["false"])
    with pytest.raises(ToolFailed, match="PostgreSQL 99"):
        tools.tool("pg_dump", 99)
    assert tools.tool("pg_dump", 18).endswith("pg_dump")


def test_an_account_that_cannot_be_made_is_named_with_the_reason() -> None:
    with pytest.raises(AccountMissing, match="useradd"):
        account._make("tên không hợp lệ!")
