"""The reviewed files of Bình Liêu."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from lienthong.office.org import public as org
from lienthong.office.org.models import Appointment, Person, Post
from lienthong.office.org.testing import MONDAY, MONDAY_8AM

pytestmark = pytest.mark.django_db

ONE = "since: 2015-01-01\nunits: [{key: a, name: A, function: tax, kind: division, level: district, code: H49.1"


def test_binh_lieu_of_2018_has_its_eight_communes_and_thirteen_divisions() -> None:
    loaded = org.load_units()

    communes = org.units_on(MONDAY, level="commune", function="people_committee")
    assert [row.admin_code for row in communes] == ["06838", "06841", "06844", "06847", "06850", "06853", "06856", "06859"]
    assert len([row for row in org.units_on(MONDAY) if row.kind == "division"]) == 13
    assert org.unit("000.00.16.H49").id == loaded.units["district"]
    assert {org.calendar_code(unit_id, MONDAY) for unit_id in loaded.units.values()} == {"vn-state"}


def test_every_function_that_procedures_name_is_served_for_every_commune() -> None:
    loaded = org.load_units()
    wanted = ("one_stop", "service_centre", "police", "social_insurance", "tax", "land_registry", "treasury", "division.justice")

    for commune in org.units_on(MONDAY, level="commune", function="people_committee"):
        for function in wanted:
            assert org.unit_serving(function, commune.id, MONDAY).id
    assert org.unit_serving("party_committee", loaded.units["hoanh_mo"], MONDAY).short_name == "Đảng ủy Hoành Mô"


def test_every_seat_is_filled_and_the_merged_offices_share_their_heads() -> None:
    loaded = org.load_units()

    made = org.invent_people()

    assert made == Person.objects.count()
    assert Appointment.objects.count() == sum(Post.objects.values_list("seats", flat=True))
    for duty in ("counter_clerk", "specialist.justice", "specialist.land", "unit_head", "records_clerk", "cashier"):
        assert org.holders(duty, loaded.units["hoanh_mo"], MONDAY_8AM), duty
    (head,) = org.holders("division_head", loaded.units["party_organisation"], MONDAY_8AM)
    titles = [held.title for held in org.assignments(head.person_uid, MONDAY_8AM)]
    assert sorted(titles) == ["Trưởng Ban Tổ chức", "Trưởng phòng"]


def test_the_same_seed_invents_the_same_people() -> None:
    org.load_units()
    org.invent_people(seed=7)
    first = list(Person.objects.order_by("pk").values_list("uid", "name", "birth_year"))
    Appointment.objects.all().delete()
    Person.objects.all().delete()

    org.invent_people(seed=7)

    assert list(Person.objects.order_by("pk").values_list("uid", "name", "birth_year")) == first
    assert len({name for _, name, _ in first}) == len(first)


def test_places_of_the_province_are_loaded_for_their_time() -> None:
    assert org.load_places() > 200
    assert org.load_places() == 0

    assert [row.code for row in org.addresses("tình húc", MONDAY)] == ["06850"]
    assert "06850" not in [row.code for row in org.addresses("tình húc", date(2021, 1, 1))]
    assert org.addresses("hoành mô", MONDAY)[0].path == "Xã Hoành Mô, huyện Bình Liêu, tỉnh Quảng Ninh"
    assert org.addresses("mạ chạt", MONDAY)[0].path.startswith("Bản Mạ Chạt, xã Vô Ngại")
    assert org.address("06841", date(2026, 1, 1)) is not None


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("[]", "tệp"),
        ("units: []", "tệp"),
        ("since: 2015-01-01\nunits: [{key: a}]", "a"),
        (ONE.replace("tax", "king") + "}]", "a"),
        (ONE + ", parent: b}]", "a"),
        (ONE + ", colour: 1}]", "a"),
        (ONE + ", posts: [{title: X, duties: [king]}]}]", "a"),
        ("\tunits", "tệp"),
    ],
)
def test_a_wrong_file_is_refused_whole_and_names_the_entry(tmp_path: Path, text: str, entry: str) -> None:
    file = tmp_path / "don-vi.yaml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(org.BadOrganisationFile) as no:
        org.load_units(file)

    assert no.value.facts["entry"] == entry
    assert org.units_on(MONDAY) == []
