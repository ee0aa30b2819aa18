"""Figures as files: CSV and .xlsx.  A text that a spreadsheet would take for a formula stays a text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import HttpResponse

from lienthong.casework.reports import public as reports
from lienthong.doors.desk.web.reports_shapes import Cell as FigureCell
from lienthong.doors.desk.web.reports_shapes import ShownLine
from lienthong.toolkit.ui import tongues

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEPT_PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
Cell = str | int | Decimal


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


def report_book(report: reports.Report, *, number: str, about: str, lines: Sequence[ShownLine], notes: Sequence[str]) -> bytes:
    """Return a report as a workbook: its head as on the form, columns numbered, figures as numbers, texts never formulas.

    number   number of the official form, or empty.   about   unit and period, in words.
    """
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, KEPT_PLAIN) as book:
        book.set_properties({"title": report.title})
        sheet, look = book.add_worksheet(report.name[:31]), _looks(book)
        sheet.write_string(0, 0, number, look["title"])
        sheet.write_string(1, 0, report.title, look["title"])
        sheet.write_string(2, 0, about)
        top = _write_head(sheet, look, report)
        for row, line in enumerate(lines, start=top):
            kind = "total" if line.is_total else "text"
            sheet.write_string(row, 0, line.number, look[kind])
            sheet.write_string(row, 1, line.name, look[kind])
            for place, cell in enumerate(line.cells, start=2):
                _write_figure(sheet, look, (row, place), cell, is_total=line.is_total)
        for row, note in enumerate(notes, start=top + len(lines) + 1):
            sheet.write_string(row, 0, tongues.translated("Ghi chú: %(note)s", note=note))
        for first, last, width in ((0, 0, 6), (1, 1, 42), (2, len(report.shown) + 1, 12)):
            sheet.set_column(first, last, width)
        _set_page(sheet, 4, top, kept=2)
    return target.getvalue()


def _write_head(sheet: Any, look: dict[str, Any], report: reports.Report) -> int:
    """Write the head from row 4 on; return the first row below it."""
    rows = reports.heads(report.shown)
    for words, place in (("STT", 0), (report.line.head, 1)):
        _write_span(sheet, look["head"], words, (4, place), (4 + len(rows) - 1, place))
    for head in (head for row in rows for head in row):
        place = 2 + head.column
        last = (4 + head.row + head.rows - 1, place + head.columns - 1)
        _write_span(sheet, look["head"], head.words, (4 + head.row, place), last)
    for place in range(len(report.shown) + 2):
        sheet.write_string(4 + len(rows), place, f"({place + 1})", look["head"])
    return 5 + len(rows)


def _write_span(sheet: Any, look: Any, words: str, first: tuple[int, int], last: tuple[int, int]) -> None:
    if first == last:
        sheet.write_string(*first, words, look)
    else:
        sheet.merge_range(*first, *last, words, look)


def _write_figure(sheet: Any, look: dict[str, Any], place: tuple[int, int], cell: FigureCell, *, is_total: bool) -> None:
    kind = "total_figure" if is_total else "figure"
    if cell.value is None:
        sheet.write_string(*place, cell.text, look["unknown"])
    elif cell.column.share:
        sheet.write_number(*place, cell.value / 1000, look["share"])
    else:
        sheet.write_number(*place, cell.value, look[kind])


def table_book(*, title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]], notes: Sequence[str] = ()) -> bytes:
    """Return one table as a workbook: title, notes, heads, rows; texts are written as texts, never formulas."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, KEPT_PLAIN) as book:
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
                elif isinstance(cell, Decimal):
                    sheet.write_number(number, place, float(cell), look["exact"])
                else:
                    sheet.write_number(number, place, cell, look["figure"])
        sheet.set_column(0, len(heads) - 1, 18)
        _set_page(sheet, top, top + 1, kept=1)
    return target.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    framed = {"border": 1, "valign": "vcenter"}
    figures = {"num_format": "#,##0", "align": "right"}
    return {
        "title": book.add_format({"bold": True}),
        "head": book.add_format({**framed, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#F3F0E8"}),
        "text": book.add_format({**framed, "text_wrap": True}),
        "figure": book.add_format({**framed, **figures}),
        "exact": book.add_format({**framed, "num_format": "#,##0.00", "align": "right"}),
        "unknown": book.add_format({**framed, "italic": True, "align": "right"}),
        "share": book.add_format({**framed, "num_format": "0.0%", "align": "right"}),
        "total": book.add_format({**framed, "bold": True, "text_wrap": True}),
        "total_figure": book.add_format({**framed, **figures, "bold": True}),
    }


def _set_page(sheet: Any, head: int, top: int, *, kept: int) -> None:
    """Lay the sheet out on A4 pages: the head in rows `head`..`top` - 1 and the first `kept` columns stay in sight."""
    sheet.freeze_panes(top, kept)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head, top - 1)
