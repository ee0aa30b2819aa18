"""The check of form: each rule finds its breach and leaves alone what is right."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lienthong.casework.drafting import public as drafting
from lienthong.casework.drafting.queries.layouts import layout_on
from lienthong.casework.drafting.rules.content import Content
from lienthong.casework.drafting.rules.form import Asked, FormFault, faults
from lienthong.casework.drafting.rules.layouts import Shape
from lienthong.casework.drafting.testing import Room, begun, content
from lienthong.office.ledger import public as ledger
from lienthong.toolkit.identity import new_uid

DECREE, BEFORE = layout_on("state", date(2021, 1, 1)), layout_on("state", date(2018, 1, 1))
PARTY = layout_on("party", date(2021, 1, 1))
NAMED, LETTER, DECISION = Shape("named"), Shape("letter"), Shape("decision")


def found(said: Content, *, shape: Shape = NAMED, layout: Any = DECREE, known: bool = True) -> list[FormFault]:
    return faults(Asked(said, shape, layout, known, "Kế hoạch"))


def told(said: Content, **asked: Any) -> list[str]:
    return [str(one.words) for one in found(said, **asked)]


def test_a_plan_that_is_right_breaks_no_rule() -> None:
    assert told(content()) == []


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"subject": ""}, "subject", "Thiếu trích yếu"),
        ({"subject": "chữ " * 61}, "subject", "dài 61 chữ"),
        ({"subject": "Nâng cao chỉ số."}, "subject", "không có dấu câu"),
        ({"place": ""}, "place", "Thiếu địa danh"),
        ({"grounds": "Căn cứ Luật A,\nCăn cứ Luật B."}, "grounds", "Căn cứ thứ 1 phải kết thúc bằng dấu «;»"),
        ({"grounds": "Căn cứ Luật A;"}, "grounds", "Căn cứ cuối cùng phải kết thúc bằng dấu «.»"),
        ({"text": ""}, "text", "Chưa có nội dung"),
        ({"text": "Điều 1. A.\nĐiều 3. B."}, "text", "Sau Điều 1 là Điều 3"),
        ({"text": "Điều 2. A."}, "text", "Điều đầu tiên là Điều 2"),
        ({"text": "Theo Công văn số 5/SNV-CCHC, làm ngay."}, "text", "«0" + "5/SNV-CCHC»"),
        ({"text": "Theo Nghị quyết số 9-NQ/TU."}, "text", "«09-NQ/TU»"),
        ({"text": "Xong trước ngày 5 tháng 3 năm 2018."}, "text", "Ngày «5 tháng 3»"),
        ({"text": "Xong trước ngày 5/3/2018."}, "text", "Ngày «5/3/2018»"),
        ({"text": "Từ tháng 2 năm 2018."}, "text", "Tháng «2 năm 2018»"),
        ({"text": "Họp ngày 15/2/2018."}, "text", "Tháng «2/2018»"),
        ({"recipients": ""}, "recipients", "Thiếu nơi nhận"),
        ({"recipients": "- Như trên;\n- Phòng Nội vụ."}, "recipients", "«- Lưu: VT, …»"),
        ({"recipients": "- Như trên.\n- Lưu: VT."}, "recipients", "Dòng 1 của nơi nhận phải kết thúc bằng dấu «;»"),
        ({"recipients": "- Như trên;\n- Lưu: VT"}, "recipients", "Dòng 2 của nơi nhận phải kết thúc bằng dấu «.»"),
        ({"signer": ""}, "signer", "Thiếu chức vụ hoặc họ và tên"),
        ({"sign_form": "tm"}, "sign_form", "Cấp phó ký thì ghi «KT.»"),
        ({"sign_form": ""}, "sign_form", "Cấp phó ký thì ghi «KT.»"),
        ({"sign_head": ""}, "sign_head", "chức vụ người đứng đầu"),
        ({"sign_form": "tm", "sign_collective": "", "signer_post": "CHỦ TỊCH"}, "sign_collective", "tên tập thể"),
        ({"text": "Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp, Tù do, H¹nh phóc"}, "text", "bảng mã TCVN3"),
        ({"text": "Uỷ ban hòa giải."}, "text", "theo hai kiểu («ủy», «uỷ»)"),
    ],
)
def test_each_breach_is_told_in_the_field_it_stands_in(changed: dict[str, Any], field: str, said: str) -> None:
    hits = found(content(**changed))
    assert any(one.field == field and said in str(one.words) for one in hits), [str(one.words) for one in hits]
    assert len(hits) <= 2, [str(one.words) for one in hits]


@pytest.mark.parametrize(
    "text",
    [
        "Theo Công văn số 05/SNV-CCHC ngày 05 tháng 3 năm 2018.",
        "Theo Công văn số 15/SNV-CCHC ngày 15 tháng 12 năm 2018.",
        "Xong trước ngày 30/3/2018, từ tháng 02 năm 2018.",
        "Số 5 xã, ngày 5 hằng tháng.",
        "Tổng số 8 phòng.",
        "Ủy ban hòa giải, thủy lợi, quý I.",
        "Uỷ ban hoà giải, thuỷ lợi.",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert told(content(text=text, grounds="")) == []


def test_a_type_that_the_day_does_not_know_is_told() -> None:
    assert told(content(), known=False) == ["Tên loại «Kế hoạch» không có ở ngày này; chọn tên loại khác."]


def test_a_letter_names_to_whom_it_goes_and_writes_no_second_v_v() -> None:
    assert told(content(to="Các xã"), shape=LETTER) == []
    assert any("kính gửi" in one for one in told(content(), shape=LETTER))
    for said in ("V/v nâng cao chỉ số", "Về việc nâng cao chỉ số"):
        assert any("bỏ chữ «V/v»" in one for one in told(content(to="Các xã", subject=said), shape=LETTER))
        assert told(content(subject=said)) == [], "the title of a decision does begin so"


def test_a_decision_has_grounds_and_articles() -> None:
    assert told(content(text="Điều 1. A.\nĐiều 2. B."), shape=DECISION) == []
    assert [one.field for one in found(content(grounds="", text="A."), shape=DECISION)] == ["grounds", "text"]


def test_the_last_ground_ends_as_the_layout_of_the_day_wants_it() -> None:
    said = content(grounds="Căn cứ Luật A;\nXét đề nghị,")
    assert told(said, layout=BEFORE) == []
    assert told(said) == ["Căn cứ cuối cùng phải kết thúc bằng dấu «.»."]


def test_the_party_signs_with_its_own_marks_and_has_no_authority_by_letter() -> None:
    said = content(grounds="")
    assert any("«K/T»" in one for one in told(content(grounds="", sign_form=""), layout=PARTY))
    assert told(said, layout=PARTY) == []
    assert any("không dùng cách ký" in one for one in told(content(grounds="", sign_form="tuq"), layout=PARTY))


def test_minutes_have_two_signers() -> None:
    assert [one.field for one in found(content(), shape=Shape("minutes"))] == ["second_signer"]


def test_a_slip_needs_no_subject() -> None:
    assert told(content(subject=""), shape=Shape("slip", subject=False)) == []


def test_a_version_is_checked_by_the_layout_of_its_day(room: Room) -> None:
    made = begun(room.writer, grounds="Căn cứ Luật A.")
    with ledger.seeing({room.writer.unit_id}):
        assert [one.field for one in drafting.faults_of(made.version_uid)] == ["grounds"], "in 2018 the last ground ends with «,»"
        assert drafting.faults_of(made.version_uid, date(2021, 1, 1)) == []
        with pytest.raises(drafting.VersionUnknown):
            drafting.faults_of(new_uid())


@pytest.mark.parametrize(
    ("said", "layout", "ground"),
    [
        ({"subject": ""}, DECREE, "căn cứ: Phụ lục I Nghị định 30/2020/NĐ-CP"),
        ({"text": "Điều 2. A."}, DECREE, "căn cứ: Phụ lục I Nghị định 30/2020/NĐ-CP, chưa đối chiếu"),
        ({"subject": "chữ " * 61}, DECREE, "gợi ý của phần mềm, không phải quy định"),
        ({"subject": ""}, BEFORE, "căn cứ: Thông tư 01/2011/TT-BNV (mẫu minh họa), chưa đối chiếu"),
        ({"place": ""}, PARTY, "căn cứ: Hướng dẫn 36-HD/VPTW"),
        ({"text": "Xong trước ngày 5/3/2018."}, PARTY, "căn cứ: Hướng dẫn 36-HD/VPTW, chưa đối chiếu"),
    ],
)
def test_each_breach_says_where_its_rule_stands_and_whether_that_was_compared(
    said: dict[str, Any], layout: Any, ground: str
) -> None:
    grounds = [str(drafting.ground_of(one, layout)) for one in found(content(**said), layout=layout)]
    assert ground in grounds


def test_a_rule_is_never_surer_than_the_layout_of_its_day() -> None:
    said = Content(subject="V/v a.", to="", text="ngày 5/3/2018", recipients="a", sign_form="tm", signer_post="PHÓ CHỦ TỊCH")
    before = [str(drafting.ground_of(one, BEFORE)) for one in found(said, shape=LETTER, layout=BEFORE)]
    assert before
    assert all(one.endswith("chưa đối chiếu") for one in before)
