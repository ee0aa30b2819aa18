"""What every page's shell shows: the product, the actor's unit and post, the menu by duty."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the template variables of the shell."""
    return {"actor": getattr(request, "actor", None)}
