"""When a shorter promise is safe."""

from __future__ import annotations

import pytest

from lienthong.casework.cuts.rules.cutting import FEW, Proposal, Span, percent, proposal


@pytest.mark.parametrize(
    ("legal", "committed", "cut"),
    [
        (Span(20, "working_day"), Span(10, "working_day"), 50),
        (Span(15, "working_day"), Span(5, "working_day"), 67),
        (Span(8, "working_hour"), Span(4, "working_hour"), 50),
        (Span(1, "working_day"), Span(4, "working_hour"), 50),
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
