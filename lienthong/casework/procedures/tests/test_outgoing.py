"""A result may say that it stands in the outgoing register; one that does not is stored as it always was."""

from __future__ import annotations

import pytest

from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.rules.stored_form import from_json, to_json
from lienthong.casework.procedures.rules.writing import write

TEXT = next(procedures.LIBRARY.rglob("1.002211-2015.yaml")).read_text(encoding="utf-8")
SAID = "outgoing: {type: quyet-dinh, mark: P}"


def test_a_result_says_as_which_document_it_stands_in_the_register() -> None:
    (result,) = procedures.parse(TEXT).results
    assert result.outgoing == procedures.Outgoing("quyet-dinh", "P", "people_committee")


def test_it_is_stored_and_written_as_it_was_read() -> None:
    told = procedures.parse(TEXT.replace(SAID, "outgoing: {type: cong-van, mark: M, body: division.office}"))
    assert from_json(to_json(told)) == told
    assert procedures.parse(write(told)) == told
    assert told.results[0].outgoing == procedures.Outgoing("cong-van", "M", "division.office")


def test_a_result_that_says_nothing_of_it_is_stored_as_before() -> None:
    told = procedures.parse(TEXT.replace(f", {SAID}", ""))
    assert told.results[0].outgoing is None
    assert to_json(told)["results"] == [
        {"key": "decision", "name": "Quyết định công nhận hòa giải viên", "code": "KQ.G15.000056"}
    ]


@pytest.mark.parametrize(
    "wrong", ["outgoing: {mark: P}", "outgoing: {type: quyet-dinh}", "outgoing: {type: quyet-dinh, mark: Z}"]
)
def test_a_type_and_a_mark_are_asked(wrong: str) -> None:
    with pytest.raises(procedures.DefinitionFaults):
        procedures.parse(TEXT.replace(SAID, wrong))
