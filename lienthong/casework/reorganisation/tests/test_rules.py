"""Where a dossier goes when its unit ends."""

from __future__ import annotations

import pytest

from lienthong.casework.reorganisation.rules.passing import seat_of


@pytest.mark.parametrize(
    ("named", "by_address", "whole", "expected"),
    [
        ([7], [], False, (7, ())),
        ([7, 8], [], False, (None, (7, 8))),
        ([], [], False, (None, ())),
        ([7], [9], True, (9, ())),
        ([7], [9, 10], True, (None, (9, 10))),
        ([7], [], True, (7, ())),
        ([7], [9], False, (7, ())),
    ],
    ids=[
        "one heir",
        "a split",
        "nobody",
        "where its owner lives",
        "a split address",
        "address unknown",
        "a commune is no territory",
    ],
)
def test_a_dossier_goes_to_the_one_heir_or_waits_for_a_choice(
    named: list[int], by_address: list[int], whole: bool, expected: tuple[int | None, tuple[int, ...]]
) -> None:
    assert seat_of(named, by_address=by_address, whole=whole) == expected
