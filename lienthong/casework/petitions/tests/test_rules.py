"""Codes, lateness, names in public texts, and limits as a reviewed file: pure decisions."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from lienthong.casework.petitions import public as petitions
from lienthong.casework.petitions.rules.limits import BadLimits, limit_on, limits_of
from lienthong.casework.petitions.rules.words import LEFT_BY, is_late, is_petition_code, names_somebody, petition_code
from lienthong.office.worktime.public import LimitUnit
from lienthong.toolkit.clock import VIETNAM

NOON = datetime(2018, 3, 12, 12, tzinfo=VIETNAM)


def test_a_code_names_the_unit_the_day_and_the_number() -> None:
    code = petition_code("H49.16.05", date(2018, 3, 12), 7)

    assert code == "PA-H49.16.05-180312-0007"
    assert is_petition_code(code)
    assert not is_petition_code("H49.16.05-180312-0007"), "the code of a dossier is none of a petition"


def test_late_is_what_was_closed_after_its_limit_or_is_open_behind_it() -> None:
    hour = timedelta(hours=1)

    assert [is_late(NOON, closed, NOON + hour) for closed in (NOON, NOON + hour, None)] == [False, True, True]
    assert not is_late(NOON, None, NOON)


@pytest.mark.parametrize(
    ("text", "contact", "named"),
    [
        ("Trả lời ý kiến của HOÀNG  thị sen", "", True),
        ("Trả lời bà Sen", "", False),
        ("Gọi số 091 234 5678", "0912345678", True),
        ("Gọi số 0333222111", "0912345678", False),
        ("Thư gửi Sen@Binhlieu.vn", "sen@binhlieu.vn", True),
        ("Thư gửi cơ quan", "sen@binhlieu.vn", False),
        ("Tra loi ba Hoang Thi Sen.", "", True),
        ("Trả lời bà Hoàng-Thị Sen", "", True),
        ("Trả lời bà Hoàng Thị Senh", "", False),
        ("Gọi +84 912 345 678", "0912345678", True),
        ("Không nêu ai", "", False),
    ],
)
def test_a_text_for_everybody_that_names_the_sender_is_found(text: str, contact: str, named: bool) -> None:
    assert names_somebody(text, "Hoàng Thị Sen", contact) is named


def test_every_activity_leaves_a_known_state() -> None:
    assert {state for states in LEFT_BY.values() for state in states} == set(petitions.STATES)


def test_every_kind_has_a_limit_on_every_day_and_what_was_only_remembered_says_so() -> None:
    for kind in petitions.KINDS:
        for day in (date(2015, 1, 1), date(2018, 3, 12), date(2030, 1, 1)):
            limit = limit_on(petitions.limits(), kind, day)
            assert (limit.value, LimitUnit(limit.unit), limit.mark) == (
                20,
                LimitUnit.WORKING_DAY,
                "P" if kind == "other" else "M",
            )


def a_file(*rows: dict[str, Any]) -> dict[str, Any]:
    row = {"value": 20, "unit": "working_day", "since": None, "until": None, "law": "", "mark": "P"}
    others = [row | {"kind": kind} for kind in ("behaviour", "other")]
    return {"limits": [*(row | {"kind": "procedure"} | one for one in rows), *others]}


def test_a_chain_of_limits_has_one_for_every_day() -> None:
    turn = date(2017, 9, 25)
    found = limits_of(a_file({"value": 30, "until": turn}, {"since": turn}))

    assert [limit_on(found, "procedure", day).value for day in (date(2017, 9, 24), turn)] == [30, 20]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([], "no beginning"),
        ([{"since": date(2018, 1, 1)}], "no beginning"),
        ([{"until": date(2018, 1, 1)}], "no end"),
        ([{"until": date(2018, 1, 1)}, {"since": date(2018, 1, 2)}], "does not follow"),
        ([{}, {}], "does not follow"),
    ],
)
def test_a_day_without_a_limit_or_with_two_is_refused(rows: list[dict[str, Any]], says: str) -> None:
    with pytest.raises(BadLimits, match=says):
        limits_of(a_file(*rows))
