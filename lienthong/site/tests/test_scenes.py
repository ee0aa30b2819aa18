"""The demonstrations that there are: their time, their counters, their people, and a real start of the one of 2026."""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.office.ledger import public as ledger
from lienthong.office.org import public as org
from lienthong.office.org import testing
from lienthong.site.cli import main, start
from lienthong.site.demo import people, plan, preparing, progress, scenes, stage
from lienthong.site.demo.applications import Homes
from lienthong.site.demo.playing import Player
from lienthong.site.tests.test_cli import get, lienthong, started, until
from lienthong.site.tests.test_demo import CALENDAR, an_offer, as_owner, owner, promised
from lienthong.toolkit.clock import VIETNAM

__all__ = ["as_owner", "owner"]
"""Fixtures of the demonstration's own tests, used here too."""
SCENES = list(scenes.SCENES.values())
OF_2026 = scenes.COMMUNES_2026
DEMO_2018 = scenes.DISTRICT_2018


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.key)
def test_a_scene_names_what_it_needs(scene: scenes.Scene) -> None:
    assert scenes.SCENES[scene.key] is scene
    assert scene.holds(scene.present)
    assert scene.present.weekday() == 0
    assert CALENDAR.is_working_day(scene.present.date())
    assert set(scene.counters) == set(scene.weights)
    assert set(scene.homes) == set(scene.villages) == set(scene.counters) - {scene.centre}
    assert (org.DATA / scene.units).exists()
    assert len({name for name, _, _ in scene.log_ins}) == len(scene.log_ins)
    assert {duty for _, _, duty in scene.log_ins} <= set(org.DUTIES)


def test_the_usual_demonstration_is_that_of_the_article() -> None:
    assert scenes.SCENES[scenes.DEFAULT].present == datetime(2018, 3, 12, 8, 0, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("scene", "text", "there"),
    [
        (DEMO_2018, "2017-01-03", False),
        (DEMO_2018, "2017-01-04", True),
        (DEMO_2018, "2025-06-30", True),
        (DEMO_2018, "2025-07-01", False),
        (OF_2026, "2025-07-01", False),
        (OF_2026, "2025-07-02", True),
        (OF_2026, "2027-01-04", True),
    ],
)
def test_the_clock_stays_in_the_time_of_the_organisation(scene: scenes.Scene, text: str, there: bool) -> None:
    assert scene.holds(datetime.fromisoformat(text).replace(hour=9, tzinfo=VIETNAM)) is there


def test_a_clock_outside_the_scene_is_refused_and_the_days_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["start", "--demo", "2026", "--at", "2018-03-12T08:00", "--json", "--data-dir", str(tmp_path)]

    assert main(asked) == 2

    refusal = json.loads(capsys.readouterr().err)["refusal"]
    assert refusal["code"] == "site.outside_scene"
    assert "sau 01/07/2025" in refusal["message"]


def test_demo_and_no_demo_exclude_each_other_and_an_unknown_scene_is_not_taken() -> None:
    below = argparse.ArgumentParser().add_subparsers()
    start.add(below)
    read = below.choices["start"].parse_args
    assert read([]).demo == ""
    assert read(["--demo", "2026"]).demo == "2026"
    for wrong in (["--demo", "2020"], ["--demo", "2026", "--no-demo"], ["--demo"]):
        with pytest.raises(SystemExit):
            read(wrong)


def test_every_log_in_is_printed_with_the_one_password() -> None:
    table = [{"username": "a", "password": "hoa", "role": "Chủ tịch", "unit": "xã Hoành Mô", "name": "Ngô Văn Chiến"}]
    assert start._table(table) == [
        "Tài khoản trình diễn (mật khẩu chung: hoa):",
        "  a                    Chủ tịch, xã Hoành Mô (Ngô Văn Chiến)",
    ]
    assert start._table([]) == []


# --- 2026 -----------------------------------------------------------------------------------------------------------


def a_plan_of_2026(count: int = 400) -> list[plan.Planned]:
    """Return a plan of the three communes."""
    offers = (an_offer(immediate=True), an_offer("1.011607"), an_offer("1.001776"))
    return plan.plan(count, plan.Stand(OF_2026, OF_2026.present, offers, CALENDAR, promised), seed=1)


def test_the_three_centres_receive_from_july_2025_on_and_show_every_state() -> None:
    made = a_plan_of_2026()
    assert len(made) == 400
    assert {one.unit for one in made} == {"binh_lieu", "hoanh_mo", "luc_hon"}
    assert min(one.day for one in made) >= OF_2026.first_day
    assert max(one.entered_at for one in made) < OF_2026.present
    assert {(one.unit, one.living) for one in made if one.living} == {
        (unit, state) for unit in OF_2026.counters for state in plan.LIVING
    }


def test_nobody_of_2026_shows_an_old_identity_card_or_dials_eleven_digits() -> None:
    drawn = [
        people.applicant(random.Random(n), "luc_hon", "xã Lục Hồn", villages=OF_2026.villages, year=2026) for n in range(400)
    ]
    assert {one.id_type for one in drawn} == {"", "cccd"}
    assert {len(one.phone) for one in drawn} == {0, 10}
    assert {one.born_year for one in drawn} == set(range(1948, 2008))
    assert all(one.address.endswith(", xã Lục Hồn") for one in drawn)


def test_no_village_of_vo_ngai_is_an_address_of_2026() -> None:
    shared = {"bản Nà Luông"}
    now = {name for names in OF_2026.villages.values() for name in names}
    assert not (set(people.VILLAGES["vo_ngai"]) - shared) & now
    assert now >= {name for key, names in people.VILLAGES.items() if key != "vo_ngai" for name in names}


@pytest.mark.django_db
def test_the_offices_of_one_commune_sit_in_one_house_and_nobody_else_does() -> None:
    district = testing.a_unit("UBND huyện", level="district")
    commune, other = (testing.a_unit(f"UBND xã {name}", level="commune", parent=district) for name in ("A", "B"))
    office, centre = (testing.a_unit(name, level="commune", parent=commune) for name in ("Văn phòng", "Trung tâm"))
    division = testing.a_unit("Phòng", level="district", parent=district)
    police = testing.a_unit("Công an xã", level="commune", serves=[commune])
    player = Player(until=OF_2026.present, seed=1, units={}, homes=Homes(OF_2026, {}), calendar=CALENDAR)

    houses = [player._house(unit.pk) for unit in (commune, office, centre, other, district, division, police)]

    assert houses == [commune.pk, commune.pk, commune.pk, other.pk, district.pk, division.pk, police.pk]


@pytest.mark.long
def test_in_2026_most_is_decided_in_time_although_each_step_lies_at_another_office(owner: None, settings: Any) -> None:
    settings.DEMO_SCENE = OF_2026.key
    preparing.prepare(at=OF_2026.present, scene=OF_2026, count=80)
    while progress.play_on(seconds=60):
        pass
    with ledger.seeing_everything():
        verdicts = Counter(dossiers.Dossier.objects.exclude(verdict="").values_list("verdict", flat=True))
        late = Counter(dossiers.Dossier.objects.filter(immediate=True).values_list("verdict", flat=True))["overdue"]
        assert verdicts.total() > 50
        assert verdicts["overdue"] < verdicts.total() * 0.4
        assert late < dossiers.Dossier.objects.filter(immediate=True).count() * 0.4
        for check in dossiers.invariants():
            assert check.run() == [], check.title
        ids = [unit.id for unit in stage.counters(OF_2026).values()]
        for line in dossiers.report_06a(ids, OF_2026.first_day, OF_2026.present.date()):
            assert line.faults() == []


@pytest.mark.long
def test_the_demonstration_of_2026_starts_plays_itself_and_stays_what_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    few = {"LIENTHONG_DEMO_DOSSIERS": "60"}
    with started(folder, "--demo", "2026", **few) as (_, address):
        assert get(address)[0] == 200

        def told() -> Any:
            return json.loads(lienthong("demo", "--json", data_dir=folder).stdout)

        until(lambda: told()["finished"])
        held = json.loads(lienthong("check-invariants", "--json", data_dir=folder).stdout)
        assert held["ok"], held
        ledger = lienthong("verify-ledger", data_dir=folder)
        assert ledger.returncode == 0, ledger.stdout
    refused = lienthong("start", "--demo", "2018", "--json", data_dir=folder)
    assert json.loads(refused.stderr)["refusal"]["code"] == "site.scene_fixed"
    tomorrow = (OF_2026.present + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    with started(folder, "--at", tomorrow, **few) as (_, address):
        status = json.loads(lienthong("status", "--json", data_dir=folder).stdout)
        now = datetime.fromisoformat(status["since"]) + timedelta(seconds=status["clock_offset"])
        assert now.astimezone(VIETNAM).date() == (OF_2026.present + timedelta(days=1)).date()
