"""Wiring of the app."""

from django.apps import AppConfig


class CutsConfig(AppConfig):
    """cắt giảm thời gian giải quyết."""

    name = "lienthong.casework.cuts"
    label = "cuts"
    verbose_name = "cắt giảm thời gian giải quyết"
