"""Who may do what: duties of posts; and the marks that say what a view demands."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from lienthong.office.accounts.errors import NoPost, NotYourDuty
from lienthong.office.org.public import DUTIES
from lienthong.toolkit.actor import Actor
from lienthong.toolkit.sentences import Several

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def may(actor: Actor | None, *duties: str) -> bool:
    """Return whether the actor holds any of `duties`; a plain «specialist» is meant by every «specialist.…» too."""
    if actor is None:
        return False
    return actor.has(*duties) or ("specialist" in duties and any(held.startswith("specialist.") for held in actor.duties))


def require(actor: Actor | None, *duties: str) -> Actor:
    """Return the actor when it holds any of `duties` (none named: any post at all).  Raises NotYourDuty."""
    if actor is not None and (not duties or may(actor, *duties)):
        return actor
    raise NotYourDuty(needed=Several("» hoặc «", (DUTIES.get(duty, duty) for duty in duties)) or "chức vụ trong cơ quan")


def duty(*duties: str) -> Callable[[View], View]:
    """Let a view be used only by an actor who holds any of `duties`; else NotYourDuty (the page explains it)."""
    unknown = [slug for slug in duties if slug not in DUTIES]
    if unknown or not duties:
        raise ValueError(f"unknown duties: {unknown or 'none named'}")

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            require(_actor(request), *duties)
            return view(request, *args, **kwargs)

        guarded.required_duties = frozenset(duties)  # type: ignore[attr-defined]  # read by the house test of routes
        return cast(View, guarded)

    return guard


def signed_in(view: View) -> View:
    """Let a view be used by anybody who signed in and holds a post."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        _actor(request)
        return view(request, *args, **kwargs)

    guarded.required_duties = frozenset()  # type: ignore[attr-defined]  # read by the house test of routes
    return cast(View, guarded)


def formerly(view: View) -> View:
    """Let a view be used as `signed_in` does, and by who holds no post since the unit of the last one ended.

    Such a person acts in that post, without any duty (`queries.former_actor_of`): some papers still want the signature.
    """
    guarded = signed_in(view)
    guarded.open_to_former = True  # type: ignore[attr-defined]  # read by the middleware that sets the actor
    return guarded


def in_its_own_context(view: View) -> View:
    """Let a view run in no transaction: it opens the row-level context itself, and waits for another machine outside it."""
    view.own_context = True  # type: ignore[attr-defined]  # read by the middleware that opens the context
    return view


def open_to_public(because: str) -> Callable[[View], View]:
    """Let everybody use a view, and say why."""
    if not because.strip():
        raise ValueError("say why the view is open")

    def guard(view: View) -> View:
        opened = login_not_required(view)
        opened.open_because = because  # type: ignore[attr-defined]  # read by the house test of routes
        return opened

    return guard


def _actor(request: HttpRequest) -> Actor:
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        raise NoPost(account=str(getattr(request.user, "username", "")))
    return actor


def recently_authenticated(request: HttpRequest) -> bool:
    """Return whether the person confirmed password, code or passkey within the last five minutes (before signing)."""
    return bool(did_recently_reauthenticate(request))


def confirm_first(request: HttpRequest, *, back_url: str) -> HttpResponseRedirect:
    """Return the way to the confirmation page, and back to `back_url` after it."""
    return HttpResponseRedirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': back_url})}")
