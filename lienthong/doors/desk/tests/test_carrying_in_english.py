"""What the carried page says and what it leaves in the record when it is drawn in English."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from lienthong.casework.trips.public import LineRow

LACKING = LineRow(
    id=7,
    kind="supplement",
    kind_name="Giấy tờ còn thiếu",
    village="Bản Ngàn Chi, xã Hoành Mô",
    dossier_uid=UUID(int=1),
    visit_uid=None,
    code="000.22.16.H49-180302-0001",
    lookup_key="",
    name="Ninh Đức Bảo",
    phone="0912300008",
    address="bản Ngàn Chi, xã Hoành Mô",
    what="Còn thiếu: Tờ khai",
    procedure="Đăng ký khai sinh",
    asked=("Tờ khai",),
    reply_by=date(2018, 4, 4),
    owed=0,
    to_do=True,
    told="",
)


@pytest.mark.parametrize(
    ("tongue", "shown", "label"),
    [
        ("vi", "Hạn bổ sung 04/04/2018", "Không làm được: Ninh Đức Bảo"),
        ("en", "Missing papers due 4 April 2018", "Could not be done: Ninh Đức Bảo"),
    ],
)
def test_what_an_undone_act_leaves_in_the_record_is_vietnamese_on_an_english_page_too(
    tongue: str, shown: str, label: str
) -> None:
    with translation.override(tongue):
        page = render_to_string("desk/trips/_carry_line.html", {"line": LACKING})

    assert shown in page
    assert f'data-label="{label}"' in page
    assert 'data-record="Không làm được: Ninh Đức Bảo"' in page
    assert 'data-record="Giấy tờ còn thiếu: Ninh Đức Bảo"' in page


def test_names_of_an_english_page_are_marked_as_vietnamese_in_its_text_alone() -> None:
    with translation.override("en"):
        page = render_to_string("desk/trips/_carry_line.html", {"line": LACKING})

    assert '<strong><span lang="vi">Ninh Đức Bảo</span></strong>' in page
    assert 'data-words="Ninh Đức Bảo 000.22.16.H49-180302-0001 Còn thiếu: Tờ khai"' in page
