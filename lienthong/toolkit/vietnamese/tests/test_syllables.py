"""A syllable of Vietnamese is told from what is none."""

from __future__ import annotations

import unicodedata

import pytest

from lienthong.toolkit.vietnamese import is_syllable
from lienthong.toolkit.vietnamese.tests.test_sorting import ICU_ORDER

SYLLABLES = """
a ai anh áo ấy ăn ân ơi ông oan oai oanh uyên ưu ý yên yếu ước ươm ia u
gì gìn già giếng giết giữ giúp giường ghi ghế gà gió quá quê quốc quy quý quyết quỳnh quýt quanh quang quơ
kỳ kẻ kiểm kính kêu nghe nghĩa nghiệp nghề ngõ ngoài ngoẻo người nguyễn nguyên nguyệt huyện khuya khuỷu khuếch
huỳnh huých thuở rượu luật tuần khuất khuây xoong loong hoặc hoắt ngoằng xoăn toét hoen thuế đường chương trình
hội đồng nhân dân thường vụ ủy thúy thuý
hoà hòa các cách cấp cất ướp ích ếch nhích mượt thuộc việc biết chuyên thuyết quyển uýnh tuýp suýt
"""
OTHERS = """
cẻ cy ce ci ngê nge nghà nghoài ka kà ghà gha ghuo ge gê cac cach cap that not cat cốp̃ qan fa wa za ja jeans
strong committee has français élève très œuvre straße niño word wrong brr hmm xyz ngg thth aă êơ ướươ uôuô oi̇ a1 đđ dz b
"""


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_a_syllable_is_one_in_any_case_and_form(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", OTHERS.split())
def test_other_words_are_none(word: str) -> None:
    assert not is_syllable(word)


def test_nothing_is_no_syllable() -> None:
    assert not is_syllable("")
    assert not is_syllable("\u0301")


def test_a_stopped_syllable_has_one_of_two_tones() -> None:
    assert [is_syllable(word) for word in ("tac", "tác", "tạc", "tàc", "tảc", "tãc")] == [False, True, True, False, False, False]


def test_names_of_places_in_quang_ninh_are_made_of_syllables() -> None:
    words = {word for name in ICU_ORDER for word in name.replace("-", " ").split() if word.isalpha()}
    assert len(words) > 50
    strange = {word for word in words if not is_syllable(word)}
    assert len(strange) <= len(words) // 20, strange
