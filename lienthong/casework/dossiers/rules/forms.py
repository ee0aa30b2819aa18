"""Which form a paper of a dossier has: chosen by the day of reception, for forms change every few years.

Source: handbook domain.md 1.1, 1.7: dates of the circulars [V], names and fields with their marks in the file of forms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any


class BadForms(ValueError):
    """The file of forms does not say what it must; a defect of the file."""


@dataclass(frozen=True)
class Form:
    """A paper's form in a period `[since, until)`: its title, its template, the number of the circular's form.

    sample  the words of the form are not known: what is printed is marked «mẫu minh họa».
    mark    how sure we are of name and fields (V I M P).
    """

    kind: str
    title: str
    template: str
    since: date | None
    until: date | None
    number: str
    law: str
    sample: bool
    mark: str

    def holds_on(self, day: date) -> bool:
        """Return whether the form holds for a dossier received on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


def forms_of(file: Mapping[str, Any]) -> dict[str, tuple[Form, ...]]:
    """Return the forms of every kind of paper.  Raises BadForms when a day has no form of a kind, or two."""
    return {kind: _chain(kind, rows) for kind, rows in file["kinds"].items()}


def _chain(kind: str, rows: Sequence[Mapping[str, Any]]) -> tuple[Form, ...]:
    made = tuple(
        Form(
            kind, str(row["title"]), str(row["template"]), row.get("from"), row.get("until"), str(row.get("form", "")),
            str(row.get("law", "")), bool(row.get("sample", False)), str(row["mark"]),
        )
        for row in rows
    )  # fmt: skip
    for before, after in pairwise(made):
        if before.until is None or before.until != after.since:
            raise BadForms(f"{kind}: the form from {after.since} does not follow the one until {before.until}")
    if made[0].since is not None or made[-1].until is not None:
        raise BadForms(f"{kind}: the first form has no beginning and the last one no end")
    return made


def form_on(forms: Sequence[Form], day: date) -> Form:
    """Return the form that holds for a dossier received on a day; the chain has one for each."""
    return next(form for form in forms if form.holds_on(day))
