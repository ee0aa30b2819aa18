"""What is wrong in a procedure file is told in English on an English page, with the same names and numbers."""

from __future__ import annotations

import pytest
from django.utils import translation

from lienthong.casework.procedures import public as procedures
from lienthong.casework.procedures.testing import a_text
from lienthong.toolkit.ui.tongues import said


@pytest.mark.parametrize(
    ("change", "english"),
    [
        (("kind: levy", "kind: levi"), "‘levi’ cannot be used (did you mean ‘levy’?); choose one of: fee, levy."),
        (("kind: levy", "kind: levy, cost: 5"), "There is no field ‘cost’ here; correct the name or remove the line."),
        (("amount: 8000", "amount: 1.000"), "‘1.000’ is not a whole number; write it without points, commas or letters."),
    ],
)
def test_a_fault_is_told_in_english(change: tuple[str, str], english: str) -> None:
    with pytest.raises(procedures.DefinitionFaults) as no:
        procedures.parse(a_text(change))

    with translation.override("en"):
        told = [said(fault.message) for fault in no.value.faults]
    assert english in told


def test_a_fault_without_figures_is_told_in_english_too() -> None:
    with pytest.raises(procedures.DefinitionFaults) as no:
        procedures.parse("\tprocedure: 1.001193")

    with translation.override("en"):
        assert "lang=" not in said(no.value.faults[0].message)
