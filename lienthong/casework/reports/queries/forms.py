"""The forms of reports, from their reviewed file."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import yaml

from lienthong.casework.reports.rules.catalogue import REPORTS, report
from lienthong.casework.reports.rules.forms import Form, form_on, formed, forms_of
from lienthong.casework.reports.rules.shapes import Report

FILE = Path(__file__).parent.parent / "data" / "forms.yaml"


@cache
def forms() -> dict[str, tuple[Form, ...]]:
    """Return the forms by report, each an unbroken chain of periods."""
    return forms_of(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def form_of(key: str, last: date) -> Form | None:
    """Return the official form of a report for a period that ends on `last`; None when it has none."""
    return form_on(forms().get(key, ()), last)


def report_on(key: str, last: date) -> Report:
    """Return a report as its form has it for a period that ends on `last`.  Raises KeyError."""
    return formed(report(key), form_of(key, last))


def listed() -> tuple[Report, ...]:
    """Return every report, in the order of the list."""
    return REPORTS
