"""The form of quick certification: who asks and who signs, and one line for each paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from lienthong.casework.certification import public as certification
from lienthong.casework.dossiers import public as dossiers
from lienthong.doors.desk.web import asking
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form, LineField, NameField

LINES, MORE = 5, 5
METHODS = (("cash", "Tiền mặt"), ("transfer", "Chuyển khoản"))
NUMBER = {"class": "w-2", "inputmode": "numeric"}
HEADS = ("name", "pages", "copies", "ground")


class HeadForm(Form):
    """Who asks, what is certified, who signs, how the fee is paid."""

    key = forms.UUIDField(widget=forms.HiddenInput, label="Mã yêu cầu")
    kind = forms.ChoiceField(label="Chứng thực", widget=forms.RadioSelect)
    requester = NameField(
        label="Người yêu cầu", max_length=200, widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"})
    )
    id_number = LineField(label="Số giấy tờ tùy thân", max_length=20, required=False)
    signer = forms.ChoiceField(label="Người ký")
    method = forms.ChoiceField(label="Thu phí bằng", choices=METHODS)

    def __init__(self, *args: Any, signers: Sequence[dossiers.Signer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.person_uid), f"{one.name}, {one.title}") for one in signers]
        kinds = [(one.key, one.name) for one in certification.kinds_on(asking.today())]
        self.offer("kind", kinds)
        self.offer("signer", choices)
        self.initial.setdefault("kind", certification.KINDS[0].key)
        if choices:
            self.initial.setdefault("signer", choices[0][0])

    def requester_person(self) -> dossiers.Person:
        """Return who asks."""
        number = self.cleaned_data["id_number"]
        return dossiers.Person(name=self.cleaned_data["requester"], id_type=_id_type(number), id_number=number)


def _id_type(number: str) -> str:
    """Return what paper an identity number is of, by its look; a number of digits that is no paper's is refused as a CMND."""
    if not number.isdecimal():
        return "passport" if number else ""
    return "cccd" if len(number) == 12 else "cmnd"


class LineForm(Form):
    """One paper; a line without a name, pages or copies changed is no paper."""

    name = LineField(
        label="Giấy tờ",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "known-papers", "autocomplete": "off"}),
    )
    pages = forms.IntegerField(
        label="Số trang", min_value=1, max_value=certification.MOST_PAGES, widget=forms.TextInput(attrs=NUMBER)
    )
    copies = forms.IntegerField(
        label="Số bản", min_value=1, max_value=certification.MOST_COPIES, widget=forms.TextInput(attrs=NUMBER)
    )
    ground = forms.ChoiceField(label="Miễn phí", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grounds = [(one, one) for one in certification.suggestions().grounds]
        self.offer("ground", [("", "không"), *grounds])
        self.initial = {"pages": 1, "copies": 1, **self.initial}

    def clean(self) -> dict[str, Any]:
        """Ask for the name of a paper whose pages, copies or ground were typed."""
        given = super().clean() or {}
        if not given.get("name") and self.has_changed():
            self.add_error("name", "Ghi tên giấy tờ, hoặc để nguyên cả dòng nếu không dùng.")
        return given

    def line(self) -> certification.Line | None:
        """Return the paper, or None when the line is not used."""
        given = self.cleaned_data
        return certification.Line(given["name"], given["pages"], given["copies"], given["ground"]) if given["name"] else None


@dataclass
class Sheet:
    """The whole form on the screen."""

    head: HeadForm
    lines: list[LineForm]

    def is_valid(self) -> bool:
        """Return whether every part is; all are looked at, so that every fault is shown at once."""
        looked_at = [form.is_valid() for form in (self.head, *self.lines)]
        return all(looked_at)

    @property
    def full(self) -> bool:
        """Return whether there is no room for another paper."""
        return len(self.lines) >= certification.MOST_PAPERS

    @property
    def forms(self) -> list[Form]:
        """Return the parts in the order of the page."""
        return [self.head, *self.lines]

    def papers(self) -> list[certification.Line]:
        """Return the papers written down so far; lines that are not right yet are left out."""
        return [line for form in self.lines if form.is_valid() and (line := form.line())]

    def request(self) -> certification.Request:
        """Return what the counter asks for; the form is valid."""
        given = self.head.cleaned_data
        return certification.Request(
            given["kind"], self.head.requester_person(), self.papers(), UUID(given["signer"]), given["method"]
        )

    def refuse(self, refusal: Refusal) -> None:
        """Put a refusal beside the field that it speaks of, else above the form."""
        field = None
        if isinstance(refusal, dossiers.BadPerson):
            field = "id_number" if str(refusal.facts["field"]).endswith("id_number") else "requester"
        self.head.add_error("signer" if isinstance(refusal, certification.NoSigner) else field, tongues.said(refusal))


def blank(key: UUID, signers: Sequence[dossiers.Signer], draft: Mapping[str, list[str]] | None = None, *, more: int = 0) -> Sheet:
    """Return the form to be filled in, with what a draft holds and some lines more, without any fault shown."""
    words = {name: values[-1] if values else "" for name, values in (draft or {}).items()}
    count = min(max(LINES, _count(words)) + more, certification.MOST_PAPERS)
    head = {name: words[name] for name in HeadForm.base_fields if name in words}
    return Sheet(
        HeadForm(initial={**head, "key": str(key)}, signers=signers),
        [LineForm(prefix=str(place), initial=_line(words, place)) for place in range(1, count + 1)],
    )


def filled(data: QueryDict, signers: Sequence[dossiers.Signer]) -> Sheet:
    """Return the form with what was posted."""
    count = max(LINES, _count(data))
    lines = [LineForm(data, prefix=str(place), initial={"pages": 1, "copies": 1}) for place in range(1, count + 1)]
    return Sheet(HeadForm(data, signers=signers), lines)


def _count(words: Mapping[str, Any]) -> int:
    """Return how many lines the words hold; never more than one request may have."""
    places = [asking.whole(name.removesuffix("-name"), 0) for name in words if name.endswith("-name")]
    return min(max(places, default=0), certification.MOST_PAPERS)


def _line(words: Mapping[str, str], place: int) -> dict[str, str]:
    return {name: words[f"{place}-{name}"] for name in HEADS if words.get(f"{place}-{name}")}
