"""Addresses of the API."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from lienthong.doors.exchange.rest.api import api
from lienthong.office.accounts import public as accounts

WHY = "máy gọi bằng mã truy cập gắn với nhiệm vụ; mỗi thao tác tự kiểm tra mã"


def _open(patterns: list[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """Mark every address of the API as open to programs: the token is checked by each operation itself."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            pattern.callback = accounts.open_to_public(WHY)(pattern.callback)
    return patterns


addresses, app, namespace = api.urls
urlpatterns: list[URLPattern | URLResolver] = [path("", include((_open(list(addresses)), app), namespace=namespace))]
