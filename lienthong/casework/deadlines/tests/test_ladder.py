"""When a warning comes and to whom: pure decisions, and the reviewed file."""

from __future__ import annotations

from typing import Any

import pytest

from lienthong.casework.deadlines.queries.ladder import ladder
from lienthong.casework.deadlines.rules import ladder as rules

FILE: dict[str, Any] = {
    "share": 50,
    "rungs": [
        {"level": 1, "hours": -8, "at": "hands", "duties": ["holder"], "words": "Sắp đến hạn", "mark": "P"},
        {"level": 2, "hours": 0, "at": "receiving", "duties": ["unit_head"], "words": "Đã đến hạn", "mark": "P"},
        {"level": 3, "hours": 8, "at": "above", "duties": ["deadline_watcher"], "words": "Quá hạn", "mark": "P"},
    ],
    "apology": {"working_days": 1, "duties": ["unit_head"], "words": "Chờ ký"},
    "reasons": [{"code": "overload", "name": "Nhiều hồ sơ", "days": 2}],
    "channels": {"paper": "Giấy"},
}
BEFORE, AT, AFTER = rules.ladder_of(FILE).rungs


@pytest.mark.parametrize(
    ("rung", "left", "passed", "comes"),
    [
        (BEFORE, 481, False, False),
        (BEFORE, 480, False, True),
        (BEFORE, -5, True, True),
        (AT, 1, False, False),
        (AT, 0, False, False),  # the evening before an opening: no office time is left, yet it is not due
        (AT, 0, True, True),
        (AFTER, -479, True, False),
        (AFTER, -480, True, True),
    ],
)
def test_a_rung_comes_when_the_office_time_left_has_shrunk_to_its_own(
    rung: rules.Rung, left: int, passed: bool, comes: bool
) -> None:
    assert rules.reached(rung, left=left, passed=passed, total=9_600, share=50) is comes


def test_a_short_promise_is_not_warned_of_before_half_of_it_is_used() -> None:
    assert not rules.reached(BEFORE, left=241, passed=False, total=480, share=50)
    assert rules.reached(BEFORE, left=240, passed=False, total=480, share=50)


def test_the_file_of_the_ladder_is_whole() -> None:
    told = ladder()
    assert [(rung.level, rung.minutes // 60, rung.at) for rung in told.rungs] == [
        (1, -8, "hands"), (2, -4, "hands"), (3, 0, "receiving"), (4, 8, "above"),
    ]  # fmt: skip
    assert (told.earliest, told.last, told.apology_days, told.words(rules.APOLOGY)) == (480, 4, 1, "Thư xin lỗi chờ ký")
    assert all(told.words(rung.level) and rung.mark == "P" for rung in told.rungs)
    assert [one.code for one in told.reasons if one.late_elsewhere] == ["waiting_agency"]
    assert set(told.channels) == {"paper", "post", "email", "sms", "zalo"}


def broken(**changes: Any) -> dict[str, Any]:
    first = FILE["rungs"][0] | changes.pop("first", {})
    return FILE | {"rungs": [first, *FILE["rungs"][1:]]} | changes


@pytest.mark.parametrize(
    "file",
    [
        broken(first={"level": 2}),
        broken(first={"hours": 20}),
        broken(first={"at": "somewhere"}),
        broken(first={"duties": []}),
        broken(first={"at": "above"}),
        broken(first={"duties": ["holder", "unit_head"]}),
        broken(share=0),
        broken(apology={"working_days": 0, "duties": ["unit_head"], "words": ""}),
        broken(reasons=[{"code": "a", "name": "A", "days": 0}]),
        broken(reasons=[{"code": "a", "name": "A", "days": 1}, {"code": "a", "name": "B", "days": 1}]),
    ],
)
def test_a_file_that_names_nobody_or_no_order_is_refused(file: dict[str, Any]) -> None:
    with pytest.raises(rules.BadLadder):
        rules.ladder_of(file)


def test_a_deputy_signs_for_the_head() -> None:
    assert rules.signer_lines("Chủ tịch UBND xã") == ["THỦ TRƯỞNG CƠ QUAN"]
    assert rules.signer_lines("Phó Chủ tịch UBND xã") == ["KT. THỦ TRƯỞNG CƠ QUAN", "PHÓ CHỦ TỊCH UBND XÃ"]
    told = rules.signer_lines("TUQ. Chủ tịch UBND xã / Công chức Tư pháp - hộ tịch")
    assert told == ["TUQ. THỦ TRƯỞNG CƠ QUAN", "CÔNG CHỨC TƯ PHÁP - HỘ TỊCH"]


def test_a_specialist_of_a_field_answers_to_the_plain_duty_too() -> None:
    assert rules.specialist_duties(["specialist.land", "cashier"]) == ["cashier", "specialist", "specialist.land"]
    assert rules.specialist_duties(["unit_head"]) == ["unit_head"]
