"""Every route demands a sign-in and says by which duty, or says why it is open to everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tools import house

OPEN_OF_OTHERS = {
    "account_login": "signing in",
    "account_logout": "asks before it ends a session; without one it only redirects",
    "account_inactive": "says that the account was closed; holds no data",
    "account_signup": "always refused: ClosedAdapter; kept because allauth names the address",
    "account_email_verification_sent": "a notice without data",
    "account_confirm_email": "works only with a signed key",
    "account_reset_password": "answers alike whether the account exists or not",
    "account_reset_password_done": "a notice without data",
    "account_reset_password_from_key": "works only with a signed key",
    "account_reset_password_from_key_done": "a notice without data",
    "account_confirm_login_code": "the second half of signing in",
    "mfa_authenticate": "the second half of signing in",
    "mfa_login_webauthn": "signing in with a passkey",
}
GUARDS_OF_OTHERS = ("allauth.", "django.contrib.")
Route = tuple[str, str | None, Callable[..., Any]]


def walk(patterns: Iterable[Any], prefix: str = "") -> Iterator[Route]:
    """Yield address, name and view of every route below `patterns`."""
    for entry in patterns:
        if hasattr(entry, "url_patterns"):
            yield from walk(entry.url_patterns, prefix + str(entry.pattern))
        else:
            yield prefix + str(entry.pattern), entry.name, entry.callback


def faults(routes: Iterable[Route], open_of_others: dict[str, str] = OPEN_OF_OTHERS) -> list[str]:
    """Return every route that is neither guarded nor open with a reason."""
    return [f"{address}: {fault}" for address, name, view in routes for fault in _faults_of(name or "", view, open_of_others)]


def _faults_of(name: str, view: Callable[..., Any], open_of_others: dict[str, str]) -> list[str]:
    demands = getattr(view, "login_required", True)
    reason = getattr(view, "open_because", "")
    operations = list(_operations(view))
    if operations:
        return [f"{' '.join(sorted(one.methods))} asks for no token" for one in operations if not _asks(one)]
    if reason:
        return [] if not demands else ["says why it is open, and demands a sign-in all the same"]
    if not demands:
        return [] if name in open_of_others else ["is open to everybody and does not say why (open_to_public)"]
    if view.__module__.startswith(GUARDS_OF_OTHERS) or hasattr(view, "required_duties"):
        return []
    return ["names neither a duty (duty, signed_in) nor a reason to be open (open_to_public)"]


def _operations(view: Callable[..., Any]) -> Iterable[Any]:
    """Return the operations of a django-ninja path, or none."""
    found = getattr(view, "__self__", None) or next(
        (cell.cell_contents for cell in getattr(view, "__closure__", None) or () if hasattr(cell.cell_contents, "operations")),
        None,
    )
    operations: Iterable[Any] = getattr(found, "operations", ())
    return operations


def _asks(operation: Any) -> bool:
    return bool(operation.auth_callbacks) or bool(getattr(operation.view_func, "open_because", ""))


def unused_reasons(routes: Iterable[Route], open_of_others: dict[str, str] = OPEN_OF_OTHERS) -> list[str]:
    """Return the exceptions that no route needs any more."""
    return sorted(set(open_of_others) - {name for _, name, _ in routes if name})


def _all() -> list[str]:
    house.django_setup()
    from django.urls import get_resolver

    routes = list(walk(get_resolver().url_patterns))
    return faults(routes) + [f"{name}: an exception that no route needs" for name in unused_reasons(routes)]


if __name__ == "__main__":
    house.report("routes", _all)
