"""What every public page shows round its matter."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from lienthong.toolkit.identity import new_uid
from lienthong.toolkit.ui.parts import Shell


def framed(facts: dict[str, Any]) -> dict[str, Any]:
    """Return the page's facts with the shell of the public pages: its mark leads to their home, whoever is signed in."""
    return {**facts, "shell": Shell(home_url=reverse("portal:home"))}


def page_key(request: HttpRequest, field: str = "key") -> UUID:
    """Return the key of the page whose button was pressed: pressed twice, it is one act.  A new page gets a new one."""
    try:
        return UUID(request.POST.get(field, ""))
    except ValueError:
        return new_uid()
