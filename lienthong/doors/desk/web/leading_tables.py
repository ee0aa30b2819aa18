"""Figures as files: CSV and .xlsx.  A text that a spreadsheet would take for a formula stays a text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int


def plain(cell: Cell) -> Cell:
    """Return a cell as CSV may hold it: a text that begins like a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r" and cell else cell


def csv_answer(name: str, rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """Return rows as a CSV that spreadsheets open with Vietnamese letters."""
    text = io.StringIO()
    csv.writer(text).writerows([plain(cell) for cell in row] for row in rows)
    return _file(text.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", f"{name}.csv")


def xlsx_answer(name: str, content: bytes) -> HttpResponse:
    """Return a workbook to be saved."""
    return _file(content, XLSX, f"{name}.xlsx")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


GROUPS = (("Số hồ sơ tiếp nhận", 2, 5), ("Số hồ sơ đã giải quyết", 6, 9), ("Số hồ sơ đang giải quyết", 10, 12))
HEADS = (
    "STT", "Lĩnh vực, công việc giải quyết theo cấp", "Tổng số", "Trong kỳ: trực tuyến", "Trong kỳ: trực tiếp, bưu chính",
    "Từ kỳ trước", "Tổng số", "Trước hạn", "Đúng hạn", "Quá hạn", "Tổng số", "Trong hạn", "Quá hạn",
)  # fmt: skip


def report_book(*, unit: str, period: str, lines: Iterable[tuple[str, str, Sequence[int], bool]], notes: Sequence[str]) -> bytes:
    """Return form II.06a as a workbook: 13 columns, numbered as on the form.

    lines   (STT, name, the eleven figures of columns 3 to 13, whether it is a sum); texts are written as texts, never formulas.
    """
    target = io.BytesIO()
    kept_plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, kept_plain) as book:
        book.set_properties({"title": "Biểu II.06a/VPCP/KSTT"})
        sheet, look = book.add_worksheet("II.06a"), _looks(book)
        sheet.write_string(0, 0, "Biểu số II.06a/VPCP/KSTT", look["title"])
        sheet.write_string(1, 0, "Tình hình, kết quả giải quyết thủ tục hành chính tại cơ quan, đơn vị", look["title"])
        sheet.write_string(2, 0, f"Đơn vị: {unit}. Kỳ báo cáo: {period}. Đơn vị tính: số hồ sơ TTHC.")
        for title, first, last in GROUPS:
            sheet.merge_range(4, first, 4, last, title, look["head"])
        for place, title in enumerate(HEADS):
            sheet.write_string(5, place, title, look["head"])
            sheet.write_string(6, place, f"({place + 1})", look["head"])
        row = 7
        for number, name, figures, is_total in lines:
            text, figure = (look["total"], look["total_figure"]) if is_total else (look["text"], look["figure"])
            sheet.write_string(row, 0, number, text)
            sheet.write_string(row, 1, name, text)
            for place, value in enumerate(figures, start=2):
                sheet.write_number(row, place, value, figure)
            row += 1
        for note in notes:
            sheet.write_string(row + 1, 0, note)
            row += 1
        _set_page(sheet)
    return target.getvalue()


def table_book(*, title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], notes: Sequence[str] = ()) -> bytes:
    """Return one table as a workbook: title, notes, heads, rows; texts are written as texts, never formulas."""
    target = io.BytesIO()
    kept_plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, kept_plain) as book:
        book.set_properties({"title": title})
        sheet, look = book.add_worksheet(), _looks(book)
        sheet.write_string(0, 0, title, look["title"])
        for place, note in enumerate(notes, start=1):
            sheet.write_string(place, 0, note)
        top = len(notes) + 2
        for place, head in enumerate(heads):
            sheet.write_string(top, place, head, look["head"])
        for number, row in enumerate(rows, start=top + 1):
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, place, cell, look["text"])
                else:
                    sheet.write_number(number, place, cell, look["figure"])
        sheet.set_column(0, len(heads) - 1, 18)
        sheet.freeze_panes(top + 1, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(top)
    return target.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    framed = {"border": 1, "valign": "vcenter"}
    figures = {"num_format": "#,##0", "align": "right"}
    return {
        "title": book.add_format({"bold": True}),
        "head": book.add_format({**framed, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#F3F0E8"}),
        "text": book.add_format({**framed, "text_wrap": True}),
        "figure": book.add_format({**framed, **figures}),
        "total": book.add_format({**framed, "bold": True, "text_wrap": True}),
        "total_figure": book.add_format({**framed, **figures, "bold": True}),
    }


def _set_page(sheet: Any) -> None:
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 1, 42)
    sheet.set_column(2, 12, 11)
    sheet.freeze_panes(7, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(4, 6)
