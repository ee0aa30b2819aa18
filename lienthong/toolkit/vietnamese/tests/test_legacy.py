"""Texts in TCVN3 and VNI are recognised and become Unicode; texts of today are left alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lienthong.toolkit.vietnamese import legacy
from lienthong.toolkit.vietnamese.legacy import TCVN3, VNI, Encoding, certainty, converted, recognised

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
SMALL = "đ" + "".join(
    unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES if tone or vowel not in "aeiouy"
)
CAPITALS = SMALL.upper()
LETTERS = SMALL + CAPITALS
OF_TCVN3 = {letter: code for code, letter in TCVN3.items()}
OF_VNI = {letter: code for code, letter in VNI.items()}
PLAIN = "abcdefghijklmnopqrstuvwxyz"


def in_tcvn3(text: str) -> str:
    """Return a text as it was typed in a TCVN3 font; a capital that the font has not is typed small, in a font of capitals."""
    return "".join(OF_TCVN3.get(char) or OF_TCVN3.get(char.lower(), char) for char in text)


def in_vni(text: str) -> str:
    """Return a text as it was typed in a VNI font."""
    return "".join(OF_VNI.get(char, char) for char in text)


def test_there_are_134_letters() -> None:
    assert len(set(LETTERS)) == len(LETTERS) == 134


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_of_vni_comes_back(letter: str) -> None:
    assert in_vni(letter) != letter or letter in "íìÍÌ"
    assert converted(in_vni(letter), Encoding.VNI) == letter
    assert converted(f"x{in_vni(letter)}n", Encoding.VNI) == f"x{letter}n"


@pytest.mark.parametrize("letter", SMALL + "ĂÂĐÊÔƠƯ")
def test_every_small_letter_of_tcvn3_and_its_seven_capitals_come_back(letter: str) -> None:
    assert converted(in_tcvn3(letter), Encoding.TCVN3) == letter
    assert converted(f"x{in_tcvn3(letter)}n", Encoding.TCVN3) == f"x{letter}n"


@pytest.mark.parametrize("letter", CAPITALS)
def test_every_capital_of_tcvn3_comes_back_among_capitals(letter: str) -> None:
    assert converted(f"TH{in_tcvn3(letter)}NG", Encoding.TCVN3) == f"TH{letter}NG"


@pytest.mark.parametrize("encoding", Encoding)
def test_signs_stand_for_one_letter_each(encoding: Encoding) -> None:
    table = TCVN3 if encoding is Encoding.TCVN3 else VNI
    assert len(set(table.values())) == len(table)


SENTENCES = [
    "Ủy ban nhân dân huyện Bình Liêu báo cáo kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội năm 2003",
    "Quyết định số 112/QĐ-UB ngày 05/3/2002 của Chủ tịch Ủy ban nhân dân tỉnh Quảng Ninh",
    "Kính gửi: Các phòng, ban (đơn vị) thuộc huyện; đề nghị trả lời trước 17h30 ngày 30/6.",
    "Hộ khẩu thường trú: thôn Nà Ếch, xã Húc Động",
    "Ông Hoàng Văn Ánh, sinh năm 1957, dân tộc Tày",
    "Về việc cấp giấy chứng nhận quyền sử dụng đất",
    "Đồng Tâm\nLục Hồn\nTình Húc\nVô Ngại\nHoành Mô",
]
"""Capitals beyond Ă Â Đ Ê Ô Ơ Ư come small out of TCVN3 where the word around is small: the text does not tell its font."""


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_in_vni_are_recognised_and_come_back(sentence: str) -> None:
    old = in_vni(sentence)
    assert recognised(old) is Encoding.VNI
    assert converted(old, Encoding.VNI) == sentence


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_in_tcvn3_are_recognised_and_come_back(sentence: str) -> None:
    old = in_tcvn3(sentence)
    assert recognised(old) is Encoding.TCVN3
    lost = str.maketrans({capital: capital.lower() for capital in CAPITALS if capital not in OF_TCVN3})
    assert converted(old, Encoding.TCVN3) == sentence.translate(lost)


@pytest.mark.parametrize(
    ("old", "encoding", "text"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", Encoding.TCVN3, "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM", Encoding.TCVN3, "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("§éc lËp - Tù do - H¹nh phóc", Encoding.TCVN3, "Độc lập - Tự do - Hạnh phúc"),
        ("Tr\xad\xeang Quèc ¢n, 45 tuæi", Encoding.TCVN3, "Trường Quốc Ân, 45 tuổi"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", Encoding.VNI, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", Encoding.VNI, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", Encoding.VNI, "Độc lập - Tự do - Hạnh phúc"),
        ("Tröôøng Quoác AÂn, 45 tuoåi", Encoding.VNI, "Trường Quốc Ân, 45 tuổi"),
        ("Aùp duïng töø ngaøy 01/7", Encoding.VNI, "Áp dụng từ ngày 01/7"),
    ],
)
def test_what_stands_at_the_head_of_every_paper_is_told(old: str, encoding: Encoding, text: str) -> None:
    assert recognised(old) is encoding
    assert converted(old, encoding) == text


@pytest.mark.parametrize(
    ("old", "text"),
    [
        ("Vò Hµ", "Vũ Hà"),
        ("UBND HuyÖn", "UBND Huyện"),
        ("X· HéI", "XÃ HỘI"),
        ("x· HéI", "xã HỘI"),
        ("HéI\nx·", "HỘI\nxã"),
        ("X· HéI\r\nHµ Néi", "XÃ HỘI\r\nHà Nội"),
        ("", ""),
        ("12/2003 (*)", "12/2003 (*)"),
    ],
)
def test_capitals_of_tcvn3_are_taken_from_what_stands_around(old: str, text: str) -> None:
    assert converted(old, Encoding.TCVN3) == text


ORDINARY = [
    *SENTENCES,
    *(sentence.upper() for sentence in SENTENCES),
    *(unicodedata.normalize("NFD", sentence) for sentence in SENTENCES),
    "Tôi là Hà",
    "Bé Hà và cô Cúc",
    "Cá, gà, bò, dê và cà phê",
    "Cho tôi bé cà",
    "«Là cô» và «Hà»",
    "UBND xa Luc Hon bao cao",
    "",
    "12/QĐ",
    "2018",
    "· Hoa · Mai · Lan",
    "• 5 µm, 20 °C ± 1, § 12, © 2018, ½, ×, ÷",
    "§ 1 § 2 § 3",
    "The committee has received the application and will answer within five working days.",
    "A naïve résumé from the café, façade and all; the fiancée was blasé.",
    "Copyright © 2018, all rights reserved ® – 5 µm",
    "L'élève français est né à Genève où il a été très tôt reçu; dès l'été, sa mère préféra l'île.",
    "Le thé est né",
    "né, thé, dé, ré",
    "Où étais-tu? Là où tu étais.",
    "Où? Où? Où?",
    "Le conseil a reçu la requête du maire de la commune et répondra sous dix jours.",
    "Très bien, à bientôt; où êtes-vous né ?",
    "«Voilà l'été», dit-il à sa mère.",
    "Größe, Maß und Übermut: für Köln",
    "El niño comió la piña en el jardín",
    "São Paulo, coração, informação",
    "日本語のテキスト",
    "Привет, мир",
    "😀 Ω ≈ ç √",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_texts_are_left_alone(text: str) -> None:
    assert recognised(text) is None


@pytest.mark.parametrize("text", ["Hµ", "né", "·", "Haø"])
def test_one_word_is_not_enough(text: str) -> None:
    assert recognised(text) is None


def test_two_words_are_just_enough_and_more_are_surer() -> None:
    short, longer = in_tcvn3("Hà Nội"), in_tcvn3(SENTENCES[0])
    assert recognised(short) is Encoding.TCVN3
    assert legacy.CERTAIN <= certainty(short, Encoding.TCVN3) < certainty(longer, Encoding.TCVN3) < 1
    assert certainty(longer, Encoding.VNI) == 0


def test_old_words_in_a_foreign_text_are_not_enough() -> None:
    assert recognised("The town of Hµ Néi was visited by the delegation from several other provinces") is None


def test_one_unicode_letter_says_unicode() -> None:
    assert certainty("Céng hoµ x· héi chñ nghÜa", Encoding.TCVN3) > legacy.CERTAIN
    assert certainty("Céng hoµ x· hội chñ nghÜa", Encoding.TCVN3) == 0


WORDS = st.builds(
    str.__add__, st.sampled_from(PLAIN + SMALL + "ĂÂĐÊÔƠƯABCDE"), st.text(st.sampled_from(PLAIN + SMALL), max_size=7)
)
GAPS = st.sampled_from([" ", ", ", " - ", "/", ". ", " (", ")\n", ": 12/3 ", "\t"])
TEXTS = st.lists(st.tuples(WORDS, GAPS), max_size=8).map(lambda pairs: "".join(word + gap for word, gap in pairs))


@settings(max_examples=300)
@given(TEXTS)
@example("")
def test_any_text_of_small_words_comes_back_from_tcvn3(text: str) -> None:
    old = in_tcvn3(text)
    assert converted(old, Encoding.TCVN3) == text


ANY = st.text(st.sampled_from(PLAIN + PLAIN.upper() + LETTERS + "0123456789 .,;:/()-\n"), max_size=40)


@settings(max_examples=300)
@given(ANY)
def test_any_text_comes_back_from_vni(text: str) -> None:
    assert converted(in_vni(text), Encoding.VNI) == text


@settings(max_examples=300)
@given(ANY.map(str.upper))
def test_any_text_in_capitals_comes_back_from_tcvn3(text: str) -> None:
    assert converted("AB " + in_tcvn3(text).replace("\n", " "), Encoding.TCVN3) == "AB " + text.replace("\n", " ")


@settings(max_examples=300)
@given(st.text(max_size=60))
def test_any_text_is_converted_to_nfc_without_an_error(text: str) -> None:
    for encoding in Encoding:
        assert unicodedata.is_normalized("NFC", converted(text, encoding))
        assert 0 <= certainty(text, encoding) <= 1


@settings(max_examples=300)
@given(ANY)
def test_converted_texts_are_not_recognised_again(text: str) -> None:
    if set(text) & set("ăđơưĩũạảấầẩẫậ"):
        assert recognised(text) is None
