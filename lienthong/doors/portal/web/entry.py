"""The citizen's own session: a cookie apart from the staff's, opened by a mailed code."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from lienthong.office.accounts.public import open_to_public
from lienthong.office.citizens import public as citizens
from lienthong.toolkit import clock

View = Callable[..., HttpResponseBase]


def cookie() -> str:
    """Return the name of the cookie that holds a citizen's session."""
    return "__Host-lt-citizen" if settings.SECURE else "lt-citizen"


def source(request: HttpRequest) -> str:
    """Return the network address that asks, by which haste is counted."""
    return str(request.META.get("REMOTE_ADDR", ""))


def citizen_only(view: View) -> View:
    """Let a view be used by a citizen who signed in; it gets the citizen, and sees that citizen's rows and no unit's.

    A posted page is asked again after sign-in; what was saved before stays.
    """

    @wraps(view)
    def inside(request: HttpRequest, citizen: citizens.CitizenRow, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with citizens.seeing(citizen.uid):
            return view(request, citizen, *args, **kwargs)

    return citizen_apart(inside)


def citizen_apart(view: View) -> View:
    """Let a view be used by a citizen who signed in, outside of any transaction: it may wait for a mail server or a gateway.

    What it calls opens the citizen's context by itself.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        citizen = citizens.resume(request.COOKIES.get(cookie(), ""), at=clock.real_now())
        if citizen is None:
            return redirect(f"{reverse('portal:sign_in')}?{urlencode({'tiep': request.path})}")
        return view(request, citizen, *args, **kwargs)

    return open_to_public("công dân đăng nhập bằng phiên riêng, không phải phiên của cán bộ")(never_cache(guarded))


def remember(response: HttpResponse, token: str) -> None:
    """Give the browser its session."""
    response.set_cookie(
        cookie(), token, max_age=int(citizens.SESSION_LIFE.total_seconds()), httponly=True, secure=settings.SECURE, samesite="Lax"
    )


def onward(request: HttpRequest, asked: str) -> str:
    """Return where to go after sign-in: an address of ours, else the citizen's dossiers."""
    mine = url_has_allowed_host_and_scheme(asked, {request.get_host()}) and asked.startswith("/")
    return asked if mine else reverse("portal:mine")
