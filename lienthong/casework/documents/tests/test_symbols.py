"""«Số, ký hiệu»: what is read, what is written, and that the one undoes the other."""

from __future__ import annotations

import string
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lienthong.casework.documents.queries import symbols, types
from lienthong.casework.documents.queries.symbols import NotASymbol, Party, State
from lienthong.casework.documents.rules import symbols as rules

READ: list[tuple[str, State | Party]] = [
    ("12/QĐ-UBND", State(12, None, "QĐ", "UBND")),
    ("15/UBND-VP", State(15, None, "", "UBND", "VP")),
    ("02/2018/QĐ-UBND", State(2, 2018, "QĐ", "UBND")),
    ("30/2020/NĐ-CP", State(30, 2020, "NĐ", "CP")),
    ("8869/VPCP-KGVX", State(8869, None, "", "VPCP", "KGVX")),
    ("1679/NQ-UBTVQH15", State(1679, None, "NQ", "UBTVQH15")),
    ("01/QyĐ-UBND", State(1, None, "QyĐ", "UBND")),
    ("07/NQ-HĐND", State(7, None, "NQ", "HĐND")),
    ("05/SY-UBND", State(5, None, "SY", "UBND")),
    ("05/TB-UBND", State(5, None, "TB", "UBND")),
    ("80/2015/QH13", State(80, 2015, "", "QH13")),
    ("01/2018/TTLT-BNV-BTC", State(1, 2018, "TTLT", "BNV-BTC")),
    ("120/SNN&PTNT-VP", State(120, None, "", "SNN&PTNT", "VP")),
    ("33/UBND", State(33, None, "", "UBND")),
    ("19-NQ/TU", Party(19, "NQ", "TU")),
    ("36-HD/VPTW", Party(36, "HD", "VPTW")),
    ("66-QĐ/TW", Party(66, "QĐ", "TW")),
    ("01-CTr/HU", Party(1, "CTr", "HU")),
    ("04-TBố/TW", Party(4, "TBố", "TW")),
    ("12-CV/BTCHU", Party(12, "CV", "BTCHU")),
]


@pytest.mark.parametrize(("text", "symbol"), READ)
def test_a_symbol_is_read_as_it_stands_on_the_document_and_written_so_again(text: str, symbol: State | Party) -> None:
    assert symbols.parse(text) == symbol
    assert str(symbol) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Số: 12/QĐ-UBND", "12/QĐ-UBND"),
        ("Số 19-NQ/TU", "19-NQ/TU"),
        ("SỐ : 12 / QĐ - UBND", "12/QĐ-UBND"),
        ("so: 7/UBND-VP", "07/UBND-VP"),
        ("Số:00012/QĐ-UBND", "12/QĐ-UBND"),
        ("12/QĐÐ-UBND", "12/QĐ-UBND"),
        ("12/QÐ-UBND", "12/QĐ-UBND"),
        ("07/NQ-HÐND", "07/NQ-HĐND"),
        ("12–QĐ/HU", "12-QĐ/HU"),
        ("12/QĐ—UBND\n", "12/QĐ-UBND"),
        (unicodedata.normalize("NFD", "04-TBố/TW"), "04-TBố/TW"),
        (unicodedata.normalize("NFD", "Số: 15/SGDĐT-VP"), "15/SGDĐT-VP"),
    ],
)
def test_what_a_person_types_and_a_machine_reads_badly_becomes_the_symbol(text: str, written: str) -> None:
    assert str(symbols.parse(text)) == written


def test_two_true_letters_are_not_taken_for_one_that_was_read_twice() -> None:
    assert symbols.parse("15/CNVPĐKĐĐ-TH") == State(15, None, "", "CNVPĐKĐĐ", "TH")


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "Số:", "12", "0/QĐ-UBND", "00-NQ/TU", "123456/QĐ-UBND", "QĐ-UBND", "12/", "12/QĐ-", "12-NQ", "12/QĐ/UBND",
        "30/02/2018", "12/2018", "12/1775/QĐ-UBND-", "12/QĐ-UBND ngày 5", "12/QĐ_UBND", "12/Ω-UBND", "12/Д-UBND",
        "١٢/QĐ-UBND", "12/QĐ-UBND" + "X" * 200, "12/QĐ--UBND", "12/\u202eDNBU-ĐQ", "không số",
    ],
)  # fmt: skip
def test_what_is_no_symbol_is_refused_with_an_example_of_one(text: str) -> None:
    with pytest.raises(NotASymbol) as no:
        symbols.parse(text)
    assert "12/CT-UBND" in no.value.message
    assert len(no.value.facts["text"]) <= rules.LONGEST


def test_only_the_list_of_types_tells_a_type_from_a_body() -> None:
    assert rules.parse("15/KH-UBND", {"KH"}) == State(15, None, "KH", "UBND")
    assert rules.parse("15/KH-UBND", set()) == State(15, None, "", "KH", "UBND")


def test_a_type_without_a_body_is_the_body_of_a_letter() -> None:
    assert symbols.parse("15/TTr") == State(15, None, "", "TTr")


@pytest.mark.parametrize(
    ("text", "system", "key"),
    [
        ("12/QĐ-UBND", "state", "quyet-dinh"),
        ("02/2018/QĐ-UBND", "state", "quyet-dinh-qppl"),
        ("30/2020/NĐ-CP", "state", "nghi-dinh"),
        ("15/UBND-VP", "state", "cong-van"),
        ("05/SY-UBND", "state", "sao-y"),
        ("01/QyĐ-UBND", "state", "quy-dinh"),
        ("19-NQ/TU", "party", "nghi-quyet"),
        ("12-CV/HU", "party", "cong-van"),
    ],
)
def test_a_symbol_says_which_type_its_document_has(text: str, system: str, key: str) -> None:
    found = symbols.type_of(symbols.parse(text))
    assert found is not None
    assert (found.system, found.key) == (system, key)


@pytest.mark.parametrize("text", ["80/2015/QH13", "12-XX/HU"])
def test_a_symbol_that_names_no_known_type_has_none(text: str) -> None:
    assert symbols.type_of(symbols.parse(text)) is None


NUMBERS = st.integers(1, 99_999)
YEARS = st.integers(1900, 2199)
NAMES = st.text("ABCGHKNPQTUVXĐÔƯ" + string.digits, max_size=6).map("B".__add__)
TYPES = st.sampled_from(sorted(types.STATE_ABBREVIATIONS))
LETTERS = NAMES.filter(lambda name: name not in types.STATE_ABBREVIATIONS)
STATE = st.one_of(
    st.builds(State, NUMBERS, st.none() | YEARS, TYPES, NAMES),
    st.builds(State, NUMBERS, st.none() | YEARS, st.just(""), LETTERS, NAMES | st.just("")),
)
PARTY_TYPES = [one.abbreviation for one in types.all_of("party") if one.abbreviation]
PARTY = st.builds(Party, NUMBERS, st.sampled_from(PARTY_TYPES), NAMES)


@given(st.one_of(STATE, PARTY))
@example(State(9, 2018, "QĐ", "UBND"))
@example(State(10, None, "", "TTr"))
def test_whatever_is_written_is_read_as_the_same(symbol: State | Party) -> None:
    assert symbols.parse(str(symbol)) == symbol
    assert symbols.parse(f"Số: {symbol}") == symbol
    assert symbols.parse(unicodedata.normalize("NFD", str(symbol))) == symbol


@given(st.text("0123456789/-ĐÐQNUBDTr.& :Sốđð–", max_size=30))
@example("1/TTr-A")
@example("1/A-1")
@example("12/ĐÐÐ")
def test_whatever_is_read_is_read_as_the_same_when_it_is_written(text: str) -> None:
    try:
        symbol = symbols.parse(text)
    except NotASymbol:
        return
    assert symbols.parse(str(symbol)) == symbol


@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    with suppress(NotASymbol):
        assert str(symbols.parse(text))
