"""Wiring of the app."""

from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    """hạn giải quyết."""

    name = "lienthong.casework.deadlines"
    label = "deadlines"
    verbose_name = "hạn giải quyết"
