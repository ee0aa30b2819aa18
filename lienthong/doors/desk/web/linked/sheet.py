"""The page of what hangs together with a letter, a draft, a dossier or a work file: a list by day, and a drawing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lienthong.doors.desk.errors import NotInSight
from lienthong.doors.desk.web import asking
from lienthong.doors.desk.web.linked import rooms, shapes
from lienthong.office.accounts.public import signed_in


@require_safe
@signed_in
def linked(request: HttpRequest, uid: UUID, kind: str) -> HttpResponse:
    """Show what hangs together with a thing, as far as the reader sees it.  Raises NotInSight."""
    actor = asking.actor_of(request)
    found = rooms.graph(actor, uid, kind)
    if found is None:
        raise NotInSight
    here = next(one.thing for one in found.rows if one.thing.uid == uid)
    facts = {
        "graph": found, "here": here, "kind": shapes.KINDS[here.kind], "url": shapes.address(here),
        "days": shapes.days(found, uid), "pieces": shapes.drawing(found, uid), "width": shapes.WIDTH,
    }  # fmt: skip
    return render(request, "desk/linked/linked.html", facts)
