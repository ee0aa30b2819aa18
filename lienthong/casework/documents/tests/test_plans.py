"""The reviewed files of bodies and series, and what they say."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.casework.documents.models import Body
from lienthong.casework.documents.queries import symbols
from lienthong.casework.documents.queries.plans import BODIES, SERIES, bodies_near, plans, series_kind
from lienthong.casework.documents.queries.types import all_of, by_key
from lienthong.casework.documents.rules.bodies import BadBodies, BodyKind, bodies_of, kept_by
from lienthong.casework.documents.rules.series import BadSeries, kind_for, series_of
from lienthong.casework.documents.rules.types import DocumentType
from lienthong.casework.documents.services.issuing import label_of
from lienthong.casework.documents.testing import Town
from lienthong.office.org import public as org
from lienthong.office.org.testing import MONDAY, a_unit

BODY: dict[str, Any] = {
    "key": "tax", "keeper": "tax", "level": "district", "of": "own", "system": "state", "symbol": "CCT",
    "name": "{unit}", "mark": "M",
}  # fmt: skip
REST = [
    {"key": "all", "system": system, "direction": direction, "by": "all", "reset": "year", "name": "Sổ", "mark": "P"}
    for system in ("state", "party")
    for direction in ("in", "out", "internal")
]


def test_the_shipped_files_say_how_sure_they_are_and_give_a_symbol_to_each_body() -> None:
    assert {one.mark for one in BODIES} | {one.mark for one in SERIES} <= {"V", "I", "M", "P"}
    assert all(one.symbol for one in BODIES)
    assert len(BODIES) >= 30


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"symbol": None}, "lacks symbol"),
        ({"system": "church"}, "church"),
        ({"system": "party"}, "with committee"),
        ({"committee": "own"}, "with committee"),
        ({"of": "uncle"}, "own or parent"),
        ({"system": "party", "committee": "uncle"}, "own or serving"),
        ({"name": "{colour}"}, "colour"),
        ({"name": "{"}, "name"),
    ],
)
def test_a_body_that_cannot_be_is_refused_and_named(change: dict[str, Any], said: str) -> None:
    body = {name: value for name, value in (BODY | change).items() if value is not None}
    with pytest.raises(BadBodies, match=said) as told:
        bodies_of({"bodies": [body]})
    assert "tax" in str(told.value)


def test_a_body_stands_once_with_its_keeper() -> None:
    with pytest.raises(BadBodies, match="stands twice: tax district tax"):
        bodies_of({"bodies": [BODY, BODY]})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": None}, "lacks name"),
        ({"direction": "up"}, "unknown word"),
        ({"by": "colour"}, "unknown word"),
        ({"reset": "week"}, "unknown word"),
        ({"system": "state", "direction": "out", "reset": "term"}, "term without a Party"),
    ],
)
def test_a_series_that_cannot_be_is_refused_and_named(change: dict[str, Any], said: str) -> None:
    series = {name: value for name, value in (REST[0] | change).items() if value is not None}
    with pytest.raises(BadSeries, match=said):
        series_of({"series": [series, *REST[1:]]})


def test_every_document_finds_a_series_and_no_key_stands_twice() -> None:
    with pytest.raises(BadSeries, match="party internal: no series takes every other document"):
        series_of({"series": REST[:-1]})
    with pytest.raises(BadSeries, match="state in: a key stands twice"):
        series_of({"series": [REST[0], *REST]})
    with pytest.raises(KeyError):
        kind_for([], system="state", direction="out")


def test_the_first_series_that_fits_takes_a_document() -> None:
    first = [{**REST[1], "key": "letters", "types": [""]}, {**REST[1], "key": "copies", "copy": True}]
    kinds = series_of({"series": [*first, *REST]})
    keys = [
        kind_for(kinds, system="state", direction="out", type_=type_, copy=copy).key
        for type_, copy in (("", False), ("QĐ", False), ("SY", True))
    ]
    assert keys == ["letters", "all", "copies"]


@pytest.mark.parametrize(
    ("system", "key", "secret", "series", "reset"),
    [
        ("state", "quyet-dinh", False, "named:quyet-dinh", "year"),
        ("state", "quyet-dinh-qppl", False, "normative:quyet-dinh-qppl", "year"),
        ("state", "quyet-dinh", True, "secret", "year"),
        ("state", "cong-van", False, "letter", "year"),
        ("state", "sao-luc", False, "copy", "year"),
        ("party", "cong-van", False, "named:cong-van", "term"),
        ("party", "nghi-quyet", True, "secret", "term"),
    ],
)
def test_a_document_takes_its_number_where_the_file_says(system: str, key: str, secret: bool, series: str, reset: str) -> None:
    type_ = by_key(system, key, MONDAY)
    kind = series_kind(system=system, direction="out", secret=secret, type_=type_)
    assert (kind.of_type(type_.key), kind.reset) == (series, reset)
    assert kind.named("X").endswith(": X") is (kind.by == "type")


NUMBERED = [one for system in ("state", "party") for one in all_of(system, MONDAY) if not one.silent]


@given(st.sampled_from(NUMBERED), st.sampled_from(BODIES), st.integers(1, 99_999), st.sampled_from(["", "VP", "KTHT"]))
def test_every_number_of_every_body_is_written_so_that_it_is_read_again(
    type_: DocumentType, body: BodyKind, number: int, drafter: str
) -> None:
    issuing = Body(system=type_.system, symbol=body.symbol)
    label = label_of(issuing, type_, MONDAY, drafter)(number)
    assert str(symbols.parse(label)) == label
    assert symbols.parse(label).number == number
    assert ("/2018/" in label) is type_.normative


def test_a_unit_keeps_the_registers_of_bodies_by_its_functions_and_level(town: Town) -> None:
    said = {one.kind.symbol: one.name for one in plans(town.clerk.unit_id, MONDAY)}
    assert said == {
        "UBND": "UBND huyện Bình Liêu", "HĐND": "HĐND huyện Bình Liêu", "VP": "Văn phòng HĐND và UBND huyện Bình Liêu",
    }  # fmt: skip
    assert {one.kind.symbol: one.name for one in plans(town.commune.unit_id, MONDAY)} == {
        "UBND": "UBND xã Hoành Mô", "HĐND": "HĐND xã Hoành Mô",
    }  # fmt: skip
    party = plans(town.party.unit_id, MONDAY)
    assert [(one.kind.symbol, one.unit_id, one.committee_id) for one in party] == [
        ("HU", town.party_unit.pk, town.party_unit.pk), ("VPHU", town.party.unit_id, town.party_unit.pk),
    ]  # fmt: skip
    assert kept_by(BODIES, "people_committee", ["people_committee"], "district") == [], "the office keeps them"


def test_an_office_without_anything_above_keeps_only_its_own(town: Town) -> None:
    alone = a_unit("Văn phòng HĐND và UBND", function="division.office", code="H49.99.01")
    assert [one.kind.symbol for one in plans(alone.pk, MONDAY)] == ["VP"]


def test_a_commune_keeps_its_registers_itself_until_it_has_an_office(town: Town) -> None:
    commune = town.district.commune
    office = a_unit("Văn phòng HĐND và UBND xã Hoành Mô", function="division.office", level="commune", parent=commune)
    assert plans(commune.pk, MONDAY) == []
    assert {one.kind.symbol: one.unit_id for one in plans(office.pk, MONDAY)} == {
        "UBND": commune.pk, "HĐND": commune.pk, "VP": office.pk,
    }  # fmt: skip


def test_a_commune_that_does_the_work_of_its_office_is_no_office_of_the_province(town: Town) -> None:
    alone = a_unit(
        "UBND xã Tiên Yên", short_name="xã Tiên Yên", function="people_committee", functions=["division.office"],
        level="commune", parent=town.district.province,
    )  # fmt: skip
    assert {one.kind.symbol: one.name for one in plans(alone.pk, MONDAY)} == {
        "UBND": "UBND xã Tiên Yên", "HĐND": "HĐND xã Tiên Yên",
    }  # fmt: skip


def test_a_merged_unit_follows_the_terms_of_the_committee_of_its_territory(town: Town) -> None:
    merged = a_unit(
        "Ban Tổ chức - Nội vụ", function="division.home_affairs", functions=["party_organisation"], parent=town.district.district
    )  # fmt: skip
    assert [(one.kind.symbol, one.committee_id) for one in plans(merged.pk, MONDAY)] == [
        ("NV", None), ("BTCHU", town.party_unit.pk),
    ]  # fmt: skip


def test_whoever_has_the_units_of_the_day_learns_the_bodies_near_one_without_asking(town: Town, query_count: Any) -> None:
    units = org.units_on(MONDAY)
    for one in (town.clerk.unit_id, town.party.unit_id, town.commune.unit_id, town.actor("province", "unit_head").unit_id):
        asked = bodies_near(one, MONDAY)
        with query_count() as counted:
            assert bodies_near(one, MONDAY, among=units) == asked
        assert counted.statements == 0
    with pytest.raises(org.UnitNotValid):
        bodies_near(town.clerk.unit_id, date(1900, 1, 1), among=[])
