"""Canonical bytes are the same for the same facts, whatever their order or zone."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from lienthong.toolkit.canonical import canonical_bytes, instant
from lienthong.toolkit.clock import VIETNAM

MONDAY_8AM = datetime(2018, 3, 12, 8, 0, tzinfo=VIETNAM)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
)


def test_an_instant_is_utc_with_microseconds() -> None:
    assert instant(MONDAY_8AM) == instant(MONDAY_8AM.astimezone(UTC)) == "2018-03-12T01:00:00.000000Z"
    assert instant(MONDAY_8AM.replace(microsecond=5)) == "2018-03-12T01:00:00.000005Z"


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        canonical_bytes({"at": MONDAY_8AM.replace(tzinfo=None)})


def test_values_of_the_trade_are_written_as_text() -> None:
    facts = {
        "uid": UUID(int=7),
        "day": date(2018, 3, 12),
        "at": MONDAY_8AM,
        "names": ("Ánh", "Đức"),
        "n": 3,
        "none": None,
        "yes": True,
    }

    assert (
        canonical_bytes(facts)
        == (
            '{"at":"2018-03-12T01:00:00.000000Z","day":"2018-03-12","n":3,"names":["Ánh","Đức"],"none":null,'
            '"uid":"00000000-0000-0000-0000-000000000007","yes":true}'
        ).encode()
    )


def test_keys_that_are_not_text_become_text() -> None:
    assert canonical_bytes({1: "a", UUID(int=1): "b"}) == b'{"00000000-0000-0000-0000-000000000001":"b","1":"a"}'


def test_what_json_does_not_know_is_refused() -> None:
    with pytest.raises(rfc8785.CanonicalizationError):
        canonical_bytes({"fee": Decimal("1.5")})


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), JSON, max_size=6), st.randoms())
def test_the_order_of_keys_does_not_matter_and_nothing_is_lost(facts: dict[str, object], chance: object) -> None:
    names = list(facts)
    chance.shuffle(names)  # type: ignore[attr-defined]  # hypothesis gives a Random

    assert canonical_bytes({name: facts[name] for name in names}) == canonical_bytes(facts)
    assert json.loads(canonical_bytes(facts)) == facts
