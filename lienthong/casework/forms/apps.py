"""Wiring of the app."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    """mẫu giấy."""

    name = "lienthong.casework.forms"
    label = "forms"
    verbose_name = "mẫu giấy"
