"""Which form holds for a dossier: by the day of its reception."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.dossiers.rules.forms import BadForms, form_on, forms_of
from lienthong.toolkit import paper
from lienthong.toolkit.clock import VIETNAM

ROW: dict[str, Any] = {"title": "Phiếu", "template": "slip", "mark": "P"}


@pytest.mark.parametrize(
    ("day", "number", "sample"),
    [
        ("2018-11-22T23:59", "", True),
        ("2018-11-23T00:00", "01", False),
        ("2025-09-14T23:59", "01", False),
        ("2025-09-15T00:00", "01", False),
    ],
)
def test_the_receipt_slip_has_the_form_of_its_day(day: str, number: str, sample: bool) -> None:
    form = dossiers.form_of("receipt_slip", datetime.fromisoformat(day).replace(tzinfo=VIETNAM))
    assert (form.number, form.sample) == (number, sample)


@pytest.mark.parametrize(
    ("kind", "day", "number", "title"),
    [
        ("apology_notice", date(2019, 1, 1), "04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả"),
        ("apology_notice", date(2026, 3, 2), "04", "Văn bản xin lỗi và đề nghị gia hạn"),
        ("stop_notice", date(2019, 1, 1), "", "Thông báo dừng giải quyết hồ sơ"),
        ("stop_notice", date(2026, 3, 2), "05", "Thông báo dừng giải quyết"),
        ("control_slip", date(2019, 1, 1), "05", "Phiếu kiểm soát quá trình giải quyết hồ sơ"),
        ("control_slip", date(2026, 3, 2), "06", "Phiếu kiểm soát quá trình giải quyết hồ sơ"),
        ("tracking_register", date(2019, 1, 1), "06", "Sổ theo dõi hồ sơ"),
        ("tracking_register", date(2026, 3, 2), "07", "Sổ theo dõi hồ sơ"),
    ],
)
def test_numbers_and_titles_follow_the_circulars(kind: str, day: date, number: str, title: str) -> None:
    form = form_on(dossiers.forms()[kind], day)
    assert (form.number, form.title) == (number, title)


def test_every_form_has_its_template_and_says_how_sure_it_is() -> None:
    for chain in dossiers.forms().values():
        for form in chain:
            assert paper.list_fields(dossiers.template_of(form)), form
            assert form.mark in {"V", "I", "M", "P"}
            assert form.sample == (not form.number) or form.kind == "hand_over_note"  # of which no circular has a form


@pytest.mark.parametrize(
    "rows",
    [
        [{**ROW, "until": date(2018, 1, 1)}, {**ROW, "from": date(2018, 1, 2)}],
        [{**ROW, "until": date(2018, 1, 2)}, {**ROW, "from": date(2018, 1, 1)}],
        [ROW, ROW],
        [{**ROW, "from": date(2018, 1, 1)}],
        [{**ROW, "until": date(2018, 1, 1)}],
    ],
)
def test_a_day_without_a_form_or_with_two_is_a_defect_of_the_file(rows: list[dict[str, Any]]) -> None:
    with pytest.raises(BadForms, match="slip"):
        forms_of({"kinds": {"slip": rows}})
