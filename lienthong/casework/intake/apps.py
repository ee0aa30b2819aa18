"""Wiring of the app."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """tiếp nhận văn bản."""

    name = "lienthong.casework.intake"
    label = "intake"
    verbose_name = "tiếp nhận văn bản"
