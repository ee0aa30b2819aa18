"""Eight communes, then seven, then three without a district."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from lienthong.office.org import public as org
from lienthong.office.org.testing import MONDAY

pytestmark = pytest.mark.django_db

TOWN, REFORM = date(2020, 1, 1), date(2025, 7, 1)


def communes(on: date) -> list[str]:
    """Return the short names of the communes of Bình Liêu on a day, Tiên Yên apart."""
    found = org.units_on(on, level="commune", function="people_committee")
    return sorted(row.short_name for row in found if row.admin_code != "06862")


def test_bình_liêu_had_eight_communes_then_seven_then_three() -> None:
    known = org.play_reforms(units=org.load_units().units)

    assert [len(communes(day)) for day in (MONDAY, TOWN, REFORM)] == [8, 7, 3]
    assert communes(REFORM) == ["xã Bình Liêu", "xã Hoành Mô", "xã Lục Hồn"]
    assert org.units_on(REFORM, level="district", system="state") == [
        row for row in org.units_on(REFORM, level="district", system="state") if row.kind == "people_council"
    ]
    assert org.unit_on(known["hoanh_mo_2025"], REFORM).parent_id == known["province"]


def test_every_commune_of_2018_has_its_successor_of_today() -> None:
    known = org.play_reforms(units=org.load_units().units)

    heirs = {
        key: org.successor(known[key], REFORM).short_name
        for key in ("binh_lieu", "tinh_huc", "vo_ngai", "dong_van", "luc_hon", "dong_tam")
    }

    assert heirs == {
        "binh_lieu": "xã Bình Liêu",
        "tinh_huc": "xã Bình Liêu",
        "vo_ngai": "xã Bình Liêu",
        "dong_van": "xã Hoành Mô",
        "luc_hon": "xã Lục Hồn",
        "dong_tam": "xã Lục Hồn",
    }
    assert org.successor(known["tinh_huc"], REFORM - timedelta(days=1)).short_name == "thị trấn Bình Liêu"
    assert [(found.unit.short_name, found.share) for found in org.successors(known["vo_ngai"], REFORM)] == [
        ("xã Bình Liêu", 0.9),
        ("xã Tiên Yên", 0.1),
    ]
    assert org.successor(known["land"], REFORM).short_name == "xã Bình Liêu"


def test_only_the_reforms_until_a_day_are_played() -> None:
    org.play_reforms(units=org.load_units().units, until=TOWN)

    assert len(communes(REFORM)) == 7


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("\tx", "tệp"),
        ("- {date: 2020-01-01, document: x, kind: merge, from: [nowhere], into: a}", "1"),
        ("- {date: 2020-01-01, document: x, kind: explode}", "1"),
        ("- {date: 2014-01-01, document: x, kind: abolish, from: [a]}", "1"),
    ],
)
def test_a_wrong_reform_is_refused_and_names_its_number(tmp_path: Path, text: str, entry: str) -> None:
    known = org.load_units().units
    file = tmp_path / "cai-cach.yaml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(org.BadOrganisationFile) as no:
        org.play_reforms(units={**known, "a": known["hoanh_mo"]}, path=file)

    assert no.value.facts["entry"] == entry
