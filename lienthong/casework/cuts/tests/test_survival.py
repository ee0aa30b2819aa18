"""How long it takes, told from finished and open dossiers together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lienthong.casework.cuts.rules.survival import Observed, curve, quantile

DONE = [Observed(minutes, finished=True) for minutes in (6, 6, 6, 7, 10, 13, 16, 22, 23)]
OPEN = [Observed(minutes, finished=False) for minutes in (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)]
FREIREICH = [*DONE, *OPEN]
"""The remission times of Freireich and others (1963), the textbook sample of the estimator."""


def test_the_curve_is_that_of_the_textbook() -> None:
    assert [(point.minutes, round(point.unfinished, 3)) for point in curve(FREIREICH)] == [
        (6, 0.857), (7, 0.807), (10, 0.753), (13, 0.690), (16, 0.627), (22, 0.538), (23, 0.448),
    ]  # fmt: skip
    assert quantile(curve(FREIREICH), 0.5) == 23
    assert quantile(curve(FREIREICH), 0.9) is None


def test_without_open_ones_it_is_the_plain_share() -> None:
    points = curve([Observed(minutes, finished=True) for minutes in range(1, 101)])
    assert (quantile(points, 0.5), quantile(points, 0.9), quantile(points, 0.95)) == (50, 90, 95)


def test_an_office_whose_slow_dossiers_are_open_looks_no_quicker_than_it_is() -> None:
    quick = [Observed(60, finished=True)] * 10
    slow = [Observed(4_800, finished=False)] * 10
    assert quantile(curve(quick), 0.9) == 60
    assert quantile(curve([*quick, *slow]), 0.9) is None


def test_of_nothing_nothing_is_told() -> None:
    assert curve([]) == []
    assert quantile([], 0.5) is None
    assert curve([Observed(5, finished=False)]) == []


@given(st.lists(st.builds(Observed, st.integers(0, 50), st.booleans()), max_size=40))
def test_the_curve_only_falls_and_stays_a_share(observed: list[Observed]) -> None:
    shares = [point.unfinished for point in curve(observed)]
    assert shares == sorted(shares, reverse=True)
    assert all(-1e-9 <= share <= 1 for share in shares)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40))
def test_one_more_open_dossier_never_makes_the_office_quicker(done: list[int]) -> None:
    finished = [Observed(minutes, finished=True) for minutes in done]
    before, after = (quantile(curve(sample), 0.5) for sample in (finished, [*finished, Observed(99, finished=False)]))
    assert after is None or (before is not None and after >= before)
