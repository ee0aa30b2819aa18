"""Papers of handling: the slip of a letter, the stamp «ĐẾN», the register of how letters are handled."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from lienthong.casework.documents import public as documents
from lienthong.casework.handling import public as handling
from lienthong.doors.desk.web import asking, leading_tables
from lienthong.doors.desk.web.handling import shapes
from lienthong.doors.desk.web.handling.forms import SpanForm
from lienthong.office.accounts.public import duty
from lienthong.toolkit import clock
from lienthong.toolkit.formats import text as formats
from lienthong.toolkit.ui import tongues


@require_safe
@duty(*handling.READERS)
@tongues.in_vietnamese
def slip(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return «phiếu giải quyết văn bản đến» as PDF.  Raises LetterUnknown, DocumentUnknown."""
    return asking.pdf("phieu-giai-quyet", "handling/slip.typ", handling.slip(asking.actor_of(request), uid, clock.now()))


@require_safe
@duty(*documents.REGISTRARS)
@tongues.in_vietnamese
def stamp(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return the stamp «ĐẾN» of a letter as a PDF of 50 by 35 mm, to be printed and stuck on.  Raises DocumentUnknown."""
    return asking.pdf("dau-den", "handling/stamp.typ", handling.stamp(asking.actor_of(request), uid))


@require_safe
@duty(*documents.REGISTRARS)
@tongues.in_vietnamese
def stamped(request: HttpRequest, uid: UUID, file: UUID) -> HttpResponse:
    """Return a copy of a file with the stamp on page 1; the file stays.  Raises DocumentUnknown, FileUnknown, NotPdf."""
    return asking.pdf_of("ban-dong-dau-den", handling.stamped(asking.actor_of(request), uid, file))


@require_safe
@duty(*documents.READERS)
def book(request: HttpRequest) -> HttpResponse:
    """Show the register of how letters are handled for some days, this month unless the address says otherwise."""
    actor, at = asking.actor_of(request), clock.now()
    first, last = span(request)
    rows = handling.followed(actor, first, last, at)
    words = urlencode({"tu": formats.day(first), "den": formats.day(last)})
    facts = {
        "form": SpanForm(request.GET if "tu" in request.GET else None, initial={"tu": first, "den": last}),
        "first": first, "last": last, "heads": handling.HEADS[1:],
        "rows": [(row, handling.line(row), *shapes.look_of(row.state, late=row.late)) for row in rows],
        "pdf": f"{reverse('desk:letter_book_pdf')}?{words}", "xlsx": f"{reverse('desk:letter_book_xlsx')}?{words}",
    }  # fmt: skip
    return render(request, "desk/handling/book.html", facts)


@require_safe
@duty(*documents.READERS)
@tongues.in_vietnamese
def book_pdf(request: HttpRequest) -> HttpResponse:
    """Return the register of handling as PDF with the official columns; 404 for days that are none."""
    return asking.pdf("so-theo-doi-giai-quyet", "handling/book.typ", _book(request))


@require_safe
@duty(*documents.READERS)
@tongues.in_vietnamese
def book_xlsx(request: HttpRequest) -> HttpResponse:
    """Return the register of handling as a workbook; 404 for days that are none."""
    made = _book(request)
    note = f"{formats.day(made['first'])} - {formats.day(made['last'])}"
    content = leading_tables.table_book(
        title=tongues.translated("Sổ theo dõi giải quyết văn bản đến"), heads=made["heads"],
        rows=[line["cells"] for line in made["lines"]], notes=[made["body_name"], note],
    )  # fmt: skip
    return leading_tables.xlsx_answer("so-theo-doi-giai-quyet", content)


def _book(request: HttpRequest) -> dict[str, Any]:
    actor = asking.actor_of(request)
    first, last = span(request, strict=True)
    return handling.register_paper(actor, first, last, clock.now(), actor.unit)


def span(request: HttpRequest, *, strict: bool = False) -> tuple[date, date]:
    """Return the days that the address asks for, else this month so far; strict: 404 for what are none."""
    form = SpanForm(request.GET)
    if "tu" in request.GET and form.is_valid() and form.cleaned_data["tu"] <= form.cleaned_data["den"]:
        return form.cleaned_data["tu"], form.cleaned_data["den"]
    if strict and "tu" in request.GET:
        raise Http404
    today = asking.today()
    return today.replace(day=1), today
