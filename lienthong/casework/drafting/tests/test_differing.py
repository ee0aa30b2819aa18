"""What differs between two versions, by words, and that nothing is lost in the showing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.casework.drafting.rules import differing
from lienthong.casework.drafting.rules.content import Content
from lienthong.casework.drafting.rules.differing import Part, changes, counted, parts


def test_words_that_were_changed_stand_between_those_that_were_not() -> None:
    assert parts("Tăng 2 bậc trước ngày 30/6/2018.", "Tăng 3 bậc trước ngày 30/6/2018.") == [
        Part("same", "Tăng "), Part("out", "2 "), Part("in", "3 "), Part("same", "bậc trước ngày 30/6/2018."),
    ]  # fmt: skip


def test_words_that_were_changed_side_by_side_stand_together() -> None:
    assert parts("chỉ số cải cách hành chính", "chỉ số PAR Index") == [
        Part("same", "chỉ số "), Part("out", "cải cách hành chính"), Part("in", "PAR Index"),
    ]  # fmt: skip


def test_a_line_that_was_added_is_shown_whole() -> None:
    found = parts("Một.\nBa.", "Một.\nHai.\nBa.")
    assert found == [Part("same", "Một.\n"), Part("in", "Hai.\n"), Part("same", "Ba.")]


def test_the_end_of_a_changed_line_and_the_lines_after_it_are_one_stretch() -> None:
    assert parts("Một hai.\nBa.", "Bốn hai.\nBa.") == [Part("out", "Một "), Part("in", "Bốn "), Part("same", "hai.\nBa.")]


def test_only_fields_that_differ_are_told_in_the_order_of_the_form() -> None:
    earlier = Content(subject="Kế hoạch", text="Một", copies=None)
    later = Content(subject="Kế hoạch", text="Hai", copies=12, to="Các xã")
    found = changes(earlier, later)
    assert [one.field for one in found] == ["to", "text", "copies"]
    assert found[2].parts == (Part("in", "12"),)
    assert counted(found) == (4, 1)
    assert changes(later, later) == []


def test_two_long_stretches_are_shown_whole_instead_of_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(differing, "LARGEST", 10)
    assert parts("a b c d", "a x c d") == [Part("out", "a b c d"), Part("in", "a x c d")]


TEXT = st.text(st.sampled_from("ab đ\n.;"), max_size=60)


@given(TEXT, TEXT)
def test_both_texts_can_be_read_from_what_is_shown(before: str, after: str) -> None:
    found = parts(before, after)
    assert "".join(one.words for one in found if one.op != "in") == before
    assert "".join(one.words for one in found if one.op != "out") == after
    assert all(one.words for one in found)
    assert all(one.op != other.op for one, other in pairwise(found))
