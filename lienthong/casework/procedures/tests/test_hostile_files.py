"""Files that are broken, huge or meant to harm: refused at once, with a sentence that says what to do."""

from __future__ import annotations

import pytest

from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.testing import SMALL, a_text


def faults_of(text: str | bytes) -> list[procedures.Fault]:
    """Return the faults of a text, which must have some."""
    with pytest.raises(procedures.DefinitionFaults) as no:
        procedures.parse(text)
    return list(no.value.faults)


def only_fault(text: str | bytes) -> procedures.Fault:
    """Return the one fault of a text."""
    (fault,) = faults_of(text)
    return fault


def test_a_field_given_twice_is_refused_at_its_second_place() -> None:
    fault = only_fault(a_text(("field: Hộ tịch", "field: Hộ tịch\nname: Khác")))

    assert (fault.line, fault.field) == (4, "name")
    assert "dòng 2" in fault.message


def test_two_steps_with_one_key_are_refused() -> None:
    assert only_fault(a_text(("    give:", "    verify:"))).field == "verify"


def test_tab_characters_are_refused_line_by_line() -> None:
    faults = faults_of(a_text(("  start: receive", "\tstart: receive"), ("name: Đăng", "name:\tĐăng")))

    assert [(fault.line, fault.column) for fault in faults] == [(2, 6), (24, 1)]
    assert "dấu cách" in faults[0].message


def test_ten_megabytes_are_refused_before_they_are_read() -> None:
    assert "1024 KB" in only_fault(SMALL + "#" * 10 * 1024 * 1024).message


def test_a_file_that_is_not_utf_8_is_refused_where_it_breaks() -> None:
    fault = only_fault(b"procedure: x\nname: \xd0\xe0\n")

    assert (fault.line, fault.column) == (2, 7)
    assert "UTF-8" in fault.message


def test_anchors_and_a_bomb_of_aliases_are_refused_at_once() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20))

    fault = only_fault(bomb)

    assert fault.line == 1
    assert "neo" in fault.message


@pytest.mark.parametrize("text", ["a: !!python/object/apply:os.system [ls]", "a: !tag x"])
def test_types_from_the_file_are_refused(text: str) -> None:
    assert "thẻ kiểu" in only_fault(text).message


@pytest.mark.parametrize("text", ["[" * 100_000, "a: " + "{a: " * 50 + "1" + "}" * 50, "- [" + "x, " * 60_000 + "x]"])
def test_a_text_that_nests_too_deep_or_has_too_many_parts_is_refused(text: str) -> None:
    assert "lồng quá sâu" in only_fault(text).message


@pytest.mark.parametrize("text", ["", "chỉ một dòng", "- a\n- b\n", "a: 1\n---\nb: 2\n"])
def test_a_text_that_is_not_one_procedure_is_refused(text: str) -> None:
    assert "đúng một quy trình" in only_fault(text).message


def test_broken_yaml_is_told_with_its_line() -> None:
    fault = only_fault("procedure: x\nname: [a\nfield: b\n")

    assert fault.line >= 2
    assert "cú pháp" in fault.message


def test_a_control_character_is_refused() -> None:
    assert "ký tự" in only_fault("name: a\x07b\n").message


def test_a_list_as_the_name_of_a_field_is_refused() -> None:
    assert "Tên trường" in only_fault("? [a, b]\n: c\n").message


def test_a_text_that_is_much_too_long_is_refused() -> None:
    assert only_fault(a_text(("Đăng ký khai sinh", "Đăng ký " * 200))).field == "name"


def test_more_steps_than_anybody_can_follow_are_refused() -> None:
    extra = "".join(
        f"    s{n}: {{name: Bước, kind: task, at: reception, duty: unit_head, next: [{{outcome: x, label: x, to: give}}]}}\n"
        for n in range(200)
    )

    assert any("chia thành nhiều" in fault.message for fault in faults_of(SMALL + extra))


@pytest.mark.parametrize("part", ["effective: {from: 2016-01-01}\n", "steps:\n"])
def test_a_file_without_a_whole_part_names_the_part(part: str) -> None:
    text = SMALL.split("steps:")[0] if part.startswith("steps") else a_text((part, ""))

    assert f"Thiếu trường «{part.split(':')[0]}»" in faults_of(text)[0].message


def test_a_file_without_its_document_names_it() -> None:
    text = "\n".join(line for line in SMALL.splitlines() if not line.startswith("document:"))

    assert only_fault(text).field == "document"


def test_a_fork_without_legs_names_them() -> None:
    faults = faults_of(a_text(("kind: task\n", "kind: fork\n")))

    assert "steps.nodes.verify.legs" in [fault.field for fault in faults]


def test_a_text_of_a_test_that_does_not_change_is_a_fault_of_the_test() -> None:
    with pytest.raises(AssertionError):
        a_text(("không có trong tệp", ""))
