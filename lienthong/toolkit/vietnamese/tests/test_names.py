"""Names come in clean, or are refused with a sentence that says what to do."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.vietnamese import (
    MAX_NAME,
    NameHasNoLetters,
    NameHasSymbols,
    NameMixesScripts,
    NameTooLong,
    clean_name,
    initials,
    mask_name,
    title,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Hoàng   Văn\tÁnh \n", "Hoàng Văn Ánh"),
        (unicodedata.normalize("NFD", "Chìu Thị Sồi"), "Chìu Thị Sồi"),
        ("Ðỗ Văn Ðức", "Đỗ Văn Đức"),
        ("Lý\u200b A\ufeff Sáng\u202e", "Lý A Sáng"),
        ("Tằng\x00 Dảu\x07 Mình", "Tằng Dảu Mình"),
        ("Hoàng\u00a0Văn\u3000Ánh", "Hoàng Văn Ánh"),
        ("Công ty TNHH 1TV Hoành Mô (CN 2) - Bình Liêu", "Công ty TNHH 1TV Hoành Mô (CN 2) - Bình Liêu"),
        ("H'Mông & Co.", "H'Mông & Co."),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("王小明", "王小明"),
    ],
)
def test_a_name_is_stored_clean_and_otherwise_as_typed(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "symbol"),
    [("Ánh 😀", "😀"), ("Ánh ❤\ufe0f", "❤"), ("👩\u200d👧 Lan", "👩"), ("A" + "\u0336" * 3, "\u0336"), ("A\ue000", "\ue000")],
)
def test_a_name_with_symbols_is_refused_and_the_symbol_shown(typed: str, symbol: str) -> None:
    with pytest.raises(NameHasSymbols) as no:
        clean_name(typed)

    assert no.value.facts == {"symbol": symbol}
    assert "xóa ký hiệu đó" in no.value.message


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", "123-45", "..."])
def test_a_name_without_letters_is_refused(typed: str) -> None:
    with pytest.raises(NameHasNoLetters):
        clean_name(typed)


def test_the_limit_counts_what_is_left_after_cleaning() -> None:
    assert len(clean_name("ắ" * MAX_NAME)) == MAX_NAME
    assert len(clean_name(unicodedata.normalize("NFD", "ắ" * MAX_NAME))) == MAX_NAME

    with pytest.raises(NameTooLong) as no:
        clean_name("ắ" * 500)

    assert no.value.facts == {"length": 500, "limit": 200}
    assert "500 ký tự" in no.value.message


@pytest.mark.parametrize("typed", ["Hоàng Văn Ánh", "Τrần Lan"])  # noqa: RUF001  # a Cyrillic and a Greek letter
def test_a_letter_that_only_looks_latin_is_refused(typed: str) -> None:
    with pytest.raises(NameMixesScripts) as no:
        clean_name(typed)

    assert unicodedata.name(no.value.facts["letter"]).startswith(("CYRILLIC", "GREEK"))


@given(st.text(max_size=260))
def test_whatever_is_typed_is_cleaned_for_good_or_refused(typed: str) -> None:
    try:
        name = clean_name(typed)
    except Refusal:
        return

    assert clean_name(name) == name
    assert 0 < len(name) <= MAX_NAME
    assert unicodedata.is_normalized("NFC", name)
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs"} for char in name)


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("Hoàng Văn Ánh", "Hoàng Văn A***"),
        ("Đặng Đức", "Đặng Đ***"),
        ("Trần Thị Ấn", "Trần Thị Â***"),
        ("lý a sáng", "lý a S***"),
        ("Ánh", "A***"),
        ("", "***"),
    ],
)
def test_a_masked_name_shows_family_and_middle_name_and_one_letter(name: str, masked: str) -> None:
    assert mask_name(name) == masked
    assert mask_name(unicodedata.normalize("NFD", name)) == masked


@pytest.mark.parametrize(("name", "letters"), [("Hoàng Văn Ánh", "HVA"), ("đỗ ân", "ĐÂ"), ("", "")])
def test_initials_are_capitals_without_tones(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("typed", "shown"), [("HOÀNG VĂN ÁNH", "Hoàng Văn Ánh"), ("đặng thị  uyên", "Đặng Thị Uyên"), ("H'MÔNG", "H'mông"), ("", "")]
)
def test_a_title_has_a_capital_on_every_word(typed: str, shown: str) -> None:
    assert title(typed) == shown
