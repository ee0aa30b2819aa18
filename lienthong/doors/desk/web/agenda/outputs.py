"""The calendar on paper and in other programs: PDF, workbook, iCalendar, private addresses."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lienthong.casework.agenda import public as agenda
from lienthong.doors.desk.web import asking, leading_tables, posting
from lienthong.doors.desk.web.agenda import shapes
from lienthong.doors.desk.web.agenda.forms import FeedForm
from lienthong.office.accounts import public as accounts
from lienthong.office.accounts.public import open_to_public, signed_in
from lienthong.toolkit import clock
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.tongues import translated

READING = accounts.Allowance("agenda.feed", 60, 10)
"""Readings of one private address."""
SOURCE = accounts.Allowance("agenda.source", 300, 2)
"""Readings from one network address; the phones of a whole office may share one."""
ICS = "text/calendar; charset=utf-8"
MINE = "mine"


def _edition(request: HttpRequest, keeper: UUID, body: str, label: str) -> agenda.EditionRow:
    """Return the edition of the address, the last one unless «ban» names another.  Raises WeekUnknown."""
    rows = agenda.editions(asking.actor_of(request), keeper, body, shapes.monday_of(label))
    wanted = asking.whole(request.GET.get("ban"), rows[0].number if rows else 0)
    for row in rows:
        if row.number == wanted:
            return row
    raise agenda.WeekUnknown


@require_safe
@signed_in
@tongues.in_vietnamese
def week_pdf(request: HttpRequest, keeper: UUID, body: str, label: str) -> HttpResponse:
    """Return a published week as PDF, A4 across, or upright with «dung».  Raises WeekUnknown."""
    edition = _edition(request, keeper, body, label)
    off = shapes.off_days(edition.unit_id, edition.monday)
    fields = agenda.printed(edition, landscape="dung" not in request.GET, off=off)
    return asking.pdf(agenda.file_name(edition), "agenda/week.typ", fields)


@require_safe
@signed_in
@tongues.in_vietnamese
def week_xlsx(request: HttpRequest, keeper: UUID, body: str, label: str) -> HttpResponse:
    """Return a published week as a workbook.  Raises WeekUnknown."""
    edition = _edition(request, keeper, body, label)
    number, year = agenda.number_of(edition.monday)
    title = translated("Lịch công tác tuần %(week)s năm %(year)s", week=number, year=str(year))
    book = leading_tables.table_book(
        title=title, heads=[*agenda.HEADS, "Điều chỉnh"], rows=agenda.rows(edition),
        notes=[edition.name, translated("Bản %(number)s đã ban hành", number=edition.number)],
    )  # fmt: skip
    return leading_tables.xlsx_answer(agenda.file_name(edition), book)


@require_safe
@signed_in
@tongues.in_vietnamese
def week_ics(request: HttpRequest, keeper: UUID, body: str, label: str) -> HttpResponse:
    """Return a published week as an iCalendar file.  Raises WeekUnknown."""
    edition = _edition(request, keeper, body, label)
    content = agenda.icalendar_of(edition.name, [agenda.Mine(edition, one) for one in edition.content])
    answer = HttpResponse(content, content_type=ICS)
    answer["Content-Disposition"] = f'attachment; filename="{agenda.file_name(edition)}.ics"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_http_methods(["GET", "POST"])
@signed_in
def feeds(request: HttpRequest) -> HttpResponse:
    """Show the actor's private addresses; POST makes one and shows it once."""
    actor, at = asking.actor_of(request), clock.now()
    this = agenda.monday_of(asking.today())
    rows = {f"{row.keeper_id}:{row.key}": row for row in agenda.latest(actor, this, this)}
    choices = [(MINE, translated("Lịch có tên tôi")), *((key, row.name) for key, row in rows.items())]
    form, made = FeedForm(request.POST if request.method == "POST" else None, choices=choices), [""]

    def make(given: dict[str, Any]) -> str:
        row = rows.get(given["which"])
        name = row.name if row else translated("Lịch của %(name)s", name=actor.name)
        whose = (row.keeper_id, row.key) if row else (None, "")
        secret = agenda.open_feed(actor=actor, at=at, name=name, keeper_id=whose[0], body_key=whose[1])
        made[0] = request.build_absolute_uri(reverse("desk:agenda_feed", args=[secret]))
        return made[0]

    told, status = posting.attempt(form, make)
    facts = {"form": form, "rows": agenda.feeds(actor), "made": made[0]}
    return render(request, "desk/agenda/feeds.html", facts, status=200 if told else status)


@require_POST
@signed_in
def revoke(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Let a private address answer no more.  Raises FeedUnknown."""
    agenda.revoke_feed(actor=asking.actor_of(request), at=clock.now(), feed_uid=uid)
    messages.success(request, translated("Đã thu hồi địa chỉ; không chương trình nào đọc được lịch qua đó nữa."))
    return redirect("desk:agenda_feeds")


@require_safe
@open_to_public("a calendar program has no session: 256 random bits of the address stand for its owner, who can revoke them")
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Return the calendar behind a private address.  Raises FeedUnknown, TooManyAttempts."""
    accounts.take([(SOURCE, str(request.META.get("REMOTE_ADDR", ""))), (READING, secret[:64])])
    answer = HttpResponse(agenda.feed(secret, clock.now()), content_type=ICS)
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
