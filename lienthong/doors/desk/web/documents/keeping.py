"""Keeping registers: a number kept free and used, one begun on paper, terms of the Party, the closing of a year or term."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lienthong.casework.documents import public as documents
from lienthong.doors.desk.web import asking, posting
from lienthong.doors.desk.web.documents import shapes
from lienthong.doors.desk.web.documents.forms import BeginForm, CloseForm, ReserveForm, TermForm, UseForm
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form
from lienthong.toolkit.ui.tongues import translated


def ask(
    request: HttpRequest, form: Form, act: Callable[[dict[str, Any]], tuple[str, str]], facts: dict[str, Any]
) -> HttpResponse:
    """Show a form that asks for one act on documents, or do it and go on; see `posting.ask`."""
    return posting.ask(request, "desk/documents/act.html", form, act, facts)


def _typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "POST"])
@duty(*documents.REGISTRARS)
def reserve(request: HttpRequest, body: str) -> HttpResponse:
    """Ask for what a number is to be kept free; POST keeps the next one of its series."""
    actor, at, place = asking.actor_of(request), clock.now(), shapes.body_of(request, body)
    key = asking.uid_of(request.POST.get("key")) or new_uid()
    kinds = documents.types.all_of(place.system, asking.today())
    form = ReserveForm(_typed(request), kinds=kinds, party=place.system == "party")

    def keep(given: dict[str, Any]) -> tuple[str, str]:
        kept = documents.reserve(actor=actor, at=at, body_key=body, key=key, **given)
        return tongues.told("Đã giữ số %(number)s.", number=kept.label), shapes.address_of(kept.series_uid, {})

    facts = {
        "title": translated("Giữ số"), "name": place.name, "key": key, "button": translated("Giữ số"),
        "lead": translated("Số được giữ chỉ dùng cho đúng văn bản ấy; không dùng thì hủy có lý do."),
        "back": reverse("desk:document_registers"),
    }  # fmt: skip
    return ask(request, form, keep, facts)


@require_http_methods(["GET", "POST"])
@duty(*documents.REGISTRARS)
def use(request: HttpRequest, uid: UUID, entry: UUID) -> HttpResponse:
    """Ask for the document that gets a number kept for it; POST issues it.  Raises SeriesUnknown, EntryUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    book, line = documents.register_row(actor, uid), shapes.line_of(actor, uid, entry)
    kinds = [one for one in documents.types.all_of(book.system, line.day) if one.key == line.type_key]
    form = UseForm(_typed(request), initial={"type_key": line.type_key}, kinds=kinds, party=False)

    def issue(given: dict[str, Any]) -> tuple[str, str]:
        day, reason = given.pop("day"), given.pop("reason")
        done = documents.use_reserved(
            actor=actor, at=at, entry_uid=entry, new=documents.Outgoing(**given), day=day, reason=reason
        )
        return tongues.told("Đã dùng số %(number)s.", number=done.label), reverse("desk:document", args=[done.document_uid])

    facts = {
        "title": translated("Dùng số đã giữ"), "name": f"{line.label} · {book.body}", "lead": line.reserved_for,
        "button": translated("Phát hành với số này"), "back": reverse("desk:document_register", args=[uid]),
    }  # fmt: skip
    return ask(request, form, issue, facts)


@require_http_methods(["GET", "POST"])
@duty(*documents.KEEPERS)
def begin(request: HttpRequest, body: str) -> HttpResponse:
    """Ask for the next number of a register begun on paper; POST goes on with it."""
    actor, at, place = asking.actor_of(request), clock.now(), shapes.body_of(request, body)
    form = BeginForm(_typed(request), kinds=documents.types.all_of(place.system, asking.today()), initial={"direction": "in"})

    def go_on(given: dict[str, Any]) -> tuple[str, str]:
        uid = documents.begin_register(actor=actor, at=at, body_key=body, **given)
        return tongues.told("Số tiếp theo của sổ là %(number)s.", number=given["first"]), shapes.address_of(uid, {})

    facts = {
        "title": translated("Ghi tiếp sổ giấy"), "name": place.name, "button": translated("Ghi tiếp từ số này"),
        "lead": translated("Chỉ khai khi sổ chưa lấy số nào ở đây."), "back": reverse("desk:document_registers"),
    }  # fmt: skip
    return ask(request, form, go_on, facts)


@require_http_methods(["GET", "POST"])
@duty(*documents.KEEPERS)
def close(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show what is closed with a register; POST closes it and goes to the minutes.  One that is closed is looked at there.

    Raises SeriesUnknown.
    """
    actor, at = asking.actor_of(request), clock.now()
    book = documents.register_row(actor, uid)
    if book.closed_at is not None:
        return redirect("desk:register_closing", uid)

    def end(given: dict[str, Any]) -> tuple[str, str]:
        done = documents.close_period(actor=actor, at=at, series_uid=uid)
        told = "Đã khóa sổ: từ số %(first)s đến số %(last)s, đã dùng %(used)s, hủy %(void)s."
        said = tongues.told(told, first=done.first, last=done.last, used=done.used, void=done.void)
        return said, reverse("desk:register_closing", args=[uid])

    lead = translated(
        "%(taken)s số (từ %(first)s đến %(last)s), hủy %(void)s, còn giữ %(reserved)s. Khóa rồi thì ký biên bản khóa sổ.",
        taken=book.taken, first=book.first, last=book.last, void=book.void, reserved=book.reserved,
    )  # fmt: skip
    facts = {
        "title": translated("Khóa sổ"), "name": f"{book.body} · {book.name} · {shapes.period_of(book)}", "lead": lead,
        "button": translated("Khóa sổ"), "warns": True, "back": reverse("desk:document_register", args=[uid]),
    }  # fmt: skip
    return ask(request, CloseForm(_typed(request)), end, facts)


@require_http_methods(["GET", "POST"])
@duty(*documents.KEEPERS)
def terms(request: HttpRequest) -> HttpResponse:
    """Show the terms of the Party committee whose registers the unit keeps; POST enters the next one."""
    actor, at = asking.actor_of(request), clock.now()
    committee = next((one for one in documents.bodies_of(actor, asking.today()) if one.key == shapes.COMMITTEE), None)
    if committee is None or committee.committee_id is None:
        raise Http404

    def enter(given: dict[str, Any]) -> tuple[str, str]:
        documents.open_term(actor=actor, at=at, **given)
        return tongues.told("Đã khai nhiệm kỳ %(term)s.", term=given["name"]), reverse("desk:document_terms")

    facts = {
        "title": translated("Nhiệm kỳ cấp ủy"), "name": committee.name, "button": translated("Khai nhiệm kỳ"),
        "lead": translated("Số văn bản của Đảng chạy theo nhiệm kỳ, bắt đầu từ ngày sau ngày bế mạc đại hội."),
        "terms": documents.terms_of(committee.committee_id), "back": reverse("desk:document_registers"),
    }  # fmt: skip
    return ask(request, TermForm(_typed(request)), enter, facts)
