"""Pages of one's own account: the post in use, the form kept for after sign-in."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.views import ListUserSessionsView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from lienthong.office.accounts import queries, rules, services
from lienthong.office.accounts.errors import KeptFormGone, NotYourPost
from lienthong.office.accounts.models import Account
from lienthong.office.accounts.web.middleware import CAPACITY
from lienthong.toolkit import clock
from lienthong.toolkit.ui.tongues import translated


def _account(request: HttpRequest) -> Account:
    assert isinstance(request.user, Account)  # noqa: S101 - every view here demands a login
    return request.user


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"


@never_cache
@require_http_methods(["GET", "POST"])
def capacity(request: HttpRequest) -> HttpResponse:
    """Show the posts in which the person may act now, and keep the chosen one for this session."""
    account, at = _account(request), clock.now()
    if request.method == "POST":
        key = request.POST.get("key", "")
        actor = queries.actor_of(account, at=at, key=key)
        if actor is None:
            raise NotYourPost
        request.session[CAPACITY] = key
        request.session.cycle_key()
        services.record("accounts.capacity_chosen", account, at=at, actor=actor, body={"capacity": actor.capacity.value})
        return HttpResponseRedirect(_next(request))
    facts = {"choices": queries.capacities(account, at), "chosen": request.session.get(CAPACITY, ""), "next": _next(request)}
    return render(request, "accounts/capacity.html", facts)


@never_cache
@require_http_methods(["GET"])
def kept_form(request: HttpRequest, token: str) -> HttpResponse:
    """Show that what was typed is kept, and let the person send it again with one click."""
    try:
        kept = services.kept_form(token=token, account_id=_account(request).pk, at=clock.real_now())
    except KeptFormGone as no:
        return render(request, "accounts/kept_form_gone.html", {"refusal": no}, status=no.status)
    return render(request, "accounts/kept_form.html", {"kept": kept, "token": token, "shown": len(kept.fields)})


@require_POST
def drop_form(request: HttpRequest, token: str) -> HttpResponse:
    """Forget a kept form."""
    services.drop_form(token=token, account_id=_account(request).pk)
    return redirect("/")


@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own sessions."""
    services.end_session(session_id=pk, account_id=_account(request).pk)
    return redirect("usersessions_list")


class SessionsView(ListUserSessionsView):  # type: ignore[misc]  # the library is untyped
    """One's own sessions: this one first, then the newest, each with a name of its browser that people recognise."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the page shows."""
        facts: dict[str, Any] = super().get_context_data(**kwargs)
        facts["sessions"] = sorted(facts["sessions"], key=lambda one: (not one.is_current(), -one.created_at.timestamp()))
        for one in facts["sessions"]:
            browser, machine = rules.browser_and_machine(one.user_agent)
            one.browser = translated("%(browser)s trên %(machine)s", browser=translated(browser), machine=translated(machine))
        return facts


sessions = SessionsView.as_view()
