"""Wiring of the app."""

from django.apps import AppConfig


class DraftingConfig(AppConfig):
    """dự thảo văn bản."""

    name = "lienthong.casework.drafting"
    label = "drafting"
    verbose_name = "dự thảo văn bản"
