"""Which village an address lies in, and what a phone may tell."""

from __future__ import annotations

from typing import Any

import pytest

from lienthong.casework.trips import public as trips
from lienthong.casework.trips.rules import acts, villages


@pytest.mark.parametrize(
    ("address", "village"),
    [
        ("bản Đồng Cậm, xã Hoành Mô", "Bản Đồng Cậm, xã Hoành Mô"),
        ("  Thôn  Cửa Khẩu ,xã Hoành Mô, huyện Bình Liêu", "Thôn Cửa Khẩu, xã Hoành Mô"),
        ("Khu Chợ", "Khu Chợ"),
        (", ", ""),
        ("", ""),
    ],
)
def test_a_village_is_the_first_words_of_an_address_with_its_commune(address: str, village: str) -> None:
    assert villages.village_of(address) == village


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Bản Đồng Cậm, xã Hoành Mô", "dong cam", True),
        ("thôn Đồng Cậm, xã Hoành Mô", "Bản Đồng Cậm, xã Hoành Mô", True),
        ("Bản Nà Luông, xã Lục Hồn", "Bản Nà Luông, xã Vô Ngại", False),
        ("Bản Đồng Cậm", "Bản Đồng Cẩm Hạ", False),
        ("Bản Bản Ngày", "Bản Ngày", True),
        ("Bản", "bản", True),
        ("", "", False),
    ],
)
def test_two_spellings_of_one_village_are_one(one: str, other: str, alike: bool) -> None:
    assert villages.same(one, other) is alike


def test_an_address_lies_in_the_first_village_that_fits() -> None:
    names = ["Bản Loòng Vài", "Bản Đồng Cậm, xã Hoành Mô", "Đồng Cậm"]
    assert villages.among("bản Đồng Cậm, xã Hoành Mô", names) == names[1]
    assert villages.among("khu Bình An, thị trấn Bình Liêu", names) == ""


@pytest.mark.parametrize(
    "facts",
    [
        {"papers": "giấy khai sinh"},
        {"papers": ["giấy khai sinh"]},
        {"papers": [{"name": "x", "originals": -1}]},
        {"papers": [{"name": "x", "originals": "1"}]},
        {"papers": [{"name": "x", "copies": 100}]},
        {"papers": [{}] * 100},
    ],
)
def test_papers_that_cannot_be_read_are_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(trips.ActUnreadable):
        acts.papers(facts)


def test_what_a_phone_tells_is_read_strictly() -> None:
    told = {"papers": [{"key": "birth", "name": " Giấy  chứng sinh ", "originals": 1, "shown_only": True}]}
    assert acts.papers(told) == [acts.Taken("birth", "Giấy chứng sinh", 1, 0, shown_only=True)]
    assert acts.person({"person": {"name": "Sen", "born": "1985"}}, {"name": "Hoàng Thị Sen"})["name"] == "Hoàng Thị Sen"
    for read in (
        lambda: acts.text({"receiver": 5}, "receiver"),
        lambda: acts.text({"receiver": "x" * 301}, "receiver"),
        lambda: acts.uid({"version": "không phải"}, "version"),
        lambda: acts.person({"person": "Sen"}, {}),
    ):
        with pytest.raises(trips.ActUnreadable):
            read()


@pytest.mark.parametrize(
    "told",
    [
        {"name": "x" * 201}, {"email": "x" * 201}, {"witness": "x" * 201}, {"address": "x" * 301}, {"sex": "nữ"},
        {"signs_by": "đóng dấu"}, {"phone": 912345678}, {"name": None},
    ],
)  # fmt: skip
def test_a_person_is_read_strictly_whoever_it_is(told: dict[str, Any]) -> None:
    with pytest.raises(trips.ActUnreadable):
        acts.representative({"representative": told}, {})
    if "email" not in told:
        with pytest.raises(trips.ActUnreadable):
            acts.person({"person": told}, {})


def test_who_stands_for_the_applicant_is_told_with_the_basis_or_nobody_is() -> None:
    assert acts.representative({}, {}) is None
    assert acts.representative({"representative": None}, {"representative.name": "Lìn"}) is None
    told = acts.representative(
        {"representative": {"name": " Chíu  Thị Lìn", "basis": "mẹ", "sex": "female", "more": "bỏ"}},
        {"representative.basis": "mẹ của chủ hồ sơ", "basis": "của ai khác", "name": "Sen"},
    )
    assert told is not None
    assert {name: words for name, words in told.items() if words} == {
        "name": "Chíu Thị Lìn", "basis": "mẹ của chủ hồ sơ", "sex": "female",
    }  # fmt: skip
    assert set(told) == set(trips.REPRESENTATIVE)
    for bent in ("Lìn", ["Lìn"], 0):
        with pytest.raises(trips.ActUnreadable):
            acts.representative({"representative": bent}, {})


def test_somebody_signs_or_has_a_witness() -> None:
    acts.must_be_signed({}, signed=True)
    acts.must_be_signed({"witness": "Lô Văn Tài"}, signed=False)
    with pytest.raises(trips.SignatureMissing):
        acts.must_be_signed({"witness": " "}, signed=False)


def test_a_gap_is_an_act_that_was_made_and_did_not_come() -> None:
    assert acts.gaps([], 0) == []
    assert acts.gaps([1, 3], 3) == [2]
    assert acts.gaps([1, 2], 4) == [3, 4]
    assert acts.gaps([2], 0) == [1], "a higher number came than the phone said it had made"


def test_the_same_act_has_one_digest_and_another_one_another() -> None:
    told = {"kind": "return", "facts": {"receiver": "Sen"}}
    assert acts.digest(told, ["b", "a"]) == acts.digest(dict(told), ["a", "b"])
    assert acts.digest(told, []) != acts.digest({**told, "kind": "missed"}, [])
