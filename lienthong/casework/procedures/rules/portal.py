"""A record of the national portal as a draft definition, with every defect met.  Source of the shape: domain.md 6.1.

The record says nothing about steps; a general template by level (T1 of one commune, T2 of the level above) stands in
for them, so every import is marked «chưa kiểm chứng» and cannot be published before a person completes it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lienthong.casework.procedures.rules import vocabulary as words
from lienthong.casework.procedures.rules.definition import (
    Case,
    Decision,
    Definition,
    Document,
    Edge,
    LegalBasis,
    Node,
    Paper,
    Result,
)
from lienthong.casework.procedures.rules.portal_values import Defects, fees_of, limits_of
from lienthong.casework.procedures.rules.reading import CODE, RESULT_CODE

TWO_LEVELS = date(2025, 7, 1)
ORDER_MARK = re.compile(r"^\W*\((\d{1,2})\)")
LEGAL_TEXT = re.compile(r"(?P<text>\d{1,3}(\.\d+)?/\d{4}/[\wĐ-]+)")
MOST_SHEETS = 100
ABSENT = ("Bộ Y tế", "Bộ Nội vụ", "Bộ Giáo dục và Đào tạo")
"""Ministries that the stored crawl does not hold: social allowances, disability, merit, schools."""

DUTY_OF_FIELD = (
    ("hộ tịch", "justice"),
    ("chứng thực", "justice"),
    ("nuôi con nuôi", "justice"),
    ("hòa giải", "justice"),
    ("bồi thường", "justice"),
    ("cư trú", "police"),
    ("căn cước", "police"),
    ("phương tiện", "police"),
    ("đất đai", "land"),
    ("xây dựng", "land"),
    ("môi trường", "land"),
    ("hộ kinh doanh", "finance"),
    ("hợp tác", "finance"),
    ("giảm nghèo", "social"),
    ("bhxh", "social"),
    ("bhyt", "social"),
)
AUDIENCE_WORDS = (
    ("citizen", ("công dân", "người việt nam", "người nước ngoài")),
    ("business", ("doanh nghiệp", "hợp tác xã")),
    ("organisation", ("tổ chức",)),
    ("state", ("cán bộ, công chức",)),
)


@dataclass(frozen=True)
class Imported:
    """The definition made of one record, and the (field, sentence) of each defect."""

    definition: Definition
    defects: tuple[tuple[str, str], ...]


def read_record(record: Mapping[str, Any]) -> Imported | str:
    """Return the definition of a portal record, or a sentence that says why it cannot be one at all."""
    code, name = str(record.get("code") or ""), _clean(record.get("name"))
    if not CODE.fullmatch(code):
        return f"Mã thủ tục «{code}» không đúng mẫu 1.001193; bỏ qua bản ghi."
    if not name:
        return "Bản ghi không có tên thủ tục; bỏ qua."
    defects: Defects = []
    level = _level(record, defects)
    field = _clean(record.get("field")) or "Chưa phân loại"
    channels = tuple(
        channel for channel in words.Channel if any(row["channel"] == channel for row in record.get("channels") or ())
    )
    definition = Definition(
        code=code,
        name=_name(name, defects),
        field=field,
        level=level,
        kind="internal" if code[0] in "56" else "external",
        document=Document(f"CDVCQG-{code}", 1),
        since=TWO_LEVELS,
        until=None,
        verified=False,
        cases=(Case("default", "Thông thường", limits_of(record.get("channels") or (), field, defects)),),
        start="receive",
        nodes=_steps(level, _duty(field), defects),
        audience=_audience(record, defects),
        channels=channels,
        decision=_decision(record, defects),
        legal_basis=_legal_basis(record, defects),
        results=_results(record, defects),
        papers=_papers(record, defects),
        fees=fees_of(record.get("channels") or (), defects),
        note=_note(record),
    )
    return Imported(definition, tuple(defects))


def _clean(value: Any) -> str:
    return " ".join(unicodedata.normalize("NFC", str(value or "")).split())


def _name(name: str, defects: Defects) -> str:
    if name[0].islower():
        defects.append(("name", "Tên viết thường chữ đầu; đã viết hoa."))
    return name[0].upper() + name[1:].rstrip(" .")


def _level(record: Mapping[str, Any], defects: Defects) -> str:
    levels = list(record.get("levels") or ())
    if "Cấp xã" in levels:
        if len(levels) > 1:
            defects.append(("levels", f"Nhiều cấp thực hiện ({', '.join(levels)}); lấy cấp xã, cần tách theo cấp quyết định."))
        return "commune"
    defects.append(("levels", f"Không có cấp xã ({', '.join(levels) or 'trống'}); xã chỉ tiếp nhận, cấp tỉnh giải quyết."))
    return "province"


def _audience(record: Mapping[str, Any], defects: Defects) -> tuple[str, ...]:
    text = _clean(record.get("audience")).lower()
    found = tuple(slug for slug, marks in AUDIENCE_WORDS if any(mark in text for mark in marks))
    if not found:
        defects.append(("audience", "Chưa ghi đối tượng thực hiện; bổ sung «audience»."))
    return found


def _decision(record: Mapping[str, Any], defects: Defects) -> Decision | None:
    number = _clean(record.get("decision"))
    if not number:
        defects.append(("decision", "Thiếu số quyết định công bố; bổ sung «decision»."))
        return None
    defects.append(("decision.date", "Nguồn không có ngày của quyết định công bố; bổ sung «date»."))
    return Decision(number, None, "V")


def _legal_basis(record: Mapping[str, Any], defects: Defects) -> tuple[LegalBasis, ...]:
    """Keep each text once; the crawl glues a stray letter or a year to some numbers («08/2025/TT-BTPN»)."""
    asked = [_clean(text) for text in record.get("legal_basis") or ()]
    kept: dict[str, None] = {}
    for text in asked:
        longer = any(text != other and (text.startswith(other) or text.endswith(other)) for other in asked)
        if longer or not LEGAL_TEXT.fullmatch(text):
            defects.append(("legal_basis", f"Số văn bản «{text}» nghi dính ký tự thừa; đã bỏ, kiểm tra lại."))
        else:
            kept.setdefault(text)
    if not kept:
        defects.append(("legal_basis", "Thiếu căn cứ pháp lý; bổ sung «legal_basis»."))
    return tuple(LegalBasis(text, "", "V") for text in kept)


def _results(record: Mapping[str, Any], defects: Defects) -> tuple[Result, ...]:
    results = []
    for number, row in enumerate(record.get("results") or (), 1):
        code = _clean(row.get("code"))
        if not RESULT_CODE.fullmatch(code):
            defects.append(("results", f"Mã kết quả «{code}» không đúng mẫu; đã để trống."))
            code = ""
        results.append(Result(f"result_{number}", _clean(row.get("name")) or "Kết quả giải quyết", code))
    if not results:
        defects.append(("results", "Thiếu kết quả giải quyết; bổ sung «results»."))
    return tuple(results)


def _papers(record: Mapping[str, Any], defects: Defects) -> tuple[Paper, ...]:
    rows = list(record.get("papers") or ())
    if not rows:
        defects.append(("papers", "Thiếu thành phần hồ sơ; bổ sung «papers»."))
    marks = [ORDER_MARK.match(_clean(row.get("name"))) for row in rows]
    if any(marks):
        defects.append(("papers", "Thứ tự giấy tờ là của trang web; đã xếp lại theo dấu (1), (2) trong tên."))
        order = {id(row): int(mark.group(1)) if mark else MOST_SHEETS for row, mark in zip(rows, marks, strict=True)}
        groups = {row.get("case"): number for number, row in reversed(list(enumerate(rows)))}
        rows.sort(key=lambda row: (groups[row.get("case")], order[id(row)]))
    papers = [_paper(row, number, defects) for number, row in enumerate(rows, 1)]
    uncounted = sum(paper.originals + paper.copies == 0 for paper in papers)
    if uncounted:
        defects.append(
            ("papers", f"{uncounted} dòng không có số bản (lời dặn hoặc giấy tờ thiếu số); ghi số hoặc chuyển vào «note».")
        )
    return tuple(papers)


def _paper(row: Mapping[str, Any], number: int, defects: Defects) -> Paper:
    group, name = _clean(row.get("case")), _clean(row.get("name")).lstrip("-+* ")
    originals, copies = int(row.get("originals") or 0), int(row.get("copies") or 0)
    if max(originals, copies) > MOST_SHEETS:
        defects.append(("papers", f"Số bản {max(originals, copies)} vô lý ở giấy tờ {number} (dính số khác); đã ghi 1."))
        originals, copies = min(originals, 1), min(copies, 1)
    shown = "xuất trình" in group.lower()
    usual = shown or group in ("", "Giấy tờ phải nộp", "Thành phần hồ sơ")
    return Paper(
        key=f"paper_{number}",
        name=name or f"Giấy tờ {number}",
        originals=originals,
        copies=copies,
        required=usual and originals + copies > 0,
        action="show" if shown else "submit",
        condition="" if usual else group,
    )


def _note(record: Mapping[str, Any]) -> str:
    notes = dict.fromkeys(_clean(row.get("note")) for row in record.get("channels") or ())
    return " / ".join(note for note in notes if note)[:4000]


def _duty(field: str) -> str:
    lower = field.lower()
    return next((f"specialist.{slug}" for mark, slug in DUTY_OF_FIELD if mark in lower), "specialist")


def _steps(level: str, duty: str, defects: Defects) -> tuple[Node, ...]:
    defects.append(("steps", "Nguồn không có sơ đồ bước; dùng mẫu chung, cần người soạn lại trước khi ban hành."))
    task, above = words.NodeKind.TASK, level != "commune"
    place = words.PARENT if above else words.RECEPTION
    nodes = [
        Node(
            "receive",
            task,
            "Tiếp nhận hồ sơ",
            words.RECEPTION,
            "counter_clerk",
            10,
            edges=(Edge("done", "Chuyển thẩm định", "appraise"),),
        ),
        Node(
            "appraise",
            task,
            "Thẩm định hồ sơ",
            place,
            duty,
            60,
            edges=(
                Edge("done", "Trình lãnh đạo", "review" if above else "sign"),
                Edge("incomplete", "Trả lại nơi tiếp nhận", "receive", back=True),
            ),
        ),
        Node(
            "sign",
            task,
            "Lãnh đạo ký",
            place,
            "unit_head",
            10 if above else 20,
            edges=(
                Edge("signed", "Ký", "give", needs=("result_number",)),
                Edge("rejected", "Trả lại thẩm định", "appraise", back=True),
            ),
        ),
        Node("give", words.NodeKind.RETURN, "Trả kết quả", words.RECEPTION, "counter_clerk", 10),
    ]
    if above:
        ways = (Edge("agreed", "Trình ký", "sign"), Edge("rework", "Trả lại thẩm định", "appraise", back=True))
        nodes.insert(2, Node("review", task, "Lãnh đạo phòng soát xét", place, "division_head", 10, edges=ways))
    return tuple(nodes)
