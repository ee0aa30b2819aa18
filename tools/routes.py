"""Every route demands a sign-in, or says why it is open to everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tools import house

OPEN_OF_OTHERS = {
    "account_login": "signing in",
    "account_logout": "asks before it ends a session; without one it only redirects",
    "account_inactive": "says that the account was closed; holds no data",
    "mfa_authenticate": "the second half of signing in",
    "mfa_login_webauthn": "signing in with a passkey",
}
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
    if demands or name in open_of_others:
        return []
    return ["is open to everybody and does not say why (open_to_public)"]


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
