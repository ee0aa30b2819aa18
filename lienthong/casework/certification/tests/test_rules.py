"""What is certified, what a line must say, and whose name stands above the signature."""

from __future__ import annotations

import pytest

from lienthong.casework.certification.rules import KINDS, MOST_COPIES, MOST_PAGES, Line, fault, kind


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (Line("  "), "ghi tên giấy tờ"),
        (Line("Học bạ", pages=0), "số trang"),
        (Line("Học bạ", pages=MOST_PAGES + 1), "số trang"),
        (Line("Học bạ", copies=0), "số bản"),
        (Line("Học bạ", copies=MOST_COPIES + 1), "số bản"),
    ],
)
def test_a_line_that_cannot_be_says_what_to_write(line: Line, said: str) -> None:
    assert said in fault(line)


def test_a_line_at_its_bounds_is_right() -> None:
    assert fault(Line("Học bạ", pages=MOST_PAGES, copies=MOST_COPIES)) == ""
    assert fault(Line("Học bạ")) == ""


def test_each_kind_has_its_own_book_and_an_unknown_one_is_none() -> None:
    assert len({one.book for one in KINDS}) == len(KINDS)
    with pytest.raises(KeyError):
        kind("notary")
