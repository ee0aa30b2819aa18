"""Procedures for the staff: the catalogue, one version, the upload of a file, and the way of a version with four eyes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lienthong.casework.procedures import public as procedures
from lienthong.doors.desk.web import asking
from lienthong.office.accounts.public import duty, may, signed_in
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.tongues import translated

MAKERS = ("procedure_editor", "procedure_reviewer", "procedure_approver")
LARGEST_FILE = 1_000_000


@dataclass(frozen=True)
class Step:
    """A step on the way of a version: who takes it, in which state, its button, the service."""

    verb: str
    state: str
    duty: str
    label: str
    done: str
    do: Callable[[UUID, Actor, datetime, str], None]
    warn: bool = False


def _review(agree: bool) -> Callable[[UUID, Actor, datetime, str], None]:
    return lambda uid, actor, at, remark: procedures.review(uid, actor=actor, at=at, agree=agree, remark=remark)


STEPS = (
    Step("trinh", "draft", MAKERS[0], "Trình soát xét", "Đã trình soát xét.",
         lambda uid, actor, at, _: procedures.submit(uid, actor=actor, at=at)),
    Step("dong-y", "in_review", MAKERS[1], "Đồng ý, chuyển phê duyệt", "Đã soát xét.", _review(True)),
    Step("tra-soan", "in_review", MAKERS[1], "Trả lại người soạn", "Đã trả lại người soạn.", _review(False), warn=True),
    Step("duyet", "in_review", MAKERS[2], "Phê duyệt", "Đã phê duyệt.",
         lambda uid, actor, at, _: procedures.approve(uid, actor=actor, at=at)),
    Step("ban-hanh", "approved", MAKERS[2], "Ban hành", "Đã ban hành.",
         lambda uid, actor, at, _: procedures.publish(uid, actor=actor, at=at)),
    Step("thu-hoi", "published", MAKERS[2], "Thu hồi", "Đã thu hồi; hồ sơ đang mở giữ phiên bản của mình.",
         lambda uid, actor, at, remark: procedures.withdraw(uid, actor=actor, at=at, reason=remark), warn=True),
)  # fmt: skip
BY_VERB = {step.verb: step for step in STEPS}


@require_GET
@signed_in
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show the procedures in force today by field, or those that match; makers see what is under way."""
    actor, today = asking.actor_of(request), asking.today()
    text = request.GET.get("q", "").strip()[:100]
    fields = [("Thủ tục tìm thấy", procedures.search(text, today, limit=100))] if text else procedures.catalogue(today)
    under_way = (
        [one for one in procedures.versions() if one.state in ("draft", "in_review", "approved")] if may(actor, *MAKERS) else []
    )
    facts = {
        "fields": [(field, rows) for field, rows in fields if rows],
        "text": text,
        "under_way": [(one, procedures.State(one.state).label) for one in under_way],
        "may_upload": may(actor, MAKERS[0]),
    }
    return render(request, "desk/procedures.html", facts)


@require_GET
@signed_in
def version(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show one version of a procedure, with its graph and the steps offered to this post."""
    return _shown(request, uid)


def _shown(request: HttpRequest, uid: UUID, *, refusal: Refusal | None = None, remark: str = "") -> HttpResponse:
    actor = asking.actor_of(request)
    one = procedures.version(uid)
    definition = one.definition
    facts = {
        "version": one,
        "state": procedures.State(one.state).label,
        "definition": definition,
        "online_level": translated(procedures.ONLINE_NAMES[definition.online.level]) if definition.online else "",
        "fees": [(fee, procedures.fee_words(fee, definition.channels), procedures.ground_words(fee)) for fee in definition.fees],
        "limits": [(case, _limits(case)) for case in definition.cases],
        "graph": procedures.graph_svg(definition),
        "others": [
            (other, procedures.State(other.state).label) for other in procedures.versions(one.code) if other.uid != one.uid
        ],
        "steps": [step for step in STEPS if step.state == one.state and may(actor, step.duty)],
        "may_receive": one.state == "published" and may(actor, "counter_clerk", "centre_officer"),
        "refusal": refusal,
        "faults": faults_of(refusal),
        "remark": remark,
    }
    return render(request, "desk/version.html", facts, status=refusal.status if refusal else 200)


def _limits(case: procedures.Case) -> list[tuple[str, str, str]]:
    return [
        (
            ", ".join(procedures.CHANNEL_NAMES[one] for one in row.channels) or "mọi cách nộp",
            procedures.limit_words(row.legal),
            procedures.limit_words(row.committed),
        )
        for row in case.limits
    ]


def faults_of(refusal: Refusal | None) -> Sequence[procedures.Fault]:
    """Return the faults that a refusal lists, each with its line and field; none for other refusals."""
    found: Any = getattr(refusal, "faults", ())
    return tuple(found)


@require_POST
@duty(*MAKERS)
def step(request: HttpRequest, uid: UUID, verb: str) -> HttpResponse:
    """Take a version one step on its way."""
    chosen = BY_VERB.get(verb)
    if chosen is None:
        raise Http404
    actor, at, remark = asking.actor_of(request), clock.now(), request.POST.get("remark", "").strip()[:1000]
    try:
        chosen.do(uid, actor, at, remark)
    except procedures.VersionUnknown:
        raise
    except Refusal as no:
        return _shown(request, uid, refusal=no, remark=remark)
    messages.success(request, chosen.done)
    return redirect("desk:version", uid)


@require_http_methods(["GET", "POST"])
@duty("procedure_editor")
def upload(request: HttpRequest) -> HttpResponse:
    """Take a procedure file, chosen or typed; faults are listed with line and field, and the text is kept."""
    if request.method == "GET":
        return _upload(request, _start_text(request))
    actor, at = asking.actor_of(request), clock.now()
    raw = request.POST.get("text", "")
    sent = request.FILES.get("file")
    content: str | bytes = sent.read(LARGEST_FILE + 1) if sent is not None else raw
    shown = content.decode("utf-8-sig", errors="replace") if isinstance(content, bytes) else content
    try:
        loaded = procedures.load_text(content, actor=actor, at=at)
    except Refusal as no:
        return _upload(request, shown[:LARGEST_FILE], refusal=no)
    done = "%(name)s: đã nạp thành bản soạn." if loaded.changed else "%(name)s: nội dung không đổi so với bản đã có."
    messages.success(request, tongues.told(done, name=loaded.name))
    return redirect("desk:version", loaded.version_uid)


def _start_text(request: HttpRequest) -> str:
    source = asking.uid_of(request.GET.get("tu"))
    return procedures.source_text(source) if source else ""


def _upload(request: HttpRequest, text: str, *, refusal: Refusal | None = None) -> HttpResponse:
    facts = {"text": text, "refusal": refusal, "faults": faults_of(refusal)}
    return render(request, "desk/upload.html", facts, status=refusal.status if refusal else 200)
