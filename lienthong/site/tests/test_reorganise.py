"""`lienthong reorganise` in this process: which reorganisations an act is for, its answer; a demo that outlives its units."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from lienthong.casework.reorganisation import public as reorganisation
from lienthong.casework.reorganisation import testing as given
from lienthong.casework.reorganisation.testing import BEFORE, END, LATE, TOWN, Bình_Liêu
from lienthong.doors.desk.testing import set_clock
from lienthong.office.accounts import public as accounts
from lienthong.site.cli import database, start
from lienthong.site.cli.main import main
from lienthong.site.demo import log_ins
from lienthong.site.demo.scenes import DISTRICT_2018
from lienthong.site.errors import OutsideScene
from lienthong.toolkit.clock import VIETNAM

pytestmark = pytest.mark.thorough

Command = Callable[..., dict[str, Any]]


@pytest.fixture
def place(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Bình_Liêu:
    """Bình Liêu with an administrator's account, a dossier open at Tình Húc; commands work on this database."""

    @contextmanager
    def here(*_: Any, **__: Any) -> Iterator[None]:
        yield

    monkeypatch.setattr(database, "opened", here)
    made = given.a_binh_lieu()
    made.received("tinh_huc", BEFORE)
    person = made.admin(BEFORE).person_uid
    accounts.create_account(username="quantri", password=log_ins.PASSWORD, person_uid=person, at=BEFORE)
    set_clock(settings, LATE)
    return made


@pytest.fixture
def command(place: Bình_Liêu, capsys: pytest.CaptureFixture[str]) -> Command:
    """Return what runs the command and reads its answer."""

    def run(*words: str) -> dict[str, Any]:
        code = main(["reorganise", "--as", "quantri", "--json", *words])
        printed = capsys.readouterr()
        return {"code": code, **json.loads(printed.out or printed.err)}

    return run


def states() -> list[str]:
    """Return where each reorganisation stands."""
    return [row.state for row in reorganisation.reorganisations()]


def test_an_act_is_for_the_next_reorganisation_or_for_all_up_to_a_day(command: Command, settings: Any) -> None:
    assert command() == {"code": 0, "reorganisations": []}
    seen = command("--preview")["reorganisations"]
    assert [(one["on"], one["state"], len(one["found"]["dossiers"])) for one in seen] == [("2020-01-01", "planned", 1)]
    assert command("--execute")["reorganisations"][0]["state"] == "executed"
    assert command("--execute")["refusal"]["code"] == "reorganisation.too_early"
    set_clock(settings, END)
    assert [one["on"] for one in command("--execute", "--until", "2025-07-01")["reorganisations"]] == ["2025-07-01"]
    assert [one["on"] for one in command("--undo")["reorganisations"]] == ["2025-07-01"]
    assert states() == ["executed", "planned"]
    command("--execute")
    assert [one["on"] for one in command("--confirm", "--until", "2025-07-01")["reorganisations"]] == ["2020-01-01", "2025-07-01"]
    assert states() == ["confirmed", "confirmed"]
    assert [one["state"] for one in command()["reorganisations"]] == ["confirmed", "confirmed"]


def test_people_read_counts_and_a_file_that_cannot_be_read_is_named(
    place: Bình_Liêu, command: Command, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["reorganise", "--as", "quantri", "--preview"]) == 0
    printed = capsys.readouterr().out
    assert "01/01/2020  Chưa thực hiện" in printed
    assert "     1  Hồ sơ chuyển đơn vị tiếp nhận" in printed
    assert main(["reorganise", "--as", "quantri", "--undo"]) == 0
    assert "Không có lần sắp xếp nào" in capsys.readouterr().out
    assert command("--preview", "--file", str(tmp_path / "khong-co.yaml"))["refusal"]["code"] == "site.file_unreadable"
    assert command("--preview", "--until", "mai")["refusal"]["code"] == "site.bad_moment"
    assert command("--preview", "--as", "la-ai")["code"] == 2


def test_a_demo_that_was_begun_may_go_on_past_the_day_on_which_its_units_end(tmp_path: Path) -> None:
    began = datetime(2026, 11, 27, 9, 0, tzinfo=VIETNAM)

    with pytest.raises(OutsideScene):
        start._offset("2018", END, began, tmp_path)

    assert start._offset("2018", END, began, tmp_path, again=True) == round((END - began).total_seconds())
    assert not DISTRICT_2018.holds(datetime(2016, 1, 1, tzinfo=VIETNAM), again=True)
    assert DISTRICT_2018.ends == date(2025, 7, 1)


def test_the_log_ins_of_a_demo_name_the_posts_of_today(place: Bình_Liêu, settings: Any) -> None:
    settings.DEMO = True
    log_ins.make(BEFORE, DISTRICT_2018)
    town, end = place.plans()
    reorganisation.execute(actor=place.admin(LATE), at=LATE, uid=town)
    reorganisation.execute(actor=place.admin(END), at=END, uid=end)

    told = {one.username: (one.role, one.unit) for one in log_ins.make(END, DISTRICT_2018)}

    assert told["quantri"] == ("Quản trị hệ thống", "xã Bình Liêu")
    assert told["motcua.hoanhmo"] == ("Cán bộ bộ phận tiếp nhận và trả kết quả", "xã Hoành Mô")
    assert told["giamdoc.trungtam"] == ("chưa được bố trí", "")
    assert TOWN.year == 2020
