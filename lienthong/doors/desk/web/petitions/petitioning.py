"""Petitions at the desk: the register with its filters, one petition, entering what was said, and what is done with one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lienthong.casework.petitions import public as petitions
from lienthong.doors.desk import queries
from lienthong.doors.desk.web import asking, leading_tables, posting
from lienthong.doors.desk.web.leaders.scoring import SpanForm
from lienthong.doors.desk.web.petitions import petition_forms, petition_shapes
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.clock import VIETNAM
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui.forms import Form
from lienthong.toolkit.ui.parts import Tab
from lienthong.toolkit.ui.tongues import in_vietnamese, translated


@require_safe
@duty(*petitions.READERS)
def petitions_list(request: HttpRequest) -> HttpResponse:
    """Show the petitions of the units seen: by state, kind and code, the latest first."""
    actor, at = asking.actor_of(request), clock.now()
    view = request.GET.get("xem", "open")
    view = view if view in petitions.VIEWS else "open"
    form = petition_forms.FilterForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    kind, word, after = asked.get("loai", ""), asked.get("ma", ""), asking.whole(request.GET.get("sau"), 0)
    page = petitions.listed(actor, at, view=view, kind=kind, word=word, after=after)
    kept = {"loai": kind, "ma": word}
    today = asking.today()
    facts = {
        "tabs": [Tab(_address({"xem": key, **kept}), words, key == view) for key, words in petitions.VIEWS.items()],
        "view": view,
        "form": form,
        "rows": [(row, *petition_shapes.look_of(row)) for row in page.rows],
        "first_url": _address({"xem": view, **kept}) if after else "",
        "next_url": _address({"xem": view, **kept, "sau": str(page.after)}) if page.after else "",
        "may_enter": actor.has(*petitions.RECEIVERS),
        "span": SpanForm(initial={"tu": today.replace(day=1), "den": today}, auto_id="so_%s"),
    }
    return render(request, "desk/petitions/list.html", facts)


def _address(words: dict[str, str]) -> str:
    return f"{reverse('desk:petitions')}?{urlencode({name: value for name, value in words.items() if value})}"


@require_safe
@duty(*petitions.READERS)
@in_vietnamese
def register_xlsx(request: HttpRequest) -> HttpResponse:
    """Return the register of a period as a workbook; 404 for a period that is none."""
    form = SpanForm(request.GET)
    if not form.is_valid():
        raise Http404
    first, last = form.cleaned_data["tu"], form.cleaned_data["den"]
    register = petitions.register(asking.actor_of(request), first, last, clock.now())
    period = translated("Từ ngày %(first)s đến hết ngày %(last)s", first=formats.day(first), last=formats.day(last))
    book = leading_tables.table_book(
        title=translated("Sổ theo dõi phản ánh, kiến nghị"), heads=[translated(one) for one in petition_shapes.HEADS],
        rows=[petition_shapes.line(number, row) for number, row in enumerate(register.rows, start=1)],
        notes=[period, *petition_shapes.notes(register)],
    )  # fmt: skip
    return leading_tables.xlsx_answer(f"so-phan-anh-{first:%Y%m%d}-{last:%Y%m%d}", book)


@require_safe
@duty(*petitions.READERS)
def petition(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show one petition with what happened and what may be done with it.  Raises PetitionUnknown."""
    sheet = petitions.sheet(asking.actor_of(request), uid, clock.now())
    look, words = petition_shapes.look_of(sheet.row)
    facts = {
        "sheet": sheet, "row": sheet.row, "look": look, "state": words, "events": petition_shapes.events(sheet, _names(sheet)),
        "acts": [(verb, petition_forms.ACTS[verb]) for verb in sheet.acts],
        "limit_note": petition_shapes.LIMIT_NOTES[sheet.row.limit_mark],
    }  # fmt: skip
    return render(request, "desk/petitions/petition.html", facts)


def _names(sheet: petitions.PetitionSheet) -> dict[UUID, str]:
    """Return the names of the people in the petition's ledger; one statement."""
    return queries.names_of({one.person_uid for one in sheet.events})


@require_http_methods(["GET", "POST"])
@duty(*petitions.RECEIVERS)
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for a petition that was said or came on paper; POST enters it into the register of the own unit."""
    actor, at = asking.actor_of(request), clock.now()
    key = asking.uid_of(request.POST.get("key")) or new_uid()
    form, made = petition_forms.EnterForm(request.POST if request.method == "POST" else None), list[petitions.Taken]()

    def write(given: dict[str, Any]) -> str:
        channel, came = given.pop("channel"), _came(given.pop("came"), at)
        done = petitions.enter(actor=actor, at=at, said=petitions.Said(**given), channel=channel, came_at=came, key=key)
        made.append(done)
        return translated("Đã ghi phản ánh, kiến nghị %(code)s vào sổ; đưa mã và khóa tra cứu cho người gửi.", code=done.code)

    told, status = posting.attempt(form, write)
    if told:
        messages.success(request, told)
        return redirect("desk:petition", made[0].uid)
    return render(request, "desk/petitions/enter.html", {"form": form, "key": key}, status=status)


def _came(day: date | None, at: datetime) -> datetime:
    """Return when the agency had it: now, or the opening of another day that was typed."""
    if day is None or day == at.astimezone(VIETNAM).date():
        return at
    return datetime.combine(day, time(8), tzinfo=VIETNAM)


@require_POST
@duty(*petitions.RECEIVERS)
def claim(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take the task of a petition on oneself, from the inbox.  Raises PetitionUnknown, AlreadyClosed, NotYours, HeldByAnother."""
    petitions.claim(actor=asking.actor_of(request), at=clock.now(), uid=uid)
    messages.success(request, translated("Đã nhận việc."))
    return redirect(asking.back(request, reverse("desk:petition", args=[uid])))


@require_http_methods(["GET", "POST"])
@duty(*petitions.RECEIVERS)
def act(request: HttpRequest, uid: UUID, verb: str) -> HttpResponse:
    """Ask what a petition's receiver or handler decides; POST does it.  Raises PetitionUnknown, NotYourPetition and the like."""
    wanted = petition_forms.ACTS.get(verb)
    if wanted is None:
        raise Http404
    actor, at = asking.actor_of(request), clock.now()
    row = petitions.sheet(actor, uid, at).row
    form: Form = wanted.form(request.POST if request.method == "POST" else None, row=row, today=asking.today())
    service: Callable[..., None] = getattr(petitions, verb)

    def write(given: dict[str, Any]) -> str:
        service(actor=actor, at=at, uid=uid, **given)
        return translated(wanted.told, code=row.code)

    told, status = posting.attempt(form, write)
    if told:
        messages.success(request, told)
        return redirect("desk:petition", uid) if petitions.seen(actor, uid) else redirect("desk:petitions")
    facts = {"row": row, "form": form, "act": wanted, "verb": verb}
    return render(request, "desk/petitions/act.html", facts, status=status)
