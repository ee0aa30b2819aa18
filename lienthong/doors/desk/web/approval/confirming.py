"""Who signs confirms first that it is them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from lienthong.office.accounts.public import confirm_first, recently_authenticated


def confirmed(request: HttpRequest, route: str, uid: UUID) -> HttpResponse | None:
    """Return the way to confirm who it is, unless that was done lately; a form that was too slow says so."""
    if recently_authenticated(request):
        return None
    if request.method == "POST":
        messages.warning(request, "Chưa ký: quá 5 phút từ lúc xác nhận người ký. Xác nhận lại rồi làm lại.")
    return confirm_first(request, back_url=reverse(f"desk:{route}", args=[uid]))
