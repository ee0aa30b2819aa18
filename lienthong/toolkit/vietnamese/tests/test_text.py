"""Search finds with and without marks, in NFC and NFD, by prefix."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.toolkit.vietnamese import canonical_tone, fold, nfc, one_line, prefix_range, tokens
from lienthong.toolkit.vietnamese.tests.test_sorting import ICU_ORDER


def nfd(text: str) -> str:
    """Return the decomposed form, as macOS writes file names."""
    return unicodedata.normalize("NFD", text)


def test_nfc_composes_and_leaves_the_composed_alone() -> None:
    assert nfc(nfd("Tiếng Việt")) == "Tiếng Việt"
    assert nfc("Hoành Mô") == "Hoành Mô"
    assert nfc("plain") == "plain"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đường  Đỗ", "duong do"),
        ("ĐĂNG KÝ KHAI SINH", "dang ky khai sinh"),
        ("\tỦy ban\u00a0nhân dân\n", "uy ban nhan dan"),
        ("Ðặng (chữ Eth)", "dang (chu eth)"),
        ("Ｈoành Mô", "hoanh mo"),  # noqa: RUF001  # a full-width letter, as a Chinese keyboard gives it
        ("İ", "i"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_fold_removes_marks_case_and_spare_space(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(nfd(text)) == folded


def test_fold_turns_every_unit_name_into_plain_ascii() -> None:
    for name in ICU_ORDER:
        assert fold(name).isascii(), name


def test_a_cyrillic_letter_is_not_taken_for_the_latin_one_it_resembles() -> None:
    assert fold("Аn") != fold("An")  # noqa: RUF001  # the first letter of the first word is Cyrillic


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=0x1EFF), max_size=40))
def test_nfc_and_nfd_fold_to_the_same(text: str) -> None:
    assert fold(nfd(text)) == fold(nfc(text))


def test_tokens_are_folded_words_each_once() -> None:
    assert tokens("Đăng ký khai sinh, đăng-ký lại (khai sinh) số 12/2018") == [
        "dang",
        "ky",
        "khai",
        "sinh",
        "lai",
        "so",
        "12",
        "2018",
    ]
    assert tokens(" … ") == []


def test_the_prefix_range_holds_what_begins_so_and_nothing_else() -> None:
    low, high = prefix_range("khai sin")

    assert (low, high) == ("khai sin", "khai sio")
    assert low <= "khai sin" < high
    assert low <= "khai sinh" < high
    assert not low <= "khai sio" < high
    assert not low <= "khai si" < high


@pytest.mark.parametrize("prefix", ["", "\ud7ff", "a\U0010ffff", "中"])
def test_the_prefix_range_has_an_end_for_any_last_character(prefix: str) -> None:
    low, high = prefix_range(prefix)

    assert low == prefix
    assert low < high
    assert low <= prefix + "x" < high
    high.encode()


@given(st.text(min_size=1, max_size=8), st.text(max_size=8))
def test_in_the_byte_order_of_collate_c_a_text_is_in_the_range_exactly_when_it_begins_so(prefix: str, text: str) -> None:
    if "\U0010ffff" in prefix:
        return
    low, high = (bound.encode() for bound in prefix_range(prefix))

    assert (low <= text.encode() < high) == text.startswith(prefix)
    assert low <= (prefix + text).encode() < high


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("hoà", "hòa"),
        ("HOÀ BÌNH", "HÒA BÌNH"),
        ("thuý", "thúy"),
        ("Thuỷ", "Thủy"),
        ("khoẻ", "khỏe"),
        ("uỷ ban", "ủy ban"),
        ("Uỷ", "Ủy"),
        ("toạ", "tọa"),
    ],
)
def test_an_open_syllable_has_its_tone_on_the_first_letter(new: str, old: str) -> None:
    assert canonical_tone(new) == old
    assert canonical_tone(old) == old
    assert canonical_tone(nfd(new)) == old


@pytest.mark.parametrize(
    "word",
    [
        "quý",
        "Quỳ",
        "quỹ",
        "hoàng",
        "Huỳnh",
        "toán",
        "hoài",
        "xoáy",
        "huýt",
        "của",
        "mùa",
        "già",
        "thuế",
        "khuya",
        "chuyến",
        "loa",
        "Lý",
    ],
)
def test_other_syllables_keep_their_tone(word: str) -> None:
    assert canonical_tone(word) == word


def test_a_tone_slipped_onto_the_first_letter_of_a_closed_syllable_is_put_right() -> None:
    assert canonical_tone("Hòang Tòan, Hùynh") == "Hoàng Toàn, Huỳnh"


def test_two_tones_on_one_pair_are_left_for_people_to_mend() -> None:
    assert canonical_tone("hòá") == "hòá"


@given(st.text(alphabet="hoàòáóaeẻèuùyýỳỷq nH", max_size=12))
def test_placing_tones_twice_changes_nothing_more(text: str) -> None:
    assert canonical_tone(canonical_tone(text)) == canonical_tone(text)
    assert fold(canonical_tone(text)) == fold(text)


def test_what_is_typed_is_stored_as_one_line_in_one_form() -> None:
    typed = "  Nhất trí\n\tvới  Phòng Nội vụ "
    assert one_line(typed) == one_line(nfd(typed)) == "Nhất trí với Phòng Nội vụ"
