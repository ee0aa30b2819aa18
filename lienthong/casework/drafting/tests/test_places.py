"""Places of templates: what may stand between braces, and that what is filled in is never read again."""

from __future__ import annotations

import pytest

from lienthong.casework.drafting.rules import places
from lienthong.casework.drafting.rules.templates import FACTS
from lienthong.toolkit.vietnamese import fold


def test_each_place_is_written_in_one_way_whatever_its_marks() -> None:
    assert len({fold(one.written) for one in places.PLACES}) == len(places.PLACES)
    assert set(places.SAMPLES) == {one.key for one in places.PLACES}


def test_what_built_in_templates_know_an_offices_own_knows_too() -> None:
    for source, facts in FACTS.items():
        assert facts <= {one.key for one in places.places_of(source)}, source


@pytest.mark.parametrize("typed", ["{{ địa danh }}", "{{địa danh}}", "{{ ĐỊA DANH }}", "{{ dia danh }}", "{{  địa   danh }}"])
def test_a_place_is_known_however_it_is_typed(typed: str) -> None:
    assert places.strange_in([typed], "blank") == []
    assert places.filled(f"Tại {typed}.", {"place": "Bình Liêu"}) == "Tại Bình Liêu."


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("{{ họ tên }}", ["{{ họ tên }}"]),
        ("{{ mã hồ sơ }}", ["{{ mã hồ sơ }}"]),
        ("{{ địa danh | upper }} và {{ đơn vị soạn.__class__ }}", ["{{ địa danh | upper }}", "{{ đơn vị soạn.__class__ }}"]),
        ("{% for x in y %}", ["{%", "%}"]),
        ("{{ địa danh", ["{{"]),
        ("địa danh }}", ["}}"]),
        ("{# ghi chú #}", ["{#", "#}"]),
        ("{{ }}", ["{{  }}"]),
    ],
)
def test_what_is_no_place_of_the_source_is_named_as_it_was_typed(text: str, strange: list[str]) -> None:
    assert places.strange_in([text, text], "blank") == strange


def test_what_is_filled_in_is_one_line_and_its_braces_stay_letters() -> None:
    facts = {"subject": "Kế hoạch\n{{ mã hồ sơ }}  năm 2018", "symbol": "12/KH-UBND"}
    assert places.filled("{{ trích yếu văn bản đến }} ({{ số ký hiệu văn bản đến }})", facts) == (
        "Kế hoạch {{ mã hồ sơ }} năm 2018 (12/KH-UBND)"
    )


def test_pieces_say_what_was_filled_in_and_where_dots_stay() -> None:
    made = places.pieces("Kính gửi {{ cơ quan gửi }}, {{ người đứng đầu }}", {"issuer": "UBND tỉnh"})
    assert made == [
        places.Piece("Kính gửi "),
        places.Piece("UBND tỉnh", "cơ quan gửi"),
        places.Piece(", "),
        places.Piece("…", "người đứng đầu", known=False),
    ]
    assert places.pieces("không có chỗ nào {{ lạ }}", {}) == [places.Piece("không có chỗ nào {{ lạ }}")]


def test_a_text_names_the_places_it_uses() -> None:
    assert places.used_in(["{{ năm }} {{ tháng }}", "{{ lạ }}"]) == {"year", "month"}


def test_a_built_in_text_becomes_one_with_places() -> None:
    assert places.with_places("{body} báo cáo số {symbol} {lạ} {other}") == (
        "{{ cơ quan ban hành }} báo cáo số {{ số ký hiệu văn bản đến }} {lạ} {other}"
    )
