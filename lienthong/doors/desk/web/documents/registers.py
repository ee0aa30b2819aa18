"""Registers of documents: those of the unit, the lines of one with its filter, printing, making a number void."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from lienthong.casework.documents import public as documents
from lienthong.casework.intake import public as intake
from lienthong.doors.desk.web import asking, leading_tables, posting
from lienthong.doors.desk.web.documents import shapes
from lienthong.doors.desk.web.documents.forms import FilterForm, VoidForm
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.ui import tongues

PAGE = 50
"""Lines of a page, as `documents.register` counts them."""


@require_safe
@duty(*documents.READERS)
def shelf(request: HttpRequest) -> HttpResponse:
    """Show the registers that the actor may open in a year."""
    actor, today = asking.actor_of(request), asking.today()
    rows = documents.registers_of(actor, today)
    years = {today.year, *(row.year for row in rows if row.year)}
    year = asking.whole(request.GET.get("nam"), today.year)
    shown = [row for row in rows if row.year in (None, year)]
    may, bodies = actor.has(*documents.REGISTRARS) and year == today.year, documents.bodies_of(actor, today)
    facts = {
        "tabs": shapes.year_tabs(years, year),
        "shelves": shapes.shelves(shown, bodies, may=may, this_year=today.year),
        "year": year,
        "party": actor.capacity == "party",
        "arrivals": actor.has(*intake.READERS),
        "enters": actor.has(*documents.KEEPERS) and any(one.key == shapes.COMMITTEE for one in bodies),
    }
    return render(request, "desk/documents/registers.html", facts)


@require_safe
@duty(*documents.READERS)
def register(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show the lines of a register, the last ones unless the address says otherwise.  Raises SeriesUnknown."""
    actor = asking.actor_of(request)
    book = documents.register_row(actor, uid)
    form = FilterForm(request.GET)
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    word, first, last = asked.get("q", ""), asked.get("tu"), asked.get("den")
    filtered = bool(word or first or last)
    after = asking.whole(request.GET.get("sau"), 0 if filtered else max(book.first - 1, book.last - PAGE))
    page = documents.register(actor, uid, after=after, word=word, first=first, last=last)
    kept = {name: request.GET.get(name, "") for name in ("q", "tu", "den")}
    before = max(after - PAGE, 0)
    own = book.keeper_id == actor.unit_id and book.closed_at is None
    facts = {
        "book": book,
        "period": shapes.period_of(book),
        "form": form,
        "filtered": filtered,
        "lines": [(line, shapes.cells_of(book.direction, line), *shapes.line_look(line)) for line in page.rows],
        "heads": shapes.heads_of(book.direction),
        "previous": shapes.address_of(uid, {**kept, "sau": str(before)}) if after >= book.first and not filtered else "",
        "next": shapes.address_of(uid, {**kept, "sau": str(page.after)}) if page.after else "",
        "look": shapes.look_of(book, asking.today().year),
        "may_void": actor.has(*documents.KEEPERS) and own,
        "may_use": actor.has(*documents.REGISTRARS) and own,
        "may_close": actor.has(*documents.KEEPERS) and own and (book.year is None or book.year < asking.today().year),
    }
    return render(request, "desk/documents/register.html", facts)


@require_safe
@duty(*documents.READERS)
@tongues.in_vietnamese
def register_pdf(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return a register as PDF with the official columns, to be bound and signed.  Raises SeriesUnknown."""
    actor = asking.actor_of(request)
    book = documents.register_row(actor, uid)
    return asking.pdf(documents.file_name(book), "documents/register.typ", documents.printed(actor, book))


@require_safe
@duty(*documents.READERS)
@tongues.in_vietnamese
def register_xlsx(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return a register as a workbook with the same columns.  Raises SeriesUnknown."""
    actor = asking.actor_of(request)
    book = documents.register_row(actor, uid)
    paper = documents.printed(actor, book)
    content = leading_tables.table_book(
        title=f"{paper['book_name']}: {paper['body_name']}", heads=paper["heads"],
        rows=[line["cells"] for line in paper["lines"]], notes=[paper["series_name"], paper["period"]],
    )  # fmt: skip
    return leading_tables.xlsx_answer(documents.file_name(book), content)


@require_http_methods(["GET", "POST"])
@duty(*documents.KEEPERS)
def void(request: HttpRequest, uid: UUID, entry: UUID) -> HttpResponse:
    """Ask why a number is to be void; POST makes it so.  Raises SeriesUnknown, EntryUnknown."""
    actor = asking.actor_of(request)
    book, line = documents.register_row(actor, uid), shapes.line_of(actor, uid, entry)
    form = VoidForm(request.POST if request.method == "POST" else None)

    def strike(given: dict[str, Any]) -> str:
        documents.void(actor=actor, at=clock.now(), entry_uid=entry, reason=given["reason"])
        return tongues.told("Đã hủy số %(number)s. Số này còn nguyên trong sổ, kèm lý do.", number=line.label)

    told, status = posting.attempt(form, strike)
    if told:
        messages.success(request, told)
        return redirect("desk:document_register", uid)
    return render(request, "desk/documents/void.html", {"book": book, "line": line, "form": form}, status=status)
