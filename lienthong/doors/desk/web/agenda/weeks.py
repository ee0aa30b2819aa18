"""Weeks at the desk: the front page, a week as a grid, one person's week, and what office and leader do with a week."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lienthong.casework.agenda import public as agenda
from lienthong.doors.desk.web import asking, posting
from lienthong.doors.desk.web.agenda import shapes
from lienthong.doors.desk.web.agenda.forms import ApproveForm, ReasonForm
from lienthong.office.accounts.public import duty, signed_in
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form
from lienthong.toolkit.ui.parts import Tab
from lienthong.toolkit.ui.tongues import translated

A_WEEK = timedelta(days=7)


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Show the calendars of this week and the next, what names the actor in them, what changed, and what is in work."""
    actor, today = asking.actor_of(request), asking.today()
    this = agenda.monday_of(today)
    rows = agenda.latest(actor, this, this + A_WEEK)
    works = actor.has(*agenda.DRAFTERS, *agenda.APPROVERS)
    fresh = agenda.news(rows, actor, agenda.seen(actor, [row.uid for row in rows])) if rows else []
    mine = [one for one in agenda.of_person(rows, actor.person_uid) if one.content["day"] >= today.isoformat()]
    facts = {
        "news": [(one, _day(one), shapes.grid_slot(one.content), _of(one.edition)) for one in fresh],
        "mine": [(_day(one), shapes.grid_slot(one.content), one.edition.name) for one in mine],
        "weeks": [(label, [(row, _of(row)) for row in rows if row.monday == monday]) for label, monday in _labels(this)],
        "works": [(row, shapes.week_words(row.monday), _of(row), *shapes.week_look(row)) for row in _works(actor, this, works)],
        "desks": [
            (one, [(label, shapes.address(one.keeper_uid, one.key, monday)) for label, monday in _labels(this)])
            for one in (agenda.own(actor, today) if actor.has(*agenda.DRAFTERS) else [])
        ],
        "may_propose": agenda.may_propose(actor), "keeps": actor.has(*agenda.DRAFTERS),
        "person_url": reverse("desk:agenda_person", args=[actor.person_uid, agenda.label_of(this)]),
    }  # fmt: skip
    return render(request, "desk/agenda/home.html", facts)


def _day(one: agenda.Mine) -> date:
    return date.fromisoformat(one.content["day"])


def _labels(this: date) -> list[tuple[str, date]]:
    return [(translated("Tuần này"), this), (translated("Tuần sau"), this + A_WEEK)]


def _works(actor: Actor, this: date, works: bool) -> list[agenda.WeekRow]:
    return [row for row in agenda.weeks(actor, this) if row.state in agenda.IN_WORK] if works else []


def _of(row: agenda.EditionRow | agenda.WeekRow) -> str:
    return shapes.address(row.keeper_uid, row.key, row.monday)


@require_safe
@signed_in
def week(request: HttpRequest, keeper: UUID, body: str, label: str) -> HttpResponse:
    """Show a week as a grid: the draft to office and leader, the last edition to everybody, «ban» an earlier one."""
    actor, today, monday = asking.actor_of(request), asking.today(), shapes.monday_of(label)
    works = actor.has(*agenda.DRAFTERS, *agenda.APPROVERS)
    found = agenda.draft(actor, keeper, body, monday) if works else None
    in_work, wanted = found is not None and found.week.state in agenda.IN_WORK, asking.whole(request.GET.get("ban"), 0)
    editions = agenda.editions(actor, keeper, body, monday) if wanted or not in_work else []
    last = None if in_work or not editions else editions[0]
    shown = next((one for one in editions if one.number == wanted), last)
    numbers = range(found.week.number, 0, -1) if found else [one.number for one in editions]
    facts = _frame(actor, keeper, body, monday)
    facts["tabs"] = _tabs(keeper, body, monday, found if in_work else None, numbers, shown)
    if shown is None and found is None:
        return render(request, "desk/agenda/none.html", facts)
    source = shown or found.week if found else shown
    content = shown.content if shown else found.content if found else ()
    unit_id = source.unit_id if source else 0
    away = shapes.away_in(unit_id, monday)
    opens = shapes.opened_by(content, unit=actor.unit_uid, whole=found is not None)
    facts |= {
        "name": source.name if source else "", "edition": shown, "draft": None if shown else found, "away": away,
        "days": shapes.grid(content, monday, off=shapes.off_days(unit_id, monday), today=today, away=away, opens=opens),
        "changed": any(one["mark"] for one in content),
        **_work(actor, found, whole=shown is None),
    }  # fmt: skip
    return render(request, "desk/agenda/week.html", facts)


def _frame(actor: Actor, keeper: UUID, body: str, monday: date) -> dict[str, Any]:
    """Return what stands round every week: its words, its neighbours, whether the actor writes in it."""
    return {
        "words": shapes.week_words(monday), "first": monday, "last": monday + timedelta(days=6), "keeper": keeper, "body": body,
        "label": agenda.label_of(monday), "previous": shapes.address(keeper, body, monday - A_WEEK),
        "next": shapes.address(keeper, body, monday + A_WEEK),
        "writes": actor.unit_uid == keeper and actor.has(*agenda.DRAFTERS), "asks": agenda.may_propose(actor),
    }  # fmt: skip


def _tabs(
    keeper: UUID, body: str, monday: date, found: agenda.Draft | None, numbers: Iterable[int], shown: agenda.EditionRow | None
) -> list[Tab]:
    """Return a tab for the draft, where there is one in work, and for each edition by its number."""
    tabs = []
    if found is not None:
        words = translated("Đang điều chỉnh") if found.week.number else translated("Bản đang soạn")
        tabs.append(Tab(shapes.address(keeper, body, monday), words, here=shown is None))
    for number in numbers:
        words = translated("Bản %(number)s đã ban hành", number=number)
        tabs.append(
            Tab(shapes.address(keeper, body, monday, ban=number), words, here=shown is not None and shown.number == number)
        )
    return tabs if len(tabs) > 1 else []


def _work(actor: Actor, found: agenda.Draft | None, *, whole: bool) -> dict[str, Any]:
    """Return what stands beside the grid for office and leader: state, what units ask for, clashes, what may be done.

    whole  the week in work is shown, not an edition of it.
    """
    if found is None:
        return {}
    row = found.week
    asked: dict[str, Any] = {"proposed": found.proposed}
    if not whole:
        return asked
    return asked | {
        "look": shapes.week_look(row), "clashes": shapes.clash_words(found.clashes),
        "may_submit": agenda.drafts(actor, row.keeper_id, row.system) and row.state == "draft" and found.content,
        "may_approve": agenda.approves(actor, row.unit_id, row.system) and row.state == "submitted",
    }  # fmt: skip


@require_POST
@duty(*agenda.DRAFTERS)
def submit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Lay a week before the leader.  Raises WeekUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    row = agenda.week(actor, uid)

    def act() -> str:
        agenda.submit(actor=actor, at=at, week_uid=uid)
        return translated("Đã trình lãnh đạo duyệt lịch tuần.")

    posting.press(request, act)
    return redirect(_of(row))


@require_http_methods(["GET", "POST"])
@duty(*agenda.APPROVERS)
def approve(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show the leader the week that was submitted, with its clashes; POST approves and publishes it.  Raises WeekUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    row = agenda.week(actor, uid)
    found = agenda.draft(actor, row.keeper_uid, row.key, row.monday)
    if found is None:
        raise Http404
    form = ApproveForm(
        request.POST if request.method == "POST" else None, clashes=bool(found.clashes), initial={"digest": found.digest}
    )

    def publish(given: dict[str, Any]) -> str:
        number = agenda.publish(actor=actor, at=at, week_uid=uid, digest=given["digest"], reason=given["reason"])
        return tongues.told("Đã duyệt và ban hành lịch tuần, bản %(number)s.", number=number)

    told, status = posting.attempt(form, publish)
    if told:
        messages.success(request, told)
        return redirect(_of(row))
    facts = {
        "form": form, "week": row, "words": shapes.week_words(row.monday), "clashes": shapes.clash_words(found.clashes),
        "days": shapes.grid(found.content, row.monday, off={}, today=asking.today()), "digest": found.digest,
        "back": _of(row), "look": shapes.week_look(row),
    }  # fmt: skip
    return render(request, "desk/agenda/approve.html", facts, status=status)


@require_http_methods(["GET", "POST"])
@duty(*agenda.APPROVERS)
def give_back(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask the leader why a week goes back to the office; POST gives it back.  Raises WeekUnknown."""
    actor, at = asking.actor_of(request), clock.now()
    row = agenda.week(actor, uid)

    def act(given: dict[str, Any]) -> tuple[str, str]:
        agenda.give_back(actor=actor, at=at, week_uid=uid, reason=given["reason"])
        return translated("Đã trả lịch tuần lại văn phòng."), _of(row)

    facts = {
        "title": translated("Trả lại văn phòng"), "name": row.name, "lead": shapes.week_words(row.monday),
        "button": translated("Trả lại"), "back": _of(row),
    }  # fmt: skip
    return ask(request, ReasonForm(request.POST if request.method == "POST" else None), act, facts)


def ask(
    request: HttpRequest, form: Form, act: Callable[[dict[str, Any]], tuple[str, str]], facts: dict[str, Any]
) -> HttpResponse:
    """Show a form that asks for one act on the calendar, or do it and go on; facts: title, name, lead, button, back."""
    going = [""]

    def write(given: dict[str, Any]) -> str:
        words, going[0] = act(given)
        return words

    told, status = posting.attempt(form, write)
    if told:
        messages.success(request, told)
        return redirect(going[0])
    return render(request, "desk/agenda/act.html", {"form": form, **facts}, status=status)


@require_safe
@signed_in
def person(request: HttpRequest, uid: UUID, label: str) -> HttpResponse:
    """Show what names a person in the published weeks that the actor reads."""
    actor, monday = asking.actor_of(request), shapes.monday_of(label)
    found = agenda.of_person(agenda.latest(actor, monday, monday), uid)
    names = {one.content["host"] for one in found if one.content["host_uid"] == str(uid)} | {
        who["name"] for one in found for who in one.content["people"] if who["uid"] == str(uid)
    }
    name = min(names, default=actor.name if uid == actor.person_uid else "")
    content = [one.content for one in found]
    neighbours = [reverse("desk:agenda_person", args=[uid, agenda.label_of(day)]) for day in (monday - A_WEEK, monday + A_WEEK)]
    facts = {
        "name": name, "words": shapes.week_words(monday), "first": monday, "last": monday + timedelta(days=6),
        "days": shapes.grid(content, monday, off=shapes.off_days(actor.unit_id, monday), today=asking.today()),
        "found": found, "previous": neighbours[0], "next": neighbours[1], "mine": uid == actor.person_uid,
    }  # fmt: skip
    return render(request, "desk/agenda/person.html", facts)


@require_POST
@signed_in
def see(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Write down that the actor has seen what changed in an edition.  Raises WeekUnknown."""
    agenda.see(actor=asking.actor_of(request), at=clock.now(), edition_uid=uid)
    messages.success(request, translated("Đã ghi là đã xem điều chỉnh."))
    return redirect("desk:agenda")
