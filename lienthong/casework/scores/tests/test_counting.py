"""Scores from rows: each count opens exactly its rows, each unit is scored with what lies below it, no period before the law."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import yaml
from django.db import connection

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers import testing as given
from lienthong.casework.petitions import public as petitions
from lienthong.casework.petitions.testing import answered, entered
from lienthong.casework.procedures import public as procedures
from lienthong.casework.ratings import public as ratings
from lienthong.casework.scores import public as scores
from lienthong.casework.scores.access import COMPLAINTS
from lienthong.casework.scores.queries.grounds import COLUMNS, SERVED
from lienthong.casework.scores.testing import JULY, a_july, finished, july, petitioned
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.errors import Refusal

NINE, SET_OF_2022 = scores.sets()
AUGUST = july(1, month=8)


@pytest.fixture
def above(world: given.World) -> Actor:
    """The chairman of the district."""
    return world.district.actor("district", "unit_head")


def scored(
    actor: Actor, index_set: scores.IndexSet = NINE, period: tuple[date, date] = JULY, at: datetime = AUGUST, **facts: Any
) -> dict[str, scores.UnitScore]:
    with ledger.seeing(actor.sees):
        return {one.unit.name: one for one in scores.scores(index_set, *period, seen=actor.sees, at=at, **facts)}


def points(found: scores.UnitScore) -> dict[str, Decimal | None]:
    return {one.index.key: one.points for one in found.scores}


def test_a_district_is_scored_with_its_divisions_and_its_centre_and_a_commune_by_itself(world: given.World, above: Actor) -> None:
    with ledger.seeing(above.sees):
        found = {one.unit.name: one for one in scores.houses(JULY[0], above.sees)}

    assert list(found) == ["UBND huyện Bình Liêu", "UBND xã Hoành Mô", "UBND xã Đồng Văn"]
    units = world.district.units
    assert {units["district"].pk, units["service_centre"].pk, units["land"].pk} <= found["UBND huyện Bình Liêu"].members
    assert found["UBND xã Hoành Mô"].members == {units["hoanh_mo"].pk}
    assert not scores.houses(JULY[0], world.district.actor("land", "unit_head").sees)


def test_the_nine_indices_of_a_commune_come_from_its_rows(world: given.World, above: Actor) -> None:
    a_july(world)
    found = scored(above)["UBND xã Hoành Mô"]

    assert {key: found.counts[key] for key in ("early", "on_time", "late", "received", "received_online")} == {
        "early": 0, "on_time": 2, "late": 1, "received": 5, "received_online": 1,
    }  # fmt: skip
    told = points(found)
    assert told["thoi-gian"] == Decimal(2) / 3
    assert told["lan-lien-he"] == 2
    assert told["tung-co-quan"] is not None
    assert told["truc-tuyen"] == 1, "one of five came online"
    assert [key for key, value in told.items() if value is None] == ["co-quan-lien-he", "cong-khai", "phan-anh"]
    assert (found.total.points, found.total.missing, found.band) == (None, 3, "")


def test_petitions_tell_of_attitude_and_of_their_own_handling(world: given.World, above: Actor) -> None:
    made = a_july(world)
    code = given.dossier(world.clerk, made["on_time"]).code
    for kind, dossier in (("behaviour", code), ("behaviour", ""), ("procedure", "")):
        petitioned(world, 3, kind=kind, dossier=dossier, done=july(4))
    refused = petitioned(world, 3, kind="behaviour")
    petitions.refuse(actor=world.head, at=july(4), uid=refused, reason="Là đơn tố cáo")
    petitioned(world, 2, kind="other", came_at=july(1, month=6))
    found = scored(above)["UBND xã Hoành Mô"]

    figures = {key: found.counts[key] for key in ("calm_early", "calm_on_time", "calm_not", "complaints")}
    assert figures == {"calm_early": 0, "calm_on_time": 1, "calm_not": 2, "complaints": 1}
    assert points(found)["thai-do"] == Decimal(1) / 4
    assert [found.counts[key] for key in ("petitions", "petitions_in_time", "petitions_late")] == [5, 4, 1]
    assert points(found)["phan-anh"] == 0, "four of five is less than nine of ten"


def test_a_complaint_about_a_dossier_that_is_not_scored_counts_by_itself(world: given.World, above: Actor) -> None:
    made = a_july(world)
    codes = {name: given.dossier(world.clerk, made[name]).code for name in ("gone", "open", "on_time")}
    for code in (*codes.values(), "H49-KHONG-CO"):
        petitioned(world, 18, kind="behaviour", dossier=code)
    found = scored(above)["UBND xã Hoành Mô"]
    with ledger.seeing(above.sees):
        question, _ = scores.asked(NINE, *JULY, seen=above.sees, at=AUGUST)
        rows = scores.rows(question, "complaints", world.head.unit_id).rows

    assert found.counts["complaints"] == len(rows) == 2, "of the withdrawn one and of the code that is none"
    assert (found.counts["calm_on_time"], found.counts["calm_not"]) == (1, 2), "of the one on time; the open one waits"


def test_the_questions_of_scores_join_levels_and_find_complaints_by_their_index(db: None) -> None:
    facts: dict[str, Any] = {"units": [1], "a": AUGUST, "b": AUGUST, "day": AUGUST.date(), "houses": "{}"}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE; SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off")
        cursor.execute("SET LOCAL enable_mergejoin = off; SET LOCAL enable_material = off")
        cursor.execute(f"EXPLAIN {SERVED.sql} SELECT * FROM seen", facts)
        served = "\n".join(line for (line,) in cursor.fetchall())

    assert "petition_of_dossier" in served, served
    assert "Filter: (l.id = d.version_id)" not in served.replace("Join Filter", "Join"), (
        "no walk over the levels for each dossier"
    )


def test_every_count_over_petitions_opens_for_heads_alone() -> None:
    over = {key for key, (report, column) in COLUMNS.items() if report.ground == "petitioned" or "complain" in column.counts}

    assert over == COMPLAINTS


def test_how_far_online_counts_only_procedures_whose_level_is_written_down(
    world: given.World, above: Actor, tmp_path: Path
) -> None:
    at, period = datetime(2023, 2, 6, 8, tzinfo=VIETNAM), (date(2023, 2, 1), date(2023, 2, 28))
    given.received(world, at=at, channel="online")
    unknown = scored(above, SET_OF_2022, period, at.replace(month=3))["UBND xã Hoành Mô"]
    told = yaml.safe_load(next(procedures.LIBRARY.rglob("1.001193-2016.yaml")).read_text(encoding="utf-8"))
    told |= {"procedure": "2.999002", "online": {"level": "whole", "mark": "P"}}
    told["document"]["code"] = "QT-2.999002"
    path = tmp_path / "2.999002.yaml"
    path.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), encoding="utf-8")
    assert not procedures.load_library(path, at=world.at).faults
    for channel in ("online", "direct", "direct"):
        given.received(world, "2.999002", at=at, channel=channel)
    found = scored(above, SET_OF_2022, period, at.replace(month=3))["UBND xã Hoành Mô"]

    assert [unknown.counts[name] for name in ("of_whole", "of_unknown")] == [0, 1]
    assert points(unknown)["cung-cap-truc-tuyen"] is None, "an unknown level is not 0"
    assert points(found)["cung-cap-truc-tuyen"] == 4
    names = ("whole_online", "of_whole", "of_unknown", "procedures_whole", "procedures_partial")
    assert [found.counts[name] for name in names] == [1, 3, 1, 1, 0]
    assert (found.counts["procedures_unknown"] or 0) > 0


def test_how_content_the_senders_are_is_known_once_one_of_them_said_so(world: given.World, above: Actor) -> None:
    at = datetime(2023, 2, 6, 8, tzinfo=VIETNAM)
    period = (date(2023, 2, 1), date(2023, 2, 28))
    taken = entered(world.clerk, at=at)
    silent = scored(above, SET_OF_2022, period, at.replace(month=3))["UBND xã Hoành Mô"]
    answered(world.head, taken.uid, at=at.replace(day=7))
    petitions.feel(code=taken.code, key=taken.lookup_key, felt="good", at=at.replace(day=8))
    found = scored(above, SET_OF_2022, period, at.replace(month=3))["UBND xã Hoành Mô"]

    assert [points(silent)[key] for key in ("phan-anh-dung-han", "phan-anh-hai-long")] == [None, None]
    assert [points(found)[key] for key in ("phan-anh-dung-han", "phan-anh-hai-long")] == [6, 6]


def test_how_often_citizens_were_asked_counts_by_dossier(world: given.World, above: Actor) -> None:
    uid = given.received(world, given.CHAIN, at=july(2))
    dossiers.request_supplement(actor=world.clerk, at=july(2, 9), dossier_uid=uid, papers=["Giấy chứng sinh"], reason="Bản mờ")
    dossiers.withdraw(actor=world.clerk, at=july(3), dossier_uid=uid, reason="Đổi ý")
    once = given.received(world, at=july(4))
    dossiers.request_supplement(actor=world.clerk, at=july(4, 9), dossier_uid=once, papers=["Giấy chứng sinh"], reason="Bản mờ")
    dossiers.receive_supplement(actor=world.clerk, at=july(5), dossier_uid=once)

    finished(world, once, july(5, 10))
    found = scored(above)["UBND xã Hoành Mô"]

    assert (found.counts["asked_0"], found.counts["asked_1"], found.counts["asked_more"]) == (0, 1, 0)
    assert points(found)["lan-lien-he"] == 1


def test_each_count_opens_exactly_its_rows(world: given.World, above: Actor) -> None:
    a_july(world)
    seen: set[str] = set()
    for found in scored(above).values():
        with ledger.seeing(above.sees):
            question, _ = scores.asked(NINE, *JULY, seen=above.sees, at=AUGUST)
            for column, count in found.counts.items():
                page = scores.rows(question, column, found.unit.id)
                assert len(page.rows) == (count or 0), (found.unit.name, column)
                assert len(page.rows[0].cells) == len(scores.ground(column).shows) if page.rows else True
                seen |= {column} if count else set()

    assert {"early", "late", "step_early", "whole_there", "procedures_online", "received_online"} <= seen
    assert scores.words("late") == "Xong quá hạn"
    with pytest.raises(KeyError), ledger.seeing(above.sees):
        scores.rows(question, "khong-co", world.head.unit_id)


def test_the_set_of_2022_knows_what_the_rows_know_and_nothing_more(world: given.World, above: Actor) -> None:
    at = datetime(2023, 2, 6, 8, tzinfo=VIETNAM)
    uid = given.received(world, at=at)
    dossiers.withdraw(actor=world.clerk, at=at, dossier_uid=uid, reason="Đổi ý")
    ratings.rate(code=given.dossier(world.clerk, uid).code, face="good", reasons=[], comment="", at=at)
    period = (date(2023, 2, 1), date(2023, 2, 28))
    found = scored(above, SET_OF_2022, period, at.replace(month=3))["UBND xã Hoành Mô"]

    told = points(found)
    assert told["hai-long"] == 6
    assert told["so-hoa-giay-to"] == 0, "received and not scanned is known, and 0"
    assert told["tien-do"] is None
    assert [name for name, total in found.groups if total.points is not None] == []
    assert found.counts["rated"] == 1


@pytest.mark.parametrize(
    ("index_set", "period", "refusal", "says"),
    [
        (NINE, (date(2018, 6, 20), date(2018, 7, 31)), scores.BeforeTheLaw, "có hiệu lực từ ngày 21/06/2018"),
        (NINE, (date(2025, 6, 1), date(2025, 7, 1)), scores.AfterTheLaw, "hết hiệu lực từ ngày 01/07/2025"),
        (NINE, (date(2018, 9, 1), date(2018, 9, 30)), scores.NotBegun, "chưa bắt đầu"),
        (SET_OF_2022, JULY, scores.BeforeTheLaw, "có hiệu lực từ ngày 23/06/2022"),
    ],
)
def test_a_period_outside_the_law_is_refused_in_words(
    above: Actor, index_set: scores.IndexSet, period: tuple[date, date], refusal: type[Refusal], says: str
) -> None:
    with pytest.raises(refusal) as no:
        scored(above, index_set, period)

    assert says in no.value.message


def test_a_leader_sees_the_own_units_only_and_asks_a_constant_number_of_questions(
    world: given.World, above: Actor, query_count: Callable[[], Any]
) -> None:
    made: dict[str, UUID] = a_july(world)
    stranger = world.district.actor("dong_van", "unit_head")

    assert list(scored(stranger)) == ["UBND xã Đồng Văn"]
    assert list(scored(above, only=world.head.unit_id)) == ["UBND xã Hoành Mô"]
    assert scored(above, only=999_999) == {}
    with ledger.seeing(above.sees), query_count() as counted:
        scores.scores(NINE, *JULY, seen=above.sees, at=AUGUST)
    assert counted.statements <= 4, counted.texts
    assert made
