"""Conclusions at the desk: written with what they give to do; the page on which a unit reports that it is done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lienthong.casework.agenda import public as agenda
from lienthong.doors.desk.web import asking, posting
from lienthong.doors.desk.web.agenda import shapes
from lienthong.doors.desk.web.agenda.forms import ConcludeForm, JobForm, ReasonForm, ReportForm
from lienthong.doors.desk.web.agenda.weeks import ask
from lienthong.office.accounts.public import duty, signed_in
from lienthong.toolkit import clock
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui.parts import Tab
from lienthong.toolkit.ui.tongues import translated

FIRST_ROWS, PER_PAGE = 2, 50


@require_http_methods(["GET", "POST"])
@duty(*agenda.DRAFTERS)
def conclude(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask what was concluded at an entry and what it gives to do; POST writes it.  Raises EntryUnknown."""
    actor, at, today = asking.actor_of(request), clock.now(), asking.today()
    row = agenda.entry(actor, uid)
    offers = agenda.offers(agenda.desk(actor, today, row.keeper_uid, row.key), today)
    typed = request.POST if request.method == "POST" else None
    more = "them" in request.POST
    count = min(asking.whole(request.POST.get("dong"), FIRST_ROWS) + (FIRST_ROWS if more else 0), agenda.MOST_JOBS)
    form = ConcludeForm(typed)
    jobs = [JobForm(typed, prefix=f"v{number}", offers=offers) for number in range(1, count + 1)]
    key = asking.uid_of(request.POST.get("key")) or new_uid()
    status, told = 200, ""
    if typed is not None and not more:
        whole = not sum(len(one.errors) for one in jobs)

        def keep(given: dict[str, Any]) -> str:
            wanted = [job for one in jobs if (job := one.given()) is not None]
            agenda.conclude(actor=actor, at=at, entry_uid=uid, text=given["text"], given=wanted, key=key)
            return translated("Đã ghi kết luận; việc đã vào danh sách của nơi nhận.")

        told, status = posting.attempt(form, keep) if whole else ("", 422)
    if told:
        messages.success(request, told)
        return redirect("desk:agenda_entry", uid)
    facts = {
        "form": form, "jobs": jobs, "forms": [form, *jobs], "row": row, "key": key, "count": count,
        "further": count < agenda.MOST_JOBS, "checked": typed is not None and not more,
    }  # fmt: skip
    return render(request, "desk/agenda/conclude.html", facts, status=status)


@require_safe
@duty(*agenda.DRAFTERS)
def jobs(request: HttpRequest) -> HttpResponse:
    """Show what conclusions gave to do: what is open, the first due first, or all of it."""
    actor, at, whole = asking.actor_of(request), clock.now(), request.GET.get("xem") == "tat-ca"
    page = asking.whole(request.GET.get("trang"))
    rows, total = agenda.given(actor, at, only_open=not whole, page=max(page, 1))
    here = reverse("desk:agenda_jobs")
    facts = {
        "tabs": [Tab(here, translated("Chưa xong"), not whole), Tab(f"{here}?xem=tat-ca", translated("Tất cả"), whole)],
        "rows": [(row, *shapes.job_look(row)) for row in rows],
        "pages": Paginator(range(total), PER_PAGE).get_page(page),
    }  # fmt: skip
    return render(request, "desk/agenda/jobs.html", facts)


@require_http_methods(["GET", "POST"])
@signed_in
def job(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show what a conclusion gives to do; POST reports that it is done.  Raises JobUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    sheet = agenda.job(actor, uid, at)
    form = ReportForm(request.POST if request.method == "POST" else None)

    def report(given: dict[str, Any]) -> str:
        agenda.report(actor=actor, at=at, job_uid=uid, answer=given["answer"])
        return translated("Đã báo cáo kết quả; việc đã khép.")

    told, status = posting.attempt(form, report)
    if told:
        messages.success(request, told)
        return redirect("desk:agenda_job", uid)
    facts = {"sheet": sheet, "row": sheet.row, "look": shapes.job_look(sheet.row), "form": form}
    return render(request, "desk/agenda/job.html", facts, status=status)


@require_POST
@signed_in
def claim(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take a task on oneself, from its page or the inbox.  Raises JobUnknown, JobClosed, NotYours, HeldByAnother."""
    agenda.claim(actor=asking.actor_of(request), at=clock.now(), job_uid=uid)
    messages.success(request, translated("Đã nhận việc."))
    return redirect(asking.back(request, reverse("desk:agenda_job", args=[uid])))


@require_http_methods(["GET", "POST"])
@duty(*agenda.DRAFTERS)
def withdraw(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask why a task is taken back; POST takes it back.  Raises JobUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    sheet = agenda.job(actor, uid, at)

    def act(given: dict[str, Any]) -> tuple[str, str]:
        agenda.withdraw(actor=actor, at=at, job_uid=uid, reason=given["reason"])
        return translated("Đã thôi giao việc này."), reverse("desk:agenda_job", args=[uid])

    facts = {
        "title": translated("Thôi giao việc"), "name": sheet.row.what, "lead": sheet.row.unit, "warns": True,
        "button": translated("Thôi giao"), "back": reverse("desk:agenda_job", args=[uid]),
    }  # fmt: skip
    return ask(request, ReasonForm(request.POST if request.method == "POST" else None), act, facts)
