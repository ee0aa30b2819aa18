"""What every public page shows round its matter."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from lienthong.toolkit.ui.parts import Shell


def framed(facts: dict[str, Any]) -> dict[str, Any]:
    """Return the page's facts with the shell of the public pages: its mark leads to their home, whoever is signed in."""
    return {**facts, "shell": Shell(home_url=reverse("portal:home"))}
