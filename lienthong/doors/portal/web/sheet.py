"""A procedure in the citizen's words: how long, how much, what to bring.  No query, no clock."""

from __future__ import annotations

from dataclasses import dataclass

from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.public import Case, Definition, LimitRow, LimitSpec, Paper
from lienthong.toolkit.spans import span_words
from lienthong.toolkit.ui.tongues import joined, said, told, translated

LEVELS = {"commune": "Cấp xã", "district": "Cấp huyện", "province": "Cấp tỉnh"}
AUDIENCES = {"citizen": "Công dân", "business": "Doanh nghiệp", "organisation": "Tổ chức", "state": "Cơ quan nhà nước"}
AREAS = {"mountain": "miền núi", "remote": "vùng sâu, vùng xa, biên giới, hải đảo"}
STARTS = {
    "next_moment": "tính từ lúc nhận hồ sơ",
    "next_day": "tính từ ngày làm việc tiếp theo",
    "same_day": "tính từ ngày nhận hồ sơ",
}
KINDS = {"fee": "Phí", "levy": "Lệ phí"}
MOMENTS = {"before": "nộp khi nộp hồ sơ", "after": "nộp khi nhận kết quả"}
SURE = "V"
"""Mark of what was read in the text of the law itself; every other mark is shown as not verified."""


@dataclass(frozen=True)
class Limit:
    """One line of the table of limits: for which case and channels, what the law gives, what the office promises."""

    case: str
    channels: str
    legal: str
    committed: str
    note: str
    unverified: bool


@dataclass(frozen=True)
class Price:
    """One fee: its name, what it costs in words, who pays nothing, when it is paid."""

    name: str
    cost: str
    note: str
    exempt: str
    unverified: bool


@dataclass(frozen=True)
class PaperLine:
    """One paper of the list: how many, with what condition."""

    name: str
    count: str
    condition: str
    form: str
    required: bool


def limits(definition: Definition) -> list[Limit]:
    """Return the limits of every case, in the order of the file; a case without limit says so."""
    found = []
    for case in definition.cases:
        found += [_limit(case, row) for row in case.limits] or [Limit(case.name, "", "Không quy định", "", "", unverified=True)]
    return found


def _limit(case: Case, row: LimitRow) -> Limit:
    extra = [
        told("thêm %(limit)s ở %(area)s", limit=span_words(value, row.legal.unit), area=AREAS[area])
        for area, value in row.area_extra.items()
    ]
    note = [said(case.condition), *extra, said("có kết quả ngay khi nộp") if case.immediate else ""]
    channels = ", ".join(translated(procedures.CHANNEL_NAMES[one]) for one in row.channels) or translated("mọi cách nộp")
    return Limit(case.name, channels, _words(row.legal), _words(row.committed), joined("; ", note), row.mark != SURE)


def _words(limit: LimitSpec) -> str:
    cutoff = told("nhận sau %(time)s thì tính từ ngày làm việc sau", time=limit.cutoff) if limit.cutoff else ""
    return joined("; ", [f"{translated(procedures.limit_words(limit))}, {translated(STARTS[limit.start])}", cutoff])


def prices(definition: Definition) -> list[Price]:
    """Return the fees in words."""
    return [
        Price(
            told("%(kind)s: %(name)s", kind=KINDS.get(fee.kind, "Phí"), name=fee.name),
            procedures.fee_words(fee, definition.channels),
            joined("; ", (_cases(fee.cases, definition), said(MOMENTS.get(fee.moment, "")))),
            procedures.ground_words(fee), _doubtful(fee),
        )
        for fee in definition.fees
    ]  # fmt: skip


def _doubtful(fee: procedures.Fee) -> bool:
    """Return whether some price of the fee was not read in the text of the law."""
    return any(mark not in ("", SURE) for mark in (fee.mark, *(rate.mark for rate in fee.by_channel)))


def papers(definition: Definition, action: str) -> list[PaperLine]:
    """Return the papers to hand in (`submit`) or only to show (`show`)."""
    return [_paper(paper, definition) for paper in definition.papers if paper.action == action]


def _paper(paper: Paper, definition: Definition) -> PaperLine:
    counts = [
        translated("%(count)s bản chính", count=paper.originals) if paper.originals else "",
        translated("%(count)s bản sao", count=paper.copies) if paper.copies else "",
    ]
    condition = [_cases(paper.cases, definition), said(paper.condition)]
    return PaperLine(
        paper.name, ", ".join(part for part in counts if part), joined(". ", condition), paper.form,
        paper.required,
    )  # fmt: skip


def _cases(keys: tuple[str, ...], definition: Definition) -> str:
    """Return «trường hợp …» when something holds for some cases only."""
    if not keys or len(keys) == len(definition.cases):
        return ""
    names = [translated(definition.case(key).name) for key in keys]
    return told("trường hợp %(cases)s", cases=joined(", ", (name[:1].lower() + name[1:] for name in names)))


def steps(definition: Definition) -> list[tuple[str, str]]:
    """Return every step with the place that does it, in the order of the file; where ways part and meet nobody works."""
    return [(node.name, procedures.PLACE_NAMES.get(node.at, "")) for node in definition.nodes if node.at]
