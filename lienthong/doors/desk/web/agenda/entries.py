"""Entries at the desk: units ask for time, the office writes, a letter becomes an entry, one entry with what came of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lienthong.casework.agenda import public as agenda
from lienthong.casework.documents import public as documents
from lienthong.doors.desk.web import asking, posting
from lienthong.doors.desk.web.agenda import shapes
from lienthong.doors.desk.web.agenda.forms import EntryForm, ReasonForm, initial_of, said_of
from lienthong.doors.desk.web.agenda.weeks import ask
from lienthong.office.accounts.public import duty, signed_in
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui.tongues import translated


@require_safe
@duty(*agenda.PROPOSERS)
def asked(request: HttpRequest) -> HttpResponse:
    """Show in which calendars the actor's unit may ask for time, and what became of what it asked for."""
    actor, today = asking.actor_of(request), asking.today()
    rows = agenda.asked_by(actor, agenda.monday_of(today))
    facts = {"desks": agenda.around(actor, today), "rows": [(row, *shapes.entry_look(row)) for row in rows]}
    return render(request, "desk/agenda/asked.html", facts)


@require_http_methods(["GET", "POST"])
@duty(*agenda.PROPOSERS)
def write(request: HttpRequest, keeper: UUID, body: str) -> HttpResponse:
    """Ask what is to stand in a calendar: its office writes it, another unit asks for it; «van-ban» is the letter behind it."""
    actor, at, today = asking.actor_of(request), clock.now(), asking.today()
    desk = agenda.desk(actor, today, keeper, body)
    mine = agenda.drafts(actor, desk.keeper_id, desk.system)
    letter = asking.uid_of(request.GET.get("van-ban")) if mine else None
    key = asking.uid_of(request.POST.get("key")) or new_uid()
    monday = agenda.monday_called(request.GET.get("tuan", ""))
    sheet = documents.document(actor, letter) if letter and request.method != "POST" else None
    first = {"day": monday or "", "session": "morning", "subject": sheet.line.subject if sheet else ""}
    form = EntryForm(
        request.POST if request.method == "POST" else None, offers=agenda.offers(desk, today), initial=first,
        near=(desk.unit_id, desk.keeper_id),
    )  # fmt: skip

    def keep(given: dict[str, Any]) -> str:
        said = said_of(given, letter)
        if mine:
            agenda.draft_entry(actor=actor, at=at, body_key=body, said=said, key=key)
            return translated("Đã ghi vào lịch tuần đang soạn.")
        agenda.propose(actor=actor, at=at, keeper_uid=keeper, body_key=body, said=said, key=key)
        return translated("Đã gửi đăng ký lịch; văn phòng xếp rồi trình duyệt.")

    told, status = posting.attempt(form, keep)
    if told:
        messages.success(request, told)
        if not mine:
            return redirect("desk:agenda_asked")
        return redirect(shapes.address(keeper, body, agenda.monday_of(form.cleaned_data["day"])))
    facts = {"form": form, "desk": desk, "mine": mine, "key": key, "sheet": sheet, "back": _back(mine, keeper, body, monday)}
    return render(request, "desk/agenda/write.html", facts, status=status)


def _back(mine: bool, keeper: UUID, body: str, monday: Any) -> str:
    if mine and monday:
        return shapes.address(keeper, body, monday)
    return reverse("desk:agenda") if mine else reverse("desk:agenda_asked")


@require_http_methods(["GET", "POST"])
@duty(*agenda.PROPOSERS)
def amend(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask what changes in an entry; POST changes it.  Raises EntryUnknown."""
    actor, at, today = asking.actor_of(request), clock.now(), asking.today()
    row = agenda.entry(actor, uid)
    desk = agenda.desk(actor, today, row.keeper_uid, row.key)
    form = EntryForm(
        request.POST if request.method == "POST" else None, offers=agenda.offers(desk, today), initial=initial_of(row),
        near=(desk.unit_id, desk.keeper_id),
    )  # fmt: skip

    def change(given: dict[str, Any]) -> str:
        agenda.amend(actor=actor, at=at, entry_uid=uid, said=said_of(given))
        return translated("Đã sửa mục lịch.")

    told, status = posting.attempt(form, change)
    if told:
        messages.success(request, told)
        return redirect("desk:agenda_entry", uid)
    facts = {"form": form, "desk": desk, "mine": True, "row": row, "back": reverse("desk:agenda_entry", args=[uid])}
    return render(request, "desk/agenda/write.html", facts, status=status)


@require_safe
@signed_in
def entry(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show an entry with its conclusions and what they gave to do.  Raises EntryUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    row = agenda.entry(actor, uid)
    keeps = agenda.drafts(actor, row.keeper_id, row.system)
    asked_here = row.state == "proposed" and row.proposed_from == actor.unit and agenda.may_propose(actor)
    leads = actor.has(*agenda.APPROVERS) and row.keeper_id in actor.sees
    facts = {
        "row": row, "slot": shapes.grid_slot(row.content), "look": shapes.entry_look(row),
        "week": shapes.address(row.keeper_uid, row.key, agenda.monday_of(row.day)),
        "session": translated(agenda.SESSIONS[row.session]),
        "conclusions": [
            (one, [(job, *shapes.job_look(job)) for job in one.jobs]) for one in agenda.conclusions(uid, at)
        ],
        "may_decide": keeps and row.state == "proposed", "may_drop": keeps and row.state == "accepted",
        "may_amend": (keeps and row.state in ("proposed", "accepted")) or asked_here,
        "may_conclude": (keeps or leads) and row.state == "accepted" and row.day <= asking.today(),
        "opens_letter": row.letter_uid and actor.has(*documents.READERS),
    }  # fmt: skip
    return render(request, "desk/agenda/entry.html", facts)


@require_POST
@duty(*agenda.DRAFTERS)
def accept(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take what a unit asks for into the week."""
    actor = asking.actor_of(request)
    row = agenda.entry(actor, uid)

    def act() -> str:
        agenda.accept(actor=actor, at=clock.now(), entry_uid=uid)
        return translated("Đã xếp vào lịch tuần đang soạn.")

    posting.press(request, act)
    return redirect(asking.back(request, shapes.address(row.keeper_uid, row.key, agenda.monday_of(row.day))))


@require_http_methods(["GET", "POST"])
@duty(*agenda.DRAFTERS)
def refuse(request: HttpRequest, uid: UUID, verb: str) -> HttpResponse:
    """Ask why an entry is declined («khong-xep») or dropped («hoan»); POST does it.  Raises EntryUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    row = agenda.entry(actor, uid)
    if verb not in ("khong-xep", "hoan"):
        raise Http404
    declines = verb == "khong-xep"

    def act(given: dict[str, Any]) -> tuple[str, str]:
        _refuse(declines, actor, at, uid, given["reason"])
        told = (
            translated("Đã báo không xếp lịch.") if declines else translated("Đã đưa ra khỏi lịch; bản sau gạch ngang mục này.")
        )
        return told, reverse("desk:agenda_entry", args=[uid])

    facts = {
        "title": translated("Không xếp lịch") if declines else translated("Hoãn, hủy mục lịch"),
        "name": row.content["subject"], "lead": "", "warns": True,
        "button": translated("Không xếp") if declines else translated("Hoãn, hủy"),
        "back": reverse("desk:agenda_entry", args=[uid]),
    }  # fmt: skip
    return ask(request, ReasonForm(request.POST if request.method == "POST" else None), act, facts)


def _refuse(declines: bool, actor: Actor, at: Any, uid: UUID, reason: str) -> None:
    act = agenda.decline if declines else agenda.drop
    act(actor=actor, at=at, entry_uid=uid, reason=reason)
