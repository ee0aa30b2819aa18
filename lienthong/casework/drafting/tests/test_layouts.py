"""The reviewed file of layouts: which holds on a day, how the signer's lines are written, which faults stop the product."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest
import yaml

from lienthong.casework.drafting import public as drafting
from lienthong.casework.drafting.queries.layouts import DATA, LAYOUTS, layout_on
from lienthong.casework.drafting.rules import layouts as rules
from lienthong.casework.drafting.rules.checking import field_faults, lacking, must_fit
from lienthong.casework.drafting.rules.content import Content
from lienthong.casework.drafting.rules.words import FIELD_NAMES, MOST

DECREE, PARTY = layout_on("state", date(2021, 1, 1)), layout_on("party", date(2021, 1, 1))


def a_file() -> dict[str, Any]:
    return copy.deepcopy(yaml.safe_load(DATA.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("system", "day", "key", "mark"),
    [
        ("state", date(2011, 5, 1), "tt-01-2011", "M"),
        ("state", date(2020, 3, 4), "tt-01-2011", "M"),
        ("state", date(2020, 3, 5), "nd-30-2020", "V"),
        ("party", date(2018, 4, 2), "hd-11-vptw", "M"),
        ("party", date(2018, 4, 3), "hd-36-vptw", "V"),
    ],
)
def test_the_day_of_issue_chooses_the_layout(system: str, day: date, key: str, mark: str) -> None:
    found = layout_on(system, day)
    assert (found.key, found.mark) == (key, mark)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.key)
def test_margins_stay_in_what_the_decree_allows(layout: rules.Layout) -> None:
    """Top and bottom 20-25 mm, left 30-35, right 15-20 [V: domain 2.1]."""
    margins = layout.margins
    assert 20 <= margins["top"] <= 25
    assert 20 <= margins["bottom"] <= 25
    assert 30 <= margins["left"] <= 35
    assert 15 <= margins["right"] <= 20
    assert layout.size in (13, 14)


@pytest.mark.parametrize("layout", [one for one in LAYOUTS if one.mark == "M"], ids=lambda one: one.key)
def test_what_is_from_memory_is_called_an_illustration(layout: rules.Layout) -> None:
    assert "mẫu minh họa" in layout.title


STEP_IN: dict[str, Any] = {"sign_collective": "Ủy ban nhân dân", "sign_head": "Chủ tịch", "signer_post": "Phó Chủ tịch"}


@pytest.mark.parametrize(
    ("layout", "form", "told", "said"),
    [
        (DECREE, "", {"signer_post": "Trưởng phòng"}, ["TRƯỞNG PHÒNG"]),
        (DECREE, "tm", {"sign_collective": "Ủy ban nhân dân", "signer_post": "Chủ tịch"}, ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
        (DECREE, "kt", STEP_IN, ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        (DECREE, "kt", {"sign_head": "Giám đốc", "signer_post": "Phó Giám đốc"}, ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        (DECREE, "tl", {"sign_head": "Chủ tịch", "signer_post": "Chánh Văn phòng"}, ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]),
        (DECREE, "tuq", {"sign_head": "Giám đốc", "signer_post": "Trưởng phòng"}, ["TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG"]),
        (DECREE, "q", {"signer_post": "Trưởng phòng"}, ["Q. TRƯỞNG PHÒNG"]),
        (PARTY, "tm", {"sign_collective": "Ban Thường vụ", "signer_post": "Bí thư"}, ["T/M BAN THƯỜNG VỤ", "BÍ THƯ"]),
        (PARTY, "kt", {"sign_head": "Chánh Văn phòng", "signer_post": "Phó Chánh Văn phòng"},
         ["K/T CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]),
        (PARTY, "tl", {"sign_head": "Ban Thường vụ", "signer_post": "Chánh Văn phòng"}, ["T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG"]),
    ],
)  # fmt: skip
def test_the_lines_above_the_signature(layout: rules.Layout, form: str, told: dict[str, Any], said: list[str]) -> None:
    assert layout.signing_lines(Content(sign_form=form, **told)) == said


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda file: file["layouts"][0].pop("law"), "lacks law"),
        (lambda file: file["layouts"][0].update(colour="red"), "knows not colour"),
        (lambda file: file["layouts"][0].update(system="front"), "system «front»"),
        (lambda file: file["layouts"][0].update(mark="X"), "mark «X»"),
        (lambda file: file["layouts"][0].update(page_number="left"), "page number «left»"),
        (lambda file: file["layouts"][0]["margins"].pop("top"), "margins"),
        (lambda file: file["layouts"][0]["signs"].update(xx="XX."), "signs «xx»"),
        (lambda file: file["layouts"][0].update(shapes="front"), "shapes «front»"),
        (lambda file: file["layouts"][0].update(since=date(2020, 3, 4)), "both hold"),
        (lambda file: file["shapes"]["state"].pop("*"), "says nothing of the other types"),
        (lambda file: file["shapes"]["state"]["cong-van"].update(arrangement="poster"), "poster"),
        (lambda file: file["shapes"]["state"]["cong-van"].update(colour="red"), "knows not colour"),
    ],
)
def test_a_fault_of_the_file_is_named(spoil: Any, said: str) -> None:
    file = a_file()
    spoil(file)
    with pytest.raises(rules.BadLayouts, match=said):
        rules.layouts_of(file)


def test_a_system_without_a_layout_on_a_day_is_a_defect() -> None:
    with pytest.raises(KeyError, match="front"):
        rules.layout_on(LAYOUTS, "front", date(2021, 1, 1))


def told(name: str, most: int) -> dict[str, Any]:
    return {name: "a" * most}


MARKS = {"urgency": {"": "Thường", "urgent": "Khẩn"}, "circulation": {"": "Không ghi"}}


@pytest.mark.parametrize("name", sorted(name for name in MOST if hasattr(Content(), name)))
def test_a_field_that_is_too_long_is_named(name: str) -> None:
    with pytest.raises(drafting.TooLong, match=FIELD_NAMES[name]):
        must_fit(Content(**told(name, MOST[name] + 1)), MARKS)
    must_fit(Content(**told(name, MOST[name])), MARKS)


def test_choices_and_counts_that_nobody_offers_are_named() -> None:
    with pytest.raises(drafting.ChoiceUnknown, match="độ khẩn"):
        must_fit(Content(urgency="never"), MARKS)
    with pytest.raises(drafting.CountWrong, match="99999"):
        must_fit(Content(copies=0), MARKS)
    assert set(field_faults(Content(sign_form="x", circulation="x", copies=100_000), MARKS)) == {
        "sign_form", "circulation", "copies",
    }  # fmt: skip


def test_what_a_paper_needs_before_it_is_signed_depends_on_its_shape() -> None:
    whole = Content(subject="Kế hoạch", text="Nội dung", signer="Hoàng Văn Cường", signer_post="Chủ tịch", place="Bình Liêu")
    assert lacking(whole, rules.Shape("named")) == []
    assert lacking(Content(), rules.Shape("named")) == [
        "nội dung", "họ và tên người ký", "chức vụ người ký", "địa danh", "trích yếu",
    ]  # fmt: skip
    assert "trích yếu" not in lacking(Content(), rules.Shape("slip", subject=False))
    assert lacking(whole, rules.Shape("minutes")) == ["họ và tên người ký thứ hai"]
