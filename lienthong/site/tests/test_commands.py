"""The parts of the command line, in this process: what is printed where, which exit code, what cannot be read."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from lienthong.site import cli
from lienthong.site.cli import database, due, options, output, start, status
from lienthong.site.cli.main import COMMANDS, parser
from lienthong.site.demo.scenes import SCENES
from lienthong.site.errors import BadMoment, DemoOnly, NotRunning, OutsideScene
from lienthong.site.installation import Installation, Run
from lienthong.site.processes.identity import identity
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.testing import Answering, serving

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=VIETNAM)


@pytest.fixture(autouse=True)
def _no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """No server of one's own is named in the environment."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_URL_FILE", "DATABASE_OWNER_URL_FILE", "LIENTHONG_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)


# --- what is printed where ---------------------------------------------------------------------------------------------


def test_people_read_lines_and_programs_one_object_in_vietnamese_letters(capsys: pytest.CaptureFixture[str]) -> None:
    output.answer({"unit": "xã Hoành Mô", "at": NOW}, ["một", "hai"], as_json=False)
    assert capsys.readouterr().out == "một\nhai\n"

    output.answer({"unit": "xã Hoành Mô", "at": NOW}, ["một"], as_json=True)
    printed = capsys.readouterr()
    assert json.loads(printed.out) == {"unit": "xã Hoành Mô", "at": "2026-11-27 09:00:00+07:00"}
    assert "Hoành" in printed.out
    assert (printed.out.count("\n"), printed.err) == (1, "")


@pytest.mark.parametrize("as_json", [False, True])
def test_a_refusal_goes_to_standard_error_with_exit_code_2(capsys: pytest.CaptureFixture[str], as_json: bool) -> None:
    no = NotRunning(folder="/srv/lienthong")

    assert output.refuse(no, as_json=as_json) == 2

    printed = capsys.readouterr()
    assert printed.out == ""
    if as_json:
        assert json.loads(printed.err)["refusal"]["facts"] == {"folder": "/srv/lienthong"}
    else:
        assert printed.err == no.message + "\n"


class Ends:
    """A command that ends in its own way."""

    def __init__(self, how: BaseException) -> None:
        self.how = how

    def add(self, below: Any) -> None:
        options.command(below, "ends", "kết thúc", self.run)

    def run(self, arguments: argparse.Namespace) -> int:
        raise self.how


def run_with(monkeypatch: pytest.MonkeyPatch, how: BaseException) -> int:
    def only_this() -> argparse.ArgumentParser:
        found = argparse.ArgumentParser()
        Ends(how).add(found.add_subparsers())
        return found

    monkeypatch.setattr(import_module("lienthong.site.cli.main"), "parser", only_this)  # the package calls its function so too
    return cli.main(["ends"])


def test_an_interrupt_ends_quietly_with_the_code_of_the_shell(monkeypatch: pytest.MonkeyPatch, capfd: Any) -> None:
    assert run_with(monkeypatch, KeyboardInterrupt()) == 130
    assert capfd.readouterr() == ("", "")


def test_a_defect_is_not_dressed_up_as_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ZeroDivisionError):
        run_with(monkeypatch, ZeroDivisionError())


def test_a_setting_that_is_wrong_is_named_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://web@db/lienthong")

    assert cli.main(["check-invariants", "--data-dir", str(tmp_path)]) == 2

    assert "DATABASE_OWNER_URL" in capsys.readouterr().err


# --- every command -----------------------------------------------------------------------------------------------------


def commands() -> dict[str, argparse.ArgumentParser]:
    (action,) = (one for one in parser()._actions if isinstance(one, argparse._SubParsersAction))
    found: dict[str, argparse.ArgumentParser] = {}
    for name, one in action.choices.items():
        below = [more for more in one._actions if isinstance(more, argparse._SubParsersAction)]
        found |= {f"{name} {key}": leaf for more in below for key, leaf in more.choices.items()} if below else {name: one}
    return found


def test_every_command_has_a_meaning_json_and_a_data_folder_and_something_to_run() -> None:
    found = commands()

    assert {name.partition(" ")[0].replace("-", "_") for name in found} == set(COMMANDS)
    for name, one in found.items():
        assert one.description, name
        flags = {flag for action in one._actions for flag in action.option_strings}
        assert {"--json", "--data-dir"} <= flags, name
        assert callable(one.get_default("run")), name


def test_every_option_says_what_it_is_for() -> None:
    silent = [
        f"{name} {action.dest}"
        for name, one in commands().items()
        for action in one._actions
        if not action.help and action.dest != "email"
    ]
    assert silent == []


def test_without_a_command_or_with_an_unknown_one_the_usage_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["dance"]):
        with pytest.raises(SystemExit) as end:
            cli.main(arguments)
        assert end.value.code == 2
        assert "lienthong" in capsys.readouterr().err


# --- options -----------------------------------------------------------------------------------------------------------


def test_the_data_folder_is_the_named_one_made_whole(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)

    def folder(given: Path | None) -> Path:
        return options.installation(argparse.Namespace(data_dir=given)).data_dir

    assert folder(Path("~/du-lieu")) == tmp_path / "du-lieu"
    assert folder(Path("day")) == tmp_path / "day"
    monkeypatch.setenv("LIENTHONG_DATA_DIR", "kia")
    assert folder(None) == tmp_path / "kia"


@pytest.mark.parametrize("text", ["", "12/03/2018", "2018-03-12T25:00", "2018-13-01", "sáng thứ Hai"])
def test_a_moment_that_is_none_is_refused_as_it_was_typed(text: str) -> None:
    with pytest.raises(BadMoment) as no:
        options.moment(text)
    assert no.value.facts == {"found": text}


def test_a_pause_is_two_moments_and_a_cut_off_a_time_of_day() -> None:
    assert due._pause("2018-03-12T08:00..2018-03-13") == (
        datetime(2018, 3, 12, 8, 0, tzinfo=VIETNAM),
        datetime(2018, 3, 13, tzinfo=VIETNAM),
    )
    assert (due._clock("15:00"), due._clock(None)) == (time(15, 0), None)
    for wrong in ("2018-03-12", "..", "2018-03-12..mai", "mai..2018-03-12"):
        with pytest.raises(BadMoment):
            due._pause(wrong)
    with pytest.raises(BadMoment):
        due._clock("3 giờ chiều")


# --- start: the clock --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scene", SCENES.values(), ids=lambda scene: scene.key)
def test_a_demonstration_starts_at_its_own_present_or_at_the_moment_asked_for(scene: Any, tmp_path: Path) -> None:
    asked = scene.present + timedelta(days=2)

    for present, shown in ((None, scene.present), (asked, asked)):
        offset = start._offset(scene.key, present, NOW, tmp_path)
        assert NOW + timedelta(seconds=offset) == shown


def test_a_real_installation_has_the_real_clock(tmp_path: Path) -> None:
    assert start._offset("", None, NOW, tmp_path) == 0
    with pytest.raises(DemoOnly):
        start._offset("", NOW, NOW, tmp_path)


@pytest.mark.parametrize(
    ("scene", "asked", "span"),
    [
        ("2018", "2017-01-03T08:00", "sau 03/01/2017 và trước 01/07/2025"),
        ("2018", "2025-07-01T00:00", "sau 03/01/2017 và trước 01/07/2025"),
        ("2026", "2025-07-01T23:59", "sau 01/07/2025"),
    ],
)
def test_a_day_that_a_demonstration_cannot_show_is_refused_with_those_that_it_can(
    scene: str, asked: str, span: str, tmp_path: Path
) -> None:
    with pytest.raises(OutsideScene) as no:
        start._offset(scene, options.moment(asked), NOW, tmp_path)
    assert no.value.facts == {"scene": scene, "found": f"{options.moment(asked):%d/%m/%Y}", "span": span}


# --- database: which demonstration a command serves --------------------------------------------------------------------


def test_a_command_works_in_the_mode_and_with_the_clock_of_the_installation(tmp_path: Path) -> None:
    here = Installation(tmp_path)
    assert database._mode(here) == {}

    here.settle_mode(no_demo=False, scene="2026")
    assert database._mode(here)["LIENTHONG_CLOCK_OFFSET"] == "0"
    own = identity(os.getpid())
    assert own is not None
    here.write_run(Run(own.pid, own.began, "ready", "http://127.0.0.1:1", demo=True, embedded=True, clock_offset=-60))

    assert database._mode(here) == {"LIENTHONG_DEMO": "1", "LIENTHONG_DEMO_SCENE": "2026", "LIENTHONG_CLOCK_OFFSET": "-60"}


# --- status ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def answering() -> Iterator[str]:
    """The address of a web server that says it is well."""

    class Well(Answering):
        def get(self) -> None:
            self.reply(200, {"status": "ok", "path": self.path})

    with serving(Well) as server:
        yield f"http://127.0.0.1:{server.server_port}"


def test_the_health_is_asked_of_the_web_process_and_unknown_when_it_does_not_answer(answering: str) -> None:
    assert status.ask(answering) == {"status": "ok", "path": "/healthz"}
    assert status.ask("http://127.0.0.1:1") is None
    assert status.ask("nowhere") is None


def test_status_says_where_it_runs_how_it_is_and_since_when(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], answering: str
) -> None:
    assert cli.main(["status", "--json", "--data-dir", str(tmp_path)]) == 3
    assert json.loads(capsys.readouterr().out) == {"running": False, "data_dir": str(tmp_path)}
    own = identity(os.getpid())
    assert own is not None
    run = Run(own.pid, own.began, "ready", answering, demo=True, embedded=True, since="2026-11-27T02:00:00+00:00")
    Installation(tmp_path).write_run(run)

    assert cli.main(["status", "--json", "--data-dir", str(tmp_path)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["running"], told["address"], told["health"]["status"]) == (True, answering, "ok")
    assert cli.main(["status", "--data-dir", str(tmp_path)]) == 0
    words = capsys.readouterr().out
    assert all(part in words for part in (answering, str(os.getpid()), "2026-11-27T02:00:00+00:00", "Sức khỏe"))
