"""Identifiers are UUIDs of version 7, in the order of time."""

from __future__ import annotations

import time
from uuid import RFC_4122

from hypothesis import given
from hypothesis import strategies as st

from lienthong.toolkit.identity import new_uid

STAMPS = st.integers(min_value=0, max_value=2**48 - 1)


@given(STAMPS)
def test_a_uid_is_version_seven_and_tells_its_instant(stamp: int) -> None:
    uid = new_uid(stamp)

    assert (uid.version, uid.variant) == (7, RFC_4122)
    assert uid.int >> 80 == stamp


@given(STAMPS, STAMPS)
def test_uids_are_ordered_by_their_instant(first: int, second: int) -> None:
    if first < second:
        assert new_uid(first) < new_uid(second)
        assert str(new_uid(first)) < str(new_uid(second))


def test_uids_of_one_instant_differ() -> None:
    assert len({new_uid(1_520_816_400_000) for _ in range(5000)}) == 5000


def test_without_an_instant_the_real_clock_is_used() -> None:
    before = time.time_ns() // 1_000_000

    stamp = new_uid().int >> 80

    assert before <= stamp <= time.time_ns() // 1_000_000
