"""Answers that every door gives in the same way."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lienthong.toolkit.errors import Refusal

TOO_MANY = 429


def refused(request: HttpRequest, refusal: Refusal, *, back_url: str = "") -> HttpResponse:
    """Return the refusal with its status (409, or 429 for haste): a page, or for HTMX a fragment above the content.

    back_url  where the person can mend the input; empty hides the button.
    """
    fragment = request.headers.get("HX-Request") == "true"
    if not fragment:
        template = "429.html" if refusal.status == TOO_MANY else "409.html"
        return render(request, template, {"refusal": refusal, "back_url": back_url, "language_url": None}, status=refusal.status)
    answer = render(request, "ui/_refusal.html", {"refusal": refusal}, status=refusal.status)
    answer["HX-Retarget"], answer["HX-Reswap"] = "#messages", "innerHTML"
    return answer
