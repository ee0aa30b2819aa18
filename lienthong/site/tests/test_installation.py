"""The lock, the run file, the secrets and the mode of an installation."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from lienthong.site import installation as module
from lienthong.site.environment import Post, SettingsFault, address, post, signing_keys
from lienthong.site.errors import AlreadyRunning, FolderNotWritable, ModeFixed, SceneFixed
from lienthong.site.installation import Installation, Run, default_data_dir, demo_environment, server_urls
from lienthong.site.processes.identity import identity
from lienthong.toolkit.signing.testing import a_ring, a_signed_name


def me(**changes: object) -> Run:
    who = identity(os.getpid())
    assert who is not None
    facts = {
        "pid": who.pid,
        "began": who.began,
        "state": "ready",
        "address": "http://127.0.0.1:8000",
        "demo": True,
        "embedded": True,
    }
    return Run(**{**facts, **changes})  # type: ignore[arg-type]  # facts of mixed types


def test_the_run_file_is_believed_only_while_exactly_that_process_lives(tmp_path: Path) -> None:
    here = Installation(tmp_path)
    assert here.run() is None
    here.write_run(me())
    assert here.run() == me()
    here.write_run(me(began=me().began - 1))
    assert here.run() is None
    here.run_file.write_text("{half", encoding="utf-8")
    assert here.run() is None
    here.run_file.write_text('{"unknown": 1}', encoding="utf-8")
    assert here.run() is None


def test_a_held_installation_refuses_the_second_and_names_the_address(tmp_path: Path) -> None:
    here = Installation(tmp_path)
    with here.held():
        here.write_run(me())
        with pytest.raises(AlreadyRunning, match=r"http://127\.0\.0\.1:8000"), here.held():
            pass
    with here.held():
        pass


HOLDER = "import sys, pathlib\nfrom lienthong.site.installation import Installation\n" + (
    "with Installation(pathlib.Path(sys.argv[1])).held():\n    print('held', flush=True)\n    sys.stdin.read()\n"
)


def test_the_lock_goes_with_the_process_that_held_it(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(AlreadyRunning), Installation(tmp_path).held():
            pass
        holder.kill()
        holder.wait()
    with Installation(tmp_path).held():
        pass


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("một tệp", encoding="utf-8")
    with pytest.raises(FolderNotWritable), Installation(tmp_path / "data").held():
        pass


def test_the_first_start_decides_between_demo_and_real_for_ever(tmp_path: Path) -> None:
    demo, real = Installation(tmp_path / "demo"), Installation(tmp_path / "real")
    for one in (demo, real):
        one.data_dir.mkdir()
    assert demo.settle_mode(no_demo=False) == "2018"
    assert demo.settle_mode(no_demo=False) == "2018"
    with pytest.raises(ModeFixed):
        demo.settle_mode(no_demo=True)
    assert not real.settle_mode(no_demo=True)
    assert not real.settle_mode(no_demo=False), "a real installation must never be filled with the demo"


def test_the_first_start_decides_which_demonstration_it_is(tmp_path: Path) -> None:
    first, real = Installation(tmp_path / "first"), Installation(tmp_path / "real")
    for one in (first, real):
        one.data_dir.mkdir()
    assert first.mode() is None
    assert first.settle_mode(no_demo=False, scene="2026") == "2026"
    assert first.settle_mode(no_demo=False) == first.mode() == "2026", "a later start need not name it"
    with pytest.raises(SceneFixed) as no:
        first.settle_mode(no_demo=False, scene="2018")
    assert "bản trình diễn 2026" in no.value.message
    real.settle_mode(no_demo=True)
    with pytest.raises(SceneFixed) as no:
        real.settle_mode(no_demo=False, scene="2026")
    assert "bản dùng thật" in no.value.message
    assert real.mode() == ""


def test_a_demonstration_of_before_there_were_two_is_that_of_2018(tmp_path: Path) -> None:
    (tmp_path / "installation.json").write_text('{"demo": true}', encoding="utf-8")
    assert Installation(tmp_path).settle_mode(no_demo=False) == "2018"


def test_processes_are_told_which_demonstration_they_serve() -> None:
    assert demo_environment("2026", 60) == {
        "LIENTHONG_DEMO": "1", "LIENTHONG_DEMO_SCENE": "2026", "LIENTHONG_CLOCK_OFFSET": "60"
    }  # fmt: skip
    assert demo_environment("", 0) == {"LIENTHONG_DEMO": "0", "LIENTHONG_CLOCK_OFFSET": "0"}


def test_the_secret_is_made_once_and_only_we_read_it(tmp_path: Path) -> None:
    here = Installation(tmp_path)
    with here.held():
        here.make_secrets()
        first = here.secret_file.read_text(encoding="ascii")
        here.make_secrets()
    assert here.secret_file.read_text(encoding="ascii") == first
    assert len(first) > 50
    assert stat.S_IMODE(here.secret_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(here.secret_file.parent.stat().st_mode) == 0o700


def test_the_web_process_never_learns_the_owners_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_OWNER_URL_FILE", "/secret")
    web = Installation(tmp_path).environment("postgresql://web", "postgresql://owner", "web")
    worker = Installation(tmp_path).environment("postgresql://web", "postgresql://owner", "worker")
    assert "postgresql://owner" not in web.values()
    assert "/secret" not in web.values()
    assert worker["DATABASE_OWNER_URL"] == "postgresql://owner"
    assert (web["LIENTHONG_ROLE"], worker["LIENTHONG_ROLE"]) == ("web", "worker")


def test_one_url_without_the_other_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_URL_FILE", "DATABASE_OWNER_URL_FILE"):
        monkeypatch.delenv(name, raising=False)
    assert server_urls() is None
    monkeypatch.setenv("DATABASE_URL", "postgresql://a@b/c")
    with pytest.raises(SettingsFault, match="DATABASE_OWNER_URL"):
        server_urls()
    (tmp_path / "url").write_text("postgresql://o@b/c\n", encoding="utf-8")
    monkeypatch.setenv("DATABASE_OWNER_URL_FILE", str(tmp_path / "url"))
    assert server_urls() == ("postgresql://a@b/c", "postgresql://o@b/c")


def test_the_data_folder_is_the_named_one_or_beside_the_source(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LIENTHONG_DATA_DIR", str(tmp_path))
    assert default_data_dir() == tmp_path
    monkeypatch.delenv("LIENTHONG_DATA_DIR")
    assert default_data_dir() == module.SOURCE / "data"
    monkeypatch.setattr(module, "SOURCE", tmp_path)
    monkeypatch.setenv("HOME", "/home/canbo")
    assert default_data_dir() == Path("/home/canbo/.local/share/lienthong")


def test_the_run_file_is_one_json_object_for_other_programs(tmp_path: Path) -> None:
    Installation(tmp_path).write_run(me())
    found = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert {
        "pid",
        "began",
        "state",
        "address",
        "demo",
        "embedded",
        "postgres_port",
        "live_port",
        "clock_offset",
        "since",
    } == found.keys()


@pytest.mark.parametrize(
    ("address", "server", "secured"),
    [
        ("smtp://ai:m%40t@thu.vn", ("thu.vn", 587, "ai", "m@t"), (True, False)),
        ("smtps://thu.vn", ("thu.vn", 465, "", ""), (False, True)),
        ("smtp+plain://127.0.0.1:2525", ("127.0.0.1", 2525, "", ""), (False, False)),
        ("", ("", 587, "", ""), (False, False)),
    ],
)
def test_codes_go_by_the_mail_of_the_notices(address: str, server: tuple[str, int, str, str], secured: tuple[bool, bool]) -> None:
    found = post(address)

    assert found.backend == "django.core.mail.backends.smtp.EmailBackend"
    assert ((found.host, found.port, found.user, found.password), (found.starttls, found.tls)) == (server, secured)


def test_codes_are_written_beside_the_notices_of_a_demonstration() -> None:
    assert post("folder:/d/notices") == Post("django.core.mail.backends.filebased.EmailBackend", folder="/d/notices/codes")


def test_the_wrong_passphrase_of_the_signing_keys_stops_the_start_and_names_itself() -> None:
    ring, name = a_ring(), "LIENTHONG_SIGNING_PASSPHRASE"
    a_signed_name(ring)
    signing_keys(name, ring.folder, ring.passphrase)
    signing_keys(name, ring.folder, "")

    with pytest.raises(SettingsFault, match=name) as no:
        signing_keys(name, ring.folder, "nương ngô")

    assert "nương ngô" not in str(no.value)


@pytest.mark.parametrize(
    "wrong", ["tsa.example", "ftp://tsa.example", "https://", "http://:80/", "http://[x", "https://tsa.example:99999/"]
)
def test_an_address_of_a_time_stamp_authority_that_leads_nowhere_stops_the_start(
    wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "LIENTHONG_SIGNING_TIMESTAMP"
    monkeypatch.setenv(name, wrong)

    with pytest.raises(SettingsFault, match=name):
        address(name, "", "nơi cấp dấu thời gian", schemes={"https", "http"})


@pytest.mark.parametrize("right", ["", "http://tsa.example/tsr", "https://tsa.example:8443/tsr?x=1"])
def test_an_address_of_a_time_stamp_authority_is_optional(right: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIENTHONG_SIGNING_TIMESTAMP", right)

    assert address("LIENTHONG_SIGNING_TIMESTAMP", "", "nơi cấp dấu thời gian", schemes={"https", "http"}) == right
