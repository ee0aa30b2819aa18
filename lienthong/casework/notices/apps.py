"""Wiring of the app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """thông báo."""

    name = "lienthong.casework.notices"
    label = "notices"
    verbose_name = "thông báo"
