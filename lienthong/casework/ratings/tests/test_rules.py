"""What may be answered, and how answers are counted."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lienthong.casework.ratings import rules
from lienthong.casework.ratings.rules import Tally


@pytest.mark.parametrize(
    ("face", "reasons", "good"),
    [
        ("very", [], True),
        ("bad", ["time_late", "style_poor"], True),
        ("good", ["time_late", "time_on"], False),
        ("good", ["price"], False),
        ("fine", [], False),
    ],
)
def test_a_known_face_and_one_reason_of_each_group(face: str, reasons: list[str], good: bool) -> None:
    assert rules.is_good(face, reasons) is good


def test_reasons_are_told_with_their_group() -> None:
    assert rules.reason_words(["style_poor", "time_on"]) == ["Thời gian giải quyết: Đúng hạn", "Thái độ phục vụ: Chưa tốt"]


def test_a_share_of_nobody_is_unknown_and_not_zero() -> None:
    some = rules.summed([Tally("a", 1, 1, 0), Tally("b", 0, 1, 1)], "cả hai")

    assert (some.total, some.satisfied, some.share(some.bad)) == (4, Decimal("0.75"), Decimal("0.25"))
    assert (Tally("c").satisfied, Tally("c").share(0)) == (None, None)
