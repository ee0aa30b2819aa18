"""What a text says where offices write it is proposed; what is not there is not made up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.casework.intake import public as intake
from lienthong.casework.intake.rules.proposing import propose
from lienthong.casework.intake.services.proposing import known
from lienthong.office.org.testing import MONDAY_8AM

STATE, PARTY = known("state", MONDAY_8AM), known("party", MONDAY_8AM)
LETTER = """
  UBND TỈNH QUẢNG NINH           CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
           SỞ NỘI VỤ                   Độc lập - Tự do - Hạnh phúc
       Số: 152/SNV-CCHC             Quảng Ninh, ngày 09 tháng 3 năm 2018
       V/v nâng cao Chỉ số
  cải cách hành chính năm 2018

                           Kính gửi: UBND các huyện

Thực hiện Nghị quyết số 19-NQ/TU ngày 27 tháng 11 năm 2017 của Tỉnh ủy, đề nghị các địa phương triển khai.

Nơi nhận:                                           KT. GIÁM ĐỐC
- Như trên;                                         PHÓ GIÁM ĐỐC
- Lưu: VT, CCHC.

                                                  Trần Thị Minh Hạnh
"""
OF_LETTER = intake.Proposal(
    symbol="152/SNV-CCHC", issued_on=date(2018, 3, 9), issuer="SỞ NỘI VỤ", type_key="cong-van",
    subject="Nâng cao Chỉ số cải cách hành chính năm 2018", signer="Trần Thị Minh Hạnh",
    signer_capacity="KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC",
)  # fmt: skip


def test_a_letter_says_everything_in_its_places() -> None:
    assert propose(LETTER, STATE) == OF_LETTER


def test_columns_that_recognition_ran_together_are_told_apart_by_the_motto() -> None:
    text = LETTER.replace("NINH           CỘNG", "NINH CỘNG").replace("VỤ                   Độc", "VỤ Độc")
    assert propose(text, STATE) == OF_LETTER


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "ỦY BAN NHÂN DÂN\nHUYỆN BÌNH LIÊU\nSố: 05/TB-UBND",
            {"issuer": "ỦY BAN NHÂN DÂN HUYỆN BÌNH LIÊU", "symbol": "05/TB-UBND"},
        ),
        ("ĐẢNG BỘ TỈNH QUẢNG NINH\nHUYỆN ỦY BÌNH LIÊU\nSố 12-KL/HU", {"issuer": "HUYỆN ỦY BÌNH LIÊU", "symbol": "12-KL/HU"}),
        (
            "SỞ Y TẾ\nSố:  7 / QĐ - SYT   Hạ Long, ngày 5 tháng 1 năm 2018",
            {"issuer": "SỞ Y TẾ", "symbol": "07/QĐ-SYT", "issued_on": date(2018, 1, 5)},
        ),
        ("Số: 12/KH-SNV (thay bản cũ)", {"symbol": "12/KH-SNV"}),
        ("Số: 12 người", {}),
        ("Hạ Long, ngày 30 tháng 2 năm 2018", {}),
        ("Hạ Long, ngày 37 tháng 11 năm 2017\nngày 27 tháng 11 năm 2017", {"issued_on": date(2017, 11, 27)}),
        ("HỎA TỐC\nSố: 1/BC-VP", {"urgency": "express", "symbol": "01/BC-VP"}),
        (
            "KẾ HOẠCH\n\nKiểm tra công tác\nnăm 2018\n\nCăn cứ Luật",
            {"type_key": "ke-hoach", "subject": "Kiểm tra công tác năm 2018"},
        ),
        (
            "QUYẾT ĐỊNH\nVề việc khen thưởng\n-----------\nCHỦ TỊCH",
            {"type_key": "quyet-dinh", "subject": "Về việc khen thưởng", "signer_capacity": "CHỦ TỊCH"},
        ),
        ("kế hoạch của chúng tôi\nSố người: 12", {}),
        ("", {}),
        ("\x0c \n\t\n", {}),
    ],
)
def test_what_stands_in_a_place_is_proposed_and_nothing_else(text: str, said: dict[str, Any]) -> None:
    assert propose(text, STATE) == intake.Proposal(**said)


def test_a_document_of_the_party_is_read_by_its_own_places() -> None:
    text = """
  TỈNH ỦY QUẢNG NINH                   ĐẢNG CỘNG SẢN VIỆT NAM
            *                         Hạ Long, ngày 27 tháng 11 năm 2017
      Số 19-NQ/TU

                                NGHỊ QUYẾT
                      về ba đột phá chiến lược năm 2018

Năm 2017, tình hình kinh tế tiếp tục phát triển.
                                                      T/M TỈNH ỦY
                                                           BÍ THƯ

                                                     Nguyễn Văn Đọc
"""
    assert propose(text, PARTY) == intake.Proposal(
        symbol="19-NQ/TU", issued_on=date(2017, 11, 27), issuer="TỈNH ỦY QUẢNG NINH", type_key="nghi-quyet",
        subject="Về ba đột phá chiến lược năm 2018", signer="Nguyễn Văn Đọc", signer_capacity="T/M TỈNH ỦY BÍ THƯ",
    )  # fmt: skip


def test_the_number_of_another_document_in_the_text_is_not_taken_for_its_own() -> None:
    text = "SỞ NỘI VỤ\nKính gửi: UBND\nThực hiện Nghị quyết số 19-NQ/TU ngày 27/11/2017"
    assert propose(text, STATE).symbol == ""


@given(st.text(max_size=300))
def test_no_text_whatever_is_too_much(text: str) -> None:
    assert isinstance(propose(text, STATE), intake.Proposal)
