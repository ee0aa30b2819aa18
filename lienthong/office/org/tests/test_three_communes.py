"""The reviewed file of the three communes since July 2025."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, datetime
from typing import Any

import pytest
import yaml

from lienthong.office.org import public as org
from lienthong.office.org.models import Appointment, Post
from lienthong.toolkit.clock import VIETNAM

FILE = org.DATA / "binh-lieu-2025.yaml"
SINCE, NOW = date(2025, 7, 1), datetime(2026, 3, 9, 8, 0, tzinfo=VIETNAM)
COMMUNES = ("binh_lieu", "hoanh_mo", "luc_hon")


@pytest.fixture(scope="module")
def content() -> dict[str, Any]:
    """Return the file as it stands."""
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def below(content: dict[str, Any], commune: str) -> list[dict[str, Any]]:
    """Return the entries of one commune."""
    return [entry for entry in content["units"] if entry["key"] == commune or entry["key"].startswith(f"{commune}_")]


def test_the_three_communes_lie_directly_below_the_province_and_no_district_is_left(content: dict[str, Any]) -> None:
    communes = [entry for entry in content["units"] if entry["key"] in COMMUNES]

    assert {entry["parent"] for entry in communes} == {"province"}
    assert [entry["admin_code"] for entry in communes] == ["06838", "06841", "06856"]
    assert not [entry for entry in content["units"] if entry["level"] == "district"]
    assert content["since"] == SINCE


@pytest.mark.parametrize("commune", COMMUNES)
def test_every_commune_has_the_bodies_of_the_decree(content: dict[str, Any], commune: str) -> None:
    functions = Counter(entry["function"] for entry in below(content, commune))

    assert functions == Counter(
        [
            "people_committee", "people_council", "division.office", "division.economy", "division.social", "service_centre",
            "police", "military", "party_committee", "party_office", "party_building", "party_inspection",
            "fatherland_front", "farmers_union", "women_union", "veterans_union", "youth_union",
        ]
    )  # fmt: skip


def test_the_three_communes_are_staffed_alike(content: dict[str, Any]) -> None:
    def shape(commune: str) -> list[tuple[Any, ...]]:
        found = []
        for entry in below(content, commune):
            posts = json.dumps(entry.get("posts", []), ensure_ascii=False).replace(commune, "commune")
            found.append((entry["function"], entry.get("staffing"), posts))
        return found

    assert shape("binh_lieu") == shape("hoanh_mo") == shape("luc_hon")


def test_codes_are_given_once_and_have_the_form_of_the_law(content: dict[str, Any]) -> None:
    codes = [entry["code"] for entry in content["units"]]

    assert len(codes) == len(set(codes))
    assert all(org.is_modern_code(code) for code in codes)


@pytest.mark.django_db
def test_the_file_loads_and_every_seat_is_filled() -> None:
    loaded = org.load_units(FILE)
    org.invent_people(seed=2026, path=FILE)

    assert Appointment.objects.count() == sum(Post.objects.values_list("seats", flat=True))
    assert {org.calendar_code(unit_id, SINCE) for unit_id in loaded.units.values()} == {"vn-state"}
    for commune in COMMUNES:
        own, centre = loaded.units[commune], loaded.units[f"{commune}_centre"]
        wanted = {
            "division.office": "office", "division.economy": "economy", "division.social": "social", "police": "police",
            "people_council": "council", "one_stop": "centre", "party_committee": "party", "fatherland_front": "front",
        }  # fmt: skip
        for function, key in wanted.items():
            assert org.unit_serving(function, centre, SINCE).id == loaded.units[f"{commune}_{key}"], function
        assert org.unit_serving("people_committee", centre, SINCE).id == own
        for function in ("tax", "social_insurance", "land_registry", "court", "procuracy"):
            assert org.unit_serving(function, centre, SINCE).id in loaded.units.values()
        assert org.holders("counter_clerk", centre, NOW)
        assert org.holders("specialist.justice", loaded.units[f"{commune}_office"], NOW)


@pytest.mark.django_db
def test_a_vice_chairman_leads_the_service_centre() -> None:
    loaded = org.load_units(FILE)
    org.invent_people(seed=2026, path=FILE)

    head = org.holders("unit_head", loaded.units["hoanh_mo_centre"], NOW)[0]

    titles = {held.title for held in org.assignments(head.person_uid, NOW)}
    assert titles == {"Giám đốc Trung tâm", "Phó Chủ tịch UBND"}


@pytest.mark.django_db
def test_a_place_is_named_as_it_was_and_as_it_is() -> None:
    org.load_places()
    before, after = date(2025, 6, 30), SINCE

    assert [place.full_name for day in (before, after) if (place := org.address("06838", day))] == [
        "Thị trấn Bình Liêu",
        "Xã Bình Liêu",
    ]
    assert [org.address(code, after) for code in ("06844", "06847", "06853", "06859", "198")] == [None] * 5
    assert [row.full_name for row in org.addresses("mạ chạt", before)] == ["Bản Mạ Chạt"]
    assert org.addresses("mạ chạt", after) == [], "to which of two communes it went is not known"
