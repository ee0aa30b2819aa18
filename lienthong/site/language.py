"""The language of a page: Vietnamese, and English where somebody chose it and every page of the door speaks it.

Only the choice counts, never the browser's own preference: many an office computer runs in English, and its clerk has not chosen
an English page (docs/decisions/0013-english.md).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import escape_leading_slashes

from lienthong.toolkit.ui.tongues import LANGUAGE_FIELD

ENGLISH_ROOMS: Final = ("lienthong.toolkit.ui", "lienthong.office.accounts", "lienthong.doors.portal", "lienthong.doors.desk")
"""The packages whose every page and sentence is translated; `tools.messages` holds them to it."""
_VIEWS: Final = (*ENGLISH_ROOMS, "allauth")
"""Whose views draw pages of those packages: the sign-in library draws with our templates."""
_YEAR, _AT_A_KIOSK = 365 * 24 * 3600, 180
"""Seconds that a choice holds; at a kiosk until the next person stands there."""


class LanguageMiddleware:
    """Draws a page in the chosen language, and takes the choice that a page's header posts to the page itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the page; a post that holds nothing but the choice only goes back to its page."""
        match = _match(request)
        if not _speaks_english(match):
            with translation.override(settings.LANGUAGE_CODE):
                return self.get_response(request)
        asked = _asked(request)
        language = asked or _known(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")) or settings.LANGUAGE_CODE
        request.tongue = language  # type: ignore[attr-defined]  # the header of the page draws the choice from it
        with translation.override(language):
            alone = asked and set(request.POST) <= {LANGUAGE_FIELD, "csrfmiddlewaretoken"}
            response = _back(request) if alone else self.get_response(request)
        if asked:
            _remember(response, asked, at_a_kiosk=_is_kiosk(request, match))
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers["Content-Language"] = language
            patch_vary_headers(response, ("Cookie",))
        return response


def _match(request: HttpRequest) -> ResolverMatch | None:
    try:
        return resolve(request.path_info)
    except Resolver404:
        return None


def _speaks_english(match: ResolverMatch | None) -> bool:
    """Return whether the page of an address can be had in English; the page that says «not found» can."""
    if match is None:
        return True
    view = getattr(match.func, "view_class", match.func)
    return f"{view.__module__}.".startswith(tuple(f"{room}." for room in _VIEWS))


def _asked(request: HttpRequest) -> str:
    """Return the language that a form asks for, empty when none does."""
    if request.method != "POST" or request.content_type != "application/x-www-form-urlencoded":
        return ""
    return _known(request.POST.get(LANGUAGE_FIELD, ""))


def _back(request: HttpRequest) -> HttpResponse:
    """Lead back to the page itself, whose address may not be read as one of another host (//evil.example/)."""
    return HttpResponseRedirect(escape_leading_slashes(request.get_full_path()))


def _known(language: str) -> str:
    return language if language in dict(settings.LANGUAGES) else ""


def _is_kiosk(request: HttpRequest, match: ResolverMatch | None) -> bool:
    return (
        match is not None and match.view_name in {"portal:kiosk", "portal:kiosk_matters", "portal:take_ticket"}
    ) or "quay" in request.GET


def _remember(response: HttpResponse, language: str, *, at_a_kiosk: bool) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, language, max_age=_AT_A_KIOSK if at_a_kiosk else _YEAR, httponly=True,
        secure=settings.SECURE, samesite="Lax",
    )  # fmt: skip
