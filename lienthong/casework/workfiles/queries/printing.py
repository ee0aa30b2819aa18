"""Official papers of work files: the plan, the list of documents, the list and minutes of a hand-in, those of a destruction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from lienthong.casework.workfiles.queries.archives import HandedRow, HandInRow
from lienthong.casework.workfiles.queries.destroying import DestroyedRow, DestructionRow, MemberRow
from lienthong.casework.workfiles.queries.reading import LineRow, PlanRow, Sheet
from lienthong.casework.workfiles.rules.words import ROLES, STORES
from lienthong.office.org import public as org
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.formats import text as formats

PLAN_HEADS = ("Số và ký hiệu hồ sơ", "Tên đề mục và tiêu đề hồ sơ", "Thời hạn bảo quản", "Người lập hồ sơ", "Ghi chú")
"""The columns of «Danh mục hồ sơ» [V: domain 2.2]."""
CONTENT_HEADS = (
    "STT", "Số, ký hiệu", "Ngày tháng", "Tên loại và trích yếu", "Tác giả", "Tờ số/trang số", "Ghi chú",
)  # fmt: skip
"""The columns of «Mục lục văn bản trong hồ sơ» [V: domain 2.2]."""
FILE_HEADS = (
    "STT", "Số, ký hiệu hồ sơ", "Tiêu đề", "Thời gian tài liệu", "Thời hạn bảo quản", "Số tờ/số trang", "Ghi chú (hộp số)",
)  # fmt: skip
"""The columns of «Mục lục hồ sơ, tài liệu nộp lưu» [V: domain 2.2]."""
DESTRUCTION_HEADS = ("STT", "Số, ký hiệu hồ sơ", "Tiêu đề", "Thời gian tài liệu", "Thời hạn bảo quản", "Lý do", "Ý kiến, kết quả")
"""Our own columns of the destruction list [P]."""


def _day(day: date | None) -> str:
    return formats.day(day) if day else ""


def _span(first: date | str, last: date | None) -> str:
    begins = date.fromisoformat(first) if isinstance(first, str) and first else first or None
    said = [_day(begins) if isinstance(begins, date) else "", _day(last)]
    return " - ".join(dict.fromkeys(one for one in said if one))


def plan_rows(lines: Iterable[LineRow]) -> list[list[str]]:
    """Return the lines of a plan below PLAN_HEADS, each heading as a row of its own before its files."""
    rows, part = list[list[str]](), ""
    for one in lines:
        if one.part != part:
            part = one.part
            rows.append(["", part, "", "", ""])
        rows.append([one.symbol, one.title, one.period_name, one.person, one.note])
    return rows


def plan_paper(actor: Actor, plan: PlanRow, lines: Sequence[LineRow]) -> dict[str, Any]:
    """Return the fields of a printed plan."""
    sources = {one.source_name + (" (chưa đối chiếu văn bản)" if one.source_mark == "M" else "") for one in lines}
    data: dict[str, Any] = {
        "unit_name": actor.unit, "year": str(plan.year), "heads": list(PLAN_HEADS), "files": len(lines),
        "lines": [{"cells": cells, "heading": not cells[0]} for cells in plan_rows(lines)], "sources": "; ".join(sorted(sources)),
        "signer": plan.issued_by,
    }  # fmt: skip
    return data | ({"issued_on": org.local_day(plan.issued_at)} if plan.issued_at else {})


def content_rows(sheet: Sheet) -> list[list[str]]:
    """Return what lies in a file below CONTENT_HEADS."""
    return [
        [
            str(one.place), one.symbol, _day(one.day), one.title, one.author,
            (f"{one.first_page}-{one.last_page}" if one.pages > 1 else str(one.first_page)) if one.pages else "", one.note,
        ]
        for one in sheet.items
    ]  # fmt: skip


def content_paper(sheet: Sheet) -> dict[str, Any]:
    """Return the fields of the printed list of documents of a file."""
    file = sheet.file
    return {
        "unit_name": sheet.unit, "symbol": file.symbol, "file_title": file.title, "year": str(file.year),
        "period": file.period_name, "heads": list(CONTENT_HEADS), "lines": [{"cells": one} for one in content_rows(sheet)],
        "documents": len(sheet.items), "pages": sum(one.pages for one in sheet.items), "person": file.person,
        "digest": sheet.digest,
    }  # fmt: skip


def handed_rows(rows: Iterable[HandedRow]) -> list[list[str]]:
    """Return the files of a hand-in below FILE_HEADS."""
    return [
        [
            str(one.place), one.symbol, one.title, _span(one.first, one.last), one.period_name, str(one.pages or ""),
            " · ".join(part for part in (one.box and f"hộp {one.box}", one.shelf) if part),
        ]
        for one in rows
    ]  # fmt: skip


def hand_in_paper(row: HandInRow, rows: Sequence[HandedRow]) -> dict[str, Any]:
    """Return the fields of the printed minutes of a hand-in with their list."""
    data: dict[str, Any] = {
        "giver_unit": row.keeper, "taker_unit": row.archive if row.store == "agency" else STORES[row.store],
        "giver": row.given_by, "giver_title": row.given_as, "taker": row.taken_by, "taker_title": row.taken_as,
        "given_at": row.given_at, "condition": row.condition or "–",
        "files": len(rows), "documents": sum(one.documents for one in rows), "pages": sum(one.pages for one in rows),
        "boxes": len({one.box for one in rows if one.box}), "heads": list(FILE_HEADS),
        "lines": [{"cells": one} for one in handed_rows(rows)],
    }  # fmt: skip
    return data | ({"taken_at": row.taken_at} if row.taken_at else {})


def destruction_rows(lines: Iterable[DestroyedRow]) -> list[list[str]]:
    """Return the files of a destruction list below DESTRUCTION_HEADS."""
    return [
        [
            str(one.place), one.symbol, one.title, _span(one.first, one.last), one.period_name, one.reason,
            "; ".join(_outcome(one)),
        ]
        for one in lines
    ]  # fmt: skip


def _outcome(one: DestroyedRow) -> list[str]:
    said = [
        f"{word.name}: {'đồng ý' if word.agrees else f'giữ lại ({word.reason})'}" for word in one.said if word.agrees is not None
    ]
    if one.outcome == "destroy":
        said.append("đã tiêu hủy")
    elif one.outcome == "keep":
        said.append(f"giữ lại: {one.outcome_why}")
    return said + [f"không hủy «{name}»: {why}" for name, why in one.spared]


def destruction_paper(
    actor: Actor, row: DestructionRow, council: Iterable[MemberRow], lines: Sequence[DestroyedRow]
) -> dict[str, Any]:
    """Return the fields of the printed minutes of a destruction."""
    data: dict[str, Any] = {
        "unit_name": actor.unit, "number": f"{row.number:02}/{row.year}", "reason": row.reason,
        "members": [{"name": one.name, "title": one.title, "role": ROLES[one.role]} for one in council],
        "heads": list(DESTRUCTION_HEADS), "lines": [{"cells": one} for one in destruction_rows(lines)],
        "files": len(lines), "destroyed": sum(one.outcome == "destroy" for one in lines),
        "kept": sum(one.outcome == "keep" for one in lines), "signer": row.settled_by, "signer_title": row.settled_as,
        "digests": [f"{one.symbol}: {one.digest}" for one in lines if one.outcome == "destroy"],
    }  # fmt: skip
    return data | ({"settled_on": org.local_day(row.settled_at)} if row.settled_at else {})
