"""Keeping a form that is being typed: every change is sent here and found again after a lost link or session."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, JsonResponse

from lienthong.doors.desk import services
from lienthong.doors.desk.web import asking
from lienthong.toolkit import clock
from lienthong.toolkit.formats import text as formats


def keep(request: HttpRequest, kind: str, key: UUID) -> JsonResponse:
    """Keep the posted form under its kind and key; answer when that was.  Raises DraftTooLarge."""
    at = clock.now()
    own = request.POST.copy()
    own.pop("csrfmiddlewaretoken", None)
    data = {name: list(values) for name, values in own.lists()}
    services.save_draft(account_id=asking.account_id(request), kind=kind, key=key, data=data, at=at)
    return JsonResponse({"saved_at": formats.time_of_day(at)})
