"""The online form of a version: read with line and field, written back the same, its answers held to what it asks."""

from __future__ import annotations

from typing import Any

import pytest

from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.rules import form as rules
from lienthong.casework.procedures.testing import BIRTH, HOUSE, a_library_definition, a_library_text

HOUSEHOLD = "ho-kinh-doanh/1.001612-2015.yaml"
PLAIN_SEX = ("kind: choice\n        label: Giới tính", "kind: text\n        label: Giới tính")
KINDS = (procedures.Option("one", "Một"), procedures.Option("many", "Nhiều"))
MARRIED_OPTIONS = '        options: [{value: "yes", label: Đã đăng ký kết hôn}, {value: "no", label: Chưa đăng ký kết hôn}]\n'
MARRIED = "answer: parents.married"


def faults_of(*changes: tuple[str, str]) -> list[procedures.Fault]:
    """Return the faults of the birth file after the changes, which must have some."""
    text = a_library_text(BIRTH)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    with pytest.raises(procedures.DefinitionFaults) as no:
        procedures.parse(text)
    return list(no.value.faults)


# --- reading -------------------------------------------------------------------------------------------------------------


def test_a_form_comes_out_whole_and_goes_back_as_it_was() -> None:
    definition = a_library_definition(BIRTH)

    assert [page.key for page in definition.online_form] == ["child", "birthplace", "mother", "parents", "father"]
    assert definition.form[4].when == procedures.When("parents.married", ("yes",))
    assert procedures.from_json(procedures.to_json(definition)) == definition
    assert procedures.parse(procedures.write(definition)) == definition


def test_a_file_without_a_form_is_stored_as_before_and_asks_the_plain_question() -> None:
    definition = a_library_definition(HOUSE)

    assert "form" not in procedures.to_json(definition)
    assert [page.key for page in definition.online_form] == ["request"]


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        (("kind: date", "kind: day"), "form[1].fields[2].kind", "«day» không dùng được"),
        ((MARRIED, "answer: parents.maried"), "form[5].when.answer", "không có ô chọn «parents.maried»"),
        ((MARRIED, "answer: father.person"), "form[5].when.answer", "không có ô chọn «father.person»"),
        (('one_of: ["yes"]', "one_of: [maybe]"), "form[5].when.one_of", "chọn trong: yes, no"),
        (('one_of: ["yes"]', "one_of: []"), "form[5].when.one_of", "chưa ghi lựa chọn nào; chọn trong: yes, no"),
        ((MARRIED_OPTIONS, ""), "form[5].when.answer", "chưa có lựa chọn; thêm vào «options»"),
        (("- key: birthplace", "- key: child"), "form[2].key", "đã dùng cho trang trước"),
        (("{key: ethnicity,", "{key: name,"), "form[1].fields[4].key", "đã dùng trong trang này"),
        ((", {value: female, label: Nữ}", ""), "form[1].fields[3]", "ít nhất hai lựa chọn"),
        (("value: female", "value: male"), "form[1].fields[3].options", "ghi hai lần"),
        (PLAIN_SEX, "form[1].fields[3].options", "Chỉ ô chọn"),
        (("high: 60}", "low: 61, high: 60}"), "form[1].fields[4].low", "lớn hơn «high»"),
        (("label: Dân tộc,", "lable: Dân tộc,"), "form[1].fields[4].lable", "Không có trường «lable»"),
    ],
)  # fmt: skip
def test_each_fault_of_a_form_is_named_with_line_and_field(change: tuple[str, str], field: str, says: str) -> None:
    faults = faults_of(change)

    fault = next(one for one in faults if one.field == field)
    assert says in fault.message
    assert fault.line > 20


# --- answers -------------------------------------------------------------------------------------------------------------

FORM = (
    procedures.FormPage(
        "who",
        "Ai?",
        (
            procedures.FormField("kind", procedures.FieldKind.CHOICE, "Loại", options=KINDS),
            procedures.FormField("note", procedures.FieldKind.TEXT, "Lời", required=False, high=5),
        ),
    ),
    procedures.FormPage(
        "people", "Những ai?",
        (
            procedures.FormField("person", procedures.FieldKind.PERSON, "Người"),
            procedures.FormField("share", procedures.FieldKind.NUMBER, "Phần", low=1, high=9),
        ),
        repeat=2, when=procedures.When("who.kind", ("many",)),
    ),
    procedures.FormPage(
        "where", "Ở đâu?",
        (
            procedures.FormField("address", procedures.FieldKind.ADDRESS, "Nơi"),
            procedures.FormField("on", procedures.FieldKind.DATE, "Ngày"),
        ),
    ),
)  # fmt: skip
WHERE = {"address": {"line": "Bản Đồng Cậm", "commune": "Xã Hoành Mô"}, "on": "2018-03-12"}
ROW = {"person": {"name": "Lô Thị Hồng", "born": "1990", "phone": "0912345678"}, "share": 3}
MANY: dict[str, Any] = {"who": {"kind": "many"}, "people": [ROW, ROW], "where": WHERE}


def test_right_answers_have_no_fault_and_are_told_in_words() -> None:
    assert procedures.answer_faults(FORM, MANY) == []
    assert procedures.answer_words(FORM, MANY) == [
        ("Ai?", [("Loại", "Nhiều")]),
        (
            "Những ai?",
            [
                ("Người 1", "Lô Thị Hồng, sinh 1990, ĐT 0912345678"), ("Phần 1", "3"),
                ("Người 2", "Lô Thị Hồng, sinh 1990, ĐT 0912345678"), ("Phần 2", "3"),
            ],
        ),
        ("Ở đâu?", [("Nơi", "Bản Đồng Cậm, Xã Hoành Mô"), ("Ngày", "12/03/2018")]),
    ]  # fmt: skip


def test_a_page_is_asked_only_after_its_answer() -> None:
    assert [page.key for page in procedures.asked_pages(FORM, {"who": {"kind": "one"}})] == ["who", "where"]
    assert [page.key for page in procedures.asked_pages(FORM, {"who": "một"})] == ["who", "where"]
    assert procedures.answer_faults(FORM, {"who": {"kind": "one"}, "where": WHERE}) == []


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"who": {"kind": "few"}}, ("people", "")),
        ({"who": []}, ("who", "")),
        ({"who": {"kind": "many", "note": "dài quá rồi"}}, ("who", "note")),
        ({"who": {"kind": "many", "rank": "1"}}, ("who", "rank")),
        ({"people": {}}, ("people", "")),
        ({"people": ["x"]}, ("people", "")),
        ({"people": [ROW] * 3}, ("people", "")),
        ({"people": [ROW | {"share": 10}]}, ("people", "share")),
        ({"people": [ROW | {"share": "3"}]}, ("people", "share")),
        ({"people": [ROW | {"share": True}]}, ("people", "share")),
        ({"people": [ROW | {"person": {"name": ""}}]}, ("people", "person")),
        ({"people": [ROW | {"person": {"name": "Lô", "army": "x"}}]}, ("people", "person")),
        ({"where": WHERE | {"address": {"line": "Bản"}}}, ("where", "address")),
        ({"where": WHERE | {"on": "12/03/2018"}}, ("where", "on")),
        ({"where": WHERE | {"on": 5}}, ("where", "on")),
        ({"where": {"address": WHERE["address"]}}, ("where", "on")),
    ],
)
def test_a_wrong_answer_is_found_where_it_stands(changes: dict[str, Any], where: tuple[str, str]) -> None:
    faults = procedures.answer_faults(FORM, MANY | changes)

    assert where in [(one.page, one.field) for one in faults]
    assert all(one.sentence.endswith(".") for one in faults)


def test_the_household_business_repeats_its_trades() -> None:
    pages = {page.key: page for page in a_library_definition(HOUSEHOLD).online_form}

    assert (pages["trade"].repeat, pages["members"].repeat) == (20, 10)
    assert rules.asked(pages["members"].when, {"owners": {"who": "family"}})
