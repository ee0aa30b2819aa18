"""The door of reports."""

from __future__ import annotations

from lienthong.casework.reports.queries.counting import Question, Row, RowPage, ground_of, lines, lines_of, rows, totals
from lienthong.casework.reports.queries.forms import form_of, forms, listed, report_on
from lienthong.casework.reports.rules.forms import Form
from lienthong.casework.reports.rules.grounds import Ground, Shown, Wording
from lienthong.casework.reports.rules.shapes import Axis, Check, Column, Figure, Head, Line, Report, faults, heads

__all__ = [
    "Axis",
    "Check",
    "Column",
    "Figure",
    "Form",
    "Ground",
    "Head",
    "Line",
    "Question",
    "Report",
    "Row",
    "RowPage",
    "Shown",
    "Wording",
    "faults",
    "form_of",
    "forms",
    "ground_of",
    "heads",
    "lines",
    "lines_of",
    "listed",
    "report_on",
    "rows",
    "totals",
]
