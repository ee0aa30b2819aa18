"""Acts on a letter as forms: present, instruct, put with the file, and everything that is done with a part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lienthong.casework.documents import public as documents
from lienthong.casework.handling import public as handling
from lienthong.doors.desk.web import asking, posting
from lienthong.doors.desk.web.handling import forms, shapes
from lienthong.doors.desk.web.receiving import holding
from lienthong.doors.desk.web.receiving.scan_forms import NO_SCANS, Scans
from lienthong.office.accounts.public import duty
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui.forms import Form
from lienthong.toolkit.ui.tongues import translated

SLOT = "letter"


@require_http_methods(["GET", "POST"])
@duty(*documents.REGISTRARS)
def present(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask to which leader a registered letter is presented; POST presents it.  Raises DocumentUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    sheet = documents.document(actor, uid)
    leaders = handling.leaders_for(uid, at)
    form = forms.PresentForm(_typed(request), leaders=leaders)

    def write(given: dict[str, Any]) -> str:
        handling.present(actor=actor, at=at, document_uid=uid, leader_uid=UUID(given["leader"]))
        return translated("Đã trình văn bản; lãnh đạo thấy trong hộp việc.")

    told, status = posting.attempt(form, write)
    if told:
        return _done(request, told, uid)
    facts = {"form": form, "title": translated("Trình văn bản"), "button": translated("Trình"), "back": _document(uid)}
    return render(request, "desk/handling/act.html", {**facts, **_head(sheet)}, status=status)


@require_http_methods(["GET", "POST"])
@duty(*handling.LEADERS, *documents.REGISTRARS)
def file_away(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask why a letter needs no handling; POST puts it with the file.  Raises DocumentUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    sheet = documents.document(actor, uid)
    form = forms.ReasonForm(_typed(request))

    def write(given: dict[str, Any]) -> str:
        handling.file_away(actor=actor, at=at, document_uid=uid, reason=given["reason"])
        return translated("Đã lưu văn bản, không cần xử lý.")

    told, status = posting.attempt(form, write)
    if told:
        return _done(request, told, uid)
    facts = {
        "form": form, "title": translated("Lưu, không cần xử lý"), "button": translated("Lưu"), "warns": True,
        "lead": translated("Việc xử lý văn bản kết thúc ở đây; phần việc đã giao cho nơi khác được rút lại."),
        "back": _document(uid),
    }  # fmt: skip
    return render(request, "desk/handling/act.html", {**facts, **_head(sheet)}, status=status)


@require_POST
@duty(*handling.LEADERS, *documents.REGISTRARS)
def end(request: HttpRequest, uid: UUID) -> HttpResponse:
    """End the handling of a letter whose document was recalled or replaced.  Raises LetterUnknown, NotWithdrawn and the like."""
    handling.end_withdrawn(actor=asking.actor_of(request), at=clock.now(), document_uid=uid)
    return _done(request, translated("Đã kết thúc việc xử lý vì văn bản không còn hiệu lực."), uid)


@require_http_methods(["GET", "POST"])
@duty(*handling.LEADERS)
def instruct(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask for an instruction, with who is named now; POST writes it.  Raises LetterUnknown, DocumentUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    chain = handling.chain(actor, uid, at)
    targets = handling.to_name(chain.leader_unit_id or chain.keeper_id, chain.keeper_id, at)
    form = forms.InstructForm(_typed(request), targets=targets, there=_there(chain), words=chain.instruction, due=chain.asked_on)

    def write(given: dict[str, Any]) -> str:
        handling.instruct(actor=actor, at=at, document_uid=chain.document_uid, words=given["words"], named=form.named())
        return translated("Đã ghi bút phê; các nơi được giao thấy trong hộp việc.")

    told, status = posting.attempt(form, write)
    if told:
        return _done(request, told, chain.document_uid)
    facts = {"form": form, "chain": chain, "back": _letter(chain.document_uid), "name": chain.head}
    return render(request, "desk/handling/instruct.html", facts, status=status)


def _there(chain: handling.Chain) -> list[handling.Named]:
    """Return whom the instruction in force names, as rows of the form."""
    return [
        handling.Named(row.role, row.unit_id, row.person_uid, org.local_day(row.due_at) if row.due_at else None, row.words)
        for row in chain.parts
        if row.state in ("open", "done", "waived")
    ]


@dataclass(frozen=True)
class Verb:
    """What a page asks for an act: its form, the sentence told afterwards, a hint above the form."""

    form: type[Form]
    told: str
    lead: str = ""
    warns: bool = False
    files: bool = False


VERBS: dict[str, Verb] = {
    "take": Verb(forms.NothingForm, "Đã nhận: văn bản đang được xử lý."),
    "read": Verb(forms.NothingForm, "Đã đánh dấu đã xem."),
    "finish": Verb(forms.WordsForm, "Đã kết thúc văn bản.", "Văn bản kết thúc với kết quả này.", warns=True, files=True),
    "answer": Verb(forms.WordsForm, "Đã gửi trả lời.", files=True),
    "pass_down": Verb(forms.PassDownForm, "Đã giao người xử lý."),
    "give_back": Verb(forms.ReasonForm, "Đã trả lại phần việc.", "Phần việc về lại người đã giao, kèm lý do.", warns=True),
    "more_time": Verb(forms.MoreTimeForm, "Đã gửi đề nghị gia hạn.", "Hạn giữ nguyên cho đến khi được đồng ý."),
    "decide": Verb(forms.DecideForm, "Đã quyết định gia hạn."),
    "take_back": Verb(forms.ReasonForm, "Đã lấy lại phần việc.", "Người được giao không còn giữ việc này.", warns=True),
    "waive": Verb(forms.ReasonForm, "Đã miễn trả lời.", "Nơi phối hợp này không phải trả lời nữa.", warns=True),
    "remind": Verb(forms.RemindForm, "Đã ghi đôn đốc."),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
@duty(*handling.READERS)
def act(request: HttpRequest, uid: UUID, part: UUID, verb: str) -> HttpResponse:
    """Ask what an act on a part needs; POST does it.  Raises LetterUnknown, PartUnknown, NotYourPart and the like."""
    name = next((key for key, one in shapes.ACTS.items() if one.verb == verb), None)
    if name is None:
        raise Http404
    actor, at = asking.actor_of(request), clock.now()
    chain = handling.chain(actor, uid, at)
    row = shapes.part_in(chain.parts, part)
    if row is None:
        raise handling.PartUnknown
    wanted, key = VERBS[name], asking.uid_of(request.POST.get("key")) or new_uid()
    scans = holding.take(request, actor, key) if wanted.files and request.method == "POST" else NO_SCANS
    typed = None if {"xem", "drop"} & set(request.POST) and not scans.faults else _typed(request)
    form = _form(wanted, typed, request, row, at)

    def write(given: dict[str, Any]) -> str:
        _service(name, actor, at, chain.document_uid, part)(**_facts(name, given, held_of(scans)))
        return translated(wanted.told)

    told, status = posting.attempt_with_files(form, write, scans)
    if told:
        return _done(request, told, chain.document_uid)
    facts = {
        "form": form, "title": translated(shapes.ACTS[name].words), "button": translated(shapes.ACTS[name].words),
        "lead": translated(wanted.lead) if wanted.lead else "", "warns": wanted.warns, "back": _letter(chain.document_uid),
        "part": row, "key": key, "held": scans.held.get(SLOT, ()), "files": wanted.files,
        "name": chain.head,
    }  # fmt: skip
    return render(request, "desk/handling/act.html", facts, status=status)


def _form(wanted: Verb, typed: Any, request: HttpRequest, row: handling.PartRow, at: datetime) -> Form:
    initial = request.POST.dict() if request.method == "POST" else {}
    if wanted.form is forms.PassDownForm:
        actor = asking.actor_of(request)
        people = [one for one in handling.people_to_name(row.unit_id, at) if one.person_uid != actor.person_uid]
        return forms.PassDownForm(typed, people=people, initial=initial)
    if wanted.form is forms.WordsForm and not initial:
        initial = {"words": next((one.answer for one in reversed(row.below) if one.state == "done"), "")}
    return wanted.form(typed, initial=initial)


def _service(name: str, actor: Actor, at: datetime, uid: UUID, part: UUID) -> Callable[..., object]:
    services: dict[str, Callable[..., object]] = {
        "take": handling.take, "read": handling.mark_read, "answer": handling.answer, "pass_down": handling.pass_down,
        "give_back": handling.give_back, "more_time": handling.ask_more_time, "decide": handling.decide_more_time,
        "take_back": handling.take_back, "waive": handling.waive, "remind": handling.remind,
    }  # fmt: skip

    def call(**facts: Any) -> object:
        if name == "finish":
            handling.finish(actor=actor, at=at, document_uid=uid, **facts)
            return None
        return services[name](actor=actor, at=at, document_uid=uid, part_uid=part, **facts)

    return call


def _facts(name: str, given: dict[str, Any], held: tuple[UUID, ...]) -> dict[str, Any]:
    """Return what a service is given of a cleaned form."""
    if name in ("finish", "answer"):
        return {**given, "held": held}
    if name == "decide":
        return {"grant": given["grant"] == "yes", "words": given["words"]}
    if name == "pass_down":
        return {"person_uid": UUID(given["person"]), "due": given["due"], "words": given["words"]}
    return given


def held_of(scans: Scans) -> tuple[UUID, ...]:
    """Return the files that are held for the answer."""
    return tuple(row.uid for row in scans.held.get(SLOT, ()))


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _head(sheet: documents.DocumentSheet) -> dict[str, Any]:
    one = sheet.line
    return {"name": " · ".join(filter(None, (one.symbol, one.type_name, one.subject, one.issuer)))}


def _letter(uid: UUID) -> str:
    return reverse("desk:letter", args=[uid])


def _document(uid: UUID) -> str:
    return reverse("desk:document", args=[uid])


def _done(request: HttpRequest, told: str, uid: UUID) -> HttpResponse:
    """Tell of what was done and go to the letter, or to the list when the actor has nothing to do with it any more."""
    messages.success(request, told)
    actor = asking.actor_of(request)
    return redirect("desk:letter", uid) if handling.standing(actor, uid) else redirect("desk:letters")
