"""Charts on the server: shares that add up, and unknown that is never 0."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lienthong.toolkit.ui.charts import bar_chart, shares, stacked_bar
from lienthong.toolkit.ui.parts import Part, Row


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=8))
def test_shares_always_fill_the_bar_exactly(values: list[int]) -> None:
    drawn = shares(values)
    whole = bool(sum(values))
    assert sum(share.width for share in drawn) == (1000 if whole else 0)
    assert sum(share.percent for share in drawn) == (100 if whole else 0)


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=8))
def test_each_share_begins_where_the_one_before_ends(values: list[int]) -> None:
    drawn = shares(values)
    assert drawn[0].start == 0
    assert all(after.start == before.start + before.width for before, after in pairwise(drawn))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8))
def test_no_share_is_off_by_a_whole_unit(values: list[int]) -> None:
    total = sum(values) or 1
    assert all(abs(share.width - value * 1000 / total) < 1 for share, value in zip(shares(values), values, strict=True))


def test_a_negative_value_takes_no_room() -> None:
    assert [share.width for share in shares([-5, 10])] == [0, 1000]


def test_a_stacked_bar_says_its_figures_in_words_and_in_a_table() -> None:
    html = stacked_bar([Part("Trong hạn", 1180, "good"), Part("Quá hạn", 20, "bad")], "Hồ sơ đang giải quyết")
    assert "<title>Hồ sơ đang giải quyết</title>" in html
    assert 'aria-label="Hồ sơ đang giải quyết. Trong hạn: 1.180, Quá hạn: 20"' in html
    assert "<details" in html
    assert '<td class="num">98 %</td>' in html


def test_a_stacked_bar_of_nothing_draws_no_part() -> None:
    html = stacked_bar([Part("Trong hạn", 0), Part("Quá hạn", 0)], "Hồ sơ đang giải quyết")
    assert "<rect" not in html
    assert "Trong hạn: 0" in html


def test_the_longest_bar_is_full_and_the_others_follow() -> None:
    html = bar_chart([Row("Xã Hoành Mô", 400), Row("Thị trấn Bình Liêu", 800)], "Hồ sơ đã nhận")
    assert '<rect class="c-indigo" width="500" height="14"/>' in html
    assert '<rect class="c-indigo" width="1000" height="14"/>' in html


def test_unknown_is_said_and_not_drawn() -> None:
    html = bar_chart([Row("Xã Vô Ngại", None, note="Chưa có số liệu")], "Hồ sơ đã nhận")
    assert "chưa rõ" in html
    assert "<rect" not in html


def test_names_are_escaped() -> None:
    html = bar_chart([Row("<script>alert(1)</script>", 1)], "Hồ sơ & <b>")
    assert "<script>" not in html
    assert "<b>" not in html
