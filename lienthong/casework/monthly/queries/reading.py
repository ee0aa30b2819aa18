"""The reports of a unit, one report, its errata."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count

from lienthong.casework.monthly.errors import ReportUnknown
from lienthong.casework.monthly.models import Erratum, MonthlyReport
from lienthong.casework.monthly.queries.figures import the_prose, written
from lienthong.casework.monthly.rules import prose
from lienthong.casework.monthly.rules.prose import Change, Figure, Section


@dataclass(frozen=True)
class Words:
    """What people write: the number of the paper, and three texts in which an empty line parts paragraphs."""

    number: str = ""
    assessment: str = ""
    difficulties: str = ""
    proposals: str = ""


@dataclass(frozen=True)
class ErratumRow:
    """An erratum as pages show it."""

    number: int
    changes: tuple[Change, ...]
    reason: str
    signed_at: datetime
    signer_name: str
    signer_title: str


@dataclass(frozen=True)
class ReportRow:
    """A report as pages show it; figures and sections are empty until it is signed."""

    uid: UUID
    unit_id: int
    year: int
    month: int
    words: Words
    written_at: datetime
    written_by: str
    figures: dict[str, Figure]
    sections: tuple[Section, ...]
    counted_at: datetime | None
    signed_at: datetime | None
    signer_name: str
    signer_title: str
    errata: tuple[ErratumRow, ...]

    @property
    def said(self) -> dict[str, Figure]:
        """Return the figures as the report and its errata have them."""
        return prose.last_said(self.figures, [[{"key": one.key, "now": one.now} for one in told.changes] for told in self.errata])


@dataclass(frozen=True)
class MonthRow:
    """A month in the list: draft or signed, how many errata."""

    year: int
    month: int
    signed_at: datetime | None
    signer_name: str
    number: str
    errata: int


def months(unit_id: int, year: int) -> dict[int, MonthRow]:
    """Return the months of a year of which the unit has a report, by month; one statement."""
    found = MonthlyReport.objects.filter(unit_id=unit_id, year=year).annotate(told=Count("errata"))
    return {row.month: MonthRow(row.year, row.month, row.signed_at, row.signer_name, row.number, row.told) for row in found}


def report_of(unit_id: int, year: int, month: int) -> ReportRow | None:
    """Return the report of a unit for a month, None when nobody began one; two statements."""
    row = MonthlyReport.objects.prefetch_related("errata").filter(unit_id=unit_id, year=year, month=month).first()
    return shown(row) if row else None


def report(uid: UUID) -> ReportRow:
    """Return a report.  Raises ReportUnknown."""
    row = MonthlyReport.objects.prefetch_related("errata").filter(uid=uid).first()
    if row is None:
        raise ReportUnknown(report=str(uid))
    return shown(row)


def shown(row: MonthlyReport) -> ReportRow:
    """Return a report as pages show it."""
    errata = sorted(row.errata.all(), key=lambda one: one.number)
    return ReportRow(
        row.uid, row.unit_id, row.year, row.month, Words(row.number, row.assessment, row.difficulties, row.proposals),
        row.written_at, row.written_by, dict(row.figures), prose.restored(row.sections), row.counted_at, row.signed_at,
        row.signer_name, row.signer_title, tuple(_erratum(one) for one in errata),
    )  # fmt: skip


def _erratum(row: Erratum) -> ErratumRow:
    told = tuple(Change(one["key"], one["was"], one["now"]) for one in row.changes)
    return ErratumRow(row.number, told, row.reason, row.signed_at, row.signer_name, row.signer_title)


def paper(row: ReportRow) -> dict[str, Any]:
    """Return the fields of the printed report of a signed one, without the head of its unit."""
    noted: dict[int, str] = {}
    sections = []
    for section in row.sections:
        lines = ["".join(one.words + (f" [{one.note}]" if one.note else "") for one in parts) for parts in section.paragraphs]
        sections.append({"title": section.title, "paragraphs": lines})
        noted |= {one.note: _note(one) for parts in section.paragraphs for one in parts if one.note}
    for title, words in (
        ("Đánh giá", row.words.assessment), ("Khó khăn, vướng mắc", row.words.difficulties),
        ("Kiến nghị, nhiệm vụ tháng sau", row.words.proposals),
    ):  # fmt: skip
        if words:
            sections.append({"title": title, "paragraphs": [one.strip() for one in words.split("\n") if one.strip()]})
    return {
        "month": f"{row.month:02d}/{row.year}",
        "number": row.words.number or None,
        "sections": sections,
        "notes": [f"[{number}] {words}" for number, words in sorted(noted.items())],
        "errata": [_told(one) for one in row.errata],
        "counted_at": row.counted_at,
        "signed_on": row.signed_at,
        "signer_title": row.signer_title,
        "signer_name": row.signer_name,
    }


def _note(part: prose.Part) -> str:
    slot = the_prose().slots.get(part.key)
    return f"{slot.words if slot else part.key}: {part.words}"


def _told(one: ErratumRow) -> dict[str, Any]:
    slots = the_prose().slots
    lines = [
        f"{slots[told.key].words}: {written(slots[told.key], told.was)} nay là {written(slots[told.key], told.now)}"
        for told in one.changes
        if told.key in slots
    ]
    return {"number": one.number, "on": one.signed_at, "reason": one.reason, "lines": lines, "signer": one.signer_name}
