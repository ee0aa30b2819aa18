"""The reviewed file of forms, and the invariants of a line: pure decisions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lienthong.casework.reports.rules.catalogue import II_06A
from lienthong.casework.reports.rules.forms import BadForms, form_on, formed, forms_of
from lienthong.casework.reports.rules.shapes import Line, completed, faults

OLD: dict[str, Any] = {"until": date(2020, 10, 21), "number": "06a", "law": "tt-02-2017-vpcp", "columns": "2017", "mark": "M"}
NEW: dict[str, Any] = {"from": date(2020, 10, 21), "number": "II.06a", "law": "tt-01-2020-vpcp", "columns": "own", "mark": "I"}


def file_of(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"forms": {"ii-06a": list(rows)}}


def test_a_chain_of_forms_has_one_for_every_day() -> None:
    forms = forms_of(file_of(OLD, NEW))["ii-06a"]
    numbers = [told.number for day in (date(1900, 1, 1), date(2020, 10, 20), date(2020, 10, 21)) if (told := form_on(forms, day))]

    assert numbers == ["06a", "06a", "II.06a"]
    assert "kept" in {column.key for column in formed(II_06A, forms[0]).columns}
    assert formed(II_06A, forms[1]) == formed(II_06A, None) == II_06A


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((OLD, NEW | {"from": date(2020, 10, 22)}), "does not follow"),
        ((OLD, NEW | {"from": date(2020, 10, 20)}), "does not follow"),
        (({key: value for key, value in OLD.items() if key != "until"}, NEW), "does not follow"),
        ((OLD | {"from": date(2017, 1, 1)}, NEW), "has no beginning"),
        ((OLD, NEW | {"until": date(2030, 1, 1)}), "has no beginning"),
        ((OLD | {"columns": "1999"}, NEW), "nobody knows the columns «1999»"),
    ],
)
def test_a_day_without_a_form_or_with_two_and_unknown_columns_are_refused(rows: tuple[dict[str, Any], ...], said: str) -> None:
    with pytest.raises(BadForms, match=said):
        forms_of(file_of(*rows))


def test_what_nobody_knows_breaks_no_invariant_and_a_wrong_sum_does() -> None:
    nothing = dict.fromkeys(("4", "5", "6", "8", "9", "10", "12", "13", "left"), 0)
    unknown, wrong = (completed(II_06A, nothing | changed) for changed in ({"8": None, "5": 2}, {"5": 2}))

    assert unknown["7"] is None
    assert faults(II_06A, Line("all", unknown)) == []
    assert faults(II_06A, Line("line", wrong, label="Hộ tịch")) == [
        "Hộ tịch: Tiếp nhận, tổng số (2) ≠ đã giải quyết, tổng số (0) + đang giải quyết, tổng số (0) + rút, từ chối trong kỳ (0)"
    ]
