"""Wiring of the app."""

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    """hướng dẫn bằng tiếng nói."""

    name = "lienthong.casework.guidance"
    label = "guidance"
    verbose_name = "hướng dẫn bằng tiếng nói"
