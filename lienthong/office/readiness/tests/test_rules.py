"""Requirement sets by period, and what claims are worth on a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.office.readiness import public as readiness
from lienthong.office.readiness.rules.sets import BadRequirements, Demand, Requirement, in_force, sets_of
from lienthong.office.readiness.rules.standing import Review, State, Why, judge, stand, tally
from lienthong.toolkit.identity import new_uid

DAY = date(2018, 3, 12)
CAMERA = Requirement("camera", "Camera giám sát", "", {"commune": Demand.MUST})


@dataclass
class Said:
    """A claim without a database."""

    state: str = "met"
    since: date = date(2018, 1, 1)
    until: date | None = None
    review: str = "confirmed"
    withdrawn_on: date | None = None
    uid: UUID = field(default_factory=new_uid)


def on(day: date, *claims: Said) -> readiness.Standing:
    return stand(CAMERA, Demand.MUST, claims, day)


def a_file(**changes: Any) -> dict[str, Any]:
    row = {"key": "camera", "name": "Camera", "about": "", "commune": "must"}
    told = {
        "key": "cu", "name": "Cũ", "number": "1/QĐ", "law": "law:qd-09-2015", "mark": "M", "from": date(2015, 1, 1),
        "until": date(2018, 1, 1), "requirements": [row],
    }  # fmt: skip
    return {"sets": [told | changes, told | {"key": "moi", "from": date(2018, 1, 1), "until": None}]}


def test_the_requirements_are_those_of_the_day_and_carry_their_mark() -> None:
    assert readiness.set_on(date(2018, 6, 20)).key == "qd-09-2015"
    assert readiness.set_on(date(2018, 6, 21)).key == "nd-61-2018"
    assert {one.mark for one in readiness.sets()} == {"M"}
    assert readiness.set_on(DAY).requirement("dien-tich", "district").least_of("district") == 80  # type: ignore[union-attr]  # it is there


@pytest.mark.parametrize("day", [date(2015, 5, 14), date(2025, 7, 1)])
def test_a_day_without_requirements_is_refused_in_words(day: date) -> None:
    with pytest.raises(readiness.NoRequirements) as no:
        readiness.set_on(day)

    assert "từ 15/05/2015 đến trước 01/07/2025" in no.value.message


def test_a_file_with_two_sets_on_one_day_a_double_or_an_unknown_demand_is_refused() -> None:
    row = a_file()["sets"][0]["requirements"][0]
    assert [one.key for one in sets_of(a_file())] == ["cu", "moi"]
    assert in_force(sets_of(a_file()), date(2030, 1, 1)) is not None

    for bad in (
        {"until": None},
        {"until": date(2018, 1, 2)},
        {"requirements": [row, row]},
        {"requirements": [row | {"commune": "phải"}]},
    ):
        with pytest.raises(BadRequirements):
            sets_of(a_file(**bad))


def test_nothing_counts_that_nobody_said_or_confirmed() -> None:
    waiting = Said(review="")

    assert (on(DAY).state, on(DAY).why) == (None, Why.NONE)
    assert (on(DAY, waiting).state, on(DAY, waiting).why, on(DAY, waiting).pending) == (None, Why.WAITING, waiting.uid)
    assert on(DAY, Said(review="returned")).why is Why.RETURNED
    assert on(DAY, Said(since=date(2018, 3, 13))).why is Why.NONE, "it begins tomorrow"
    assert on(DAY, Said(review="", withdrawn_on=DAY)).why is Why.NONE, "taken back before anybody looked"


def test_what_a_unit_says_against_itself_counts_at_once_unless_it_was_returned() -> None:
    assert on(DAY, Said(), Said("not_met", date(2018, 2, 1), review="")).state is State.NOT_MET
    assert on(DAY, Said(), Said("not_met", date(2018, 2, 1), review="returned")).state is State.MET


def test_the_confirmed_one_rules_while_a_newer_one_waits() -> None:
    old, new = Said(), Said(since=date(2018, 3, 1), review="")

    assert (on(DAY, old, new).state, on(DAY, old, new).ruling, on(DAY, old, new).pending) == (State.MET, old.uid, new.uid)


@pytest.mark.parametrize(("ended", "why"), [({"until": DAY}, Why.EXPIRED), ({"withdrawn_on": DAY}, Why.WITHDRAWN)])
def test_evidence_counts_until_the_day_before_it_ends_and_no_older_one_comes_back(ended: dict[str, Any], why: Why) -> None:
    older, ending = Said(), Said(since=date(2018, 2, 1), **ended)

    assert on(DAY - timedelta(days=1), older, ending).state is State.MET
    assert (on(DAY, older, ending).state, on(DAY, older, ending).why) == (None, why)


def test_a_unit_is_modern_when_nothing_that_counts_is_missing_or_unknown() -> None:
    met, missing, unknown = on(DAY, Said()), on(DAY, Said("not_met")), on(DAY)
    wish = stand(CAMERA, Demand.OPTIONAL, [], DAY)
    spared = stand(CAMERA, Demand.WHERE_NEEDED, [Said("not_needed")], DAY)

    assert judge([met, spared, wish]).modern is True
    assert judge([met, unknown]).modern is None
    assert judge([met, unknown, missing]).modern is False
    assert (judge([met, unknown, missing, wish]).asked, judge([met, unknown, missing]).fulfilled) == (3, 1)


def test_a_count_of_units_of_which_nothing_is_known_is_no_zero() -> None:
    yes, no, unknown = judge([on(DAY, Said())]), judge([on(DAY, Said("not_met"))]), judge([on(DAY)])

    assert (tally([unknown, unknown]).figure, tally([no, unknown]).figure) == (None, None)
    assert (tally([no, no]).figure, tally([yes, yes, no]).figure, tally([yes, no]).total) == (0, 2, 2)
    assert (tally([yes, unknown]).may_be_more, tally([yes, no]).may_be_more) == (True, False)


_DAYS = st.dates(date(2018, 1, 1), date(2018, 2, 28))
_CLAIMS = st.lists(
    st.builds(
        Said, st.sampled_from(["met", "not_met"]), _DAYS, st.none() | _DAYS, st.sampled_from([str(one.value) for one in Review]),
        st.none() | _DAYS, st.uuids(),
    ),
    max_size=5, unique_by=lambda one: one.uid,
)  # fmt: skip


@given(_CLAIMS, _DAYS)
def test_what_is_met_on_a_day_was_confirmed_and_is_in_force_then(claims: list[Said], day: date) -> None:
    claims.sort(key=lambda one: one.since)
    found = on(day, *claims)

    assert (found.state is None) == (found.why is not Why.KNOWN)
    if found.state is State.MET:
        ruling = next(one for one in claims if one.uid == found.ruling)
        assert ruling.review == "confirmed"
        assert ruling.since <= day
        assert (ruling.until or date.max) > day
        assert (ruling.withdrawn_on or date.max) > day
