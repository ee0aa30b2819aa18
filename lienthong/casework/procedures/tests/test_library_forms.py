"""The forms of the library: which procedures have one, where its questions come from, and that each can be answered."""

from __future__ import annotations

import pytest

from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.rules.definition import Definition
from lienthong.casework.procedures.rules.publishing import check_publishing
from lienthong.casework.procedures.testing import BIRTH, a_library_definition, a_library_text, answers_to
from lienthong.casework.procedures.tests.test_library import FIFTEEN, LIBRARY, SUCCESSOR

MOST_OPTIONS = 8
WITH_FORM = sorted(name for name, definition in LIBRARY.items() if definition.form)
EVERY_FORM = pytest.mark.parametrize("name", WITH_FORM)
NOT_ONLINE = {
    "2.000815": "the original is looked at", "2.000884": "one signs before the clerk",
    "1.011607": "the national record of 2026 has the counter and the post alone", "2.000986": "ended before it went online",
}  # fmt: skip
"""Of the fifteen most used those that no version lets anybody file online, and why."""


def of_the_fifteen() -> dict[str, Definition]:
    codes = {*FIFTEEN, *SUCCESSOR.values()}
    return {name: one for name, one in LIBRARY.items() if one.code in codes}


def test_what_of_the_fifteen_is_filed_online_has_a_form_of_its_own() -> None:
    online = {name: one for name, one in of_the_fifteen().items() if "online" in one.channels}

    assert {name for name, one in online.items() if not one.form} == set()
    assert {one.code for one in of_the_fifteen().values()} - {one.code for one in online.values()} == set(NOT_ONLINE)


def test_a_form_is_written_only_where_something_is_filed_online() -> None:
    assert [name for name in WITH_FORM if "online" not in LIBRARY[name].channels] == []


@EVERY_FORM
def test_each_form_says_which_paper_it_was_taken_from_and_that_nobody_has_compared_it_yet(name: str) -> None:
    basis = LIBRARY[name].form_basis

    assert basis is not None
    assert (len(basis.text) > 20, basis.mark) == (True, "M")


@EVERY_FORM
def test_each_form_stands_for_the_declaration_that_nobody_sends_besides(name: str) -> None:
    definition = LIBRARY[name]
    declarations = [paper.key for paper in definition.papers if paper.key in {"declaration", "request"}]

    assert [paper.key for paper in definition.papers if paper.by_form] == declarations
    assert all(not paper.cases for paper in definition.papers if paper.by_form)


@EVERY_FORM
def test_each_form_can_be_answered_whichever_option_is_chosen(name: str) -> None:
    form = LIBRARY[name].online_form
    asked: set[str] = set()

    for pick in range(MOST_OPTIONS):
        answers = answers_to(form, pick=pick)
        assert procedures.answer_faults(form, answers) == []
        asked |= {f"{page.key}.{field.key}" for page in form if page.key in answers for field in page.fields}
    assert asked == {f"{page.key}.{field.key}" for page in form for field in page.fields}, "some page is never asked"
    assert max(len(field.options) for page in form for field in page.fields) <= MOST_OPTIONS


@EVERY_FORM
def test_each_form_says_what_is_missing_and_refuses_what_it_did_not_ask(name: str) -> None:
    form = LIBRARY[name].online_form
    answers = answers_to(form)
    first = next(field for field in form[0].fields if field.required)

    missing = procedures.answer_faults(form, {**answers, form[0].key: {**answers[form[0].key], first.key: ""}})
    foreign = procedures.answer_faults(form, {**answers, "weight": {"kilogram": "3"}})

    assert (missing[0].page, missing[0].field) == (form[0].key, first.key)
    assert [one.page for one in foreign] == ["weight"]


@EVERY_FORM
def test_each_form_is_written_and_stored_as_it_was_read(name: str) -> None:
    definition = LIBRARY[name]

    assert procedures.from_json(procedures.to_json(definition)) == definition
    assert procedures.parse(procedures.write(definition)) == definition


@pytest.mark.parametrize("change", ["", ", mark: M}"])
def test_a_form_that_does_not_say_where_it_comes_from_is_not_published(change: str) -> None:
    text = a_library_text(BIRTH)
    line = next(line for line in text.splitlines() if line.startswith("form_basis"))
    changed = procedures.parse(text.replace(line, line.replace(change, "}") if change else "#"))

    findings = check_publishing(changed)

    assert check_publishing(a_library_definition(BIRTH)) == []
    assert [one.field for one in findings] == ["form_basis"]
    assert "ghi soạn theo mẫu nào" in findings[0].message
