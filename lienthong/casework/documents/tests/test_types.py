"""The reviewed file of types, and what a type says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lienthong.casework.documents.queries import types
from lienthong.casework.documents.rules.types import BadTypes, DocumentType, abbreviations, meant, types_of

DECREE = date(2020, 3, 5)
"""First day of NĐ 30/2020."""
PLAIN: dict[str, Any] = {"key": "thong-bao", "name": "Thông báo", "abbreviation": "TB", "mark": "V"}
OTHER: dict[str, Any] = {"key": "bao-cao", "name": "Báo cáo", "abbreviation": "BC", "mark": "M"}
DECREE_30 = {
    "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ", "CĐ", "BGN", "BTT",
    "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB",
}  # fmt: skip


def known(system: str, abbreviation: str, *, normative: bool = False) -> DocumentType:
    found = types.of(system, abbreviation, normative=normative)
    assert found is not None
    return found


def test_the_decree_has_its_29_types_and_they_are_verified() -> None:
    named = [one for one in types.all_of("state", DECREE) if not (one.normative or one.copy)]
    assert len(named) == 29
    assert {one.abbreviation for one in named} == DECREE_30 | {""}
    assert {one.mark for one in named} == {"V"}
    assert {one.name for one in named if not one.abbreviation} == {"Công văn", "Thư công"}


def test_before_the_decree_the_circular_held_and_it_is_told_from_memory() -> None:
    before = [one for one in types.all_of("state", date(2020, 3, 4)) if not (one.normative or one.copy)]
    assert {one.mark for one in before} == {"M"}
    assert {"bao-cao", "giay-di-duong", "giay-chung-nhan"} <= {one.key for one in before}
    assert "phieu-bao" not in {one.key for one in before}


@pytest.mark.parametrize(
    ("key", "before", "since"), [("ban-ghi-nho", "GN", "BGN"), ("trich-sao", "TS", "TrS"), ("giay-moi", "GM", "GM")]
)
def test_a_type_keeps_its_key_when_its_abbreviation_changes(key: str, before: str, since: str) -> None:
    assert types.by_key("state", key, date(2018, 3, 5)).abbreviation == before
    assert types.by_key("state", key, DECREE).abbreviation == since
    assert types.by_key("state", key).abbreviation == since
    for abbreviation in (before, since):
        assert known("state", abbreviation).key == key


def test_there_is_no_type_of_a_key_that_nobody_wrote() -> None:
    with pytest.raises(KeyError, match="state thong-tri"):
        types.by_key("state", "thong-tri")


def test_the_three_copies_are_copies_in_both_times() -> None:
    for day in (date(2018, 3, 5), DECREE):
        assert {one.key for one in types.all_of("state", day) if one.copy} == {"sao-y", "trich-sao", "sao-luc"}


def test_a_normative_text_is_told_by_its_year_and_a_decree_without() -> None:
    assert known("state", "NQ", normative=True).key == "nghi-quyet-qppl"
    assert known("state", "NQ").key == "nghi-quyet"
    assert known("state", "NĐ").key == "nghi-dinh"
    assert types.of("state", "", normative=True) is None


def test_no_type_of_the_party_is_presented_as_verified() -> None:
    party = types.all_of("party")
    assert {one.mark for one in party} == {"M"}
    assert {"NQ", "QĐ", "KL", "TT", "CV", "TBố"} <= {one.abbreviation for one in party}
    assert types.of("party", "") is None
    assert known("party", "KL").name == "Kết luận"


def test_a_symbol_of_the_party_says_nothing_about_the_state() -> None:
    assert types.of("state", "KL") is None
    assert abbreviations(types_of({"state": [PLAIN], "party": [OTHER]})) == {"TB"}


def test_of_two_rows_of_a_type_the_one_of_the_day_is_meant() -> None:
    rows = types_of({"state": [{**PLAIN, "until": DECREE, "name": "cũ"}, {**PLAIN, "since": DECREE, "name": "mới"}]})
    days = (date(2020, 3, 4), DECREE, None)
    assert [row.name for day in days if (row := meant(rows, "state", "TB", on=day))] == ["cũ", "mới", "mới"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": None}, "lacks name"),
        ({"colour": "red"}, "knows not colour"),
        ({"mark": "X"}, "mark «X»"),
        ({"since": "2020"}, "are days"),
        ({"since": DECREE, "until": DECREE}, "before it begins"),
        ({"abbreviation": "T B"}, "not letters"),
        ({"abbreviation": "T/B"}, "not letters"),
    ],
)
def test_a_type_that_cannot_be_is_refused_and_named(change: dict[str, Any], said: str) -> None:
    row = {name: value for name, value in (PLAIN | change).items() if value is not None}
    with pytest.raises(BadTypes, match=said) as told:
        types_of({"state": [row]})
    assert "state thong-bao" in str(told.value)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (PLAIN, PLAIN, "thong-bao: stands twice"),
        (PLAIN, {**PLAIN, "since": DECREE}, "thong-bao: stands twice"),
        (PLAIN, {**OTHER, "abbreviation": "TB"}, "both are written «TB»"),
    ],
)
def test_two_types_that_nobody_could_tell_apart_are_refused(one: dict[str, Any], other: dict[str, Any], said: str) -> None:
    with pytest.raises(BadTypes, match=said):
        types_of({"party": [one, other]})


def test_a_system_that_is_none_is_refused() -> None:
    with pytest.raises(BadTypes, match="unknown systems trade"):
        types_of({"state": [PLAIN], "trade": [OTHER]})


def test_the_two_systems_may_write_the_same_and_so_may_a_normative_text() -> None:
    normative = {**PLAIN, "key": "thong-bao-qppl", "normative": True}
    assert len(types_of({"state": [PLAIN, normative], "party": [PLAIN]})) == 3
    assert len(types_of({"state": [{**PLAIN, "abbreviation": ""}, {**OTHER, "abbreviation": None, "silent": True}]})) == 2
