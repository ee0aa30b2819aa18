"""Which form a report has: chosen by the last day of its period.  Source: handbook domain.md 1.9 [I], earlier forms [M]."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from lienthong.casework.reports.rules.catalogue import FORM_COLUMNS
from lienthong.casework.reports.rules.shapes import Report

OWN = "own"


class BadForms(ValueError):
    """The file of forms does not say what it must; a defect of the file."""


@dataclass(frozen=True)
class Form:
    """A report's form in `[since, until)`: its number, which columns, whether they are only how we remember them (sample)."""

    number: str
    columns: str
    since: date | None
    until: date | None
    law: str
    sample: bool
    mark: str


def forms_of(file: Mapping[str, Any]) -> dict[str, tuple[Form, ...]]:
    """Return the forms by report.  Raises BadForms when a day has no form of a report, or two, or its columns are not known."""
    return {key: _chain(key, rows) for key, rows in file["forms"].items()}


def _chain(key: str, rows: Sequence[Mapping[str, Any]]) -> tuple[Form, ...]:
    made = tuple(
        Form(
            str(row["number"]), str(row["columns"]), row.get("from"), row.get("until"), str(row["law"]),
            bool(row.get("sample", False)), str(row["mark"]),
        )
        for row in rows
    )  # fmt: skip
    for before, after in pairwise(made):
        if before.until is None or before.until != after.since:
            raise BadForms(f"{key}: the form from {after.since} does not follow the one until {before.until}")
    if made[0].since is not None or made[-1].until is not None:
        raise BadForms(f"{key}: the first form has no beginning and the last one no end")
    for form in made:
        if form.columns != OWN and (key, form.columns) not in FORM_COLUMNS:
            raise BadForms(f"{key}: nobody knows the columns «{form.columns}»")
    return made


def form_on(forms: Sequence[Form], day: date) -> Form | None:
    """Return the form for a period that ends on a day; None when the report has no official form."""
    return next((form for form in forms if form.until is None or day < form.until), None)


def formed(report: Report, form: Form | None) -> Report:
    """Return the report with the columns of a form."""
    if form is None or form.columns == OWN:
        return report
    return replace(report, columns=FORM_COLUMNS[report.key, form.columns], mark=form.mark)
