"""What the portal's records say of limits and levels, told apart from what they only seem to say."""

from __future__ import annotations

import pytest

from lienthong.casework.procedures.rules.portal import read_record
from lienthong.casework.procedures.rules.portal_values import Defects, limits_of
from lienthong.casework.procedures.rules.reading import Notes


@pytest.mark.parametrize(("longer", "limits", "extra"), [(22, [12], 10), (20, [12, 20], None)])
def test_only_ten_days_between_two_channels_of_a_land_procedure_are_the_mountains(
    longer: int, limits: list[int], extra: int | None
) -> None:
    rows = [
        {"channel": channel, "time_value": value, "time_unit": "working_day"}
        for channel, value in (("online", 12), ("direct", longer))
    ]
    defects: Defects = []

    found = limits_of(rows, "Đất đai", defects)

    assert sorted(row.legal.value for row in found) == limits
    assert {row.area_extra.get("mountain") for row in found} == {extra}
    assert bool(defects) is (extra is not None)


def test_a_record_of_several_levels_is_taken_for_the_commune_and_told() -> None:
    imported = read_record({"code": "1.000001", "name": "Cấp bản sao", "levels": ["Cấp tỉnh", "Cấp xã"]})

    assert not isinstance(imported, str)
    assert imported.definition.level == "commune"
    assert [sentence for field, sentence in imported.defects if field == "levels" and "Nhiều cấp" in sentence]


def test_a_fault_of_a_field_that_stands_nowhere_points_to_the_beginning() -> None:
    assert Notes([]).at("papers[3].name") == (1, 1)
