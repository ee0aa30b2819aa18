"""What is said of a draft and done with it beside writing: comments, questions to other units and their answers, dropping it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lienthong.casework.drafting import public as drafting
from lienthong.doors.desk.web import asking, posting
from lienthong.doors.desk.web.drafts import shapes
from lienthong.doors.desk.web.drafts.forms import AskForm, CommentForm, DropForm, OpinionForm, SettleForm, WordForm
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form
from lienthong.toolkit.ui.tongues import translated


def _ask(
    request: HttpRequest, uid: UUID, form: Form, act: Callable[[dict[str, Any]], str], facts: dict[str, Any]
) -> HttpResponse:
    """Show a form that asks for one act on a draft, or do it and go back to the draft."""
    row = drafting.draft(asking.actor_of(request), uid)
    told, status = posting.attempt(form, act)
    if told:
        messages.success(request, told)
        return redirect("desk:document_draft", uid)
    return render(request, "desk/drafts/act.html", {"form": form, "row": row, **facts}, status=status)


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "POST"])
@duty(*drafting.DRAFTERS)
def comment(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask for a comment; POST says it of the last version.  Raises DraftUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    key = asking.uid_of(request.POST.get("key")) or new_uid()

    def say(given: dict[str, Any]) -> str:
        drafting.comment(actor=actor, at=at, draft_uid=uid, key=key, **given)
        return tongues.told("Đã ghi góp ý.")

    facts = {"title": translated("Góp ý dự thảo"), "button": translated("Ghi góp ý"), "key": key}
    return _ask(request, uid, CommentForm(_typed(request)), say, facts)


@require_http_methods(["GET", "POST"])
@duty(*drafting.DRAFTERS)
def settle(request: HttpRequest, uid: UUID, comment: UUID) -> HttpResponse:
    """Ask for the answer to a comment; POST settles it.  Raises DraftUnknown."""
    actor, at = asking.actor_of(request), clock.now()

    def act(given: dict[str, Any]) -> str:
        drafting.settle_comment(actor=actor, at=at, draft_uid=uid, comment_uid=comment, **given)
        return tongues.told("Đã khép góp ý.")

    found = next((one for one in drafting.comments(uid) if one.uid == comment), None)
    facts = {
        "title": translated("Trả lời, khép góp ý"), "button": translated("Khép góp ý"), "lead": found.words if found else "",
    }  # fmt: skip
    return _ask(request, uid, SettleForm(_typed(request)), act, facts)


@require_http_methods(["GET", "POST"])
@duty(*drafting.DRAFTERS)
def ask(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask which units, or which person, are to give their opinion by when; POST asks them.  Raises DraftUnknown."""
    actor, at, today = asking.actor_of(request), clock.now(), asking.today()
    units = shapes.units_to_ask(actor, today, but=actor.unit_id)
    people = drafting.people_to_ask(actor, today, [unit_id for unit_id, _ in units])

    def act(given: dict[str, Any]) -> str:
        drafting.ask(actor=actor, at=at, draft_uid=uid, **given)
        return tongues.told("Đã xin ý kiến %(count)s nơi.", count=len(given["unit_ids"]) + (given["person"] is not None))

    facts = {
        "title": translated("Xin ý kiến về dự thảo"), "button": translated("Xin ý kiến"),
        "lead": translated("Đơn vị được hỏi đọc được mọi bản của dự thảo này từ nay về sau."),
    }  # fmt: skip
    return _ask(request, uid, AskForm(_typed(request), units=units, people=people), act, facts)


@require_http_methods(["GET", "POST"])
@duty(*drafting.DRAFTERS)
def answer(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask for the opinion of the actor, or of the unit that the actor heads; POST gives it.  Raises DraftUnknown."""
    actor, at = asking.actor_of(request), clock.now()

    def act(given: dict[str, Any]) -> str:
        drafting.give_opinion(actor=actor, at=at, draft_uid=uid, **given)
        return tongues.told("Đã gửi ý kiến.")

    facts = {"title": translated("Cho ý kiến về dự thảo"), "button": translated("Gửi ý kiến")}
    return _ask(request, uid, OpinionForm(_typed(request)), act, facts)


@require_POST
@duty(*drafting.DRAFTERS)
def withdraw(request: HttpRequest, uid: UUID, opinion: UUID) -> HttpResponse:
    """Wait no more for the opinion of a unit."""
    actor, at = asking.actor_of(request), clock.now()

    def act() -> str:
        drafting.withdraw_question(actor=actor, at=at, draft_uid=uid, opinion_uid=opinion)
        return tongues.told("Đã thôi hỏi.")

    posting.press(request, act)
    return redirect("desk:document_draft", uid)


@require_http_methods(["GET", "POST"])
@duty(*drafting.DRAFTERS)
def bring(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask for a .docx; POST makes the next version out of its text.  Raises DraftUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    last = drafting.draft(actor, uid).versions
    form = WordForm(_typed(request), request.FILES or None)
    on_top_of = asking.whole(request.POST.get("key"), last)

    def act(given: dict[str, Any]) -> str:
        sent = given["file"]
        done = drafting.bring_docx(actor=actor, at=at, draft_uid=uid, name=sent.name, content=sent, on_top_of=on_top_of)
        return tongues.told("Đã lưu bản %(number)s của dự thảo.", number=done.number)

    facts = {"title": translated("Tải lên bản .docx"), "button": translated("Tải lên thành bản mới"), "key": last}
    return _ask(request, uid, form, act, facts)


@require_http_methods(["GET", "POST"])
@duty(*drafting.DRAFTERS)
def drop(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask why a draft is dropped; POST drops it.  Raises DraftUnknown."""
    actor, at = asking.actor_of(request), clock.now()

    def act(given: dict[str, Any]) -> str:
        drafting.drop(actor=actor, at=at, draft_uid=uid, **given)
        return tongues.told("Đã bỏ dự thảo; các bản còn đọc được.")

    facts = {
        "title": translated("Bỏ dự thảo"), "button": translated("Bỏ dự thảo"), "warns": True,
        "lead": translated("Dự thảo đã bỏ không sửa, không trình được nữa; mọi bản và góp ý vẫn đọc được."),
        "back": reverse("desk:document_draft", args=[uid]),
    }  # fmt: skip
    return _ask(request, uid, DropForm(_typed(request)), act, facts)
