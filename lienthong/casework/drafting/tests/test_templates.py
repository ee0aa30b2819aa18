"""The reviewed file of templates: what it must say, and which of its faults stop the product."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lienthong.casework.drafting.rules.templates import BadTemplates, filled, templates_of


def a_row(**told: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "key": "phuc-dap", "name": "Công văn phúc đáp", "system": "state", "source": "letter", "type_key": "cong-van",
        "mark": "P", "content": {"subject": "phúc đáp {type} số {symbol}", "place": "{place}"},
    }  # fmt: skip
    return row | told


def test_facts_are_filled_in_and_dots_stand_for_those_that_are_not_known() -> None:
    (found,) = templates_of({"templates": [a_row(since=date(2018, 1, 1))]})
    made = filled(found, {"type": "Công văn", "place": "Bình Liêu"})
    assert (made.subject, made.place) == ("phúc đáp Công văn số …", "Bình Liêu")
    assert (found.holds(date(2017, 12, 31)), found.holds(date(2018, 1, 1))) == (False, True)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"colour": "đỏ"}, "phuc-dap: lacks nothing, knows not colour"),
        ({"system": "court"}, "system «court», source «letter», mark «P»"),
        ({"source": "dream"}, "source «dream»"),
        ({"mark": "X"}, "mark «X»"),
        ({"content": {"colour": "đỏ"}}, "there is no field «colour»"),
        ({"content": {"copies": "2"}}, "there is no field «copies»"),
        ({"content": {"to": "{issuer} {applicant}"}}, "phuc-dap to: a letter does not know applicant"),
        ({"content": {"to": "{issuer"}}, "phuc-dap to: expected '}'"),
        ({"content": {"to": "{}"}}, "«{}» is no plain name"),
        ({"content": {"to": "{issuer.name}"}}, "«{issuer.name}» is no plain name"),
        ({"content": {"to": "{issuer:>9}"}}, "«{issuer}» is no plain name"),
        ({"content": {"to": "{issuer!r}"}}, "«{issuer}» is no plain name"),
    ],
)
def test_a_fault_of_the_file_names_the_template_and_the_field(told: dict[str, Any], why: str) -> None:
    with pytest.raises(BadTemplates) as no:
        templates_of({"templates": [a_row(**told)]})
    assert why in str(no.value)


def test_what_lacks_and_what_stands_twice_is_named() -> None:
    with pytest.raises(BadTemplates, match="phuc-dap: lacks mark, name, knows not nothing"):
        templates_of({"templates": [{key: value for key, value in a_row().items() if key not in ("mark", "name")}]})
    with pytest.raises(BadTemplates, match="stands twice: phuc-dap"):
        templates_of({"templates": [a_row(), a_row()]})
