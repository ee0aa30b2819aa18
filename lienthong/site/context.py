"""What every page's shell shows: the product, the actor's unit and post, the menu by duty."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from lienthong.toolkit.ui.parts import Shell


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the template variables of the shell."""
    if not request.user.is_authenticated:
        return {"actor": None}
    offers = Shell(
        capacity_url=reverse("accounts:capacity"), account_url=reverse("mfa_index"), sign_out_url=reverse("account_logout")
    )
    return {"actor": getattr(request, "actor", None), "shell": offers}
