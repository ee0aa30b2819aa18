"""The books of the unit: volumes of a year, their lines, printing, making a number void, the next volume, the year's closing."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lienthong.casework.books import public as books
from lienthong.doors.desk.web import asking, inherited, posting
from lienthong.doors.desk.web.certification import electronic
from lienthong.office.accounts.public import signed_in
from lienthong.toolkit import clock
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui import tongues
from lienthong.toolkit.ui.forms import Form, LineField
from lienthong.toolkit.ui.parts import Tab


class BeginForm(Form):
    """A book that was begun on paper: its kind and the next number."""

    kind = forms.ChoiceField(label="Sổ", choices=[(one.key, one.name) for one in books.kinds()])
    first = forms.IntegerField(
        label="Số tiếp theo", min_value=1, max_value=999_999,
        widget=forms.TextInput(attrs={"class": "w-5", "inputmode": "numeric"}),
        help_text="Số cuối đã ghi trên sổ giấy cộng một, ví dụ 318.",
    )  # fmt: skip


class VoidForm(Form):
    """Why a number is void."""

    reason = LineField(label="Lý do hủy số", max_length=300, help_text="Ví dụ: ghi nhầm tên giấy tờ. Lý do được in trong sổ.")


@require_GET
@signed_in
def shelf(request: HttpRequest) -> HttpResponse:
    """Show the volumes of the unit, or of one that came to it, in a year."""
    return _shelf(request, BeginForm())


def _shelf(request: HttpRequest, form: BeginForm, *, status: int = 200) -> HttpResponse:
    actor, looked, this_year = asking.actor_of(request), inherited.looked_at(request), asking.today().year
    years = sorted({*([this_year] if looked.own else []), *books.years_of(looked.unit_id)}, reverse=True)
    year = asking.whole(request.GET.get("nam"), years[0] if years else this_year)
    facts = {
        "tabs": [_year_tab(one, {"nam": one} | looked.words, here=one == year) for one in years],
        "unit": looked,
        "chips": looked.chips("desk:books", actor.unit),
        "year": year,
        "volumes": books.books_of(looked.unit_id, year),
        "form": form,
        "copies": looked.own and actor.has(*electronic.READERS),
        "keeps": looked.own and actor.has(*books.CLOSERS) and year == this_year,
    }
    return render(request, "desk/books.html", facts, status=status)


def _year_tab(year: int, words: dict[str, Any], *, here: bool) -> Tab:
    address = f"{reverse('desk:books')}?{urlencode(words)}"
    return Tab(address, tongues.translated("Năm %(year)s", year=year), here=here)


@require_POST
@signed_in
def begin(request: HttpRequest) -> HttpResponse:
    """Go on with a book that was begun on paper."""
    form = BeginForm(request.POST)

    def go_on(given: dict[str, Any]) -> str:
        books.begin(actor=asking.actor_of(request), at=clock.now(), kind_key=given["kind"], first=given["first"])
        kind = books.kind(given["kind"])
        number = kind.label(given["first"], asking.today().year)
        return tongues.told("%(book)s: số tiếp theo là %(number)s.", book=kind.name, number=number)

    told, status = posting.attempt(form, go_on)
    if not told:
        return _shelf(request, form, status=status)
    messages.success(request, told)
    return redirect("desk:books")


@require_GET
@signed_in
def volume(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Show the lines of a volume.  Raises BookUnknown."""
    book, word = _book(uid), request.GET.get("q", "").strip()[:100]
    page = books.entries(uid, page=asking.whole(request.GET.get("trang"), 10**6 if not word else 1), word=word)
    actor = asking.actor_of(request)
    own = actor.unit_id == book.unit_id
    facts = {
        "book": book,
        "page": page,
        "word": word,
        "heads": [books.COLUMNS[column] for column in book.kind.columns],
        "rows": [(line, [(books.COLUMNS[one], books.cell(line, one)) for one in book.kind.columns]) for line in page.rows],
        "may_close": actor.has(*books.CLOSERS) and book.closed_at is None and own,
        "may_void": own and actor.has(*books.KEEPERS) and not book.kind.fixed,
        "over": asking.today().year > book.year,
    }
    return render(request, "desk/book.html", facts)


def _book(uid: UUID) -> books.BookRow:
    found = books.book(uid)
    if found is None:
        raise books.BookUnknown(book=str(uid))
    return found


@require_GET
@signed_in
def volume_pdf(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Return a volume as PDF, to be bound and sealed.  Raises BookUnknown."""
    book = _book(uid)
    return asking.pdf(f"so-{book.kind.key}-{book.year}-{book.volume:02d}", "books/book.typ", books.printed(book))


@require_http_methods(["GET", "POST"])
@signed_in
def void(request: HttpRequest, uid: UUID, entry: UUID) -> HttpResponse:
    """Ask why a number is to be void; POST makes it so.  Raises BookUnknown, EntryUnknown."""
    book = _book(uid)
    line = books.entry(entry)
    if line is None:
        raise books.EntryUnknown(entry=str(entry))
    form = VoidForm(request.POST if request.method == "POST" else None)

    def strike(given: dict[str, Any]) -> str:
        books.void(actor=asking.actor_of(request), at=clock.now(), entry_uid=entry, reason=given["reason"])
        return tongues.told("Đã hủy số %(number)s. Số này còn nguyên trong sổ, kèm lý do.", number=line.label)

    told, status = posting.attempt(form, strike)
    if told:
        messages.success(request, told)
        return redirect("desk:book", uid)
    return render(request, "desk/void_number.html", {"book": book, "line": line, "form": form}, status=status)


@require_POST
@signed_in
def turn(request: HttpRequest, uid: UUID, slug: str) -> HttpResponse:
    """Open the next volume («quyen-moi»), or close the year («khoa-so»)."""
    actor, at, book = asking.actor_of(request), clock.now(), _book(uid)
    try:
        if slug == "quyen-moi":
            uid = books.next_volume(actor=actor, at=at, book_uid=uid)
            opened = "Đã khóa quyển %(closed)s và mở quyển %(opened)s; số ghi tiếp từ %(next)s."
            volumes = {"closed": f"{book.volume:02d}", "opened": f"{book.volume + 1:02d}", "next": book.last + 1}
            messages.success(request, tongues.told(opened, **volumes))
        else:
            closed = books.close_year(actor=actor, at=at, book_uid=uid)
            told = "Đã khóa sổ năm %(year)s: %(taken)s số, trong đó hủy %(void)s."
            messages.success(request, tongues.told(told, year=book.year, taken=book.taken, void=closed.void))
    except Refusal as no:
        messages.error(request, tongues.said(no))
    return redirect("desk:book", uid)
