"""One reception on the screen: its five forms together, from a blank, from a draft, or from what was posted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.forms import BaseForm
from django.http import QueryDict

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.procedures import public as procedures
from lienthong.doors.desk.web.receiving import receive_forms as forms
from lienthong.doors.desk.web.receiving.scan_forms import NO_SCANS, OTHER, Scans, ScansForm
from lienthong.office.org import public as org
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui import tongues

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
    representative: forms.RepresentativeForm
    papers: forms.PapersForm
    fees: forms.FeesForm
    scans: ScansForm

    @property
    def all(self) -> tuple[BaseForm, ...]:
        """Return the forms in the order of the page."""
        return (self.request, self.submitter, self.owner, self.representative, self.papers, self.fees, self.scans)

    def is_valid(self) -> bool:
        """Return whether every form is; all are looked at, so that every fault is shown at once.

        Forms that do not count (nobody else hands it in, nobody stands for the owner) are unbound and have no faults.
        """
        looked_at = [form.is_valid() for form in self.all if form.is_bound]
        return all(looked_at)

    def checklist(self) -> list[dict[str, Any]]:
        """Return the rows of the papers: each with its box, its counts and its scans (none for papers only shown)."""
        rows = self.papers.rows()
        return [{**row, "scans": self.scans.at(row["paper"].key) if row["counts"] else None} for row in rows]

    def other_scans(self) -> dict[str, Any]:
        """Return the scans of the paper that the procedure does not name."""
        return self.scans.at(OTHER)

    def brought(self) -> list[str]:
        """Return the names of the papers that are marked or have a scan."""
        return [row["paper"].name for row in self.checklist() if row["box"].value() or (row["scans"] or {}).get("held")]

    def _papers(self) -> list[dossiers.Paper]:
        papers = []
        for paper in self.papers.papers():
            uids = [row.uid for row in self.scans.held.get(paper.key or OTHER, ())] if not paper.shown_only else []
            papers.append(replace(paper, file_uid=uids[0], more_files=tuple(uids[1:])) if uids else paper)
        return papers

    @property
    def same(self) -> bool:
        """Return whether the one who hands the dossier in is its owner."""
        return self._ticked("same")

    @property
    def represented(self) -> bool:
        """Return whether somebody stands for the owner."""
        return self._ticked("represented")

    def _ticked(self, name: str) -> bool:
        return bool(self.request.data.get(name)) if self.request.is_bound else bool(self.request.initial.get(name))

    def application(self) -> dossiers.Application:
        """Return what the counter wrote down; the forms are valid."""
        given = self.request.cleaned_data
        return dossiers.Application(
            version_uid=given["version"], case=given["case"], channel=given["channel"], owner=self.owner.person(),
            submitter=None if self.same else self.submitter.person(),
            representative=self.representative.person() if self.represented else None, households=given["households"],
            papers=self._papers(), subject=given["subject"], sets=given["sets"], shelf=given["shelf"],
            result_delivery=given["result_delivery"], fees=self.fees.quantities(), copies=self.fees.copies(),
            exempt=self.fees.grounds(), received_at=given["received_at"], late_reason=given["late_reason"],
            papers_complete=given["papers_complete"], language=given["language"], letter_uid=given["letter"],
        )  # fmt: skip

    def refuse(self, refusal: Refusal) -> None:
        """Put a refusal beside the field that it speaks of, else above the form."""
        if isinstance(refusal, dossiers.BadPerson):
            role, _, field = str(refusal.facts["field"]).partition(".")
            people = {"owner": self.owner, "submitter": self.submitter, "representative": self.representative}
            form: BaseForm = people.get(role, self.request)
            name = PERSON_FIELDS.get(field, field) if form is not self.request else "households"
            form.add_error(name if name in form.fields else None, tongues.said(refusal))
            return
        name = FIELD_OF.get(refusal.code, "")
        self.request.add_error(name or None, tongues.said(refusal))


def blank(
    version: procedures.VersionRow, *, key: UUID, at: datetime, draft: Mapping[str, list[str]] | None = None,
    scans: Scans = NO_SCANS,
) -> Reception:  # fmt: skip
    """Return the forms to be filled in, with what a draft holds, without any fault shown but those of files."""
    words = {name: values[-1] if values else "" for name, values in (draft or {}).items()}
    first = {
        "version": str(version.uid),
        "key": str(key),
        "procedure_name": version.name,
        "sets": 1,
        "result_delivery": "counter",
        "language": "vi",
    }
    start = {**first, **words, "key": str(key)}
    if draft is None:
        start["same"] = True
    else:
        start |= {name: name in words for name in ("same", "represented", "papers_complete")}
    case, channel = _case(version, str(start.get("case", ""))), _channel(version, str(start.get("channel", "")))
    day = org.local_day(at)
    ticked: dict[str, Any] = {f"have_{slot}": True for slot in scans.held}
    return Reception(
        version,
        forms.RequestForm(initial=start | {"case": case}, definition=version.definition),
        forms.PersonForm(prefix="owner", initial=_under(words, "owner"), on=day),
        forms.PersonForm(prefix="submitter", initial=_under(words, "submitter"), on=day),
        forms.RepresentativeForm(prefix="representative", initial=_under(words, "representative"), on=day),
        forms.PapersForm(prefix="paper", initial=ticked | _under(words, "paper"), definition=version.definition, case=case),
        forms.FeesForm(prefix="fee", initial=_under(words, "fee"), definition=version.definition, case=case, channel=channel),
        ScansForm(definition=version.definition, case=case, scans=scans),
    )


def filled(version: procedures.VersionRow, data: QueryDict, *, at: datetime, scans: Scans = NO_SCANS) -> Reception:
    """Return the forms with what was posted."""
    case = _case(version, data.get("case", ""))
    day = org.local_day(at)
    papers = forms.PapersForm(data, prefix="paper", definition=version.definition, case=case)
    papers.scanned = frozenset(scans.held)
    return Reception(
        version,
        forms.RequestForm(data, definition=version.definition),
        forms.PersonForm(data, prefix="owner", on=day),
        _counted(forms.PersonForm, data, "submitter", day, counts=not data.get("same")),
        _counted(forms.RepresentativeForm, data, "representative", day, counts=bool(data.get("represented"))),
        papers,
        forms.FeesForm(data, prefix="fee", definition=version.definition, case=case, channel=data.get("channel", "")),
        ScansForm(definition=version.definition, case=case, scans=scans),
    )


P = TypeVar("P", bound=forms.PersonForm)


def _counted(kind: type[P], data: QueryDict, prefix: str, day: date, *, counts: bool) -> P:
    """Return the form of a person: bound when it counts, else with what was typed, shown again without faults."""
    if counts:
        return kind(data, prefix=prefix, on=day)
    typed = {name: str(value) for name, value in data.items()}
    return kind(prefix=prefix, initial=_under(typed, prefix), on=day)


def _case(version: procedures.VersionRow, key: str) -> str:
    keys = [case.key for case in version.definition.cases]
    return key if key in keys else keys[0]


def _channel(version: procedures.VersionRow, typed: str) -> str:
    """Return the channel typed, else the one that the form shows first."""
    return typed or next(iter(version.definition.channels), procedures.Channel.DIRECT)


def _under(words: Mapping[str, str], prefix: str) -> dict[str, Any]:
    mark = f"{prefix}-"
    return {name.removeprefix(mark): value for name, value in words.items() if name.startswith(mark)}
