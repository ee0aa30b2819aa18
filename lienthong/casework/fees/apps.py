"""Wiring of the app."""

from django.apps import AppConfig


class FeesConfig(AppConfig):
    """thu phí."""

    name = "lienthong.casework.fees"
    label = "fees"
    verbose_name = "thu phí"
