"""The dossier's official papers carry every field of their forms."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lienthong.toolkit import paper
from lienthong.toolkit.paper.testing import pages_of

FOLDER = Path(__file__).resolve().parents[1] / "data" / "papers"
SAMPLES = Path(__file__).parent / "data"
NOTICES = ["supplement_request", "refusal_notice", "apology_notice", "stop_notice"]
LISTS = ["receipt_slip", "control_slip", "hand_over_note", "tracking_register", "leg_receipt"]
TEMPLATES = [*LISTS, *NOTICES]
ADDRESS = "https://lienthong.example.vn/tra-cuu?ma=000.17.15.H49-181126-0001"


def sample(template: str) -> dict[str, Any]:
    """Return the sample data of a template."""
    data: dict[str, Any] = json.loads((SAMPLES / f"{template}.json").read_text(encoding="utf-8"))
    return data if template in ("tracking_register", "leg_receipt") else data | {"qr": paper.qr_svg(ADDRESS)}


@cache
def printed(template: str) -> tuple[str, ...]:
    """Return the text of the sample's pages, white space single."""
    return pages(template, sample(template))


def pages(template: str, data: dict[str, Any]) -> tuple[str, ...]:
    """Return the text of each page, white space single."""
    return pages_of(paper.render(f"dossiers/{template}.typ", data))


def texts(value: Any) -> list[str]:
    """Return every text inside sample data that is printed as it is."""
    match value:
        case dict():
            return [text for name, item in value.items() if name not in {"qr", "verdict"} for text in texts(item)]
        case list():
            return [text for item in value for text in texts(item)]
        case str() if not re.match(r"\d{4}-\d\d-\d\d", value):
            return [value]
    return []


def bare(text: str) -> str:
    """Return the text without white space and case: a line may break inside a value, and heads are in capitals."""
    return "".join(text.split()).lower()


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_text_of_the_data_is_on_the_paper(template: str) -> None:
    whole = bare(" ".join(printed(template)))

    assert [text for text in texts(sample(template)) if bare(text) not in whole] == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_uses_what_it_declares_and_nothing_else(template: str) -> None:
    source = (FOLDER / f"{template}.typ").read_text(encoding="utf-8")
    for taken in re.findall(r"//: = (\S+)", source):
        source += (FOLDER / taken).read_text(encoding="utf-8")
    declared = {field.name for field in paper.list_fields(f"dossiers/{template}.typ")}

    code = "\n".join(line for line in source.splitlines() if not line.startswith("//"))
    assert set(re.findall(r"\bdata\.([a-z_]+)", code)) == {name for name in declared if "[]" not in name}
    for name in (name.split("[].")[1] for name in declared if "[]" in name):
        assert re.search(rf"\.{name}\b|\"{name}\"", code), name


@pytest.mark.parametrize("template", [name for name in TEMPLATES if name != "tracking_register"])
def test_the_head_is_that_of_an_official_paper(template: str) -> None:
    first = printed(template)[0]

    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in first
    assert "Độc lập - Tự do - Hạnh phúc" in first
    assert sample(template)["agency_name"].upper() in first


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_paper_with_only_what_is_required_can_be_printed(template: str) -> None:
    fields = {field.name: field for field in paper.list_fields(f"dossiers/{template}.typ")}
    data = {name: value for name, value in sample(template).items() if fields[name].required}
    for name, value in data.items():
        if fields[name].kind == "list":
            data[name] = [{key: item[key] for key in item if fields[f"{name}[].{key}"].required} for item in value]

    assert len(pages(template, data)) >= 1


@pytest.mark.parametrize("template", NOTICES)
def test_a_notice_without_the_form_s_words_is_marked_as_a_sample(template: str) -> None:
    assert "mẫu minh họa" not in printed(template)[0]
    assert "mẫu minh họa" in pages(template, sample(template) | {"sample": True})[0]


@pytest.mark.parametrize("template", LISTS)
def test_a_paper_with_long_values_and_many_lines_goes_on_to_further_pages(template: str) -> None:
    data = sample(template)
    name = next(name for name, value in data.items() if isinstance(value, list) and isinstance(value[0], dict))
    data[name] = data[name] * 30
    data["agency_name"] = "Trung tâm Phục vụ hành chính công " * 4

    assert len(pages(template, data)) > len(printed(template))


def test_the_receipt_slip_says_when_to_come_and_how_to_look_up() -> None:
    first = printed("receipt_slip")[0]

    for expected in (
        "Số: 0001/TNHS",
        "Hoành Mô, ngày 26 tháng 11 năm 2018",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "Mã hồ sơ: 000.17.15.H49-181126-0001",
        "Tiếp nhận hồ sơ của: Hoàng Văn Ánh",
        "Số CMND/CCCD/Hộ chiếu: 100123456",
        "Chủ hồ sơ: Hoàng Thị Mỷ",
        "1. Thành phần hồ sơ nộp gồm:",
        "2. Số lượng hồ sơ: 1 (bộ)",
        "3. Thời gian giải quyết hồ sơ theo quy định: 10 ngày làm việc",
        "4. Thời gian nhận hồ sơ: 08 giờ 00 phút, ngày 26 tháng 11 năm 2018",
        "5. Thời gian trả kết quả giải quyết hồ sơ: 08 giờ 00 phút, ngày 10 tháng 12 năm 2018",
        "6. Đăng ký nhận kết quả tại: Bộ phận tiếp nhận và trả kết quả UBND xã Hoành Mô",
        "Quyển số: 02/2018",
        "Số thứ tự: 0145",
        "mã tra cứu K7P4",
    ):
        assert expected in first


def test_the_receipt_slip_has_a_page_for_the_citizen_and_one_for_the_dossier() -> None:
    citizen, dossier = printed("receipt_slip")

    assert "Liên 1: giao người nộp hồ sơ" in citizen
    assert "Liên 2: lưu cùng hồ sơ" in dossier
    assert citizen.replace("Liên 1: giao người nộp", "Liên 2: lưu cùng") == dossier


def test_a_single_copy_can_be_printed() -> None:
    assert len(pages("receipt_slip", sample("receipt_slip") | {"copies": ["Bản in lại"]})) == 1


def test_only_a_slip_whose_words_are_not_known_is_marked_as_a_sample() -> None:
    assert all("mẫu minh họa" in page for page in pages("receipt_slip", sample("receipt_slip") | {"sample": True}))
    assert not any("mẫu minh họa" in page for page in printed("receipt_slip"))


def test_a_late_entry_is_told_beside_the_true_time_of_reception() -> None:
    data = sample("receipt_slip") | {"late_entry": "mất điện từ 8 giờ đến 11 giờ"}

    assert "ngày 26 tháng 11 năm 2018 (nhập muộn: mất điện từ 8 giờ đến 11 giờ)" in pages("receipt_slip", data)[0]


def test_the_owner_is_shown_only_when_somebody_else_submits() -> None:
    data = {name: value for name, value in sample("receipt_slip").items() if name not in {"owner_name", "owner_address"}}

    assert "Chủ hồ sơ" not in pages("receipt_slip", data)[0]


def test_the_control_slip_has_a_row_for_each_hand_over_with_its_verdict() -> None:
    (page,) = printed("control_slip")

    assert page.count("1. Giao: ") == page.count("2. Nhận: ") == 3
    assert page.count(" X ") == 3
    assert "Nhận: chưa nhận" in page
    assert "Giao: 10 giờ 00 phút, ngày 27 tháng 11 năm 2018" in page


def test_the_hand_over_note_lists_every_dossier_twice_for_going_and_coming_back() -> None:
    giver, receiver = printed("hand_over_note")

    for code in ("000.17.15.H49-180312-0001", "000.17.15.H49-180312-0002"):
        assert giver.count(code) == receiver.count(code) == 2
    assert "I. GIAO HỒ SƠ (2 hồ sơ)" in giver
    assert "II. NHẬN KẾT QUẢ" in giver
    assert "(kệ A3-07)" in giver
    assert "14:30 ngày 20/03/2018" in giver


@pytest.mark.parametrize("template", ["receipt_slip", "hand_over_note"])
def test_each_copy_counts_its_own_pages(template: str) -> None:
    assert not any(page.startswith("2 ") for page in printed(template))
