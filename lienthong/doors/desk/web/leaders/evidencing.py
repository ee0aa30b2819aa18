"""Evidence that comes with a form: photos and PDFs are held at once, so that no refusal of the form loses one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.receiving import holding
from lienthong.doors.desk.web.receiving.scan_forms import TYPES
from lienthong.office.files import public as files
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui.forms import FileField, Form, ManyFiles

SLOT = "evidence"


@dataclass(frozen=True)
class Evidence:
    """What is held for a form: its key, the files, the sentences with which others were refused, whether one was just dropped."""

    key: UUID
    held: Sequence[files.HeldRow]
    faults: Sequence[str]
    dropped: bool

    @property
    def uids(self) -> list[UUID]:
        """Return the files to be adopted."""
        return [one.uid for one in self.held]


def gather(request: HttpRequest, actor: Actor) -> Evidence:
    """Hold the files that came with a posted form; a form that was not posted yet gets a new key."""
    if request.method != "POST":
        return Evidence(new_uid(), (), (), False)
    key = asking.uid_of(request.POST.get("key")) or new_uid()
    scans = holding.take(request, actor, key)
    return Evidence(key, scans.held.get(SLOT, ()), scans.faults.get(SLOT, ()), "drop" in request.POST)


class EvidenceField(FileField):
    """The box for evidence; its files are held before the form is looked at, so an empty box is no fault of its own."""

    def clean(self, data: Any, initial: Any = None) -> None:
        """Return nothing: whether evidence is enough is decided by what is held."""


class EvidenceForm(Form):
    """A form with a box for evidence.

    A form from which a file was just dropped is shown again as typed, with no fault told: nobody pressed «save».
    """

    evidence = EvidenceField(
        label="Minh chứng", help_text="Ảnh chụp hoặc tệp PDF, thêm được nhiều tệp.",
        widget=ManyFiles(attrs={"accept": TYPES, "multiple": True}),
    )  # fmt: skip

    def __init__(self, request: HttpRequest, evidence: Evidence, **kwargs: Any) -> None:
        self.kept = evidence
        if request.method != "POST":
            super().__init__(**kwargs)
        elif evidence.dropped:
            super().__init__(initial=request.POST.dict(), **kwargs)
        else:
            super().__init__(request.POST, **kwargs)

    def add_prefix(self, field_name: str) -> str:
        """Return the name under which files are held."""
        return f"{holding.PREFIX}{SLOT}" if field_name == "evidence" else super().add_prefix(field_name)

    def clean(self) -> dict[str, Any]:
        """Tell why a file was refused, beside its box; the files themselves are held already and are no value of the form."""
        given: dict[str, Any] = super().clean() or {}
        for sentence in self.kept.faults:
            self.add_error("evidence", sentence)
        given.pop("evidence", None)
        return given
