"""One reception on the screen: its five forms together, from a blank, from a draft, or from what was posted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import QueryDict

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.procedures import public as procedures
from lienthong.doors.desk.web import receive_forms as forms
from lienthong.office.org import public as org
from lienthong.toolkit.errors import Refusal

FIELD_OF = {
    "dossiers.late_entry_needs_reason": "late_reason",
    "dossiers.received_in_future": "received_at",
    "dossiers.late_entry_too_old": "received_at",
    "dossiers.papers_missing": "papers_complete",
    "dossiers.unknown_case": "case",
}
"""The field of the request that a refusal speaks of."""
PERSON_FIELDS = {"born_on": "born", "born_year": "born"}


@dataclass
class Reception:
    """The forms of one reception under one version of a procedure."""

    version: procedures.VersionRow
    request: forms.RequestForm
    owner: forms.PersonForm
    submitter: forms.PersonForm
    papers: forms.PapersForm
    fees: forms.FeesForm

    @property
    def all(self) -> tuple[BaseForm, ...]:
        """Return the forms in the order of the page."""
        return (self.request, self.submitter, self.owner, self.papers, self.fees)

    def is_valid(self) -> bool:
        """Return whether every form is; all are looked at, so that every fault is shown at once."""
        looked_at = [form.is_valid() for form in self.all if form is not self.submitter or not self.same]
        return all(looked_at)

    @property
    def same(self) -> bool:
        """Return whether the one who hands the dossier in is its owner."""
        return bool(self.request.data.get("same")) if self.request.is_bound else bool(self.request.initial.get("same"))

    def application(self) -> dossiers.Application:
        """Return what the counter wrote down; the forms are valid."""
        given = self.request.cleaned_data
        return dossiers.Application(
            version_uid=given["version"], case=given["case"], channel=given["channel"], owner=self.owner.person(),
            submitter=None if self.same else self.submitter.person(), households=given["households"],
            papers=self.papers.papers(), subject=given["subject"], sets=given["sets"], shelf=given["shelf"],
            result_delivery=given["result_delivery"], fees=self.fees.quantities(), exempt=self.fees.grounds(),
            received_at=given["received_at"], late_reason=given["late_reason"], papers_complete=given["papers_complete"],
        )  # fmt: skip

    def refuse(self, refusal: Refusal) -> None:
        """Put a refusal beside the field that it speaks of, else above the form."""
        if isinstance(refusal, dossiers.BadPerson):
            role, _, field = str(refusal.facts["field"]).partition(".")
            form: BaseForm = {"owner": self.owner, "submitter": self.submitter}.get(role, self.request)
            name = PERSON_FIELDS.get(field, field) if form is not self.request else "households"
            form.add_error(name if name in form.fields else None, refusal.message)
            return
        name = FIELD_OF.get(refusal.code, "")
        self.request.add_error(name or None, refusal.message)


def blank(version: procedures.VersionRow, *, key: UUID, at: datetime, draft: Mapping[str, list[str]] | None = None) -> Reception:
    """Return the forms to be filled in, with what a draft holds, without any fault shown."""
    words = {name: values[-1] if values else "" for name, values in (draft or {}).items()}
    first = {
        "version": str(version.uid),
        "key": str(key),
        "procedure_name": version.name,
        "sets": 1,
        "result_delivery": "counter",
    }
    start = {**first, **words, "key": str(key)}
    if draft is None:
        start["same"] = True
    else:
        start |= {name: name in words for name in ("same", "papers_complete")}
    case, channel = _case(version, str(start.get("case", ""))), _channel(version, str(start.get("channel", "")))
    day = org.local_day(at)
    return Reception(
        version,
        forms.RequestForm(initial=start | {"case": case}, definition=version.definition),
        forms.PersonForm(prefix="owner", initial=_under(words, "owner"), on=day),
        forms.PersonForm(prefix="submitter", initial=_under(words, "submitter"), on=day),
        forms.PapersForm(prefix="paper", initial=_under(words, "paper"), definition=version.definition, case=case),
        forms.FeesForm(prefix="fee", initial=_under(words, "fee"), definition=version.definition, case=case, channel=channel),
    )


def filled(version: procedures.VersionRow, data: QueryDict, *, at: datetime) -> Reception:
    """Return the forms with what was posted."""
    case = _case(version, data.get("case", ""))
    day = org.local_day(at)
    return Reception(
        version,
        forms.RequestForm(data, definition=version.definition),
        forms.PersonForm(data, prefix="owner", on=day),
        forms.PersonForm(data, prefix="submitter", on=day),
        forms.PapersForm(data, prefix="paper", definition=version.definition, case=case),
        forms.FeesForm(data, prefix="fee", definition=version.definition, case=case, channel=data.get("channel", "")),
    )


def _case(version: procedures.VersionRow, key: str) -> str:
    keys = [case.key for case in version.definition.cases]
    return key if key in keys else keys[0]


def _channel(version: procedures.VersionRow, typed: str) -> str:
    """Return the channel typed, else the one that the form shows first."""
    return typed or next(iter(version.definition.channels), procedures.Channel.DIRECT)


def _under(words: Mapping[str, str], prefix: str) -> dict[str, Any]:
    mark = f"{prefix}-"
    return {name.removeprefix(mark): value for name, value in words.items() if name.startswith(mark)}
