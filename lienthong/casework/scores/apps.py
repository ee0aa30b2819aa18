"""Wiring of the app."""

from django.apps import AppConfig


class ScoresConfig(AppConfig):
    """chỉ số giải quyết thủ tục."""

    name = "lienthong.casework.scores"
    label = "scores"
    verbose_name = "chỉ số giải quyết thủ tục"
