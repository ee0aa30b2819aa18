"""Puts the actor on the request, ends idle sessions, opens the row-level context round each view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from lienthong.office.accounts import queries, rules, services
from lienthong.office.accounts.errors import NotYourPost, TooManyAttempts
from lienthong.office.accounts.models import Account
from lienthong.office.accounts.web import sources
from lienthong.office.ledger import public as ledger
from lienthong.toolkit import clock
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.errors import Refusal
from lienthong.toolkit.ui.answers import refused

SEEN, SIGNED_IN, CAPACITY = "lt_seen", "lt_signed_in", "lt_capacity"
_WRITE_SEEN_EVERY = 60

View = Callable[..., HttpResponseBase]


class SignInMiddleware(LoginRequiredMiddleware):
    """Demands a login for every view that is not open; keeps what was typed when the session has ended."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseBase:  # type: ignore[override]  # Django's stub says redirect only
        """Answer a program with 401, a person with the sign-in page; a posted form is kept for after it."""
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse({"code": "accounts.sign_in", "message": "Cần đăng nhập."}, status=401)
        target = self._kept(request) if request.method == "POST" else _own_page(request)
        url = f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': target}, safe='/')}"
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=204, headers={"HX-Redirect": url})
        return HttpResponseRedirect(url)

    def _kept(self, request: HttpRequest) -> str:
        real_at = clock.real_now()
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
        try:
            services.take([(rules.KEEPING, sources.address(request))], at=real_at)
        except TooManyAttempts:
            return "/"
        ended: int | None = getattr(request, "ended_account_id", None)
        token = services.keep_form(
            path=request.get_full_path(),
            fields=fields,
            files=[file.name or "tệp" for name in request.FILES for file in request.FILES.getlist(name)],
            account_id=ended,
            at=real_at,
        )
        return reverse("accounts:kept_form", args=[token]) if token else "/"


def _own_page(request: HttpRequest) -> str:
    """Return where to go after sign-in: the page asked for; for a fragment the page that asked."""
    if request.headers.get("HX-Request") == "true":
        shown = request.headers.get("HX-Current-URL", "")
        return shown.removeprefix(f"{request.scheme}://{request.get_host()}") or "/"
    return request.get_full_path()


class ActorMiddleware:
    """Set `request.actor` (None without a post), and run the view inside the actor's row-level context.

    One statement for the actor, one to open the context.  A Refusal that a view lets through is shown as a page (or
    fragment) with its status, after the transaction was rolled back.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = None  # type: ignore[attr-defined]  # our own attribute of the request
        _end_when_stale(request)
        if request.user.is_authenticated:
            request.actor = _actor(request)  # type: ignore[attr-defined]  # as above
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Run the view in its context; the pages of the sign-in library run by themselves."""
        if _must_choose_a_password(request, view):
            return _to_password(request)
        if view.__module__.startswith("allauth."):
            return None
        actor: Actor | None = request.actor  # type: ignore[attr-defined]  # set above
        if actor is None and getattr(view, "open_to_former", False) and isinstance(request.user, Account):
            actor = queries.former_actor_of(request.user, at=clock.now())
            request.actor = actor  # type: ignore[attr-defined]  # as above
        try:
            if actor is None or getattr(view, "own_context", False):
                return _rendered(view(request, *args, **kwargs))
            with ledger.seeing(actor.sees):
                return _rendered(view(request, *args, **kwargs))
        except Refusal as no:
            return refused(request, no)


CHOOSING = frozenset({"account_change_password", "account_logout", "account_login"})
"""Pages that an account opens with a password that somebody else set."""


def _must_choose_a_password(request: HttpRequest, view: View) -> bool:
    if not isinstance(request.user, Account) or request.user.handed_at is None:
        return False
    page = request.resolver_match.url_name if request.resolver_match else ""
    return page not in CHOOSING and not getattr(view, "open_because", "")


def _to_password(request: HttpRequest) -> HttpResponseBase:
    url = reverse("account_change_password")
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def _rendered(response: HttpResponseBase) -> HttpResponseBase:
    render = getattr(response, "render", None)
    return render() if callable(render) else response


def _end_when_stale(request: HttpRequest) -> None:
    """End the session when it was idle too long or is too old; remember whose it was."""
    if not request.user.is_authenticated:
        return
    now = clock.real_now().timestamp()
    seen, since = request.session.get(SEEN, now), request.session.get(SIGNED_IN, now)
    idle = rules.idle_for_too_long(seen, now, settings.SESSION_IDLE_MINUTES)
    if idle or rules.too_old(since, now, settings.SESSION_COOKIE_AGE):
        request.ended_account_id = request.user.pk  # type: ignore[attr-defined]  # read by SignInMiddleware
        logout(request)
        return
    if SIGNED_IN not in request.session:
        request.session[SIGNED_IN] = now
    if now - seen >= _WRITE_SEEN_EVERY or SEEN not in request.session:
        request.session[SEEN] = now


def _actor(request: HttpRequest) -> Actor | None:
    account = request.user
    assert isinstance(account, Account)  # noqa: S101 - the user model is ours
    key = request.session.get(CAPACITY, "")
    try:
        return queries.actor_of(account, at=clock.now(), key=key)
    except NotYourPost:
        request.session.pop(CAPACITY, None)
        return queries.actor_of(account, at=clock.now())
