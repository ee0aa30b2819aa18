"""Papers that an office makes its own: the kinds and which version holds, a version compared, its way with four eyes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lienthong.casework.forms import public as forms
from lienthong.doors.desk.web import asking, posting
from lienthong.office.accounts.public import duty
from lienthong.office.org import public as org
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui.forms import DayField, Form, LineField


class Nothing(Form):
    """A step that asks nothing."""


class RemarkForm(Form):
    """What the reviewer says."""

    remark = LineField(label="Ý kiến soát xét", required=False, max_length=500, help_text="Bắt buộc khi trả lại người soạn.")


class PublishForm(Form):
    """From which day on a version holds, for how long, for whom."""

    since = DayField(label="Áp dụng từ ngày", help_text="Sớm nhất là ngày mai: giấy đã in giữ mẫu cũ. Ví dụ 15/03/2018.")
    until = DayField(label="Áp dụng đến hết ngày", required=False, help_text="Bỏ trống: đến khi có bản sau hoặc thu hồi.")
    below = django_forms.BooleanField(label="Áp dụng cho cả đơn vị cấp dưới chưa có mẫu riêng", required=False)


class ReasonForm(Form):
    """Why a version is taken back."""

    reason = LineField(label="Lý do thu hồi", max_length=500)


@dataclass(frozen=True)
class Step:
    """A step on the way of a version: its word in the address, the states it is offered in, its form, button and service."""

    verb: str
    states: tuple[str, ...]
    form: type[Form]
    label: str
    done: str
    do: Callable[[UUID, Actor, datetime, dict[str, Any]], None]
    offered: Callable[[forms.VersionRow, Actor], bool]
    warn: bool = False


def _review(agree: bool) -> Callable[[UUID, Actor, datetime, dict[str, Any]], None]:
    return lambda uid, actor, at, given: forms.review(actor=actor, at=at, version_uid=uid, agree=agree, remark=given["remark"])


def _publish(uid: UUID, actor: Actor, at: datetime, given: dict[str, Any]) -> None:
    until = given["until"] + timedelta(days=1) if given["until"] else None
    forms.publish(actor=actor, at=at, version_uid=uid, since=given["since"], until=until, below=given["below"])


def _not_the_writer(row: forms.VersionRow, actor: Actor) -> bool:
    return row.writer_uid != actor.person_uid


def _may_publish(row: forms.VersionRow, actor: Actor) -> bool:
    return actor.has(*forms.PUBLISHERS)


STEPS = (
    Step("trinh", ("draft",), Nothing, "Trình soát xét", "Đã trình soát xét.",
         lambda uid, actor, at, _: forms.submit(actor=actor, at=at, version_uid=uid),
         lambda row, actor: row.writer_uid == actor.person_uid),
    Step("dong-y", ("in_review",), RemarkForm, "Đồng ý", "Đã soát xét; lãnh đạo ban hành được.", _review(True), _not_the_writer),
    Step("tra-lai", ("in_review",), RemarkForm, "Trả lại người soạn", "Đã trả lại người soạn.", _review(False), _not_the_writer,
         warn=True),
    Step("ban-hanh", ("reviewed",), PublishForm, "Ban hành", "Đã ban hành.", _publish, _may_publish),
    Step("thu-hoi", ("draft", "in_review", "reviewed", "published"), ReasonForm, "Thu hồi",
         "Đã thu hồi; hồ sơ nhận đến hết hôm nay giữ mẫu của mình.",
         lambda uid, actor, at, given: forms.withdraw(actor=actor, at=at, version_uid=uid, reason=given["reason"]), _may_publish,
         warn=True),
)  # fmt: skip
BY_VERB = {step.verb: step for step in STEPS}


# --- the kinds ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class KindLine:
    """A kind of paper: the unit's version that holds today and whose it is, the built-in form, what is under way."""

    kind: forms.Kind
    own: forms.VersionRow | None
    whose: str
    era: forms.Era
    under_way: Sequence[forms.VersionRow]


@require_GET
@duty(*forms.MAKERS)
def kinds(request: HttpRequest) -> HttpResponse:
    """Show every kind of paper: which form is printed for what is received today, and what is under way."""
    actor, today = asking.actor_of(request), asking.today()
    holding, under_way = forms.holding(actor.unit_id, today), forms.under_way(actor.unit_id, today)
    names = org.units({row.unit_id for row in holding.values()})
    rows = [
        KindLine(
            kind=one,
            own=holding.get(one.key),
            whose=names[holding[one.key].unit_id].name if one.key in holding else "",
            era=one.era_on(today),
            under_way=[row for row in under_way if row.kind == one.key],
        )
        for one in forms.kinds()
    ]
    unchecked = sum(row.own is None and not row.era.checked for row in rows)
    return render(request, "desk/forms/kinds.html", {"rows": rows, "unchecked": unchecked, "unit": actor.unit})


@require_GET
@duty(*forms.MAKERS)
def kind(request: HttpRequest, key: str) -> HttpResponse:
    """Show a kind of paper: its built-in forms by era with how sure we are of each, the unit's versions, its fields."""
    actor, today, chosen = asking.actor_of(request), asking.today(), forms.kind(key)
    own = forms.holding(actor.unit_id, today, kinds=[key]).get(key)
    facts = {
        "kind": chosen,
        "own": own,
        "whose": org.unit(own.unit_id).name if own else "",
        "era": chosen.era_on(today),
        "eras": [(era, _day_in(era, today)) for era in reversed(chosen.eras)],
        "versions": forms.versions_of(actor.unit_id, key),
        "fields": _told(chosen),
    }
    return render(request, "desk/forms/kind.html", facts)


def _day_in(era: forms.Era, today: date) -> date:
    """Return a day of an era: today when it holds today."""
    if era.until is not None and era.until <= today:
        return era.until - timedelta(days=1)
    return max(today, era.since or today)


def _told(chosen: forms.Kind) -> list[tuple[str, str, str, bool]]:
    """Return each field as the table tells it: how it is written, what it holds, in which shape, whether it must be there."""
    return [
        (
            f"….{field.name.partition('[].')[2]}" if "[]" in field.name else f"data.{field.name}",
            field.meaning,
            forms.KIND_WORDS[field.kind],
            field.required and field.kind != "flag",
        )
        for field in chosen.fields
    ]


@require_GET
@duty(*forms.MAKERS)
def built_in_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """Return the built-in form of a day («ngay» in the address, else today) with the sample dossier."""
    try:
        day = date.fromisoformat(request.GET.get("ngay", "")) if request.GET.get("ngay") else asking.today()
    except ValueError:
        raise Http404 from None
    return asking.pdf_of(f"mau-co-san-{key}", forms.preview_built_in(key, day))


# --- a text -------------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@duty(*forms.MAKERS)
def draft(request: HttpRequest, key: str) -> HttpResponse:
    """Write a version, from the built-in text or from that of «tu»; faults are listed by line and the text is kept."""
    actor, chosen = asking.actor_of(request), forms.kind(key)
    if request.method == "GET":
        source = asking.uid_of(request.GET.get("tu"))
        text = forms.version(actor.unit_id, source).text if source else forms.starting_text(key, asking.today())
        return _writing(request, chosen, text, "")

    def keep(content: bytes | str, note: str) -> UUID:
        return forms.draft(actor=actor, at=clock.now(), kind=key, content=content, note=note)

    return _kept(request, chosen, keep)


@require_http_methods(["GET", "POST"])
@duty(*forms.MAKERS)
def rewrite(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Go on with one's own draft.  Raises VersionUnknown."""
    actor = asking.actor_of(request)
    row = forms.version(actor.unit_id, uid)
    chosen = forms.kind(row.kind)
    if request.method == "GET":
        return _writing(request, chosen, row.text, row.note, row)

    def keep(content: bytes | str, note: str) -> UUID:
        forms.rewrite(actor=actor, at=clock.now(), version_uid=uid, content=content, note=note)
        return uid

    return _kept(request, chosen, keep, row)


def _kept(
    request: HttpRequest, chosen: forms.Kind, keep: Callable[[bytes | str, str], UUID], row: forms.VersionRow | None = None
) -> HttpResponse:
    """Keep what was sent, or show it again with every fault."""
    sent, note = request.FILES.get("file"), request.POST.get("note", "").strip()
    content: bytes | str = sent.read(forms.MOST_BYTES + 1) if sent is not None else request.POST.get("text", "")
    try:
        uid = keep(content, note)
    except Refusal as no:
        shown = content.decode("utf-8-sig", errors="replace") if isinstance(content, bytes) else content
        return _writing(request, chosen, shown[: forms.MOST_BYTES], note, row, refusal=no)
    messages.success(request, "Đã lưu bản soạn; xem thử rồi trình soát xét.")
    return redirect("desk:form_version", uid)


def _writing(
    request: HttpRequest,
    chosen: forms.Kind,
    text: str,
    note: str,
    row: forms.VersionRow | None = None,
    *,
    refusal: Refusal | None = None,
) -> HttpResponse:
    faults: Sequence[forms.Fault] = getattr(refusal, "faults", ())
    facts = {
        "kind": chosen, "text": text, "note": note, "row": row, "refusal": refusal, "faults": faults, "fields": _told(chosen),
        "kilobytes": forms.MOST_BYTES // 1000,
    }  # fmt: skip
    return render(request, "desk/forms/write.html", facts, status=refusal.status if refusal else 200)


# --- a version ----------------------------------------------------------------------------------------------------------


@require_GET
@duty(*forms.MAKERS)
def version(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show a version: what it changed, who made it, what this post may do with it.  Raises VersionUnknown."""
    return _shown(request, uid)


def _shown(request: HttpRequest, uid: UUID, bound: Form | None = None, *, verb: str = "", status: int = 200) -> HttpResponse:
    actor = asking.actor_of(request)
    row = forms.version(actor.unit_id, uid)
    chosen, earlier = forms.kind(row.kind), forms.before(row)
    offered = [step for step in STEPS if row.state in step.states and step.offered(row, actor)]
    facts = {
        "row": row,
        "last_day": row.until - timedelta(days=1) if row.until else None,
        "kind": chosen,
        "against": "bản của đơn vị ban hành trước đó" if earlier else "mẫu có sẵn",
        "lines": forms.compared(earlier or forms.starting_text(row.kind, org.local_day(row.written_at)), row.text),
        "panels": _panels(offered, bound, verb),
        "bound": bound,
        "writes": row.state == "draft" and row.writer_uid == actor.person_uid,
        "waits_for_another": row.state == "in_review" and row.writer_uid == actor.person_uid,
    }
    return render(request, "desk/forms/version.html", facts, status=status)


def _panels(offered: Sequence[Step], bound: Form | None, verb: str) -> list[tuple[Form, list[Step]]]:
    """Return the forms of the steps offered, steps that ask the same on one form."""
    panels: dict[type[Form], tuple[Form, list[Step]]] = {}
    for step in offered:
        asked = bound if bound is not None and BY_VERB[verb].form is step.form else step.form()
        panels.setdefault(step.form, (asked, []))[1].append(step)
    return list(panels.values())


@require_POST
@duty(*forms.MAKERS)
def step(request: HttpRequest, uid: UUID, verb: str) -> HttpResponse:
    """Take a version one step on its way; refused, the page shows why and what was typed.  Raises VersionUnknown."""
    chosen = BY_VERB.get(verb)
    if chosen is None:
        raise Http404
    actor, form = asking.actor_of(request), chosen.form(request.POST)

    def take(given: dict[str, Any]) -> str:
        chosen.do(uid, actor, clock.now(), given)
        return chosen.done

    told, status = posting.attempt(form, take)
    if told:
        messages.success(request, told)
        return redirect("desk:form_version", uid)
    return _shown(request, uid, form, verb=verb, status=status)


@require_GET
@duty(*forms.MAKERS)
def version_pdf(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return a version with the sample dossier.  Raises VersionUnknown."""
    row = forms.version(asking.actor_of(request).unit_id, uid)
    return asking.pdf_of(f"xem-thu-{row.kind}-{row.number}", forms.preview(row.kind, row.text))
