"""One box over every register that somebody may open: found lines, with the words of the files where these say it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lienthong.casework.documents import public as documents
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.documents import shapes
from lienthong.doors.desk.web.documents.forms import FindForm
from lienthong.office.accounts.public import duty


@require_safe
@duty(*documents.READERS)
def find(request: HttpRequest) -> HttpResponse:
    """Show what was found, twenty at a time, the latest first.

    A number or a symbol by itself is looked for as such; the page offers to look in the texts, too.
    """
    form = FindForm(_given(request))
    narrowed = any(request.GET.get(name) for name in ("o", "chieu", "tu", "den"))
    facts: dict[str, Any] = {"form": form, "found": None, "narrowed": narrowed}
    if form.is_valid():
        said = form.cleaned_data
        page = documents.search(
            asking.actor_of(request), said["q"], part=said["o"], direction=said["chieu"], since=said["tu"], until=said["den"],
            before=asking.whole(request.GET.get("truoc"), 0),
        )  # fmt: skip
        kept = {name: request.GET[name] for name in ("q", "o", "chieu", "tu", "den") if request.GET.get(name)}
        facts |= {
            "found": [(one.line, one.snippet, *shapes.line_look(one.line)) for one in page.rows],
            "word": said["q"],
            "wider": urlencode(kept | {"o": ""}) if said["o"] and said["q"] else "",
            "further": urlencode(kept | {"truoc": page.before}) if page.before else "",
        }
    return render(request, "desk/documents/found.html", facts)


def _given(request: HttpRequest) -> dict[str, str]:
    """Return what was asked; where to look follows from what was typed until somebody says it."""
    given = request.GET.dict()
    if "o" not in given and documents.looks_like_symbol(given.get("q", "")):
        given["o"] = "symbol"
    return given
