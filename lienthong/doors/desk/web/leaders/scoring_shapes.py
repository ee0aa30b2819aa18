"""What the pages of scores show: points in words, what is not known with its reason, figures that lead to their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse

from lienthong.casework.scores import public as scores
from lienthong.doors.desk.web.leaders.reports import partial_words, unit_words
from lienthong.doors.desk.web.leading_tables import Cell
from lienthong.toolkit.formats import pages
from lienthong.toolkit.ui import tongues

NO_FIGURE = "chưa có số liệu"


def partial(found: scores.UnitScore) -> str:
    """Return that a unit is scored with a part of its units only, because others are seen elsewhere; empty when it is not so."""
    return partial_words(found.unit.name, len(found.house.members), found.house.below)


def partials(found: Sequence[scores.UnitScore]) -> list[str]:
    """Return of which branches of the map the table holds a part only, because the other units are seen elsewhere."""
    return [text for one in found if (text := partial_words(one.unit.name, *one.house.under))]


def points(value: Decimal | None) -> str:
    """Return «1,33», or that there is no figure: never 0 for what is not known."""
    return NO_FIGURE if value is None else pages.decimal(scores.shown_points(value))


def total_words(total: scores.Total) -> str:
    """Return «13,5 trên 18», or how much of it is known."""
    if total.points is not None:
        return tongues.told("%(points)s trên %(most)s", points=points(total.points), most=points(total.most))
    if not total.of:
        return NO_FIGURE
    return tongues.told("chưa đủ: %(points)s trên %(most)s", points=points(total.known), most=points(total.of))


@dataclass(frozen=True)
class Count:
    """A figure shown with an index: its name, how many, the address of exactly these rows (empty for none)."""

    words: str
    value: int
    url: str


@dataclass(frozen=True)
class IndexLine:
    """An index of a unit: its points in words, whether they are known and why not, its figures, what a person gave."""

    index: scores.Index
    points: str
    most: str
    known: bool
    why: str
    counts: tuple[Count, ...]
    choice: str
    judged: scores.Judged | None
    judge_url: str


@dataclass(frozen=True)
class GroupLines:
    """The indices of a group and what they come to."""

    name: str
    total: str
    lines: tuple[IndexLine, ...]


def groups(
    index_set: scores.IndexSet,
    found: scores.UnitScore,
    words: Mapping[str, str],
    *,
    may_judge: bool,
    closed: frozenset[str] = frozenset(),
) -> list[GroupLines]:
    """Return the sheet of a unit.

    words  the period, repeated in every address.   closed  columns that do not open.
    """
    by_key = {one.index.key: one for one in found.scores}
    totals = dict(found.groups)
    return [
        GroupLines(
            group.name, total_words(totals[group.name]),
            tuple(_line(index_set, by_key[one.key], found, words, closed, may_judge=may_judge) for one in group.indices),
        )
        for group in index_set.groups
    ]  # fmt: skip


def _line(
    index_set: scores.IndexSet,
    score: scores.Score,
    found: scores.UnitScore,
    words: Mapping[str, str],
    closed: frozenset[str],
    *,
    may_judge: bool,
) -> IndexLine:
    index, judged = score.index, found.judged.get(score.index.key)
    counts = tuple(_count(index_set, found, column, words, opens=column not in closed) for column in index.figures)
    judge_url = f"{reverse('leaders:judge', args=[index_set.key, index.key])}?{urlencode(words)}"
    return IndexLine(
        index, points(score.points), points(index.most), score.points is not None, score.why, counts,
        index.choices[judged.points] if judged else "", judged,
        judge_url if may_judge and index.how is scores.How.JUDGED else "",
    )  # fmt: skip


def _count(index_set: scores.IndexSet, found: scores.UnitScore, column: str, words: Mapping[str, str], *, opens: bool) -> Count:
    value = found.counts.get(column) or 0
    url = reverse("leaders:score_rows", args=[index_set.key, found.unit.id, column])
    return Count(scores.words(column), value, f"{url}?{urlencode(words)}" if value and opens else "")


@dataclass(frozen=True)
class UnitLine:
    """A unit of the table: its cells (head, words, whether known), its sum, its band, the address of its sheet."""

    name: str
    cells: tuple[tuple[str, str, bool], ...]
    total: str
    band: str
    url: str


def heads(index_set: scores.IndexSet) -> list[str]:
    """Return the heads of the table: the indices of a set with one group, else its groups."""
    if len(index_set.groups) > 1:
        return [tongues.told("%(group)s (%(most)s)", group=group.name, most=points(group.most)) for group in index_set.groups]
    return [one.short for one in index_set.indices]


def unit_line(index_set: scores.IndexSet, found: scores.UnitScore, words: Mapping[str, str]) -> UnitLine:
    """Return the line of a unit."""
    if len(index_set.groups) > 1:
        told = [(total_words(total), bool(total.of)) for _, total in found.groups]
    else:
        told = [(points(one.points), one.points is not None) for one in found.scores]
    cells = tuple((head, text, known) for head, (text, known) in zip(heads(index_set), told, strict=True))
    url = f"{reverse('leaders:score_unit', args=[index_set.key, found.unit.id])}?{urlencode(words)}"
    return UnitLine(unit_words(found.unit), cells, total_words(found.total), found.band, url)


BOOK_HEADS = ("Đơn vị", "Nhóm", "Chỉ số", "Điểm", "Tối đa", "Vì sao chưa có", "Số liệu", "Người chấm, căn cứ")


def book_rows(index_set: scores.IndexSet, found: Sequence[scores.UnitScore]) -> list[tuple[Cell, ...]]:
    """Return every index of every unit as rows of a workbook."""
    return [
        (
            unit_words(unit.unit), group.name, line.index.name,
            next(scores.shown_points(one.points) if one.points is not None else NO_FIGURE
                 for one in unit.scores if one.index is line.index),
            line.index.most, line.why, "; ".join(f"{one.words}: {one.value}" for one in line.counts),
            f"{line.judged.by}: {line.judged.note}" if line.judged else "",
        )
        for unit in found
        for group in groups(index_set, unit, {}, may_judge=False)
        for line in group.lines
    ]  # fmt: skip
