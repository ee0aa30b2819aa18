"""Which sentences are true, how figures are written, what changed afterwards."""

from __future__ import annotations

from typing import Any

import pytest

from lienthong.casework.monthly import public as monthly
from lienthong.casework.monthly.queries.figures import the_prose, written
from lienthong.casework.monthly.rules import prose
from lienthong.casework.reports import public as reports

FILE: dict[str, Any] = {
    "mark": "P",
    "figures": {
        "now": {"report": "ii-06a", "column": "4", "words": "hồ sơ nhận"},
        "before": {"report": "ii-06a", "column": "4", "month": "before", "words": "hồ sơ nhận tháng trước"},
        "late": {"report": "ii-06a", "column": "10", "words": "hồ sơ quá hạn"},
        "paid": {"report": "phi-le-phi", "column": "paid", "kind": "dong", "words": "đã thu"},
        "both": {"sum": ["now", "before"], "words": "hai tháng"},
        "share": {"share": ["late", "now"], "words": "tỷ lệ quá hạn"},
        "change": {"change": ["now", "before"], "words": "so với tháng trước"},
    },
    "sections": [
        {
            "title": "Hồ sơ",
            "paragraphs": [
                {"text": "Nhận {now} hồ sơ, {late} quá hạn ({share}); thu {paid}.", "when": ["now > 0"]},
                {"text": "Tăng {change} so với {before} hồ sơ; {now} hồ sơ.", "when": ["change > 0"]},
                {"text": "Giảm {change}.", "when": ["change < 0"]},
                {"text": "Bằng tháng trước.", "when": ["change = 0"]},
                {"text": "Không so sánh được.", "when": ["change unknown", "now known"]},
            ],
        }
    ],
}
WORDS = prose.prose_of(FILE)


def figures(now: int | None, before: int | None, late: int | None = 1, paid: int | None = 75_000) -> dict[str, int | None]:
    """Return every figure of the file."""
    return prose.reckoned(WORDS, {"now": now, "before": before, "late": late, "paid": paid})


def said(values: dict[str, int | None]) -> list[str]:
    """Return the paragraphs as read."""
    (section,) = prose.compose(WORDS, values, written)
    return ["".join(part.words for part in parts) for parts in section.paragraphs]


@pytest.mark.parametrize(
    ("now", "before", "paragraphs"),
    [
        (8, 5, ["Nhận 8 hồ sơ, 1 quá hạn (12,5%); thu 75.000 đồng.", "Tăng 60% so với 5 hồ sơ; 8 hồ sơ."]),
        (3, 8, ["Nhận 3 hồ sơ, 1 quá hạn (33,3%); thu 75.000 đồng.", "Giảm 62,5%."]),
        (3, 3, ["Nhận 3 hồ sơ, 1 quá hạn (33,3%); thu 75.000 đồng.", "Bằng tháng trước."]),
        (3, 0, ["Nhận 3 hồ sơ, 1 quá hạn (33,3%); thu 75.000 đồng.", "Không so sánh được."]),
        (0, 4, ["Giảm 100%."]),
        (None, 4, []),
    ],
)
def test_only_the_sentences_that_are_true_are_said(now: int | None, before: int | None, paragraphs: list[str]) -> None:
    assert said(figures(now, before)) == paragraphs


def test_what_nobody_knows_is_never_written_as_nothing() -> None:
    values = figures(3, None, paid=None)
    assert (values["both"], values["change"]) == (None, None)
    assert said(values)[0].endswith("thu chưa có số liệu.")


def test_a_figure_said_twice_has_one_footnote_and_the_notes_are_numbered_through() -> None:
    (section,) = prose.compose(WORDS, figures(8, 5), written)
    notes = [(part.key, part.note) for parts in section.paragraphs for part in parts if part.note]
    assert notes == [("now", 1), ("late", 2), ("share", 3), ("paid", 4), ("change", 5), ("before", 6), ("now", 1)]


def test_what_is_kept_comes_back_as_it_was() -> None:
    sections = prose.compose(WORDS, figures(8, 5), written)
    assert prose.restored(prose.kept(sections)) == sections


def test_what_differs_is_told_against_the_last_erratum() -> None:
    first, now = figures(8, 5), figures(9, 5)
    told = prose.changes(first, now)
    assert [(one.key, one.was, one.now) for one in told] == [
        ("now", 8, 9), ("both", 13, 14), ("share", 125, 111), ("change", 600, 800)
    ]  # fmt: skip
    corrected = prose.last_said(first, [[vars(one) for one in told]])
    assert prose.changes(corrected, now) == []
    assert prose.changes({**first, "gone": 1}, now) == told, "a figure that the file no longer has is not compared"


@pytest.mark.parametrize(
    ("figure", "fault"),
    [
        ({"words": "x"}, "is one of"),
        ({"report": "ii-06a", "column": "3"}, "has words"),
        ({"report": "ii-06a", "column": "3", "sum": ["now"], "words": "x"}, "is one of"),
        ({"sum": ["later"], "words": "x"}, "must be told before"),
    ],
)
def test_a_figure_that_cannot_be_is_named(figure: dict[str, Any], fault: str) -> None:
    with pytest.raises(monthly.BadProse, match=fault):
        prose.prose_of({**FILE, "figures": {**FILE["figures"], "bad": figure}})


@pytest.mark.parametrize(
    ("paragraph", "fault"),
    [
        ({"text": "x", "when": ["now >= 1"]}, "is no test"),
        ({"text": "{nothing}"}, "no figure nothing"),
        ({"text": "x", "when": ["nothing > 0"]}, "no figure nothing"),
    ],
)
def test_a_sentence_that_cannot_be_is_named(paragraph: dict[str, Any], fault: str) -> None:
    with pytest.raises(monthly.BadProse, match=fault):
        prose.prose_of({**FILE, "sections": [{"title": "x", "paragraphs": [paragraph]}]})


def test_the_reviewed_prose_names_only_columns_that_reports_have() -> None:
    keys = {one.key for one in reports.listed()}
    for slot in the_prose().slots.values():
        if slot.counted:
            assert slot.report in keys
            assert slot.column in {
                column.key for column in next(one for one in reports.listed() if one.key == slot.report).columns
            }
    assert the_prose().mark == "P"
