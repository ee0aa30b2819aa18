"""A plan in answer to the resolution: drafted, returned once, signed by two people, numbered and sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tests.journeys.morning.place import Who
from tests.journeys.walking import march
from tests.journeys.week.house import CHAIRMAN, CHIEF, CLERK, FINANCE, VICE, House

SUBJECT = "Thực hiện Nghị quyết số 19-NQ/TU của Tỉnh ủy về cải cách hành chính năm 2018"
TEXT = """Thực hiện Nghị quyết số 19-NQ/TU, Ủy ban nhân dân huyện xây dựng kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

- Nâng Chỉ số cải cách hành chính của huyện.

2. Yêu cầu

a) Mỗi phòng, mỗi xã có chỉ tiêu, thời hạn rõ ràng.

II. NHIỆM VỤ

| Đơn vị | Chỉ tiêu | Thời hạn |
| Các xã, thị trấn | 100% hồ sơ đúng hạn | 30/6/2018 |
| Văn phòng | Đôn đốc hằng tuần | 30/4/2018 |"""
RECIPIENTS = """- Thường trực Huyện ủy;
- UBND các xã, thị trấn;
- Lưu: VT."""
WHY = "Thiếu kinh phí thực hiện ở mục II."
ADDED = "\n\nIII. KINH PHÍ\n\n1. Từ ngân sách huyện năm 2018."


@dataclass(frozen=True)
class Issued:
    """What the clerk issued: its number, the address of its page in the register, its file."""

    label: str
    address: str
    paper: bytes


def begins(house: House, at: datetime, symbol: str) -> None:
    """Let the vice chairman, who was given the letter, begin a plan in answer from the template for one."""
    house.comes(VICE, at)
    house.opens_task(symbol)
    house.link("Trang của văn bản")
    house.looks("shared")
    house.link("Soạn văn bản trả lời")
    house.page.locator("#mau").select_option(label="Kế hoạch thực hiện văn bản")
    house.press("Dùng mẫu này")
    house.page.wait_for_load_state("load")
    assert house.page.locator("#id_subject").input_value() == f"Thực hiện nghị quyết số {symbol}"
    house.looks("begin")


def begins_again(house: House, at: datetime) -> None:
    """Let the vice chairman begin a draft on a blank page."""
    house.comes(VICE, at)
    house.menu("Dự thảo")
    house.link("Soạn dự thảo")


def drafts(house: House, subject: str = SUBJECT, text: str = TEXT) -> str:
    """Fill in the form of a draft that is open, save it; return its address."""
    house.choose(body_key="UBND huyện Bình Liêu", type_key="Kế hoạch", sign_form="tập thể")
    house.fill(
        subject=subject, text=text, recipients=RECIPIENTS, place="Bình Liêu", sign_collective="ỦY BAN NHÂN DÂN", sign_head="",
        signer_post="CHỦ TỊCH", signer=house.name_of(CHAIRMAN),
        grounds="Căn cứ Nghị quyết số 19-NQ/TU ngày 09 tháng 3 năm 2018 của Tỉnh ủy Quảng Ninh;",
    )  # fmt: skip
    house.press("Lưu bản 1")
    house.says("Đã lưu bản 1 của dự thảo.")
    house.looks("draft")
    return house.page.url


def submits(house: House) -> None:
    """Submit the draft on whose page one is: the chairman signs, the head of the finance division before him."""
    house.link("Trình ký")
    house.choose(signer="UBND huyện Bình Liêu", cosigner_1="Phòng Tài chính")
    house.looks("submit")
    house.press("Trình ký")
    house.says("Đã trình.")


def returned(house: House, at: datetime, subject: str = SUBJECT) -> None:
    """Let the chief of office give the plan back with the reason."""
    house.comes(CHIEF, at)
    house.opens_task(subject)
    house.link("Trả lại")
    house.fill(reason=WHY)
    house.press("Trả lại nơi soạn")
    house.says("Đã trả lại nơi soạn.")


def mended(house: House, at: datetime, subject: str = SUBJECT) -> None:
    """Let the drafter read why, write the next version, look at the difference, and submit it again."""
    house.comes(VICE, at)
    house.menu("Dự thảo")
    house.link(f"Kế hoạch: {subject}")
    assert WHY in house.text()
    house.looks("returned")
    house.link("Sửa dự thảo")
    house.fill(text=TEXT + ADDED)
    house.press("Lưu bản mới")
    house.says("Đã lưu bản 2 của dự thảo.")
    house.link("So với bản trước")
    assert "KINH PHÍ" in house.text()
    house.looks("difference")
    house.page.go_back()
    submits(house)


def looked_at(house: House, at: datetime, subject: str = SUBJECT) -> None:
    """Let the chief of office agree to the form."""
    house.comes(CHIEF, at)
    house.opens_task(subject)
    house.link("Đồng ý, chuyển tiếp")
    house.press("Đồng ý, chuyển tiếp")
    house.says("Đã đồng ý và chuyển tiếp.")


def signs(house: House, who: Who, at: datetime, subject: str = SUBJECT) -> None:
    """Let a person sign what waits for their signature, after they said once more who they are."""
    house.comes(who, at)
    house.opens_task(subject)
    house.link("Ký số")
    house.confirms()
    house.looks("sign")
    house.press("Ký số")
    house.says("Đã ký số.")


def issued(house: House, at: datetime, subject: str = SUBJECT) -> Issued:
    """Let the records clerk number, seal and issue what was signed; return number and address of the document."""
    house.comes(CLERK, at)
    house.opens_task(subject)
    house.looks("round")
    house.link("Cấp số, đóng dấu, phát hành")
    house.confirms()
    house.press("Cấp số, đóng dấu, phát hành")
    house.says("Đã cấp số")
    house.link("Dòng trong sổ")
    house.looks("issued")
    label = house.page.locator("h1 .code").inner_text()
    return Issued(label, house.page.url, house.fetched(label.replace("/", "-")))


def goes_its_way(house: House, day: int, subject: str) -> Issued:
    """Let a submitted plan go through form, both signatures, number and seal in one afternoon."""
    looked_at(house, march(day, 15), subject)
    signs(house, FINANCE, march(day, 15, 30), subject)
    signs(house, CHAIRMAN, march(day, 16), subject)
    return issued(house, march(day, 16, 30), subject)
