"""When a shorter promise is safe."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.casework.cuts.rules.cutting import FEW, Proposal, Span, aimed, hours_fit, percent, proposal


@pytest.mark.parametrize(
    ("legal", "committed", "cut"),
    [
        (Span(20, "working_day"), Span(10, "working_day"), 50),
        (Span(15, "working_day"), Span(5, "working_day"), 67),
        (Span(8, "working_hour"), Span(4, "working_hour"), 50),
        (Span(1, "working_day"), Span(4, "working_hour"), 50),
        (Span(1, "working_day"), Span(6, "working_hour"), 25),
        (Span(2, "working_day"), Span(6, "working_hour"), 62),
        (Span(1, "working_day"), Span(8, "working_hour"), 0),
        (Span(1, "working_day"), Span(9, "working_hour"), 0),
        (Span(16, "working_hour"), Span(1, "working_day"), 50),
        (Span(30, "calendar_day"), Span(10, "working_day"), 53),
        (Span(5, "working_day"), Span(5, "working_day"), 0),
        (Span(5, "working_day"), Span(7, "working_day"), 0),
        (Span(0, "working_day"), Span(0, "working_day"), 0),
    ],
)
def test_the_cut_is_told_in_per_cent_of_the_legal_limit(legal: Span, committed: Span, cut: int) -> None:
    assert percent(legal, committed) == cut


TWENTY, TEN = Span(20, "working_day"), Span(10, "working_day")


def test_the_proposal_is_the_shortest_promise_that_was_kept() -> None:
    assert proposal(TWENTY, TEN, finished=FEW, safe_minutes=5 * 480 + 1) == Proposal(6, "working_day", 70)
    assert proposal(TWENTY, TEN, finished=FEW, safe_minutes=5 * 480) == Proposal(5, "working_day", 75)
    assert proposal(TWENTY, TEN, finished=FEW, safe_minutes=0) == Proposal(1, "working_day", 95)


@pytest.mark.parametrize(
    ("finished", "safe"),
    [(FEW - 1, 480), (FEW, None), (FEW, 10 * 480), (FEW, 9 * 480 + 1)],
)
def test_too_few_unknown_or_no_shorter_is_no_proposal(finished: int, safe: int | None) -> None:
    assert proposal(TWENTY, TEN, finished=finished, safe_minutes=safe) is None


# --- in hours ---------------------------------------------------------------------------------------------------------

HOUR, DAY = "working_hour", "working_day"


@pytest.mark.parametrize(("cut", "reached"), [(0, False), (49, False), (50, True), (70, True), (95, True)])
def test_the_aim_is_reached_from_half_the_time_on(cut: int, reached: bool) -> None:
    assert aimed(cut) is reached


@pytest.mark.parametrize(
    ("legal", "now", "safe", "proposed"),
    [
        (Span(1, DAY), Span(1, DAY), 40, Proposal(4, HOUR, 50)),  # 2 hours would cut 75 per cent
        (Span(1, DAY), Span(1, DAY), 240, Proposal(4, HOUR, 50)),
        (Span(1, DAY), Span(1, DAY), 241, Proposal(6, HOUR, 25)),
        (Span(1, DAY), Span(1, DAY), 360, Proposal(6, HOUR, 25)),
        (Span(1, DAY), Span(1, DAY), 361, None),
        (Span(2, DAY), Span(2, DAY), 0, Proposal(6, HOUR, 62)),
        (Span(2, DAY), Span(1, DAY), 60, Proposal(6, HOUR, 62)),
        (Span(2, DAY), Span(2, DAY), 361, Proposal(1, DAY, 50)),
        (Span(2, DAY), Span(1, DAY), 361, None),
        (Span(3, DAY), Span(3, DAY), 30, Proposal(1, DAY, 67)),  # 6 hours would cut 75 per cent
        (Span(3, DAY), Span(3, DAY), 481, Proposal(2, DAY, 33)),
        (Span(3, DAY), Span(1, DAY), 30, None),
        (Span(1, DAY), Span(6, HOUR), 30, Proposal(4, HOUR, 50)),
        (Span(1, DAY), Span(4, HOUR), 30, None),
        (Span(2, HOUR), Span(2, HOUR), 5, Proposal(1, HOUR, 50)),
        (Span(4, HOUR), Span(4, HOUR), 5, Proposal(2, HOUR, 50)),
        (Span(1, HOUR), Span(1, HOUR), 5, None),
        (Span(24, HOUR), Span(24, HOUR), 5, Proposal(8, HOUR, 67)),
        (Span(24, HOUR), Span(24, HOUR), 500, Proposal(16, HOUR, 33)),
    ],
)
def test_a_short_limit_is_cut_to_a_step_of_hours_that_was_kept_and_no_deeper_than_the_aim(
    legal: Span, now: Span, safe: int, proposed: Proposal | None
) -> None:
    assert proposal(legal, now, finished=FEW, safe_minutes=safe, hours=True) == proposed
    assert proposal(legal, now, finished=FEW - 1, safe_minutes=safe, hours=True) is None


def test_where_hours_do_not_fit_the_proposal_stays_in_the_unit_of_the_promise() -> None:
    assert proposal(Span(2, DAY), Span(2, DAY), finished=FEW, safe_minutes=30) == Proposal(1, DAY, 50)
    assert proposal(Span(1, DAY), Span(1, DAY), finished=FEW, safe_minutes=30) is None


@given(
    st.integers(1, 3), st.integers(1, 3), st.integers(0, 3 * 480),
)  # fmt: skip
def test_what_is_proposed_in_hours_was_kept_and_is_shorter(days: int, now: int, safe: int) -> None:
    legal, promised = Span(max(days, now), DAY), Span(now, DAY)
    found = proposal(legal, promised, finished=FEW, safe_minutes=safe, hours=True)
    if found is not None:
        assert safe <= found.span.minutes < promised.minutes
        assert found.percent <= 70


@pytest.mark.parametrize(
    ("legal", "now", "same_day", "extra", "fit"),
    [
        (Span(1, DAY), Span(1, DAY), False, False, True),
        (Span(3, DAY), Span(6, HOUR), False, False, True),
        (Span(24, HOUR), Span(24, HOUR), False, False, True),
        (Span(4, DAY), Span(1, DAY), False, False, False),
        (Span(3, "calendar_day"), Span(1, DAY), False, False, False),
        (Span(3, DAY), Span(3, "calendar_day"), False, False, False),
        (Span(1, DAY), Span(1, DAY), True, False, False),
        (Span(1, DAY), Span(1, DAY), False, True, False),
    ],
)
def test_hours_are_for_short_limits_of_working_time_that_are_the_same_everywhere(
    legal: Span, now: Span, same_day: bool, extra: bool, fit: bool
) -> None:
    assert hours_fit(legal, now, same_day=same_day, extra=extra) is fit
