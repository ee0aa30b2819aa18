"""Answers that every door gives in the same way."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lienthong.toolkit.errors import Refusal


def refused(request: HttpRequest, refusal: Refusal, *, back_url: str = "") -> HttpResponse:
    """Return the refusal with its status (409): a fragment when HTMX asked, else a whole page.

    back_url  where the person can mend the input; empty hides the button.
    """
    fragment = request.headers.get("HX-Request") == "true"
    template = "ui/_refusal.html" if fragment else "409.html"
    return render(request, template, {"refusal": refusal, "back_url": back_url}, status=refusal.status)
