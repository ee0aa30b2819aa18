"""Wiring of the app."""

from django.apps import AppConfig


class HandlingConfig(AppConfig):
    """xử lý văn bản."""

    name = "lienthong.casework.handling"
    label = "handling"
    verbose_name = "xử lý văn bản"
