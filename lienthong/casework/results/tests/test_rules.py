"""Which result is which paper; what key files are called."""

from __future__ import annotations

from uuid import UUID

import pytest

from lienthong.casework.results import rules


@pytest.mark.parametrize(
    ("title", "paper", "fits"),
    [
        ("Giấy khai sinh", "Bản sao Giấy khai sinh của trẻ em", True),
        ("Giấy khai sinh", "Giấy khai sinh, hoặc giấy chứng sinh", True),
        ("GIẤY KHAI SINH", "giấy khai sinh", True),
        ("Giấy khai sinh", "Giấy chứng sinh", False),
        ("Giấy chứng nhận kết hôn", "Giấy chứng nhận quyền sử dụng đất", False),
        ("Giấy", "Giấy khai sinh", False),
        ("", "Giấy khai sinh", False),
        ("Giấy khai", "Giấy khaisinh", False),
    ],
)
def test_a_result_is_the_paper_whose_name_holds_its_words(title: str, paper: str, fits: bool) -> None:
    assert rules.fits(title, paper) is fits


def test_the_names_of_key_files_hold_nothing_that_leads_elsewhere() -> None:
    uid = UUID(int=7)

    assert rules.person_key(uid) == f"person-{uid}"
    assert rules.unit_key("H49.22.3") == "unit-H49.22.3"
    assert rules.unit_key("../xã/1") == "unit-..-x--1"
