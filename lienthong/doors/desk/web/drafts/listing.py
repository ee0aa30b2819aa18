"""The list of drafts: those of the units seen and those that one is asked about, by state and word."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lienthong.casework.drafting import public as drafting
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.drafts import shapes
from lienthong.doors.desk.web.drafts.forms import FilterForm
from lienthong.office.accounts.public import duty
from lienthong.toolkit.ui.parts import Tab


@require_safe
@duty(*drafting.READERS)
def drafts(request: HttpRequest) -> HttpResponse:
    """Show a page of drafts, the last changed first."""
    actor = asking.actor_of(request)
    view = request.GET.get("xem", "open")
    view = view if view in drafting.STATES else "open"
    form = FilterForm(request.GET)
    word = form.cleaned_data["q"] if form.is_valid() else ""
    before = _moment(request.GET.get("truoc", ""))
    rows, further = drafting.drafts(actor, state=view, word=word, before=before)
    kept = {"xem": view, "q": word}
    facts = {
        "tabs": [
            Tab(shapes.list_address({"xem": key, "q": word}), words, key == view) for key, words in drafting.STATES.items()
        ],
        "view": view, "form": form, "word": word, "rows": [(row, *shapes.look_of(row)) for row in rows],
        "first_url": shapes.list_address(kept) if before else "",
        "next_url": shapes.list_address({**kept, "truoc": further.isoformat()}) if further else "",
        "may_draft": actor.has(*drafting.DRAFTERS),
    }  # fmt: skip
    return render(request, "desk/drafts/list.html", facts)


def _moment(text: str) -> datetime | None:
    """Return the instant of an address, or None."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
