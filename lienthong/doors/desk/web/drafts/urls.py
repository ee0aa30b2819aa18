"""Addresses of drafting at the desk; `web.urls` takes them in."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
