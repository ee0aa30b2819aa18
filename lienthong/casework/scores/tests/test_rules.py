"""Index sets as data, points of counts; what is not known is never 0."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.casework.scores import public as scores
from lienthong.casework.scores.queries.grounds import COLUMNS
from lienthong.casework.scores.rules.scoring import MERGED, NOT_JUDGED, Score, band, score, total
from lienthong.casework.scores.rules.sets import BadIndexSets, Index, sets_of

NINE, SET_OF_2022 = scores.sets()
NO_ROWS: dict[str, int | None] = {}


def the(key: str) -> Index:
    found = NINE.index(key) or SET_OF_2022.index(key)
    assert found is not None
    return found


def points(key: str, level: str = "commune", judged: int | None = None, **counts: int | None) -> Decimal | None:
    return score(the(key), counts, level, judged).points


def a_file(**changes: Any) -> dict[str, Any]:
    row = {"key": "a", "name": "A", "most": 2, "how": "unknown", "why": "không có"} | changes
    told = {"key": "x", "name": "X", "number": "1", "law": "law:nd-61-2018", "mark": "P", "from": date(2018, 1, 1), "until": None}
    return {"sets": [told | {"bands": {}, "bands_mark": "", "groups": [{"name": "G", "indices": [row]}]}]}


def test_the_sets_are_those_of_their_texts() -> None:
    assert (NINE.since, NINE.until, len(NINE.indices), NINE.most) == (date(2018, 6, 21), date(2025, 7, 1), 9, 18)
    assert (SET_OF_2022.since, SET_OF_2022.until, len(SET_OF_2022.groups), SET_OF_2022.most) == (date(2022, 6, 23), None, 5, 100)
    assert [group.most for group in SET_OF_2022.groups] == [18, 20, 22, 18, 22]
    assert NINE.index("khong-co") is None


def test_every_count_that_an_index_uses_is_shown_with_it_and_known() -> None:
    for index_set in scores.sets():
        for index in index_set.indices:
            steps = {name for step in index.steps for one in step.when for name in (one.part, one.whole, one.none) if name}
            used = {*index.points, *index.parts, *steps, *({index.whole} - {""})}
            assert used <= set(index.figures), index.key
            assert set(index.figures) <= set(COLUMNS), index.key
            assert all(0 <= one <= index.most for one in (*index.points.values(), *map(Decimal, index.choices))), index.key


@pytest.mark.parametrize(
    "bad",
    [{"how": "đoán"}, {"why": ""}, {"how": "ratio", "parts": ["early"]}, {"how": "average"}, {"how": "steps"}, {"how": "judged"}],
)
def test_a_file_that_does_not_say_how_is_refused(bad: dict[str, Any]) -> None:
    assert sets_of(a_file())[0].indices[0].why == "không có"
    with pytest.raises(BadIndexSets):
        sets_of(a_file(**bad))


def test_an_index_that_stands_twice_is_refused() -> None:
    file = a_file()
    file["sets"][0]["groups"] *= 2
    with pytest.raises(BadIndexSets, match="twice"):
        sets_of(file)


def test_the_average_is_over_the_rows_and_unknown_without_any() -> None:
    assert points("thoi-gian", early=1, on_time=2, late=1) == Decimal(1)
    assert points("lan-lien-he", asked_0=3, asked_1=1) == Decimal("1.75")
    nothing = score(the("thoi-gian"), NO_ROWS, "commune", None)
    assert (nothing.points, nothing.why) == (None, "không có hồ sơ nào xong trong kỳ")
    assert points("thoi-gian", late=3) == 0, "late ones are known, and 0"


@pytest.mark.parametrize(
    ("level", "whole", "received", "expected"),
    [
        ("commune", 10, 10, 2), ("commune", 9, 10, 1), ("commune", 9, 9, 0), ("district", 5, 9, 2), ("district", 4, 9, 0),
        ("province", 2, 3, 2), ("province", 1, 10, 1),
    ],
)  # fmt: skip
def test_the_one_stop_is_measured_by_its_level(level: str, whole: int, received: int, expected: int) -> None:
    assert points("to-chuc", level, whole_there=whole, received_there=received, procedures=10) == expected


@pytest.mark.parametrize(("online", "received", "late", "expected"), [(3, 10, 0, 2), (3, 10, 1, 1), (2, 10, 0, 1), (1, 10, 0, 0)])
def test_online_services_by_share_and_lateness(online: int, received: int, late: int, expected: int) -> None:
    counts: dict[str, int | None] = {
        "procedures": 10,
        "procedures_online": 2,
        "received": received,
        "received_online": online,
        "online_late": late,
    }
    index = the("truc-tuyen")
    assert score(index, counts, "commune", None).points == expected
    assert score(index, counts | {"received": 0, "received_online": 0}, "commune", None).points is None


def test_a_ratio_gives_its_part_of_the_most() -> None:
    assert points("tien-do", early=3, on_time=1, settled=5) == 16
    assert points("hai-long", satisfied=0, rated=0) is None


def test_what_a_person_judges_is_unknown_until_somebody_did_and_what_the_system_lacks_always() -> None:
    assert score(the("cong-khai"), NO_ROWS, "commune", None) == Score(the("cong-khai"), None, NOT_JUDGED)
    assert points("cong-khai", judged=0) == 0
    assert score(the("cong-khai"), NO_ROWS, "commune", None, merged=True) == Score(the("cong-khai"), None, MERGED)
    assert "chưa nối" in score(the("dong-bo-ho-so"), NO_ROWS, "commune", None).why


def test_a_sum_over_something_unknown_is_unknown_and_has_no_band() -> None:
    known, unknown = Score(the("thoi-gian"), Decimal("1.5")), Score(the("cong-khai"), None, "x")
    part, whole = total([known, unknown]), total([known] * 9)

    assert (part.known, part.of, part.missing, part.most, part.points) == (Decimal("1.5"), 2, 1, 4, None)
    assert (whole.points, band(NINE, whole.points), band(NINE, part.points)) == (Decimal("13.5"), "Tốt", "")
    assert [band(NINE, Decimal(one)) for one in (15, 12, 9, 6, 0)] == ["Xuất sắc", "Tốt", "Khá", "Trung bình", "Yếu"]
    assert band(SET_OF_2022, Decimal(90)) == ""


@given(st.sampled_from(NINE.indices + SET_OF_2022.indices), st.data())
def test_points_lie_between_nothing_and_the_most(index: Index, data: st.DataObject) -> None:
    counts: dict[str, int | None] = {name: data.draw(st.integers(0, 50)) for name in index.figures}
    if index.whole:
        counts[index.whole] = (counts[index.whole] or 0) + sum(counts[one] or 0 for one in index.parts)
    found = score(index, counts, data.draw(st.sampled_from(["province", "district", "commune"])), None)

    assert found.points is None or 0 <= found.points <= index.most
    assert (found.points is None) == bool(found.why)
