"""The reviewed file of kinds, and what a kind says."""

from __future__ import annotations

from typing import Any

import pytest

from lienthong.casework.books import public as books
from lienthong.casework.books.rules.kinds import BadKinds, kind_for, kinds_of

PLAIN: dict[str, Any] = {
    "key": "permit", "name": "Sổ cấp phép", "symbol": "GP", "number": "{number:02d}/GP", "columns": ["subject"], "mark": "P",
}  # fmt: skip


def test_every_shipped_kind_says_how_sure_its_reading_of_the_law_is() -> None:
    assert {kind.mark for kind in books.kinds()} <= {"V", "I", "M", "P"}
    assert len({kind.key for kind in books.kinds()}) == len(books.kinds()) >= 9


@pytest.mark.parametrize(
    ("key", "number", "year", "label"),
    [
        ("certified-copy", 7, 2018, "7"),
        ("birth", 7, 2018, "07/2018"),
        ("birth", 123, 2018, "123/2018"),
        ("building-permit", 3, 2018, "03/GPXD"),
        ("household-business", 12, 2018, "000012/HKD"),
    ],
)
def test_a_number_is_written_as_its_kind_says(key: str, number: int, year: int, label: str) -> None:
    assert books.kind(key).label(number, year) == label


def test_a_volume_is_cited_with_its_year_and_symbol() -> None:
    assert books.kind("certified-copy").volume(1, 2018) == "01/2018-SCT/BS"


def test_a_result_finds_its_book_by_its_code_before_its_procedure() -> None:
    by_code, by_procedure = kinds_of(
        {"kinds": [{**PLAIN, "key": "a", "results": ["KQ.G15.000031"]}, {**PLAIN, "key": "b", "procedures": ["1.001193"]}]}
    )
    found = (by_code, by_procedure)
    assert kind_for(found, procedure="1.001193", result="KQ.G15.000031") is by_code
    assert kind_for(found, procedure="1.001193") is by_procedure
    assert kind_for(found, procedure="1.999999") is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"symbol": None}, "symbol"),
        ({"columns": ["subject", "colour"]}, "colour"),
        ({"number": "GP"}, "does not tell one number from another"),
        ({"number": "{no}"}, "no"),
        ({"number": "{number:zz}"}, "zz"),
    ],
)
def test_a_kind_that_cannot_be_is_refused_and_named(change: dict[str, Any], said: str) -> None:
    kind = {name: value for name, value in (PLAIN | change).items() if value is not None}
    with pytest.raises(BadKinds, match=said) as told:
        kinds_of({"kinds": [kind]})
    assert "permit" in str(told.value)


@pytest.mark.parametrize("field", ["procedures", "results"])
def test_no_result_belongs_to_two_books(field: str) -> None:
    with pytest.raises(BadKinds, match="stands twice"):
        kinds_of({"kinds": [{**PLAIN, "key": "a", field: ["1.1"]}, {**PLAIN, "key": "b", field: ["1.1"]}]})


def test_a_kind_stands_once() -> None:
    with pytest.raises(BadKinds, match="stands twice: permit"):
        kinds_of({"kinds": [PLAIN, PLAIN]})
