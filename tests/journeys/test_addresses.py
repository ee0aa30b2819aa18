"""Every address is looked at by some browser test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.journeys.looked_at_elsewhere import HALL, IN_A_STATE, NOT_PAGES, OTHERS
from tests.journeys.test_accessible_pages import ACCOUNT, DESK, ONE_DOSSIER, STRANGER


def names(patterns: list[Any], prefix: str = "") -> Iterator[str]:
    """Return the names of all routes."""
    for one in patterns:
        if isinstance(one, URLResolver):
            below = f"{prefix}{one.namespace}:" if one.namespace else prefix
            yield from names(one.url_patterns, below)
        elif isinstance(one, URLPattern) and one.name:
            yield f"{prefix}{one.name}"


def test_every_address_is_looked_at() -> None:
    known = {*STRANGER, *ACCOUNT, *DESK, *ONE_DOSSIER, *HALL, *OTHERS, *NOT_PAGES, *IN_A_STATE}
    routes = {name for name in names(get_resolver().url_patterns) if not name.startswith("api")}
    assert routes == known, "add to a list what is new, take out what is gone"
