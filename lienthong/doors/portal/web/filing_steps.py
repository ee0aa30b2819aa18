"""The pages of a filing in their order: fixed questions round the form of the version; each read again from what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.urls import reverse

from lienthong.casework.dossiers import public as dossiers
from lienthong.casework.procedures import public as procedures
from lienthong.doors.portal.errors import NobodyServes
from lienthong.doors.portal.models import OnlineDraft
from lienthong.doors.portal.web.filing_fields import PageForm, Places
from lienthong.office.citizens import public as citizens
from lienthong.office.org import public as org
from lienthong.toolkit.formats import text as formats

Field, Kind, Option, Page = procedures.FormField, procedures.FieldKind, procedures.Option, procedures.FormPage
OWN = "form-"
PAPERS, REVIEW = "giay-to", "xem-lai"
SETTLED = "chot-noi-nop"
"""Beside the pages in a draft: the place for which its unit was found."""
WHO = (Option("me", "Cho chính tôi"), Option("other", "Cho người khác"))
HOW = (Option("counter", "Tại bộ phận một cửa"), Option("post", "Qua bưu chính công ích"))
PLACE = Page(
    "noi-nop",
    "Việc này thuộc xã, phường nào?",
    (Field("place", Kind.ADDRESS, "Nơi giải quyết"),),
    intro="Ghi nơi ông/bà cư trú, hoặc nơi có đất, có nhà, có cơ sở kinh doanh.",
)
FOR_WHOM = Page("nop-cho", "Ông/bà nộp hồ sơ cho ai?", (Field("who", Kind.CHOICE, "Chủ hồ sơ", options=WHO),))
OWNER = Page(
    "chu-ho-so",
    "Chủ hồ sơ là ai?",
    (Field("person", Kind.PERSON, "Chủ hồ sơ"),),
    when=procedures.When("nop-cho.who", ("other",)),
)
DELIVERY = Page("nhan-ket-qua", "Ông/bà muốn nhận kết quả ở đâu?", (Field("how", Kind.CHOICE, "Nhận kết quả", options=HOW),))


@dataclass(frozen=True)
class Step:
    """One page: its place in the address, its question, its form (None: papers, review)."""

    key: str
    title: str
    page: procedures.FormPage | None = None


class Walk:
    """A begun filing read from the start: which pages are asked, which are answered, with which answers."""

    def __init__(self, draft: OnlineDraft, version: procedures.VersionRow, on: date) -> None:
        self.draft, self.version, self.on, self.known = draft, version, on, Places(on)
        self.answers: dict[str, Any] = {}
        self.steps: list[Step] = []
        self.open: list[str] = []
        definition = version.definition
        own = [(f"{OWN}{page.key}", page) for page in definition.online_form]
        for key, page in [*self._before(definition), *own, (DELIVERY.key, DELIVERY)]:
            if page in procedures.asked_pages([page], self.answers):
                self._take(key, page)
        self.steps.insert(-1, Step(PAPERS, "Giấy tờ kèm theo"))
        self.steps.append(Step(REVIEW, "Xem lại rồi nộp"))

    def _before(self, definition: procedures.Definition) -> list[tuple[str, procedures.FormPage]]:
        pages = [PLACE, FOR_WHOM, OWNER]
        cases = [case for case in definition.cases if len(definition.cases) > 1]
        if cases:
            options = tuple(Option(case.key, case.name) for case in cases)
            pages.insert(
                0, Page("truong-hop", "Ông/bà ở trường hợp nào?", (Field("case", Kind.CHOICE, "Trường hợp", options=options),))
            )
        return [(page.key, page) for page in pages]

    def _take(self, key: str, page: procedures.FormPage) -> None:
        self.steps.append(Step(key, page.title, page))
        form = self.form(self.steps[-1], check=True)
        if form.is_valid():
            self.answers[page.key] = form.answers
        else:
            self.open.append(key)

    def form(self, step: Step, *, check: bool, typed: Mapping[str, str] | None = None) -> PageForm:
        """Return the form of a page with what was typed on it; `check`: held to the questions."""
        assert step.page is not None  # noqa: S101 - asked of pages with a form alone
        said = typed if typed is not None else self.draft.typed.get(step.key, {})
        form = PageForm(said, page=step.page, known=self.known, answers=self.answers, check=check)
        if step.key == PLACE.key:
            del form.fields["place-line"]  # a commune settles it; a house number would be asked for nothing
        return form

    def step(self, key: str) -> Step | None:
        """Return the page with that address, None when it is not asked."""
        return next((step for step in self.steps if step.key == key), None)

    def number(self, key: str) -> int:
        """Return the place of a page, from 1."""
        return next(number for number, step in enumerate(self.steps, 1) if step.key == key)

    def after(self, key: str) -> str:
        """Return the address of the page after one."""
        return self.steps[min(self.number(key), len(self.steps) - 1)].key

    def first_open(self) -> str:
        """Return the first page without an answer; the review when all are answered."""
        return self.open[0] if self.open else REVIEW

    @cached_property
    def unit(self) -> org.UnitRow | None:
        """Return the unit that will receive it, once the place is told."""
        return org.unit(self.draft.unit_id) if self.draft.unit_id else None

    @property
    def case(self) -> str:
        """Return the case that was chosen, the first while none was."""
        given = self.answers.get("truong-hop", {})
        return str(given.get("case") or self.version.definition.cases[0].key)

    @property
    def form_answers(self) -> dict[str, Any]:
        """Return the answers to the form of the version."""
        keys = {page.key for page in self.version.definition.online_form}
        return {key: value for key, value in self.answers.items() if key in keys}

    def application(self, citizen: citizens.CitizenRow, papers: list[dossiers.Paper]) -> dossiers.Application:
        """Return what will be filed."""
        me = dossiers.Person(
            name=citizen.name, id_type=citizen.id_type, id_number=citizen.id_number, phone=citizen.phone, email=citizen.email
        )
        other = self.answers.get("chu-ho-so", {}).get("person")
        request = self.form_answers.get("request")
        subject = str(request.get("subject", "")) if isinstance(request, dict) else ""
        return dossiers.Application(
            version_uid=self.version.uid, case=self.case, channel="online", owner=person(other) if other else me,
            submitter=me if other else None, papers=papers, subject=subject[:300],
            result_delivery=self.answers["nhan-ket-qua"]["how"],
        )  # fmt: skip


def person(answer: Mapping[str, str]) -> dossiers.Person:
    """Return a person of the form as a dossier has them."""
    birth = formats.parse_birth(answer["born"]) if answer.get("born") else None
    return dossiers.Person(
        name=answer["name"], id_type=answer.get("id_type", ""), id_number=answer.get("id_number", ""),
        phone=answer.get("phone", ""), born_on=birth.on if birth else None, born_year=birth.year if birth else None,
    )  # fmt: skip


def unit_for(level: str, place: Mapping[str, str], on: date) -> org.UnitRow:
    """Return the unit whose counter receives a procedure of that level for a place.  Raises NobodyServes."""
    commune = org.unit_of_place(UUID(place["place"]), on)
    above = org.parent_of(commune, on) if commune and level == "district" else None
    unit_id = above.id if above else commune
    if unit_id is None or level not in {"commune", "district"}:
        raise NobodyServes(place=place["commune"])
    for function in ("service_centre", "one_stop") if level == "district" else ("one_stop",):
        try:
            return org.unit_serving(function, unit_id, on)
        except org.NoServingUnit:
            continue
    raise NobodyServes(place=place["commune"])


def around(walk: Walk, key: str) -> dict[str, Any]:
    """Return what every page of a filing shows round its question."""
    number = walk.number(key)
    back = reverse("portal:question", args=[walk.draft.uid, walk.steps[number - 2].key]) if number > 1 else ""
    return {"draft": walk.draft, "number": number, "total": len(walk.steps), "back": back}
