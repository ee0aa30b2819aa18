"""Sort keys put Vietnamese text in the order that ICU gives it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.toolkit.vietnamese import name_sort_key, nfc, sort_key

# The names of Quảng Ninh's units before and after 2025, in the order of ICU 72 with locale vi.
ICU_ORDER = (Path(__file__).parent / "data" / "quang_ninh_icu72_order.txt").read_text(encoding="utf-8").splitlines()


def shuffled(texts: list[str]) -> list[str]:
    """Return the texts in another order, the same each time."""
    return random.Random(7).sample(texts, len(texts))


def test_real_unit_names_come_out_in_the_order_of_icu() -> None:
    assert sorted(shuffled(ICU_ORDER), key=sort_key) == ICU_ORDER
    assert len(set(ICU_ORDER)) == len(ICU_ORDER) > 500


def test_letters_follow_the_vietnamese_alphabet() -> None:
    alphabet = list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")

    assert sorted(shuffled(alphabet), key=sort_key) == alphabet


def test_tones_follow_ngang_huyen_hoi_nga_sac_nang() -> None:
    for row in ("a à ả ã á ạ", "ơ ờ ở ỡ ớ ợ", "y ỳ ỷ ỹ ý ỵ", "Ê Ề Ể Ễ Ế Ệ"):
        assert sorted(shuffled(row.split()), key=sort_key) == row.split()


def test_a_tone_decides_only_when_all_letters_are_equal() -> None:
    assert sorted(["Bình Liêu", "Bính Ca", "Bình", "Binh Minh"], key=sort_key) == ["Bình", "Bính Ca", "Bình Liêu", "Binh Minh"]


def test_small_letters_come_before_capitals_and_only_at_last() -> None:
    assert sorted(["Đá", "đà", "đá", "Đà"], key=sort_key) == ["đà", "Đà", "đá", "Đá"]


def test_spaces_digits_and_letters_come_in_this_order() -> None:
    assert sorted(["Khu2", "Khu 10", "Khua", "Khu 1", "Khu-1", "Khu"], key=sort_key) == [
        "Khu",
        "Khu 1",
        "Khu 10",
        "Khu-1",
        "Khu2",
        "Khua",
    ]


def test_a_shorter_text_comes_before_its_continuation() -> None:
    assert sort_key("Vô") < sort_key("Vô Ngại")
    assert sort_key("Lục Hồn") < sort_key("Lục Hồn 2")


def test_nfd_has_the_key_of_nfc() -> None:
    import unicodedata

    for name in ICU_ORDER[:200]:
        assert sort_key(unicodedata.normalize("NFD", name)) == sort_key(name)


def test_letters_of_other_scripts_come_last() -> None:
    assert sort_key("zz") < sort_key("Ж") < sort_key("中")


@given(st.text(max_size=40))
def test_a_key_is_ascii_whatever_the_text(text: str) -> None:
    assert sort_key(text).isascii()
    assert sort_key(nfc(text)) == sort_key(text)


@given(st.lists(st.text(alphabet="aáàâấbdđĐeêoôơuưyAÁ 1-", max_size=6), min_size=2, max_size=6))
def test_adding_the_same_end_keeps_unequal_letters_in_their_order(texts: list[str]) -> None:
    first, second = sorted(texts, key=sort_key)[:2]
    levels = [sort_key(text).split(" ")[0] for text in (first, second)]

    if not levels[1].startswith(levels[0]):
        assert sort_key(first + "x") < sort_key(second + "x")


def test_people_are_listed_by_given_name_then_family_and_middle_name() -> None:
    in_order = [
        "Hoàng Thị An",
        "Hoàng Văn An",
        "Lý Văn An",
        "Trần A Ân",
        "Chìu Sáng Bình",
        "Đặng Văn Đức",
        "Dương Thị Hòa",
        "La Ngọc Hoàng",
    ]

    assert sorted(shuffled(in_order), key=name_sort_key) == in_order


def test_capitals_do_not_part_people_of_one_given_name() -> None:
    names = ["LÝ VĂN AN", "Hoàng Văn An", "Trần Văn an"]

    assert sorted(names, key=name_sort_key) == ["Hoàng Văn An", "LÝ VĂN AN", "Trần Văn an"]


@pytest.mark.parametrize("name", ["", "   ", "Ánh"])
def test_a_name_of_one_word_or_none_has_a_key(name: str) -> None:
    assert name_sort_key(name).isascii()


def test_the_same_person_written_in_capitals_stands_beside() -> None:
    assert name_sort_key("Hoàng Văn Ánh") < name_sort_key("HOÀNG VĂN ÁNH") < name_sort_key("Hoàng Văn Ấm")
