"""Titles, names of columns and broken checks that are put together are told in English on an English page."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from lienthong.casework.reports import public as reports
from lienthong.toolkit.ui.tongues import said

DAY = date(2018, 3, 31)


@pytest.mark.parametrize(
    ("key", "vietnamese", "english"),
    [
        ("theo-linh-vuc", "Giải quyết hồ sơ theo lĩnh vực", "Dossiers by field"),
        ("buu-chinh", "Giải quyết hồ sơ qua bưu chính", "Dossiers by post"),
        ("lien-thong", "Giải quyết hồ sơ liên thông", "Interlinked dossiers"),
    ],
)
def test_the_title_of_a_list(key: str, vietnamese: str, english: str) -> None:
    report = reports.report_on(key, DAY)

    assert report.title == vietnamese
    with translation.override("en"):
        assert said(report.title) == english


def test_the_columns_of_each_level_are_named_in_both_languages() -> None:
    column = reports.report_on("ii-07b", DAY).column("mc-x")

    assert (column.name, column.path[-1]) == ("TTHC theo cơ chế một cửa cấp xã", "BPMC cấp xã")
    with translation.override("en"):
        assert "lang=" not in said(column.name) + said(column.path[-1])


def test_a_check_that_does_not_hold_names_its_columns_and_figures() -> None:
    report = reports.report_on("ii-06a", DAY)
    values = {column.key: 0 for column in report.columns} | {"3": 5, "7": 2, "11": 1}

    (fault, *_) = reports.faults(report, reports.Line("all", values))

    assert fault.startswith("Tổng số: ")
    assert " (5) ≠ " in fault
    with translation.override("en"):
        assert "lang=" not in said(fault)
